import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Quarantine", .timeLimit(.minutes(10)))
struct QuarantinesTests {
  @Test("people in quarantine count no more; released they count as before")
  func counts() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask(by: 0)
      try await hall.upvote(petition.id, by: [1, 2, 3])
      let version = try await hall.version()
      let outcome = try await store.quarantine(
        [hall.attendees[2], hall.attendees[1], hall.attendees[1]], for: .stuffing, in: hall.summit, by: nil)
      #expect(outcome.attendees == [hall.attendees[1], hall.attendees[2]])
      #expect(outcome.sessions == [hall.session])
      let change = try #require(outcome.questions.first)
      #expect((change.number, change.session) == (1, "opening"))
      #expect((change.before.upvotes, change.after.upvotes) == (4, 2))
      var now = try await hall.petition(petition.id)
      #expect(now.upvotes == 2)
      let newer = try await hall.version()
      #expect(newer == version + 1)
      let both = try await store.upvotesWithQuarantined(among: [petition.id], in: hall.summit)
      #expect(both == [petition.id: 4])

      // What they sign meanwhile is kept, and not counted.
      let other = try await hall.ask("Et celle-ci, qui y répond ?", by: 4)
      try await hall.upvote(other.id, by: [1])
      now = try await hall.petition(other.id)
      #expect(now.upvotes == 1)

      let id = try #require(outcome.quarantine)
      let released = try await store.release(quarantine: id, in: hall.summit)
      #expect(released.attendees == outcome.attendees)
      #expect(released.questions.map(\.question) == [petition.id, other.id])
      now = try await hall.petition(petition.id)
      #expect(now.upvotes == 4)
      now = try await hall.petition(other.id)
      #expect(now.upvotes == 2)
      let none = try await store.upvotesWithQuarantined(among: [petition.id, other.id], in: hall.summit)
      #expect(none.isEmpty)
      let ledger = try await store.verifyLedger(of: hall.summit)
      #expect(ledger.isWhole)
      #expect(ledger.entries == 2)
    }
  }

  @Test("a dry run tells the same and changes nothing")
  func dryRun() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 3)
      let petition = try await hall.ask(by: 0)
      try await hall.upvote(petition.id, by: [1, 2])
      let stuffed = [hall.attendees[1], hall.attendees[2]]
      let version = try await hall.version()
      let tried = try await store.quarantine(stuffed, for: .stuffing, in: hall.summit, by: nil, dryRun: true)
      let after = try await hall.petition(petition.id)
      #expect(after.upvotes == 3)
      #expect(after.promise?.state == .owed)
      let same = try await hall.version()
      #expect(same == version)
      let left = try await hall.count(
        "select from quarantines union all select from attendees where quarantined_at is not null")
      #expect(left == 0)
      let done = try await store.quarantine(stuffed, for: .stuffing, in: hall.summit, by: nil)
      #expect(tried.questions == done.questions)
      #expect(tried.attendees == done.attendees)
      #expect(done.questions.first?.before.promise == .owed)
      #expect(done.questions.first?.after.promise == .void)
    }
  }

  @Test(
    "a promise reached only through them is void, also where they withdrew since, and stands when released")
  func promise() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 3)
      let petition = try await hall.ask(by: 0)
      try await hall.upvote(petition.id, by: [1, 2])
      try await hall.upvote(petition.id, by: [2], signs: false)
      let first = try await store.quarantine([hall.attendees[2]], for: .stuffing, in: hall.summit, by: nil)
      #expect(first.questions.first?.after.promise == .void)
      let released = try await store.release([hall.attendees[2]], in: hall.summit)
      #expect(released.quarantine == nil)
      #expect(released.questions.first?.after.promise == .owed)
    }
  }

  @Test("releasing people who carry a question over its threshold makes the promise then")
  func latches() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 3)
      let petition = try await hall.ask(by: 0)
      _ = try await store.quarantine(
        [hall.attendees[1], hall.attendees[2]], for: .stuffing, in: hall.summit, by: nil)
      try await hall.upvote(petition.id, by: [1, 2])
      var now = try await hall.petition(petition.id)
      #expect(now.promise == nil)
      _ = try await store.release([hall.attendees[1], hall.attendees[2]], in: hall.summit)
      now = try await hall.petition(petition.id)
      #expect(now.promise?.state == .owed)
      #expect(now.promise?.metUpvotes == 3)
    }
  }

  @Test("what only their reports held is public again, and held once they are released")
  func reports() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask(by: 0)
      for reporter in 1...5 { _ = try await hall.report(petition.id, by: reporter) }
      var now = try await hall.petition(petition.id)
      #expect(now.hold == .reports)
      let outcome = try await store.quarantine([hall.attendees[5]], for: .offTopic, in: hall.summit, by: nil)
      #expect(outcome.questions.first?.before.state == .pending)
      now = try await hall.petition(petition.id)
      #expect(now.state == .published)
      #expect(now.reports == 4)
      _ = try await store.release([hall.attendees[5]], in: hall.summit)
      now = try await hall.petition(petition.id)
      #expect(now.hold == .reports)
      #expect(now.reports == 5)
      // A person looked at it: reports hold it no more.
      _ = try await store.curate(petition.id, in: hall.summit, .approve, by: nil)
      _ = try await store.quarantine([hall.attendees[1]], for: .offTopic, in: hall.summit, by: nil)
      _ = try await store.release([hall.attendees[1]], in: hall.summit)
      now = try await hall.petition(petition.id)
      #expect(now.state == .published)
    }
  }

  @Test("whoever is in quarantine already is told apart; nobody unknown is, and then nothing is changed")
  func refused() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let (one, two) = (hall.attendees[0], hall.attendees[1])
      _ = try await store.quarantine([one], for: .stuffing, in: hall.summit, by: nil)
      let second = try await store.quarantine([one, two], for: .advertising, in: hall.summit, by: nil)
      #expect(second.attendees == [two])
      #expect(second.unchanged == [one])
      let none = try await store.quarantine([one], for: .advertising, in: hall.summit, by: nil)
      #expect(none.quarantine == nil)
      let unknown = Attendee.ID(rawValue: 99_999)
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await store.release([one, unknown], in: hall.summit)
      }
      #expect(refusal?.code == "attendee_not_found")
      let records = try await store.quarantines(of: hall.summit)
      #expect(records.map(\.reason) == [.advertising, .stuffing])
      #expect(records.map(\.standing) == [1, 1])
      _ = try await store.release(quarantine: records[0].id, in: hall.summit)
      let again = await #expect(throws: StorageRefusal.self) {
        try await store.release(quarantine: records[0].id, in: hall.summit)
      }
      #expect(again?.code == "quarantine_released")
      let nowhere = await #expect(throws: StorageRefusal.self) {
        try await store.release(quarantine: Quarantine.ID(rawValue: 99_999), in: hall.summit)
      }
      #expect(nowhere?.code == "quarantine_not_found")
    }
  }

  @Test("the ledger tells how many and why, and neither who nor what the note says")
  func ledger() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      _ = try await store.quarantine(
        [hall.attendees[7]], for: .stuffing, note: "Table 12, two phones", in: hall.summit, by: nil)
      let entries = try await store.ledger(of: hall.summit, limit: 10).entries
      #expect(entries.count == 1)
      let entry = try #require(entries.first?.entry)
      #expect(entry.contains(#""kind": "attendees.quarantined""#))
      #expect(entry.contains(#""reason": "stuffing""#))
      #expect(entry.contains(#""count": 1"#))
      #expect(!entry.contains("Table 12"))
    }
  }

  @Test("attendees are listed by what they did, those in quarantine with the reason")
  func list() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 4)
      let petition = try await hall.ask(by: 0)
      try await hall.upvote(petition.id, by: [1])
      _ = try await hall.report(petition.id, by: 1)
      _ = try await store.checkIn(hall.attendees[0], generation: 1, to: hall.session, in: hall.summit)
      _ = try await store.quarantine([hall.attendees[1]], for: .stuffing, in: hall.summit, by: nil)
      let first = try await store.attendees(of: hall.summit, limit: 2)
      #expect(first.map(\.id) == Array(hall.attendees.prefix(2)))
      #expect((first[0].questions, first[0].upvotes, first[0].sessions) == (1, 1, 1))
      #expect(first[0].quarantined == nil)
      #expect((first[1].questions, first[1].upvotes, first[1].reports) == (0, 1, 1))
      #expect(first[1].quarantined?.reason == .stuffing)
      let rest = try await store.attendees(of: hall.summit, after: first[1].id, limit: 10)
      #expect(rest.map(\.id) == Array(hall.attendees.suffix(2)))
      let chosen = try await store.attendees(of: hall.summit, among: [hall.attendees[3]], limit: 10)
      #expect(chosen.map(\.id) == [hall.attendees[3]])
      let quarantined = try await store.quarantinedAttendees(of: hall.summit)
      #expect(quarantined == [hall.attendees[1]])
    }
  }
}
