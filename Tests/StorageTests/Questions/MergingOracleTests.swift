import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

/// However people sign and withdraw and curators merge and undo, SQL and `Signatures` agree on who counts where, and on
/// what is refused.
@Suite("Merging in SQL and in the rules", .timeLimit(.minutes(10)))
struct MergingOracleTests {
  @Test(
    "random sequences agree at every step, and undoing all of it parts everybody",
    arguments: [1, 2, 3, 4] as [UInt64])
  func agree(seed: UInt64) async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 9, threshold: 6)
      var random = Seeded(seed)
      var signatures = Signatures()
      var questions: [Question.ID] = []
      for author in 0..<6 {
        questions.append(try await hall.ask(by: author).id)
        signatures.sign(questions[author], hall.attendees[author])
      }
      for step in 0..<250 {
        let question = questions[random.below(questions.count)]
        switch random.below(10) {
        case 0..<5:
          let signer = random.below(hall.attendees.count)
          #expect(try await hall.upvote(question, by: [signer]) == ["done"])
          signatures.sign(question, hall.attendees[signer])
        case 5, 6:
          let signer = random.below(hall.attendees.count)
          #expect(try await hall.upvote(question, by: [signer], signs: false) == ["done"])
          signatures.withdraw(question, hall.attendees[signer])
        case 7, 8:
          let other = questions[random.below(questions.count)]
          try await merge(question, into: other, hall, &signatures)
        default: try await undo(question, hall, &signatures)
        }
        try await compare(hall, questions, signatures, "seed \(seed), step \(step)")
      }
      // Whatever stands is undone, from the outside in.
      while questions.contains(where: { signatures.merge(of: $0) != nil }) {
        for question in questions { try await undo(question, hall, &signatures) }
      }
      try await compare(hall, questions, signatures, "seed \(seed), all undone")
      let left = try await hall.count("select from upvotes where via_id is not null")
      #expect(left == 0)
      let verified = try await store.verifyLedger(of: hall.summit)
      #expect(verified.isWhole)
    }
  }

  @Test(
    "a merge undone at once leaves everything exactly as it was, wherever it comes",
    arguments: [5, 6] as [UInt64])
  func exact(seed: UInt64) async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 9)
      var random = Seeded(seed)
      var signatures = Signatures()
      var questions: [Question.ID] = []
      for author in 0..<5 { questions.append(try await hall.ask(by: author).id) }
      for _ in 0..<60 {
        let (question, other) = (questions[random.below(5)], questions[random.below(5)])
        let signer = random.below(hall.attendees.count)
        try await hall.upvote(question, by: [signer], signs: random.below(4) > 0)
        if random.below(4) == 0 { try await merge(question, into: other, hall, &signatures) }
        let before = try await hall.everything()
        do {
          guard try await store.curate(question, in: hall.summit, .merge(into: other), by: nil).changed else {
            continue
          }
          try await hall.unmerge(question)
        } catch is Refusal {}
        let after = try await hall.everything()
        #expect(after == before, "seed \(seed)")
      }
    }
  }

  @Loop private func merge(
    _ question: Question.ID, into other: Question.ID, _ hall: Hall, _ signatures: inout Signatures
  ) async throws {
    var expected: Refusal?
    var isNew = false
    do {
      isNew = try Merge.isNew(
        side(question, hall, signatures), into: side(signatures.survivor(of: other), hall, signatures),
        named: other, summitClosed: false)
    } catch {
      expected = error
    }
    do {
      let write = try await hall.store.curate(question, in: hall.summit, .merge(into: other), by: nil)
      #expect(expected == nil)
      #expect(write.changed == isNew)
      if isNew { signatures.merge(question, into: other) }
    } catch let refusal as Refusal {
      #expect(refusal == expected)
    }
  }

  @Loop private func undo(
    _ question: Question.ID, _ hall: Hall, _ signatures: inout Signatures
  ) async throws {
    var expected: Refusal?
    let merge = signatures.merge(of: question)
    do {
      try Merge.checkUndoing(
        side(question, hall, signatures), into: merge.map { side($0.into, hall, signatures) },
        latest: merge?.latest, summitClosed: false)
    } catch {
      expected = error
    }
    do {
      try await hall.unmerge(question)
      #expect(expected == nil)
      signatures.undoMerge(of: question)
    } catch let refusal as Refusal {
      #expect(refusal == expected)
    }
  }

  private func side(_ question: Question.ID, _ hall: Hall, _ signatures: Signatures) -> Merge.Side {
    let survivor = signatures.survivor(of: question)
    let isMerged = survivor != question
    return Merge.Side(
      id: question, state: isMerged ? .merged : .published, addressee: .session(hall.session),
      survivor: isMerged ? survivor : nil)
  }

  @Loop private func compare(
    _ hall: Hall, _ questions: [Question.ID], _ signatures: Signatures, _ place: String
  ) async throws {
    for question in questions {
      let petition = try await hall.petition(question)
      let survivor = signatures.survivor(of: question)
      #expect(petition.mergedInto?.id == (survivor == question ? nil : survivor), "\(place)")
      guard survivor == question else { continue }
      let counted = signatures.counted(by: question)
      #expect(petition.upvotes == counted.count, "\(place)")
      let signers = try await hall.signers(of: question)
      #expect(Set(signers.map { hall.attendees[$0] }) == counted, "\(place)")
    }
    try await hall.expectTrueCounts()
    let unlatched = try await hall.count(
      """
      select
      from questions q
      join sessions s on s.id = q.session_id
      where q.state = 'published'
        and q.upvotes >= s.threshold
        and not exists (select from promises p where p.question_id = q.id and p.state <> 'void')
      """)
    #expect(unlatched == 0, "\(place)")
  }
}

/// The same numbers for the same seed (SplitMix64).
private struct Seeded {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}
