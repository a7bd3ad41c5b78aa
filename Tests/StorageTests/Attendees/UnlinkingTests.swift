import EventLoop
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Unlinking people when their time is over", .timeLimit(.minutes(10)))
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

  @Test(
    "more people than one transaction takes are unlinked in several; the next call goes on where one stopped")
  func batches() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 25)
      for person in 0..<25 { try await hall.ask(by: person, name: "Une lectrice") }
      try await set(hall, endedDaysAgo: 31, retention: 30)
      let sizes = { (done: [Unlinking]) in done.map(\.attendees) }
      #expect(sizes(try await store.unlinkPeople(batch: 10, most: 20)) == [10, 10])
      let unlinked = try await hall.count(
        "select from attendees a join questions q on q.id < 21 where a.erased_at is not null and q.author_id is null"
      )
      #expect(unlinked == 20 * 20)
      #expect(try await hall.count("select from summits where unlinked_for is not null") == 0)
      #expect(sizes(try await store.unlinkPeople(batch: 10, most: 20)) == [5])
      #expect(try await hall.count("select from summits m where unlinked_for = unlinks_at(m)") == 1)
      #expect(try await hall.count("select from wordings where name is not null") == 0)
      #expect(try await store.unlinkPeople().isEmpty)
      let entries = try await store.ledger(of: hall.summit, limit: 50).entries.map(\.entry)
      #expect(entries.count { $0.contains("people.unlinked") } == 3)
      #expect(try await store.verifyLedger(of: hall.summit).isWhole)
    }
  }

  @Test("nobody who joins anew at that moment is waited for: they are unlinked with the next call")
  func busy() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 3)
      try await set(hall, endedDaysAgo: 31, retention: 30)
      try await store.database.transaction { transaction in
        _ = try await transaction.query("select from attendees where id = \(hall.attendees[1]) for update")
        #expect(try await store.unlinkPeople().map(\.attendees) == [2])
      }
      #expect(try await store.unlinkPeople().map(\.attendees) == [1])
    }
  }

  @Test("a summit that cannot be unlinked holds up no other")
  func failing() async throws {
    try await TestDatabase.administered { store, owner in
      let hall = try await Hall(store, attendees: 3)
      _ = try await owner.query(
        """
        with other as (
          insert into summits (slug, name, time_zone, starts_on, ends_on)
          values ('another', 'Another', 'Europe/Paris', '2017-06-13', '2017-06-14')
          returning id
        )
        insert into attendees (summit_id) select id from other
        """)
      try await set(hall, endedDaysAgo: 31, retention: 30)
      _ = try await owner.query(
        "alter table attendees add constraint kept check (summit_id <> \(unsafeSQL: "\(hall.summit)") or erased_at is null)"
      )
      await #expect(throws: (any Error).self) { try await store.unlinkPeople() }
      let summits = try await owner.query("select summit_id as id from attendees where erased_at is not null")
      #expect(summits.count == 1)
      #expect(try summits.first?["id"] != hall.summit)
    }
  }

  @Test("the author's signature is one among others' once nobody knows whose the question was")
  func counted() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 3)
      let petition = try await hall.ask(by: 0)
      try await hall.upvote(petition.id, by: [1, 2])
      try await set(hall, endedDaysAgo: 31, retention: 30)
      _ = try await store.unlinkPeople()
      #expect(
        try await hall.count("select from questions where others = 3 and wording_locked_at is not null") == 1)
      let before = try await hall.petition(petition.id)
      _ = try await store.database.query("select recount(\(hall.summit), array[\(petition.id)])")
      #expect(try await hall.petition(petition.id) == before)
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
