import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Merging in SQL", .timeLimit(.minutes(10)))
struct MergingTests {
  @Test("the survivor counts each person once, what was merged says where it went, and it is in the ledger")
  func merge() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let questions = try await hall.asked(by: 0, 1)
      try await hall.upvote(questions[0], by: [2, 3])
      try await hall.upvote(questions[1], by: [3, 4])
      _ = try await store.curate(questions[1], in: hall.summit, .highlight, by: nil)
      let version = try await hall.version()
      let merged = try await store.curate(
        questions[1], in: hall.summit, .merge(into: questions[0], note: "La même"), by: nil)
      #expect(merged.changed)
      #expect(try await hall.version() == version + 1)
      #expect(merged.petition.state == .merged)
      #expect(merged.petition.mergedInto?.id == questions[0])
      #expect(merged.petition.mergedInto?.number == 1)
      #expect(!merged.petition.isHighlighted)
      #expect(merged.petition.decision?.action == .merge)
      #expect(merged.petition.decision?.reason == .duplicate)
      #expect(merged.petition.decision?.note == "La même")
      let survivor = try await hall.petition(questions[0])
      #expect(survivor.upvotes == 5)
      #expect(survivor.wordingLockedAt != nil)
      let entry: String = try await store.value("select entry as value from ledger")
      for part in [
        #""kind": "question.merged""#, #""upvotes": 5"#, #""intoNumber": 1"#, #""reason": "duplicate""#,
      ] {
        #expect(entry.contains(part))
      }
      let upvoted = try await store.upvoted(
        among: questions, by: hall.attendees[4], generation: 1, in: hall.summit)
      #expect(upvoted == Set(questions))
      let again = try await store.curate(questions[1], in: hall.summit, .merge(into: questions[0]), by: nil)
      #expect(!again.changed)
      try await hall.expectTrueCounts()
    }
  }

  @Test("undone, both are exactly as they were; what waited waits again")
  func undo() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, moderation: .reviewed)
      let questions = try await hall.asked(by: 0, 1)
      _ = try await store.curate(questions[0], in: hall.summit, .approve, by: nil)
      try await hall.upvote(questions[0], by: [1, 2])
      let before = try await hall.everything()
      try await hall.merge(questions[1], into: questions[0])
      let undone = try await hall.unmerge(questions[1])
      #expect(undone.state == .pending)
      #expect(undone.hold == .review)
      #expect(undone.decision?.action == .unmerge)
      let after = try await hall.everything()
      #expect(after == before)
      let recorded = try await hall.recorded()
      #expect(recorded == ["question.merged", "question.unmerged"])
      let verified = try await store.verifyLedger(of: hall.summit)
      #expect(verified.isWhole)
    }
  }

  @Test(
    "a wording that the merge alone had fixed may be edited again once it is undone; one fixed since stays")
  func wording() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let questions = try await hall.asked(by: 0, 1, 2)
      try await hall.upvote(questions[1], by: [3, 4])
      try await hall.merge(questions[1], into: questions[0])
      #expect(try await hall.petition(questions[0]).wordingLockedAt != nil)
      try await hall.unmerge(questions[1])
      #expect(try await hall.petition(questions[0]).wordingLockedAt == nil)
      try await hall.merge(questions[1], into: questions[0])
      try await hall.upvote(questions[0], by: [5, 6, 7])
      try await hall.unmerge(questions[1])
      #expect(try await hall.petition(questions[0]).wordingLockedAt != nil)
    }
  }

  @Test("what was signed on either meanwhile stays where it was given")
  func signedMeanwhile() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let questions = try await hall.asked(by: 0, 1)
      try await hall.merge(questions[1], into: questions[0])
      let outcomes = try await store.write(
        [2, 3].map {
          UpvoteOperation(
            question: questions[$0 - 2], attendee: hall.attendees[$0], generation: 1, signs: true)
        }, in: hall.summit)
      #expect(outcomes.map(\.question) == [questions[0], questions[0]])
      #expect(outcomes.map(\.upvotes) == [4, 4])
      try await hall.unmerge(questions[1])
      #expect(try await hall.signers(of: questions[0]) == [0, 2])
      #expect(try await hall.signers(of: questions[1]) == [1, 3])
      try await hall.expectTrueCounts()
    }
  }

  @Test("who withdraws on the survivor or on what was merged withdraws from both; undoing brings nobody back")
  func withdrawnMeanwhile() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let questions = try await hall.asked(by: 0, 1, 2)
      for question in questions { try await hall.upvote(question, by: [3, 4, 5]) }
      try await hall.merge(questions[2], into: questions[1])
      try await hall.merge(questions[1], into: questions[0])
      try await hall.upvote(questions[0], by: [3], signs: false)
      try await hall.upvote(questions[1], by: [4], signs: false)
      try await hall.upvote(questions[2], by: [5], signs: false)
      #expect(try await hall.petition(questions[0]).upvotes == 3)
      try await hall.expectTrueCounts()
      try await hall.unmerge(questions[1])
      try await hall.unmerge(questions[2])
      #expect(try await hall.signers(of: questions[0]) == [0])
      #expect(try await hall.signers(of: questions[1]) == [1])
      #expect(try await hall.signers(of: questions[2]) == [2])
      try await hall.expectTrueCounts()
    }
  }

  @Test("a withdrawal that came too late takes nothing back anywhere")
  func tooLate() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let questions = try await hall.asked(by: 0, 1)
      try await hall.merge(questions[1], into: questions[0])
      _ = try await store.database.query("update sessions set closes_at = now() - interval '20 minutes'")
      let before = try await hall.everything()
      #expect(
        try await hall.upvote(questions[0], by: [0, 1], signs: false) == [
          "arrived_too_late", "arrived_too_late",
        ])
      let after = try await hall.everything()
      #expect(after == before)
    }
  }

  @Test("chains flatten; what comes along is undone with it, latest first")
  func chains() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let questions = try await hall.asked(by: 0, 1, 2, 3)
      try await hall.merge(questions[0], into: questions[1])
      try await hall.merge(questions[1], into: questions[2])
      // Into one that was merged is into its survivor.
      try await hall.merge(questions[3], into: questions[0])
      for question in [0, 1, 3] {
        #expect(try await hall.petition(questions[question]).mergedInto?.id == questions[2])
      }
      #expect(try await hall.petition(questions[2]).upvotes == 4)
      try await hall.upvote(questions[0], by: [4])
      for question in [questions[0], questions[1]] {
        await #expect(throws: Refusal.mergeNotLatest) { try await hall.unmerge(question) }
      }
      try await hall.unmerge(questions[3])
      try await hall.unmerge(questions[1])
      #expect(try await hall.signers(of: questions[2]) == [2])
      #expect(try await hall.signers(of: questions[1]) == [0, 1, 4])
      #expect(try await hall.petition(questions[0]).mergedInto?.id == questions[1])
      try await hall.unmerge(questions[0])
      #expect(try await hall.signers(of: questions[1]) == [1])
      #expect(try await hall.signers(of: questions[0]) == [0, 4])
      await #expect(throws: Refusal.notMerged) { try await hall.unmerge(questions[0]) }
      try await hall.expectTrueCounts()
    }
  }

  @Test("what the rules refuse changes nothing")
  func refused() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let questions = try await hall.asked(by: 0, 1, 2, 3)
      let elsewhere = try await hall.ask(by: 4, to: .summit).id
      _ = try await store.curate(questions[3], in: hall.summit, .hide(.offTopic), by: nil)
      try await hall.merge(questions[1], into: questions[0])
      let before = try await (
        hall.everything(), hall.count("select from curations"), hall.count("select from ledger")
      )
      let attempts: [(Question.ID, Question.ID, Refusal)] = [
        (questions[0], questions[0], .mergeIntoItself), (questions[0], questions[1], .mergeCycle),
        (questions[2], elsewhere, .mergeAcrossAddressees), (questions[1], questions[2], .alreadyMerged),
        (questions[2], questions[3], .questionNotPublished), (questions[3], questions[2], .stateForbids),
      ]
      for (question, survivor, refusal) in attempts {
        await #expect(throws: refusal) { try await hall.merge(question, into: survivor) }
      }
      await #expect(throws: StorageRefusal.invalid("into", "known", "there is no such question")) {
        try await hall.merge(questions[2], into: Question.ID(rawValue: 999_999))
      }
      await #expect(throws: Refusal.questionNotFound) {
        try await hall.merge(Question.ID(rawValue: 999_999), into: questions[0])
      }
      await #expect(throws: Refusal.stateForbids) {
        try await store.curate(questions[1], in: hall.summit, .approve, by: nil)
      }
      _ = try await store.database.query("update summits set closed_at = now()")
      await #expect(throws: Refusal.summitClosed) { try await hall.merge(questions[2], into: questions[0]) }
      await #expect(throws: Refusal.summitClosed) { try await hall.unmerge(questions[1]) }
      let after = try await (
        hall.everything(), hall.count("select from curations"), hall.count("select from ledger")
      )
      #expect(after == before)
    }
  }

  @Test("a dry run tells what would be, and nothing is changed")
  func dryRun() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let questions = try await hall.asked(by: 0, 1)
      let before = try await hall.everything()
      let tried = try await store.curate(
        questions[1], in: hall.summit, .merge(into: questions[0]), by: nil, dryRun: true)
      #expect(tried.petition.state == .merged)
      let after = try await hall.everything()
      #expect(after == before)
      #expect(try await hall.recorded().isEmpty)
    }
  }
}

@Suite("Survivors that go", .timeLimit(.minutes(10)))
struct MergedSurvivorsTests {
  @Test("when its author withdraws a survivor, the others stand by themselves again")
  func withdrawn() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let questions = try await hall.asked(by: 0, 1, 2)
      try await hall.merge(questions[1], into: questions[0])
      try await hall.merge(questions[2], into: questions[0])
      _ = try await store.withdraw(questions[0], in: hall.summit, by: hall.author(0))
      #expect(try await hall.petition(questions[0]).state == .withdrawn)
      for place in [1, 2] {
        let question = try await hall.petition(questions[place])
        #expect(question.state == .published)
        #expect(question.upvotes == 1)
      }
      #expect(try await hall.recorded().suffix(2) == ["question.unmerged", "question.unmerged"])
      try await hall.expectTrueCounts()
    }
  }

  @Test("the same when the author is forgotten")
  func erased() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let questions = try await hall.asked(by: 0, 1)
      try await hall.merge(questions[1], into: questions[0])
      _ = try await store.erase(hall.attendees[0], generation: 1, in: hall.summit)
      #expect(try await hall.petition(questions[0]).state == .withdrawn)
      let other = try await hall.petition(questions[1])
      #expect(other.state == .published)
      #expect(other.text != nil)
      try await hall.expectTrueCounts()
    }
  }

  @Test(
    "what a person now forgotten asked counts for its survivor still; undoing leaves it withdrawn, others free"
  )
  func erasedMerged() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let questions = try await hall.asked(by: 0, 1, 2)
      try await hall.merge(questions[2], into: questions[1])
      try await hall.merge(questions[1], into: questions[0])
      _ = try await store.erase(hall.attendees[1], generation: 1, in: hall.summit)
      let merged = try await hall.petition(questions[1])
      #expect(merged.state == .merged)
      #expect(merged.text == nil)
      #expect(try await hall.petition(questions[0]).upvotes == 3)
      let undone = try await hall.unmerge(questions[1])
      #expect(undone.state == .withdrawn)
      #expect(undone.outcome == .withdrawn)
      #expect(try await hall.petition(questions[2]).state == .published)
      #expect(try await hall.petition(questions[0]).upvotes == 1)
      try await hall.expectTrueCounts()
    }
  }

  @Test("hiding a survivor leaves what was merged into it, and that can still be taken out")
  func hidden() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let questions = try await hall.asked(by: 0, 1)
      try await hall.merge(questions[1], into: questions[0])
      _ = try await store.curate(questions[0], in: hall.summit, .hide(.offTopic), by: nil)
      #expect(try await hall.petition(questions[1]).state == .merged)
      #expect(try await hall.upvote(questions[1], by: [2]) == ["question_not_published"])
      #expect(try await hall.unmerge(questions[1]).state == .published)
    }
  }

  @Test("in a closed summit, what a forgotten person's question counted for gets an outcome of its own")
  func closed() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let questions = try await hall.asked(by: 0, 1)
      try await hall.merge(questions[1], into: questions[0])
      var edit = SummitEdit()
      edit.closes = true
      _ = try await store.edit(hall.summit, edit)
      #expect(try await hall.petition(questions[1]).outcome == .merged)
      _ = try await store.erase(hall.attendees[0], generation: 1, in: hall.summit)
      #expect(try await hall.petition(questions[1]).outcome == .expired)
    }
  }
}
