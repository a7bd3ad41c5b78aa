import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Badges", .timeLimit(.minutes(10)))
struct BadgesTests {
  private func badge(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 32) }

  @Test("importing a file again is safe: what is known is known")
  func again() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 2)
      let first = try await store.importBadges([badge(1), badge(2)], in: hall.summit)
      #expect((first.added, first.known) == (2, 0))
      let second = try await store.importBadges([badge(2), badge(3), badge(3)], in: hall.summit)
      #expect((second.added, second.known) == (1, 2))
      _ = try await store.join(hall.summit, badge: badge(1))
      let tally = try await store.badges(of: hall.summit)
      #expect((tally.imported, tally.joined, tally.withoutBadge) == (3, 1, 2))
    }
  }

  @Test("only badges that were imported join, also in an open summit; phones without one do there")
  func unknown() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 0)
      await #expect(throws: StorageRefusal.badgeUnknown) {
        try await store.join(hall.summit, badge: badge(9))
      }
      _ = try await store.importBadges([badge(1)], in: hall.summit)
      await #expect(throws: StorageRefusal.badgeUnknown) {
        try await store.join(hall.summit, badge: badge(8))
      }
      let known = try await store.join(hall.summit, badge: badge(1))
      let again = try await store.join(hall.summit, badge: badge(1))
      #expect(again.id == known.id)
      #expect(again.generation == 2)
      let without = try await store.join(hall.summit)
      #expect(!without.hasBadge)
      _ = try await store.database.query("update summits set identity = 'badge'")
      let refusal = await #expect(throws: StorageRefusal.self) { try await store.join(hall.summit) }
      #expect(refusal?.rule == "required")
      await #expect(throws: StorageRefusal.badgeUnknown) {
        try await store.join(hall.summit, badge: badge(8))
      }
    }
  }

  @Test("no row says that a badge stands behind somebody where none was imported")
  func invented() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 1)
      let error = await #expect(throws: PostgresError.self) {
        try await store.database.query(
          "update attendees set badge_digest = sha256('') where id = \(hall.attendees[0])")
      }
      #expect(error?.constraint == "attendee_badge_issued")
    }
  }

  @Test("a closed summit takes no badges any more")
  func closed() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 0)
      _ = try await store.database.query("update summits set closed_at = now()")
      await #expect(throws: Refusal.summitClosed) {
        try await store.importBadges([badge(1)], in: hall.summit)
      }
      let kept = try await hall.count("select from badges")
      #expect(kept == 0)
    }
  }

  @Test("who joined without a badge stays when badges are asked for, and may sign")
  func stay() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask(by: 0)
      var edit = SummitEdit()
      edit.identity = .badge
      let summit = try await store.edit(hall.summit, edit)
      #expect(summit.identity == .badge)
      let codes = try await hall.upvote(petition.id, by: [1])
      #expect(codes == ["done"])
    }
  }
}
