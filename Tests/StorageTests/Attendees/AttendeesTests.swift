import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Attendees", .timeLimit(.minutes(10)))
struct AttendeesTests {
  @Test("each phone that joins an open summit is another attendee")
  func open() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 0)
      let first = try await store.join(hall.summit)
      let second = try await store.join(hall.summit)
      #expect(first.id != second.id)
      #expect(first.generation == 1)
      #expect(!first.hasBadge)
      let known = try await store.attendee(first.id, generation: 1, in: hall.summit)
      #expect(known == first)
    }
  }

  @Test("a badge that joins again is the same attendee, and older tokens speak for nobody")
  func badge() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 0)
      _ = try await store.database.query("update summits set identity = 'badge'")
      let badge = [UInt8](repeating: 7, count: 32)
      _ = try await store.importBadges([badge], in: hall.summit)
      let first = try await store.join(hall.summit, badge: badge)
      let again = try await store.join(hall.summit, badge: badge)
      #expect(again.id == first.id)
      #expect(again.generation == 2)
      #expect(again.hasBadge)
      let old = try await store.attendee(first.id, generation: 1, in: hall.summit)
      let new = try await store.attendee(first.id, generation: 2, in: hall.summit)
      #expect(old == nil)
      #expect(new?.id == first.id)
    }
  }

  @Test("one badge twenty times at once is one attendee")
  func badgeAtOnce() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 0)
      let badge = [UInt8](repeating: 7, count: 32)
      _ = try await store.importBadges([badge], in: hall.summit)
      let phones = (0..<20).map { _ in Task { @Loop in try await store.join(hall.summit, badge: badge) } }
      var generations: [Int32] = []
      for phone in phones { generations.append(try await phone.value.generation) }
      #expect(generations.sorted() == Array(1...20))
      let attendees = try await hall.count("select from attendees")
      #expect(attendees == 1)
    }
  }

  @Test("where badges are asked for, nobody joins without one; nor a closed summit, nor none")
  func refused() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 0)
      _ = try await store.database.query("update summits set identity = 'badge'")
      let refusal = await #expect(throws: StorageRefusal.self) { try await store.join(hall.summit) }
      #expect(refusal?.field == "badge")
      #expect(refusal?.rule == "required")
      _ = try await store.database.query("update summits set closed_at = now()")
      await #expect(throws: Refusal.summitClosed) { try await store.join(hall.summit, badge: [1]) }
      await #expect(throws: StorageRefusal.notFound("summit_not_found", "there is no such summit")) {
        try await store.join(Summit.ID(rawValue: 999))
      }
    }
  }

  @Test("an attendee of one summit is nobody in another")
  func otherSummit() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 1)
      let elsewhere = try await store.attendee(
        hall.attendees[0], generation: 1, in: Summit.ID(rawValue: hall.summit.rawValue + 1))
      #expect(elsewhere == nil)
    }
  }
}
