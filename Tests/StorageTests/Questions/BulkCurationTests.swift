import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("All that one person asked", .timeLimit(.minutes(10)))
struct BulkCurationTests {
  @Test(
    "what waits is turned down, what is public hidden, what is owed hidden only; and all of it comes back")
  func rejected() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      let published = try await hall.ask("La première, publiée ?", by: 0)
      let owed = try await hall.ask("La deuxième, due ?", by: 0)
      try await hall.upvote(owed.id, by: [1])
      _ = try await store.database.query("update sessions set moderation = 'reviewed'")
      let pending = try await hall.ask("La troisième, en attente ?", by: 0)
      let turnedDown = try await hall.ask("La quatrième, déjà refusée ?", by: 0)
      _ = try await store.curate(turnedDown.id, in: hall.summit, .reject(.unclear), by: nil)
      let others = try await hall.ask("Celle d'une autre personne ?", by: 3)
      let version = try await hall.version()

      let tried = try await store.rejectAll(
        from: hall.attendees[0], for: .advertising, in: hall.summit, by: nil, dryRun: true)
      var states = try await Self.states(hall, [published, owed, pending, turnedDown, others])
      #expect(states == [.published, .published, .pending, .rejected, .pending])

      let done = try await store.rejectAll(
        from: hall.attendees[0], for: .advertising, note: "Une réclame", in: hall.summit, by: nil)
      #expect(done.decisions == tried.decisions)
      #expect(done.decisions.map(\.question) == [published.id, owed.id, pending.id])
      #expect(done.decisions.map(\.after) == [.hidden, .hidden, .rejected])
      #expect(done.decisions.map(\.isPromised) == [false, true, false])
      #expect(done.sessions == [hall.session])
      states = try await Self.states(hall, [published, owed, pending, turnedDown, others])
      #expect(states == [.hidden, .hidden, .rejected, .rejected, .pending])
      let debt = try await hall.petition(owed.id)
      #expect(debt.promise?.state == .owed)
      #expect(debt.decision?.reason == .advertising)
      let after = try await hall.version()
      #expect(after == version + 1)

      // One was looked at again meanwhile: it stays as it was decided then.
      _ = try await store.curate(published.id, in: hall.summit, .restore, by: nil)
      let undone = try await store.restoreAll(from: hall.attendees[0], in: hall.summit, by: nil)
      #expect(undone.decisions.map(\.question) == [owed.id, pending.id])
      states = try await Self.states(hall, [published, owed, pending, turnedDown, others])
      #expect(states == [.published, .published, .pending, .rejected, .pending])
      await #expect(throws: Refusal.nothingToRestore) {
        try await store.restoreAll(from: hall.attendees[0], in: hall.summit, by: nil)
      }
      let ledger = try await store.verifyLedger(of: hall.summit)
      #expect(ledger.isWhole)
    }
  }

  @Loop private static func states(_ hall: Hall, _ petitions: [QuestionRecord]) async throws -> [Question
    .State]
  {
    var states: [Question.State] = []
    for petition in petitions { states.append(try await hall.petition(petition.id).state) }
    return states
  }

  @Test("nobody's questions, an unknown person's, a closed summit's")
  func nothing() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let none = try await store.rejectAll(from: hall.attendees[1], for: .unclear, in: hall.summit, by: nil)
      #expect(none.decisions.isEmpty)
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await store.rejectAll(
          from: Attendee.ID(rawValue: 99_999), for: .unclear, in: hall.summit, by: nil)
      }
      #expect(refusal?.code == "attendee_not_found")
      _ = try await store.database.query("update summits set closed_at = now()")
      await #expect(throws: Refusal.summitClosed) {
        try await store.rejectAll(from: hall.attendees[1], for: .unclear, in: hall.summit, by: nil)
      }
    }
  }
}
