/// Uniting the people who ask the same (rule 10): the survivor counts distinct attendees over both, and undoing it
/// restores both exactly.
public enum Merge {
  /// A question as the rules of merging ask about it.
  public struct Side: Hashable, Sendable {
    public var id: Question.ID
    public var state: Question.State
    public var addressee: Question.Addressee
    /// The one that counts for it, where it was merged.
    public var survivor: Question.ID?

    public init(
      id: Question.ID, state: Question.State, addressee: Question.Addressee, survivor: Question.ID? = nil
    ) {
      (self.id, self.state, self.addressee, self.survivor) = (id, state, addressee, survivor)
    }
  }

  /// Whether `question` is to be merged into `survivor`; false where it is so already. `named` is the question that was
  /// said: the survivor itself, or one that was merged into it, since chains flatten.
  public static func isNew(
    _ question: Side, into survivor: Side, named: Question.ID, summitClosed: Bool
  ) throws(Refusal) -> Bool {
    if named == question.id { throw .mergeIntoItself }
    if summitClosed { throw .summitClosed }
    if let standing = question.survivor {
      if standing == survivor.id { return false }
      throw .alreadyMerged
    }
    if survivor.id == question.id { throw .mergeCycle }
    guard question.addressee == survivor.addressee else { throw .mergeAcrossAddressees }
    guard survivor.state == .published else { throw .questionNotPublished }
    guard Curation.Action.merge.allowedIn.contains(question.state) else { throw .stateForbids }
    return true
  }

  /// Whether the merge of `question` can be undone. `into` is the question that it was merged into, before any chain was
  /// flattened; `latest` the one merged into it last, of those still merged.
  public static func checkUndoing(
    _ question: Side, into: Side?, latest: Question.ID?, summitClosed: Bool
  ) throws(Refusal) {
    guard question.state == .merged, let into else { throw .notMerged }
    if summitClosed { throw .summitClosed }
    guard into.state != .merged, latest == question.id else { throw .mergeNotLatest }
  }
}
