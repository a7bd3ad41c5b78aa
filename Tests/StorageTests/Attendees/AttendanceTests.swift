import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Attendance", .timeLimit(.minutes(10)))
struct AttendanceTests {
  @Test("who enters a session leaves the one before, and both have a new version")
  func moving() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 2)
      let other = try await hall.anotherSession("workshop")
      func checkIn(_ attendee: Int, _ session: Session.ID) async throws -> CheckIn {
        try await store.checkIn(hall.attendees[attendee], generation: 1, to: session, in: hall.summit)
      }
      let first = try await checkIn(0, hall.session)
      let second = try await checkIn(1, hall.session)
      #expect([first.attendees, second.attendees] == [1, 2])
      let (opening, workshop) = (try await hall.version(), try await hall.version(of: other))
      let moved = try await checkIn(0, other)
      #expect(moved.attendees == 1)
      #expect(moved.changed == [hall.session, other])
      let left = try await present(at: hall.session, hall)
      #expect(left == 1)
      let versions = [try await hall.version(), try await hall.version(of: other)]
      #expect(versions == [opening + 1, workshop + 1])
      let back = try await checkIn(0, hall.session)
      #expect(back.attendees == 2)
    }
  }

  @Test("checking in again changes nothing")
  func again() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 1)
      _ = try await store.checkIn(hall.attendees[0], generation: 1, to: hall.session, in: hall.summit)
      let version = try await hall.version()
      let again = try await store.checkIn(hall.attendees[0], generation: 1, to: hall.session, in: hall.summit)
      #expect(again.attendees == 1)
      #expect(again.changed == [])
      let after = try await hall.version()
      #expect(after == version)
    }
  }

  @Test("one attendee who enters two sessions at once, twenty times, is in one of them")
  func atOnce() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 1)
      let other = try await hall.anotherSession("workshop")
      let phones = (0..<20).map { index in
        Task { @Loop in
          try await store.checkIn(
            hall.attendees[0], generation: 1, to: index % 2 == 0 ? hall.session : other, in: hall.summit)
        }
      }
      for phone in phones { _ = try await phone.value }
      let here = try await present(at: hall.session, hall)
      let there = try await present(at: other, hall)
      #expect(here + there == 1)
    }
  }

  @Test("nobody enters a cancelled session, one that is not there, or as somebody else")
  func refused() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 1)
      await #expect(throws: Refusal.attendeeUnknown) {
        try await store.checkIn(hall.attendees[0], generation: 0, to: hall.session, in: hall.summit)
      }
      await #expect(throws: StorageRefusal.notFound("session_not_found", "there is no such session")) {
        try await store.checkIn(
          hall.attendees[0], generation: 1, to: Session.ID(rawValue: 999), in: hall.summit)
      }
      _ = try await store.database.query("update sessions set cancelled_at = now()")
      await #expect(throws: Refusal.sessionCancelled) {
        try await store.checkIn(hall.attendees[0], generation: 1, to: hall.session, in: hall.summit)
      }
    }
  }

  private func present(at session: Session.ID, _ hall: Hall) async throws -> Int {
    try await hall.count("select from attendances where session_id = \(session) and left_at is null")
  }
}
