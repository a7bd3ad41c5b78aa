import EventLoop
import Postgres
import TestSupport
import Testing

@Suite("Prepared statements over changes of the schema", .timeLimit(.minutes(10)))
struct StaleStatementsTests {
  /// A database with one connection of each kind, so that what is prepared there is used again.
  @Loop private func single<Value: Sendable>(
    _ test: @Loop (Database) async throws -> Value
  ) async throws -> Value {
    try await TestDatabase.empty { configuration in
      (configuration.readers, configuration.workers) = (1, 1)
    } _: { single in
      for name in ["v", "w"] { _ = try await single.query("create view \(unsafeSQL: name) as select 1 as a") }
      return try await test(single)
    }
  }

  @Loop private func widen(_ database: Database) async throws {
    for name in ["v", "w"] {
      _ = try await database.query(
        "create or replace view \(unsafeSQL: name) as select 1 as a, 2 as \(unsafeSQL: name)")
    }
  }

  @Test("a query reads a view's new column")
  func query() async throws {
    try await single { database in
      _ = try await database.query("select * from v")
      try await widen(database)
      // Twice: what was prepared anew serves as well.
      for _ in 1...2 {
        let row = try #require(try await database.query("select * from v").first)
        #expect(try row["v"] == 2)
      }
    }
  }

  @Test("many that are under way at once read it as well")
  func pipelined() async throws {
    try await single { database in
      _ = try await database.query("select * from v")
      _ = try await database.query("select * from w")
      try await widen(database)
      let queries = (0..<50).map { index in
        Task.immediate { @Loop in
          try await database.query(index % 2 == 0 ? "select * from v" : "select * from w").count
        }
      }
      for query in queries { #expect(try await query.value == 1) }
    }
  }

  @Test("a transaction of several stale statements is run anew, and nothing is done twice")
  func transaction() async throws {
    try await single { database in
      _ = try await database.query("create table notes (n integer)")
      @Loop func act() async throws -> Int {
        try await database.transaction { transaction in
          _ = try await transaction.query("insert into notes values (1)")
          let v: Int? = try await transaction.query("select * from v").first?["a"]
          let w: Int? = try await transaction.query("select * from w").first?["a"]
          return (v ?? 0) + (w ?? 0)
        }
      }
      #expect(try await act() == 2)
      try await widen(database)
      #expect(try await act() == 2)
      let notes = try await database.query("select from notes").count
      #expect(notes == 2)
    }
  }

  @Test("statements sent atomically likewise")
  func atomically() async throws {
    try await single { database in
      _ = try await database.query("create table notes (n integer)")
      let statements: [SQL] = ["insert into notes values (1)", "select * from v", "select * from w"]
      _ = try await database.atomically(statements)
      try await widen(database)
      let results = try await database.atomically(statements)
      #expect(try results[2].first?["w"] == 2)
      let notes = try await database.query("select from notes").count
      #expect(notes == 2)
    }
  }

  @Test("statements that somebody deallocated are prepared anew, COMMIT too")
  func deallocated() async throws {
    try await single { database in
      @Loop func act() async throws {
        _ = try await database.query("select * from v")
        _ = try await database.atomically(["select * from v"])
        try await database.transaction { _ = try await $0.query("select * from v") }
      }
      try await act()
      _ = try await database.query("deallocate all")
      _ = try await database.costlyQuery("deallocate all")
      _ = try await database.atomically(["deallocate all", "select 1"])
      try await act()
    }
  }

  @Test("a text that could not be parsed leaves the names of those sent behind it alone")
  func unparsed() async throws {
    try await single { database in
      // Sent together, so that the second fails when the third is on its way.
      let texts: [SQL] = ["select 1 as n", "select nothing_of_that_name as n", "select 3 as n"]
      let queries = texts.map { text in
        Task.immediate { @Loop in try await database.query(text).first?["n"] as Int? }
      }
      var answers: [Int?] = []
      for query in queries { answers.append(try? await query.value) }
      #expect(answers == [1, nil, 3])
      let next: Int? = try await database.query("select 4 as n").first?["n"]
      let again: Int? = try await database.query("select 3 as n").first?["n"]
      #expect([next, again] == [4, 3])
    }
  }

  @Test("what the session does not have any more is not left behind in the server")
  func released() async throws {
    try await single { database in
      _ = try await database.query("select * from v")
      try await widen(database)
      _ = try await database.query("select * from v")
      let kept = try await database.query(
        "select from pg_prepared_statements where statement = 'select * from v'"
      ).count
      #expect(kept == 1)
    }
  }

  @Test("a body that goes on after an SQL error is told that nothing was kept")
  func swallowed() async throws {
    try await single { database in
      _ = try await database.query("create table notes (n integer)")
      let error = await #expect(throws: PostgresError.self) {
        try await database.transaction { transaction in
          _ = try await transaction.query("insert into notes values (1)")
          _ = try? await transaction.query("select 1 / 0")
        }
      }
      #expect(error?.sqlState == "25P02")
      // And the connection serves on.
      try await database.transaction { _ = try await $0.query("insert into notes values (2)") }
      let notes: [Int] = try await database.query("select n from notes").map { try $0["n"] }
      #expect(notes == [2])
    }
  }
}
