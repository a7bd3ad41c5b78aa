import Petitions

/// Who signed what, while questions are merged and parted again (rules 4 and 10): what SQL, which keeps this in rows, is
/// held to.
struct Signatures {
  private struct Standing {
    var question: Question.ID
    var into: Question.ID
  }

  /// On each question itself.
  private var given: [Question.ID: Set<Attendee.ID>] = [:]
  /// The merges that were not undone, in their order.
  private var merges: [Standing] = []

  /// The question that counts for it: itself, or the survivor at the end of the chain.
  func survivor(of question: Question.ID) -> Question.ID {
    var survivor = question
    while let merge = merges.first(where: { $0.question == survivor }) { survivor = merge.into }
    return survivor
  }

  /// Distinct people over the question and all that was merged into it.
  func counted(by question: Question.ID) -> Set<Attendee.ID> {
    united(with: question).reduce(into: []) { $0.formUnion(given[$1, default: []]) }
  }

  mutating func sign(_ question: Question.ID, _ attendee: Attendee.ID) {
    given[question, default: []].insert(attendee)
  }

  /// From all that is counted together: undoing a merge brings no signature back that its owner withdrew.
  mutating func withdraw(_ question: Question.ID, _ attendee: Attendee.ID) {
    for united in united(with: survivor(of: question)) { given[united]?.remove(attendee) }
  }

  mutating func merge(_ question: Question.ID, into other: Question.ID) {
    merges.append(Standing(question: question, into: survivor(of: other)))
  }

  /// Where the question was merged into, before chains flattened, and what was merged into that last.
  func merge(of question: Question.ID) -> (into: Question.ID, latest: Question.ID)? {
    guard let merge = merges.first(where: { $0.question == question }),
      let latest = merges.last(where: { $0.into == merge.into })
    else { return nil }
    return (merge.into, latest.question)
  }

  mutating func undoMerge(of question: Question.ID) {
    merges.removeAll { $0.question == question }
  }

  /// The question, what was merged into it, and what into those before.
  private func united(with question: Question.ID) -> [Question.ID] {
    [question] + merges.filter { $0.into == question }.flatMap { united(with: $0.question) }
  }
}
