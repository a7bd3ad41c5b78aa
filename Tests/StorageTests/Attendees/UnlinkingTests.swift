import EventLoop
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Unlinking people when their time is over")
struct UnlinkingTests {
  /// The summit ended so many days ago, and keeps people for so many.
  @Loop private func set(_ hall: Hall, endedDaysAgo days: Int, retention: Int?) async throws {
    _ = try await hall.store.database.query(
      """
      update summits
      set
        starts_on = (now() at time zone time_zone)::date - \(Int32(days)) - 1,
        ends_on = (now() at time zone time_zone)::date - \(Int32(days)),
        retention_days = \(retention)
      """)
  }

  @Test("until then nothing happens, and without a period never")
  func notYet() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      try await hall.ask(by: 0, name: "Une lectrice")
      for (days, retention) in [(4000, nil), (29, 30), (30, 30)] as [(Int, Int?)] {
        try await set(hall, endedDaysAgo: days, retention: retention)
        let done = try await store.unlinkPeople()
        #expect(done.isEmpty)
      }
      let linked = try await hall.count("select from questions where author_id is not null")
      #expect(linked == 1)
    }
  }

  @Test(
    "then words and counts stay, and are nobody's; the chain is whole and tells the time that was foreseen")
  func unlinked() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 3)
      let badge = [UInt8](repeating: 7, count: 32)
      _ = try await store.importBadges([badge], in: hall.summit)
      let holder = try await store.join(hall.summit, badge: badge)
      let petition = try await hall.ask("Qui tient parole ?", by: 0, name: "Une lectrice", key: "a-key")
      try await hall.upvote(petition.id, by: [1, 2, 3])
      _ = try await hall.report(petition.id, by: 4)
      _ = try await store.curate(
        petition.id, in: hall.summit, .hide(.unclear, note: "Bonjour Madame"), by: nil)
      _ = try await store.curate(petition.id, in: hall.summit, .restore, by: nil)
      _ = try await store.checkIn(hall.attendees[0], generation: 1, to: hall.session, in: hall.summit)
      try await set(hall, endedDaysAgo: 31, retention: 30)

      let servers = (0..<3).map { _ in Task { @Loop in try await store.unlinkPeople() } }
      var done: [Unlinking] = []
      for server in servers { done += try await server.value }
      #expect(done.map(\.attendees) == [11])
      #expect(done.first?.sessions == [hall.session])

      let after = try await hall.petition(petition.id)
      #expect(after.text == "Qui tient parole ?")
      #expect(after.upvotes == 4)
      #expect(after.promise?.state == .owed)
      #expect(after.author == nil)
      #expect(after.name == nil)
      #expect(after.state == .published)
      for trace in [
        "select from wordings where name is not null", "select from attendances",
        "select from idempotency_keys",
        "select from attendees where badge_digest is not null or erased_at is null",
        "select from curations where note is not null",
      ] as [SQL] {
        let left = try await hall.count(trace)
        #expect(left == 0)
      }
      await #expect(throws: Refusal.attendeeUnknown) { try await hall.ask(by: 1) }
      let known = try await store.attendee(holder.id, generation: 1, in: hall.summit)
      #expect(known == nil)
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await store.join(hall.summit, badge: badge)
      }
      #expect(refusal?.code == "badge_erased")

      let ledger = try await store.verifyLedger(of: hall.summit)
      #expect(ledger.isWhole)
      let entries = try await store.ledger(of: hall.summit, limit: 50).entries.map(\.entry)
      let unlinkings = entries.filter { $0.contains("people.unlinked") }
      #expect(unlinkings.count == 1)
      let foreseen: String = try await store.value(
        """
        select to_char(unlinks_at(m) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as value
        from summits m
        """)
      #expect(unlinkings.first?.contains(#""scheduledAt": "\#(foreseen)""#) == true)
      #expect(unlinkings.first?.contains(#""attendees": 11"#) == true)
      let again = try await store.unlinkPeople()
      #expect(again.isEmpty)
    }
  }

  @Test("who comes after that has the same number of days; who shifts the summit's end shifts it for all")
  func latecomers() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 3)
      try await set(hall, endedDaysAgo: 31, retention: 30)
      var done = try await store.unlinkPeople()
      #expect(done.map(\.attendees) == [3])
      let late = try await store.join(hall.summit)
      done = try await store.unlinkPeople()
      #expect(done.isEmpty)
      let linked = try await store.attendee(late.id, generation: 1, in: hall.summit)
      #expect(linked != nil)
      _ = try await store.database.query(
        "update attendees set joined_at = now() - interval '32 days' where erased_at is null")
      done = try await store.unlinkPeople()
      #expect(done.map(\.attendees) == [1])
      _ = try await store.join(hall.summit)
      try await set(hall, endedDaysAgo: 40, retention: 30)
      done = try await store.unlinkPeople()
      #expect(done.map(\.attendees) == [1])
    }
  }

  @Test("people are unlinked at midnight of the place")
  func midnight() async throws {
    try await TestDatabase.migrated { store in
      _ = try await Hall(store, attendees: 0)
      _ = try await store.database.query("update summits set retention_days = 10")
      let at: Date = try await store.value("select unlinks_at(m) as value from summits m")
      #expect(at == ISO8601DateFormatter().date(from: "2017-06-24T22:00:00Z"))
    }
  }
}
