import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("The ledger", .timeLimit(.minutes(10)))
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
}

extension ProgrammeFixture {
  /// Three decisions: opened, paused, closed.
  fileprivate func decide() async throws {
    let session = try await session()
    for box in [Box.open, .paused, .closed] { _ = try await edit(session) { $0.box = box } }
  }
}
