/// What the author of a question may still do (rule 3), with token or receipt alike.
public struct Authorship: Hashable, Sendable {
  /// So often an author may put a question in other words: each wording is kept, and is news to every phone.
  public static let mostEdits = 20

  public var state: Question.State
  /// Three others have upvoted, once and for good.
  public var wordingLocked: Bool
  public var promiseLatched: Bool
  public var summitClosed: Bool
  /// Why it was rejected, where it was.
  public var rejectedFor: Curation.Reason?

  public init(
    state: Question.State, wordingLocked: Bool, promiseLatched: Bool, summitClosed: Bool = false,
    rejectedFor: Curation.Reason? = nil
  ) {
    (self.state, self.wordingLocked, self.promiseLatched) = (state, wordingLocked, promiseLatched)
    (self.summitClosed, self.rejectedFor) = (summitClosed, rejectedFor)
  }

  /// Text and name may change until three others have upvoted; one turned down as `unclear` may be rewritten.
  public func checkEditing() throws(Refusal) {
    if summitClosed { throw .summitClosed }
    guard state == .published || state == .pending || state == .rejected && rejectedFor == .unclear else {
      throw .questionNotPublished
    }
    if promiseLatched { throw .promiseLatched }
    if wordingLocked { throw .wordingLocked }
  }

  /// Until a promise is latched.
  public func checkWithdrawing() throws(Refusal) {
    if summitClosed { throw .summitClosed }
    guard [.published, .pending, .hidden].contains(state) else { throw .questionNotPublished }
    if promiseLatched { throw .promiseLatched }
  }
}
