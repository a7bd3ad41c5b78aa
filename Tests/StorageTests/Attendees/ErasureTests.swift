import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("What is held about a person, and erasing it", .timeLimit(.minutes(10)))
struct ErasureTests {
  @Test("a person sees what they asked, signed, reported and visited")
  func held() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let mine = try await hall.ask(by: 0, name: "Une lectrice")
      let theirs = try await hall.ask(by: 1)
      try await hall.upvote(theirs.id, by: [0])
      _ = try await hall.report(theirs.id, by: 0)
      _ = try await store.checkIn(hall.attendees[0], generation: 1, to: hall.session, in: hall.summit)
      let held = try await #require(store.held(about: hall.attendees[0], generation: 1, in: hall.summit))
      #expect(held.attendee.id == hall.attendees[0])
      #expect(held.questions.map(\.id) == [mine.id])
      #expect(held.questions.first?.name == "Une lectrice")
      #expect(held.upvotes.map(\.question) == [mine.id, theirs.id])
      #expect(held.upvotes.map(\.session) == ["opening", "opening"])
      #expect(held.reports.map(\.number) == [theirs.number])
      #expect(held.attendances.map(\.session) == ["opening"])
      #expect(held.attendances.first?.leftAt == nil)
    }
  }

  @Test(
    "a person forgotten is nobody: their words are gone, what they signed still counts, the ledger is whole")
  func forgotten() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let mine = try await hall.ask(
        "Une chose que je dis de moi ?", by: 0, name: "Une lectrice", key: "a-key")
      let theirs = try await hall.ask(by: 1)
      try await hall.upvote(mine.id, by: [2])
      try await hall.upvote(theirs.id, by: [0, 2])
      _ = try await store.curate(
        mine.id, in: hall.summit, .correct(QuestionText("Corrigée pour elle ?")), by: nil)
      _ = try await store.curate(mine.id, in: hall.summit, .highlight, by: nil)
      _ = try await store.checkIn(hall.attendees[0], generation: 1, to: hall.session, in: hall.summit)
      let version = try await hall.version()

      let erasure = try await store.erase(hall.attendees[0], generation: 1, in: hall.summit)
      #expect(erasure.sessions == [hall.session])
      let after = try await hall.version()
      #expect(after == version + 1)

      let forgotten = try await hall.petition(mine.id)
      #expect(forgotten.state == .withdrawn)
      #expect(forgotten.outcome == .withdrawn)
      #expect(forgotten.text == nil)
      #expect(forgotten.name == nil)
      #expect(forgotten.author == nil)
      #expect(!forgotten.isHighlighted)
      #expect(forgotten.upvotes == 2)
      let signed = try await hall.petition(theirs.id)
      #expect(signed.upvotes == 3)
      for trace in [
        "select from wordings where question_id = \(mine.id) and (text, name, salt) is distinct from (null, null, null)",
        "select from attendances", "select from idempotency_keys",
        "select from questions where author_id = \(hall.attendees[0])",
      ] as [SQL] {
        let left = try await hall.count(trace)
        #expect(left == 0)
      }
      let held = try await store.held(about: hall.attendees[0], generation: 1, in: hall.summit)
      #expect(held == nil)
      await #expect(throws: Refusal.attendeeUnknown) {
        try await store.erase(hall.attendees[0], generation: 1, in: hall.summit)
      }
      await #expect(throws: Refusal.attendeeUnknown) { try await hall.ask(by: 0) }
      let verified = try await store.verifyLedger(of: hall.summit)
      #expect(verified.isWhole)
      #expect(verified.entries == 1)
    }
  }

  @Test("a question that is owed an answer is its signers' by now: it stays, without a name or an author")
  func promised() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      let petition = try await hall.ask("Qui répond à nos questions ?", by: 0, name: "Une lectrice")
      try await hall.upvote(petition.id, by: [1])
      _ = try await store.erase(hall.attendees[0], generation: 1, in: hall.summit)
      let after = try await hall.petition(petition.id)
      #expect(after.state == .published)
      #expect(after.text == "Qui répond à nos questions ?")
      #expect(after.name == nil)
      #expect(after.author == nil)
      #expect(after.promise?.state == .owed)
      #expect(after.upvotes == 2)
      // Nobody knows any more that one of them was the author's.
      let others: Int = try await store.value("select others as value from questions")
      #expect(others == 2)
    }
  }

  @Test("what is held is told as it was at one moment, whatever changes while it is read")
  func snapshot() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let me = hall.attendees[0]
      var reading: Task<HeldData?, any Error>?
      try await store.database.transaction { transaction in
        _ = try await transaction.query("lock table ratings in access exclusive mode")
        reading = Task { @Loop in try await store.held(about: me, generation: 1, in: hall.summit) }
        let waiting: SQL = """
          select from pg_locks
          where relation = 'ratings'::regclass and pid in (\(TestDatabase.waiting(for: "relation")))
          """
        try await until { try await !transaction.query(waiting).isEmpty }
        _ = try await transaction.pipeline([
          """
          insert into attendances (summit_id, attendee_id, session_id, arrived_at)
          values (\(hall.summit), \(me), \(hall.session), now())
          """,
          """
          insert into ratings (summit_id, session_id, attendee_id, stars, rated_at)
          values (\(hall.summit), \(hall.session), \(me), 5, now())
          """,
        ])
      }
      let held = try #require(try await reading?.value)
      #expect(held.ratings.count == held.attendances.count)
    }
  }

  @Test("whoever was erased does not sign a second time with the same badge")
  func badge() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 0)
      let badge = [UInt8](repeating: 7, count: 32)
      _ = try await store.importBadges([badge], in: hall.summit)
      let attendee = try await store.join(hall.summit, badge: badge)
      _ = try await store.erase(attendee.id, generation: attendee.generation, in: hall.summit)
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await store.join(hall.summit, badge: badge)
      }
      #expect(refusal?.code == "badge_erased")
      let linked = try await hall.count("select from attendees where badge_digest is not null")
      #expect(linked == 0)
    }
  }

  @Test("what was turned down or hidden is emptied too, and the notes to its author with it")
  func turnedDown() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, moderation: .reviewed)
      let rejected = try await hall.ask(by: 0)
      _ = try await store.curate(
        rejected.id, in: hall.summit, .reject(.personal, note: "Vous nommez quelqu'un"), by: nil)
      _ = try await store.erase(hall.attendees[0], generation: 1, in: hall.summit)
      let after = try await hall.petition(rejected.id)
      #expect(after.state == .rejected)
      #expect(after.text == nil)
      #expect(after.decision?.reason == .personal)
      #expect(after.decision?.note == nil)
    }
  }
}
