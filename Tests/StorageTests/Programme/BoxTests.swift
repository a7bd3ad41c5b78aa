import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Boxes", .timeLimit(.minutes(10)))
struct BoxTests {
  @Test("a box opened before its session's end closes by itself 15 minutes after it")
  func selfClosing() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      let opened = try await programme.edit(session) { $0.box = .open }
      #expect(opened.box == .open)
      #expect(opened.closesAt == session.endsAt.addingTimeInterval(15 * 60))
      #expect(opened.version > session.version)
    }
  }

  @Test("a box opened after its session's end stays open until closed")
  func openedLater() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session(beganMinutesAgo: 120, endsInMinutes: -60)
      let opened = try await programme.edit(session) { $0.box = .open }
      #expect(opened.box == .open)
      #expect(opened.closesAt == nil)
    }
  }

  @Test("opening, pausing, going on and closing are in the ledger, each once however often it is said")
  func ledger() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      for box in [Box.open, .open, .paused, .paused, .open, .closed, .closed] {
        let after = try await programme.edit(session) { $0.box = box }
        #expect(after.box == box)
      }
      let kinds = try await programme.ledger()
      #expect(kinds == ["box.opened", "box.paused", "box.opened", "box.closed"])
    }
  }

  @Test("what was never opened is neither paused nor closed")
  func neverOpened() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      for box in [Box.paused, .closed] {
        await #expect(throws: Refusal.boxScheduled) { try await programme.edit(session) { $0.box = box } }
      }
      let refused = await #expect(throws: StorageRefusal.self) {
        try await programme.edit(session) { $0.box = .scheduled }
      }
      #expect(refused?.field == "box")
      let kinds = try await programme.ledger()
      #expect(kinds.isEmpty)
    }
  }

  @Test("a dry run tells what opening would do, and does nothing")
  func dryRun() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store, expected: 500)
      let session = try await programme.session()
      let would = try await programme.edit(session, dryRun: true) { $0.box = .open }
      #expect(would.box == .open)
      #expect(would.threshold == 50)
      let after = try await store.session(session.slug, in: programme.summit.id)
      let kinds = try await programme.ledger()
      #expect(after == session)
      #expect(kinds.isEmpty)
    }
  }

  @Test(
    "boxes whose time has come are recorded once, by whichever server comes first, with the time foreseen")
  func recordDueTransitions() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      let other = try await programme.session("Other")
      for session in [session, other] { _ = try await programme.edit(session) { $0.box = .open } }
      _ = try await store.database.query(
        "update sessions set closes_at = '2017-06-13T10:15:00Z' where id = \(session.id)")
      let servers = (0..<4).map { _ in
        Task { @Loop in try await store.recordDueTransitions().compactMap(\.session) }
      }
      var changed: [Session.ID] = []
      for server in servers { changed += try await server.value }
      #expect(changed == [session.id])
      let after = try #require(try await store.session(session.slug, in: programme.summit.id))
      #expect(after.box == .closed)
      #expect(after.closedSince == after.closesAt)
      let said = try await programme.said("closedAt", in: "box.closed")
      #expect(said == "2017-06-13T10:15:00Z")
      let kinds = try await programme.ledger()
      #expect(kinds == ["box.opened", "box.opened", "box.closed"])
    }
  }

  @Test("a box that has closed by itself is recorded as such before it is opened again")
  func reopened() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      _ = try await programme.edit(session) { $0.box = .open }
      _ = try await store.database.query("update sessions set closes_at = now() - interval '1 minute'")
      let reopened = try await programme.edit(session) { $0.box = .open }
      #expect(reopened.box == .open)
      #expect(reopened.closedSince == nil)
      let kinds = try await programme.ledger()
      #expect(kinds == ["box.opened", "box.closed", "box.opened"])
    }
  }

  @Test("a cancelled session's box is closed and stays so")
  func cancelled() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      _ = try await programme.edit(session) { $0.box = .open }
      let cancelled = try await store.cancel(session.slug, in: programme.summit.id)
      let again = try await store.cancel(session.slug, in: programme.summit.id)
      #expect(cancelled.cancelledAt != nil)
      #expect(cancelled.box == .closed)
      #expect(again == cancelled)
      await #expect(throws: Refusal.sessionCancelled) {
        try await programme.edit(session) { $0.box = .open }
      }
      let kinds = try await programme.ledger()
      #expect(kinds == ["box.opened", "box.closed", "session.cancelled"])
    }
  }
}
