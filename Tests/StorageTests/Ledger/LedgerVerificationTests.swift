import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("The ledger verified", .timeLimit(.minutes(10)))
struct LedgerVerificationTests {
  @Test("an empty ledger is whole and has no head")
  func empty() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let verified = try await store.verifyLedger(of: hall.summit)
      #expect(verified.isWhole)
      #expect(verified.entries == 0)
      #expect(verified.head == nil)
    }
  }

  @Test(
    "whatever is changed behind its back shows, from the entry on that was changed",
    arguments: [
      ("update ledger set entry = replace(entry, 'off_topic', 'offensive') where seq = 2", 2),
      ("update ledger set hash = sha256('') where seq = 3", 3),
      ("delete from ledger where seq = 1", 2),
      ("delete from ledger where seq = 2", 3),
      ("update ledger set seq = 9 where seq = 3", 9),
    ])
  func tampered(change: String, broken: Int64) async throws {
    try await TestDatabase.administered { store, owner in
      let hall = try await Hall(store)
      for _ in 0..<3 {
        let petition = try await hall.ask()
        _ = try await store.curate(petition.id, in: hall.summit, .hide(.offTopic), by: nil)
      }
      let before = try await store.verifyLedger(of: hall.summit)
      #expect(before.isWhole)
      #expect(before.entries == 3)
      await #expect(throws: PostgresError.self) {
        _ = try await owner.query("\(unsafeSQL: change)")
      }
      _ = try await owner.query("alter table ledger disable trigger ledger_append_only")
      _ = try await owner.query("\(unsafeSQL: change)")
      let after = try await store.verifyLedger(of: hall.summit)
      #expect(after.firstBroken == broken)
    }
  }

  @Test("a tail that was cut shows by the head")
  func cut() async throws {
    try await TestDatabase.administered { store, owner in
      let hall = try await Hall(store)
      for _ in 0..<2 {
        let petition = try await hall.ask()
        _ = try await store.curate(petition.id, in: hall.summit, .hide(.offTopic), by: nil)
      }
      let before = try await store.verifyLedger(of: hall.summit)
      _ = try await owner.query("alter table ledger disable trigger ledger_append_only")
      _ = try await owner.query("delete from ledger where seq = 2")
      let after = try await store.verifyLedger(of: hall.summit)
      #expect(after.isWhole)
      #expect(after.head != before.head)
    }
  }
}
