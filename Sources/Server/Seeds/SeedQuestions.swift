internal import EventLoop
internal import Foundation
internal import Petitions
internal import Storage

/// What becomes of the questions, each act unless it was done before.
extension Seeds {
  func planQuestions(
    _ questions: [SeedFile.Question], to addressee: Petitions.Question.Addressee, threshold: Int? = nil
  ) {
    for question in questions { plan(question, to: addressee, among: questions) }
    guard let threshold, let first = questions.map(\.days).max() else { return }
    plan(first, .threshold) { [self] store in
      try await lower(threshold, of: addressee, store)
    }
  }

  private func plan(
    _ seed: SeedFile.Question, to addressee: Petitions.Question.Addressee, among all: [SeedFile.Question]
  ) {
    plan(seed.days, .asking) { [self] store in
      guard try await found(seed, addressee) == nil else { return }
      let author = try await self.store.join(summit)
      _ = try await store.ask(
        Asking(
          to: addressee, by: author.id, generation: author.generation,
          text: try QuestionText(seed.text),
          name: seed.name.flatMap { name throws(TextRule) in try DisplayName(name) }),
        in: summit)
    }
    plan(seed.days, .review) { [self] in try await review(seed, addressee, $0) }
    plan(seed.days, .signing) { [self] in try await sign(seed, addressee, $0) }
    planMerging(seed, addressee, among: all)
    if let stuffed = seed.stuffed {
      plan(seed.days, .quarantine) { [self] in try await stuff(stuffed, seed, addressee, $0) }
    }
    planAnswers(seed, addressee)
  }

  private func lower(
    _ threshold: Int, of addressee: Petitions.Question.Addressee, _ store: Store
  ) async throws {
    switch addressee {
    case .session: break
    case .organisation(let id):
      guard let organisation = try await store.organisations(of: summit).first(where: { $0.id == id }) else {
        return
      }
      var edit = OrganisationEdit()
      edit.threshold = threshold
      _ = try await store.edit(organisation: organisation.slug, in: summit, edit)
    case .summit:
      var edit = SummitEdit()
      edit.threshold = threshold
      _ = try await store.edit(summit, edit)
    }
  }

  private func petition(
    _ seed: SeedFile.Question, _ addressee: Petitions.Question.Addressee
  ) async throws -> QuestionRecord {
    guard let petition = try await found(seed, addressee) else {
      throw SeedFault(description: "nobody asked: \(seed.text)")
    }
    return petition
  }

  private func found(
    _ seed: SeedFile.Question, _ addressee: Petitions.Question.Addressee
  ) async throws -> QuestionRecord? {
    try await store.petitions(
      of: QuestionScope(addressee), in: summit, states: Set(Petitions.Question.State.allCases), limit: 500
    ).petitions.first { $0.text == seed.text }
  }

  private func review(
    _ seed: SeedFile.Question, _ addressee: Petitions.Question.Addressee, _ store: Store
  ) async throws {
    let petition = try await petition(seed, addressee)
    let act: CuratorAct? =
      switch (petition.state, seed.state ?? .published) {
      case (.pending, .published): .approve
      case (.pending, .rejected): .reject(seed.reason ?? .offTopic, note: seed.note)
      default: nil
      }
    if let act { _ = try await store.curate(petition.id, in: summit, act, by: nil) }
    if petition.translation == nil, let translation = try seed.translated() {
      _ = try await store.curate(petition.id, in: summit, .translate(translation), by: nil)
    }
  }

  private func sign(
    _ seed: SeedFile.Question, _ addressee: Petitions.Question.Addressee, _ store: Store
  ) async throws {
    let petition = try await petition(seed, addressee)
    let missing = seed.upvotes - petition.upvotes
    guard missing > 0, petition.state == .published else { return }
    try await sign(petition.id, try await people(missing), store)
  }

  private func sign(
    _ question: Petitions.Question.ID, _ people: [KnownAttendee], _ store: Store
  ) async throws {
    _ = try await store.write(
      people.map {
        UpvoteOperation(question: question, attendee: $0.id, generation: $0.generation, signs: true)
      }, in: summit)
  }

  private func planMerging(
    _ seed: SeedFile.Question, _ addressee: Petitions.Question.Addressee, among all: [SeedFile.Question]
  ) {
    guard let key = seed.into, let into = all.first(where: { $0.key == key }) else { return }
    plan(min(seed.days, into.days), .merging) { [self] store in
      let petition = try await petition(seed, addressee)
      guard petition.state == .published else { return }
      let survivor = try await self.petition(into, addressee)
      _ = try await store.curate(petition.id, in: summit, .merge(into: survivor.id), by: nil)
    }
  }

  /// Some who are one carry it past its threshold, and are found out.
  private func stuff(
    _ count: Int, _ seed: SeedFile.Question, _ addressee: Petitions.Question.Addressee, _ store: Store
  ) async throws {
    let petition = try await petition(seed, addressee)
    guard petition.promise == nil else { return }
    var stuffed: [KnownAttendee] = []
    for _ in 0..<count { stuffed.append(try await self.store.join(summit)) }
    try await sign(petition.id, stuffed, store)
    _ = try await store.quarantine(stuffed.map(\.id), for: .stuffing, in: summit, by: nil)
  }

  private func planAnswers(_ seed: SeedFile.Question, _ addressee: Petitions.Question.Addressee) {
    for (index, answer) in (seed.answers ?? []).enumerated() {
      plan(answer.daysAgo, .answering) { [self] store in
        let petition = try await petition(seed, addressee)
        guard try await self.store.answers(to: petition.id, in: summit).count <= index else { return }
        let now = Date(timeIntervalSinceNow: -answer.daysAgo * 86_400)
        _ = try await store.answer(
          Answering(to: petition.id, try answer.content(at: now), by: .organizer(nil)), in: summit)
      }
    }
    guard let verdicts = seed.verdicts, let last = seed.answers?.map(\.daysAgo).min() else { return }
    plan(last, .judging) { [self] store in
      let petition = try await petition(seed, addressee)
      guard petition.verdicts.yes + petition.verdicts.no == 0 else { return }
      let signers = try await people(verdicts.yes + verdicts.no)
      for (index, person) in signers.enumerated() {
        _ = try await store.judge(
          petition.id, in: summit, answered: index < verdicts.yes, by: person.id,
          generation: person.generation)
      }
    }
  }
}

extension QuestionScope {
  fileprivate init(_ addressee: Petitions.Question.Addressee) {
    self =
      switch addressee {
      case .session(let id): .session(id)
      case .organisation(let id): .organisation(id)
      case .summit: .summit
      }
  }
}
