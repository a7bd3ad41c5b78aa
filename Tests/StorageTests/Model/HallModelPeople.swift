import Petitions

extension HallModel {
  /// Everything these people have a say in.
  private func questions(of people: Set<Attendee.ID>) -> [Petitions.Question.ID] {
    questions.keys.filter { id in
      guard let question = questions[id] else { return false }
      return !people.isDisjoint(with: question.signatures.map(\.person))
        || !people.isDisjoint(with: question.reporters)
        || !people.isDisjoint(with: question.verdicts.keys)
        || !people.isDisjoint(with: question.owed?.signers.map(\.person) ?? [])
    }.sorted()
  }

  /// They count no more.
  mutating func quarantine(_ people: Set<Attendee.ID>) {
    let people = people.subtracting(quarantined)
    guard !people.isEmpty else { return }
    quarantined.formUnion(people)
    countAnew(questions(of: people))
  }

  /// They count again.
  mutating func release(_ people: Set<Attendee.ID>) {
    let people = people.intersection(quarantined)
    guard !people.isEmpty else { return }
    quarantined.subtract(people)
    countAnew(questions(of: people))
  }

  private mutating func countAnew(_ ids: [Petitions.Question.ID]) {
    for id in ids {
      guard let question = questions[id] else { continue }
      let standing = Publication.standing(
        recounted: reports(id), upvotes: self.people(id).count, state: question.state, hold: question.hold,
        approved: question.isApproved, promised: question.isPromised, nameMatches: false)
      if let standing { questions[id]?.standing = standing }
    }
    lock(ids)
    reviewPromises(ids)
    latch(ids)
  }
}
