import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("The ledger")
struct LedgerTests {
  @Test("pages continue where the last one ended, and tell the head")
  func pages() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let nothing = try await store.ledger(of: programme.summit.id, limit: 10)
      #expect(nothing.entries.isEmpty)
      #expect(nothing.head == nil)
      try await programme.decide()
      let first = try await store.ledger(of: programme.summit.id, limit: 2)
      let rest = try await store.ledger(of: programme.summit.id, after: 2, limit: 2)
      let none = try await store.ledger(of: programme.summit.id, after: 3, limit: 2)
      #expect(first.entries.map(\.seq) == [1, 2])
      #expect(rest.entries.map(\.seq) == [3])
      #expect(none.entries.isEmpty)
      let head = try await store.ledgerHead(of: programme.summit.id)
      #expect(head?.seq == 3)
      #expect(head?.hash == rest.entries.last?.hash)
      for page in [first, rest, none] { #expect(page.head == head) }
    }
  }

  @Test("what was written is sound; whatever is changed afterwards, by whoever can, shows where")
  func verified() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      try await programme.decide()
      let head = try await store.ledgerHead(of: programme.summit.id)
      let sound = try await store.verifyLedger(of: programme.summit.id)
      #expect(sound.isWhole)
      #expect(sound.head == head?.hash)
      _ = try await store.database.query("alter table ledger disable trigger all")
      _ = try await store.database.query(
        "update ledger set entry = replace(entry, 'box.paused', 'box.opened') where seq = 2")
      let changed = try await store.verifyLedger(of: programme.summit.id)
      #expect(changed.firstBroken == 2)
      _ = try await store.database.query("delete from ledger where seq = 2")
      let missing = try await store.verifyLedger(of: programme.summit.id)
      #expect(missing.firstBroken == 3)
      _ = try await store.database.query("delete from ledger where seq = 3")
      let cut = try await store.verifyLedger(of: programme.summit.id)
      #expect(cut.head != head?.hash)
    }
  }
}

extension ProgrammeFixture {
  /// Three decisions: opened, paused, closed.
  fileprivate func decide() async throws {
    let session = try await session()
    for box in [Box.open, .paused, .closed] { _ = try await edit(session) { $0.box = box } }
  }
}
