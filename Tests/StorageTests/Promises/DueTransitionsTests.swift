import EventLoop
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("What passes by itself", .timeLimit(.minutes(10)))
struct PassingTests {
  @Test("an answer that is late is recorded once, by whichever server comes first, with the time it was due")
  func overdue() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let late = try await hall.promised("En retard ?", .owed(due: "timestamptz '2017-07-01T10:00:00Z'"))
      try await hall.promised("Pas encore ?")
      try await hall.promised("Répondue à temps ?", .settled(.kept, at: "now()"))
      let before = try await hall.version()
      let servers = (0..<4).map { _ in Task { @Loop in try await store.recordDueTransitions() } }
      var changes: Set<ChangeNotice> = []
      for server in servers { changes.formUnion(try await server.value) }
      #expect(changes == [ChangeNotice(summit: hall.summit, session: hall.session)])
      #expect(try await hall.version() == before + 1)
      #expect(try await hall.ledgerKinds() == ["promise.overdue"])
      let entry: String = try await store.value("select entry as value from ledger")
      #expect(entry.contains(#""scheduledAt": "2017-07-01T10:00:00Z""#))
      #expect(entry.contains(#""question": \#(late)"#))
    }
  }

  @Test("after an outage the ledger says what it would have said, in the order of the times foreseen")
  func outage() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      try await hall.promised("En retard en second ?", .owed(due: "now() - interval '2 hours'"))
      try await hall.promised("En retard en premier ?", .owed(due: "now() - interval '4 hours'"))
      _ = try await store.database.query("update sessions set closes_at = now() - interval '3 hours'")
      try await store.recordDueTransitions()
      try await store.recordDueTransitions()
      #expect(try await hall.ledgerKinds() == ["promise.overdue", "box.closed", "promise.overdue"])
      let verified = try await store.verifyLedger(of: hall.summit)
      #expect(verified.isWhole)
    }
  }

  @Test("putting an answer off does not make it late a second time; one that is owed anew can be late anew")
  func again() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let late = try await hall.promised("En retard ?", .owed(due: "now() - interval '1 day'"))
      try await store.recordDueTransitions()
      _ = try await store.database.query(
        "update promises set deferred_to = now() + interval '9 days' where question_id = \(late)")
      try await store.recordDueTransitions()
      #expect(try await hall.ledgerKinds() == ["promise.overdue"])
      _ = try await store.database.query(
        "update promises set deferred_to = null, first_due_at = now() - interval '1 hour', late_recorded_for = null"
      )
      try await store.recordDueTransitions()
      #expect(try await hall.ledgerKinds() == ["promise.overdue", "promise.overdue"])
    }
  }

  @Test("screens and phones are told once that the hour of a live answer has passed; the ledger is not")
  func liveHour() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      try await hall.promised("Sur scène ?", Hall.Debt(live: "now() - interval '1 minute'"))
      let before = try await hall.version()
      #expect(
        try await store.recordDueTransitions() == [ChangeNotice(summit: hall.summit, session: hall.session)])
      #expect(try await store.recordDueTransitions().isEmpty)
      #expect(try await hall.version() == before + 1)
      #expect(try await hall.ledgerKinds().isEmpty)
    }
  }

  @Test("what is owed by an organisation or the organizers is told of as the summit's")
  func others() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let brand = try await hall.organisation()
      try await hall.promised(
        "À la marque ?", .owed(due: "now() - interval '1 day'"), to: .organisation(brand))
      try await hall.promised("À l'organisation ?", .owed(due: "now() - interval '1 day'"), to: .summit)
      let before: Int64 = try await store.value("select version as value from organisations")
      #expect(try await store.recordDueTransitions() == [ChangeNotice(summit: hall.summit)])
      #expect(try await hall.ledgerKinds() == ["promise.overdue", "promise.overdue"])
      let after: Int64 = try await store.value("select version as value from organisations")
      #expect(after == before + 1)
    }
  }

  @Test("a merged question is not late: the one that counts for it is")
  func merged() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let survivor = try await hall.promised("La question qui reste ?")
      let merged = try await hall.promised("La question réunie ?", .owed(due: "now() - interval '1 day'"))
      _ = try await store.database.query(
        "update questions set state = 'merged', merged_into_id = \(survivor) where id = \(merged)")
      #expect(try await store.recordDueTransitions().isEmpty)
      _ = try await store.database.query(
        "update questions set state = 'published', merged_into_id = null where id = \(merged)")
      try await store.recordDueTransitions()
      #expect(try await hall.ledgerKinds() == ["promise.overdue"])
    }
  }
}
