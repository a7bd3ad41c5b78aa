import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Bursts that look like stuffing", .timeLimit(.minutes(10)))
struct BurstsTests {
  /// Thirty phones that joined a second apart, the first attendees of the hall, and signed at once.
  @Loop private func stuffed(_ hall: Hall) async throws -> QuestionRecord {
    let petition = try await hall.ask(by: 39)
    _ = try await hall.store.database.query(
      "update attendees set joined_at = now() - interval '1 hour' where id = \(hall.attendees[39])")
    _ = try await hall.store.database.query(
      """
      update attendees a
      set joined_at = now() - interval '30 seconds' + make_interval(secs => n)
      from unnest(\(hall.attendees.prefix(30).map(\.rawValue))) with ordinality phones (id, n)
      where a.id = phones.id
      """)
    try await hall.upvote(petition.id, by: Array(0..<30))
    _ = try await hall.store.database.query(
      """
      update upvotes u
      set created_at = a.joined_at + interval '2 seconds'
      from attendees a
      where a.id = u.attendee_id and a.id = any (\(hall.attendees.prefix(30).map(\.rawValue)))
      """)
    return petition
  }

  @Test(
    "many who joined one after the other and signed the same at once are found; badges are not, nor who had been there"
  )
  func found() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 40)
      let petition = try await stuffed(hall)
      var bursts = try await store.bursts(in: hall.summit)
      #expect(bursts.map(\.question) == [petition.id])
      #expect(bursts.first?.people.count == 30)
      #expect(bursts.first?.counted == Array(hall.attendees.prefix(30)))
      #expect((bursts.first?.number, bursts.first?.session) == (1, "opening"))

      let badge = [UInt8](repeating: 7, count: 32)
      _ = try await store.importBadges([badge], in: hall.summit)
      _ = try await store.database.query(
        "update attendees set badge_digest = \(badge) where id = \(hall.attendees[4])")
      // In the session for half a minute before signing.
      _ = try await store.database.query(
        """
        insert into attendances (summit_id, attendee_id, session_id, arrived_at)
        select u.summit_id, u.attendee_id, \(hall.session), u.created_at - interval '30 seconds'
        from upvotes u
        where u.attendee_id = \(hall.attendees[5])
        """)
      bursts = try await store.bursts(in: hall.summit)
      #expect(bursts.first?.people.count == 28)

      // Ten more whose signature took its time: a hall that reads before it signs.
      _ = try await store.database.query(
        """
        update upvotes
        set created_at = created_at + interval '1 minute'
        where attendee_id = any (\(hall.attendees[10..<20].map(\.rawValue)))
        """)
      bursts = try await store.bursts(in: hall.summit)
      #expect(bursts.isEmpty)
    }
  }

  @Test("opening a page in passing hides nobody, nor does erasing oneself afterwards")
  func evasions() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 40)
      _ = try await stuffed(hall)
      for attendee in hall.attendees.prefix(15) {
        _ = try await store.checkIn(attendee, generation: 1, to: hall.session, in: hall.summit)
      }
      _ = try await store.database.query(
        "update attendances set arrived_at = (select joined_at from attendees where id = attendee_id)")
      for attendee in hall.attendees[15..<30] {
        _ = try await store.erase(attendee, generation: 1, in: hall.summit)
      }
      let burst = try #require(try await store.bursts(in: hall.summit).first)
      #expect(burst.people.map(\.id) == Array(hall.attendees.prefix(30)))
      #expect(burst.people.map(\.isStranger) == (0..<30).map { $0 >= 15 })
      // Who erased themselves can still be set aside.
      let outcome = try await store.quarantine(burst.counted, for: .stuffing, in: hall.summit, by: nil)
      #expect(outcome.attendees.count == 30)
    }
  }

  @Test("the server sets aside those alone who came to no session, where they are many by themselves")
  func evident() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 40)
      _ = try await stuffed(hall)
      _ = try await store.database.query("update summits set stuffing = 'quarantine'")
      _ = try await store.database.query(
        """
        insert into attendances (summit_id, attendee_id, session_id, arrived_at)
        select summit_id, id, \(hall.session), joined_at
        from attendees
        where id = any (\(hall.attendees.prefix(8).map(\.rawValue)))
        """)
      let done = try await store.quarantineBursts()
      #expect(done.flatMap(\.outcome.attendees) == Array(hall.attendees[8..<30]))
    }
  }

  @Test("who joined together, reported the same and never signed anything is found as well")
  func reporters() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 12)
      let petition = try await hall.ask(by: 0)
      _ = try await store.database.query(
        "update attendees set joined_at = now() - interval '10 minutes' where id = \(hall.attendees[6])")
      // Approved, so that reports do not hold it.
      _ = try await store.curate(petition.id, in: hall.summit, .approve, by: nil)
      for attendee in 1...6 { _ = try await hall.report(petition.id, by: attendee) }
      let burst = try #require(try await store.bursts(in: hall.summit).first)
      #expect(burst.act == .reported)
      #expect(burst.people.map(\.id) == Array(hall.attendees[1...5]))
      // Whoever signs is no stranger to the hall.
      try await hall.upvote(petition.id, by: [1])
      let after = try await store.bursts(in: hall.summit)
      #expect(after.isEmpty)
    }
  }

  @Test("by default nobody is quarantined by itself; where the summit wants it, at once and once")
  func automatic() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 40, threshold: 10)
      let petition = try await stuffed(hall)
      var done = try await store.quarantineBursts()
      #expect(done.isEmpty)
      var edit = SummitEdit()
      edit.stuffing = .quarantine
      _ = try await store.edit(hall.summit, edit)
      let servers = (0..<3).map { _ in Task { @Loop in try await store.quarantineBursts() } }
      var quarantined = 0
      for server in servers { quarantined += try await server.value.flatMap(\.outcome.attendees).count }
      #expect(quarantined == 30)
      let after = try await hall.petition(petition.id)
      #expect(after.upvotes == 1)
      #expect(after.promise?.state == .void)
      let record = try #require(try await store.quarantines(of: hall.summit).first)
      #expect(record.isAutomatic)
      #expect(record.reason == .stuffing)

      // Whom an organizer releases the server leaves alone.
      _ = try await store.release(quarantine: record.id, in: hall.summit)
      done = try await store.quarantineBursts()
      #expect(done.isEmpty)
      let released = try await hall.petition(petition.id)
      #expect(released.upvotes == 31)
      #expect(released.promise?.state == .owed)
    }
  }
}
