/// What of a question those may see who are neither its author nor curate it: on lists, boards, feeds, files and pages
/// alike (rules 2, 6, 8 and 10).
public struct Publicity: Hashable, Sendable {
  /// Whether it may be known that there is such a question.
  public var isKnown: Bool
  /// Its text, its translation and the name shown.
  public var showsWords: Bool
  /// The words of its answer; that it was answered, how and when, is seen in any case.
  public var showsAnswer: Bool

  /// How a merged question stands: as it would by itself, and what may be seen of the one that counts for it.
  public struct Merged: Hashable, Sendable {
    public var itself: Question.State
    public var survivor: Publicity
    public init(itself: Question.State, survivor: Publicity) {
      (self.itself, self.survivor) = (itself, survivor)
    }
  }

  public init(isKnown: Bool, showsWords: Bool, showsAnswer: Bool) {
    (self.isKnown, self.showsWords, self.showsAnswer) = (isKnown, showsWords, showsAnswer)
  }

  /// `hiddenFor` is why it was hidden, where that is the last decision about it. Without `merged` a merged question shows
  /// nothing but that it is there.
  public init(of state: Question.State, hiddenFor reason: Curation.Reason?, merged: Merged? = nil) {
    switch state {
    case .pending: self.init(isKnown: false, showsWords: false, showsAnswer: false)
    case .published: self.init(isKnown: true, showsWords: true, showsAnswer: true)
    case .rejected, .withdrawn: self.init(isKnown: true, showsWords: false, showsAnswer: true)
    case .hidden:
      // An answer to what offends, or is about a person, may repeat it. Hidden for any other reason, a debt is seen to
      // be paid.
      self.init(isKnown: true, showsWords: false, showsAnswer: reason?.tellsText ?? false)
    case .merged:
      // What nobody had let through before it was merged is let through by nobody since.
      guard let merged else {
        self.init(isKnown: true, showsWords: false, showsAnswer: false)
        return
      }
      let isPublic = merged.itself == .published && merged.survivor.isKnown
      self.init(
        isKnown: merged.itself != .pending, showsWords: isPublic && merged.survivor.showsWords,
        showsAnswer: isPublic && merged.survivor.showsAnswer)
    }
  }
}
