import EventLoop
import Postgres
import TestSupport
import Testing

@Suite("Queues before PostgreSQL", .timeLimit(.minutes(10)))
struct QueuesTests {
  /// A database whose queues are short.
  @Loop private func crowded<Value: Sendable>(
    workers: Int = 2, waiting: Int = 3, _ test: @Loop (Database) async throws -> Value
  ) async throws -> Value {
    try await TestDatabase.empty { configuration in
      (configuration.readers, configuration.workers) = (1, workers)
      (configuration.waitingTransactions, configuration.waitingStatements) = (waiting, waiting)
    } _: { crowded in
      // Each worker once at the same time: all are connected then.
      let gate = Gate()
      let connecting = (0..<workers).map { _ in
        Task { @Loop in try await crowded.transaction(priority: .high) { _ in await gate.pass() } }
      }
      try await until { gate.entered == workers }
      gate.open()
      for one in connecting { try await one.value }
      return try await test(crowded)
    }
  }

  @Test("a transaction of high priority finds a connection while normal ones take all that they may")
  func reserved() async throws {
    try await crowded { database in
      let gate = Gate()
      let normal = (0..<3).map { _ in
        Task { @Loop in try await database.transaction { _ in await gate.pass() } }
      }
      try await until { gate.entered > 0 }
      let answer: Int? = try await database.transaction(priority: .high) {
        try await $0.query("select 7 as n").first?["n"]
      }
      #expect(answer == 7)
      #expect(gate.entered == 1)
      gate.open()
      for one in normal { try await one.value }
      #expect(gate.entered == 3)
    }
  }

  @Test("with one connection alone both priorities are served")
  func single() async throws {
    try await crowded(workers: 1) { database in
      let normal: Int? = try await database.transaction { try await $0.query("select 1 as n").first?["n"] }
      let high: Int? = try await database.transaction(priority: .high) {
        try await $0.query("select 2 as n").first?["n"]
      }
      #expect([normal, high] == [1, 2])
    }
  }

  @Test("high priority goes before all that waited longer")
  func order() async throws {
    try await crowded(workers: 1) { database in
      let gate = Gate()
      var order: [String] = []
      let holding = Task { @Loop in try await database.transaction { _ in await gate.pass() } }
      try await until { gate.entered > 0 }
      let waiting = [("normal", TransactionPriority.normal), ("high", .high)].map { name, priority in
        Task.immediate { @Loop in
          try await database.transaction(priority: priority) { _ in order.append(name) }
        }
      }
      gate.open()
      try await holding.value
      for one in waiting { try await one.value }
      #expect(order == ["high", "normal"])
    }
  }

  @Test("where too many transactions wait the next is told so at once, and the others are served")
  func transactions() async throws {
    try await crowded(workers: 1) { database in
      let gate = Gate()
      let holding = Task { @Loop in try await database.transaction { _ in await gate.pass() } }
      try await until { gate.entered > 0 }
      let waiting = (0..<3).map { _ in
        Task.immediate { @Loop in try await database.transaction { _ in } }
      }
      let error = await #expect(throws: PostgresError.self) { try await database.transaction { _ in } }
      #expect(error?.kind == .busy)
      gate.open()
      try await holding.value
      for one in waiting { try await one.value }
    }
  }

  @Test(
    "a transaction that found no connection in time is told that all are busy, not that the database is away")
  func noneInTime() async throws {
    try await TestDatabase.empty { database in
      var configuration = database.configuration
      (configuration.workers, configuration.transactionWait) = (1, .milliseconds(200))
      let slow = Database(configuration)
      slow.start()
      defer { slow.close() }
      let gate = Gate()
      let holding = Task { @Loop in try await slow.transaction { _ in await gate.pass() } }
      try await until { gate.entered > 0 }
      let error = await #expect(throws: PostgresError.self) { try await slow.transaction { _ in } }
      #expect(error?.kind == .busy)
      gate.open()
      try await holding.value
    }
  }

  @Test("where too many statements are under way the next is told so at once")
  func statements() async throws {
    try await crowded { database in
      _ = try await database.query("create table t as select 1 as n")
      try await database.transaction { other in
        _ = try await other.query("lock table t in access exclusive mode")
        let waiting = (0..<3).map { _ in
          Task.immediate { @Loop in try await database.query("select n from t") }
        }
        let error = await #expect(throws: PostgresError.self) { try await database.query("select 1") }
        #expect(error?.kind == .busy)
        _ = try await other.query("drop table t")
        _ = waiting
      }
    }
  }

  @Test("what one writer waits for does not hold up the other")
  func writers() async throws {
    try await crowded { database in
      _ = try await database.query("create table t (n integer)")
      let first = try await database.transaction { other in
        _ = try await other.query("lock table t in exclusive mode")
        let first = Task.immediate { @Loop in try await database.atomically(["insert into t values (1)"]) }
        let second: Int? = try await database.atomically(["select 2 as n"], on: .second)[0].first?["n"]
        #expect(second == 2)
        return first
      }
      _ = try await first.value
      let rows = try await database.query("select from t").count
      #expect(rows == 1)
    }
  }

  private static let waiting = TestDatabase.waiting(for: "advisory")

  @Test("one statement that takes long on a shared connection holds up none that another can answer")
  func longStatement() async throws {
    try await TestDatabase.empty { database in
      try await database.transaction { other in
        _ = try await other.query("select pg_advisory_xact_lock(1)")
        let long = Task.immediate { @Loop in
          try await database.query("select pg_advisory_xact_lock_shared(1)")
        }
        try await until { try await !other.query(Self.waiting).isEmpty }
        try await Loop.sleep(for: .milliseconds(50))
        let quick = (0..<40).map { number in
          Task.immediate { @Loop in try await database.query("select \(number) as n").first?["n"] as Int? }
        }
        for (number, query) in quick.enumerated() { #expect(try await query.value == number) }
        withExtendedLifetime(long) {}
      }
    }
  }

  @Test("costly statements, however many, hold up no other, and no transaction of high priority")
  func costly() async throws {
    try await crowded(workers: 4, waiting: 8) { database in
      let costly = try await database.transaction(priority: .high) { other in
        _ = try await other.query("select pg_advisory_xact_lock(1)")
        let costly = (0..<3).map { _ in
          Task.immediate { @Loop in try await database.costlyQuery("select pg_advisory_xact_lock_shared(1)") }
        }
        try await until { try await other.query(Self.waiting).count == 2 }
        let quick: Int? = try await database.query("select 1 as n").first?["n"]
        let acted: Int? = try await database.transaction(priority: .high) {
          try await $0.query("select 2 as n").first?["n"]
        }
        #expect([quick, acted] == [1, 2])
        return costly
      }
      for statement in costly { #expect(try await statement.value.count == 1) }
    }
  }

  @Test("a transaction whose time is not limited waits for a lock longer than a session may be silent")
  func unlimited() async throws {
    try await TestDatabase.empty { database in
      var configuration = database.configuration
      (configuration.statementTimeout, configuration.silence) = (.milliseconds(100), .milliseconds(100))
      let hasty = Database(configuration)
      hasty.start()
      defer { hasty.close() }
      let waiting = try await database.transaction { other in
        _ = try await other.query("select pg_advisory_xact_lock(1)")
        let waiting = Task.immediate { @Loop in
          try await hasty.transaction(isTimeLimited: false) { transaction in
            _ = try await transaction.query("select pg_advisory_xact_lock(1)")
            return try await transaction.query("select 7 as n").first?["n"] as Int?
          }
        }
        try await until { try await !other.query(Self.waiting).isEmpty }
        try await Loop.sleep(for: .milliseconds(600))
        return waiting
      }
      #expect(try await waiting.value == 7)
      // The next one is limited again.
      let error = await #expect(throws: PostgresError.self) {
        try await hasty.transaction { _ = try await $0.query("select pg_sleep(30)") }
      }
      #expect(error?.sqlState == "57014")
    }
  }
}
