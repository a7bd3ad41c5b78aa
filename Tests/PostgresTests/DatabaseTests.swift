import EventLoop
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("PostgreSQL over libpq", .timeLimit(.minutes(10)))
struct DatabaseTests {
  @Test("values of every type come back as they went")
  func roundTrips() async throws {
    try await TestDatabase.empty { database in
      let moment = Date(timeIntervalSince1970: 1_497_339_000.123456)
      let id = UUID()
      let nothing: String? = nil
      let row = try #require(
        try await database.query(
          """
          select \(true) as bool, \(Int16.min) as int2, \(Int32.max) as int4, \(Int64.min) as int8,
            \(0.1) as float8, \("l’héritage 👩‍👩‍👧") as text, \([UInt8]([0, 255, 39])) as bytea,
            \(moment) as moment, \(id) as uuid, \(nothing) as nothing,
            \([Int64.max, 7]) as int8s, \(["a\"b", "", "{,}"]) as texts, \([true, false]) as bools,
            \([String]()) as empty, '{"a": 1}'::jsonb as json
          """
        ).first)
      #expect(try row["bool"] == true)
      #expect(try row["int2"] == Int16.min)
      #expect(try row["int4"] == Int32.max)
      #expect(try row["int8"] == Int64.min)
      #expect(try row["float8"] == 0.1)
      #expect(try row["text"] == "l’héritage 👩‍👩‍👧")
      #expect(try row["bytea"] == [UInt8]([0, 255, 39]))
      let read: Date = try row["moment"]
      #expect(abs(read.timeIntervalSince(moment)) < 0.000_001)
      #expect(try row["uuid"] == id)
      #expect(try row["nothing"] == nothing)
      #expect(try row["int8s"] == [Int64.max, 7])
      #expect(try row["texts"] == ["a\"b", "", "{,}"])
      #expect(try row["bools"] == [true, false])
      #expect(try row["empty"] == [String]())
      #expect(try row["json"] == "{\"a\": 1}")
    }
  }

  @Test("reading a value as another type is an error that names the column")
  func wrongType() async throws {
    try await TestDatabase.empty { database in
      let row = try #require(try await database.query("select 'x'::text as name, 70000 as big").first)
      #expect(throws: PostgresError.self) { let _: Int = try row["name"] }
      #expect(throws: PostgresError.self) { let _: Int16 = try row["big"] }
      #expect(throws: PostgresError.self) { let _: String = try row["nobody"] }
    }
  }

  @Test(
    "columns of many rows are found by their names, the first of two alike, and one that is not there is named"
  )
  func manyRows() async throws {
    try await TestDatabase.empty { database in
      let rows = try await database.query("select n, n * 2 as double, 'x' as n from generate_series(1, 5) n")
      #expect(try rows.map { try $0["double"] } == [2, 4, 6, 8, 10])
      #expect(try rows.map { try $0["n"] } == [1, 2, 3, 4, 5])
      let error = #expect(throws: PostgresError.self) { let _: Int = try rows[4]["nobody"] }
      #expect(error?.message == "no column nobody")
    }
  }

  @Test("an interpolated value is bound, whatever it says")
  func injection() async throws {
    try await TestDatabase.empty { database in
      let hostile = "'; drop table people; --"
      let row = try #require(try await database.query("select \(hostile) as text").first)
      #expect(try row["text"] == hostile)
    }
  }

  @Test("an error among pipelined statements leaves its neighbours unharmed")
  func pipelinedError() async throws {
    try await TestDatabase.empty { database in
      let asked = (0..<200).map { number in
        Task { @Loop in
          try await database.query("select 0 / \(number % 10) + \(number) as n").first?["n"] as Int?
        }
      }
      var answers: [Int] = []
      for question in asked { if let number = try? await question.value { answers.append(number) } }
      #expect(answers == (0..<200).filter { $0 % 10 != 0 })
    }
  }

  @Test("a transaction that throws leaves nothing; one that returns is kept")
  func transactions() async throws {
    struct Stop: Error {}
    try await TestDatabase.empty { database in
      _ = try await database.query("create table notes (text text)")
      await #expect(throws: Stop.self) {
        try await database.transaction { transaction in
          _ = try await transaction.query("insert into notes values ('lost')")
          throw Stop()
        }
      }
      try await database.transaction { transaction in
        _ = try await transaction.query("insert into notes values ('kept')")
      }
      let texts: [String] = try await database.query("select text from notes").map { try $0["text"] }
      #expect(texts == ["kept"])
    }
  }

  @Test("statements sent atomically are kept together or not at all, and the next call works")
  func atomically() async throws {
    try await TestDatabase.empty { database in
      _ = try await database.query("create table notes (text text constraint short check (length(text) < 9))")
      let refused = await #expect(throws: PostgresError.self) {
        _ = try await database.atomically([
          "insert into notes values ('one')", "insert into notes values ('much too long')",
        ])
      }
      #expect(refused?.constraint == "short")
      let results = try await database.atomically([
        "insert into notes values ('two')", "select text from notes",
      ])
      let texts: [String] = try results[1].map { try $0["text"] }
      #expect(texts == ["two"])
    }
  }

  @Test("a transaction that waits for a lock does not hold up reads")
  func lockWait() async throws {
    try await TestDatabase.empty { database in
      _ = try await database.query("create table t as select 1 as n")
      let other = try await database.transaction { first in
        _ = try await first.query("lock table t in exclusive mode")
        let second = Task { @Loop in
          try await database.transaction { _ = try await $0.query("update t set n = n + 1") }
        }
        // The second is waiting once PostgreSQL says so; reads go on meanwhile.
        try await until { try await !database.query(TestDatabase.waiting(for: "relation")).isEmpty }
        return second
      }
      try await other.value
      let n: Int? = try await database.query("select n from t").first?["n"]
      #expect(n == 2)
    }
  }

  @Test("more transactions at once than connections: each gets its turn")
  func pool() async throws {
    try await TestDatabase.empty { database in
      _ = try await database.query("create table counter as select 0 as n")
      let increments = (0..<50).map { _ in
        Task { @Loop in
          try await database.transaction { _ = try await $0.query("update counter set n = n + 1") }
        }
      }
      for increment in increments { try await increment.value }
      let n: Int? = try await database.query("select n from counter").first?["n"]
      #expect(n == 50)
    }
  }

  @Test("a lost session is an error to those it owed, and comes back by itself")
  func lostSession() async throws {
    try await TestDatabase.empty { database in
      await #expect(throws: PostgresError.self) {
        try await database.transaction { transaction in
          let pid: Int = try await transaction.query("select pg_backend_pid() as pid").first?["pid"] ?? 0
          _ = try await database.query("select pg_terminate_backend(\(Int32(pid)), 5000)")
          _ = try await transaction.query("select 1")
        }
      }
      try await database.transaction { _ = try await $0.query("select 1") }
    }
  }

  @Test("a session lost while committing has an unknown outcome")
  func unknownOutcome() async throws {
    try await TestDatabase.empty { database in
      // Committing waits for a lock that a transaction of the test holds.
      for statement in [
        "create table notes (text text)",
        """
        create function wait() returns trigger language plpgsql as
        $$ begin perform pg_advisory_xact_lock(1); return null; end $$
        """,
        """
        create constraint trigger waits after insert on notes deferrable initially deferred
        for each row execute function wait()
        """,
      ] as [SQL] { _ = try await database.query(statement) }
      var write: Task<[[Row]], any Error>?
      try await database.transaction { transaction in
        _ = try await transaction.query("select pg_advisory_xact_lock(1)")
        write = Task { @Loop in try await database.atomically(["insert into notes values ('whose?')"]) }
        let waiting = TestDatabase.waiting(for: "advisory")
        try await until { try await !database.query(waiting).isEmpty }
        _ = try await database.query("select pg_terminate_backend(pid, 5000) from (\(waiting)) waiting")
      }
      let error = await #expect(throws: PostgresError.self) { _ = try await write?.value }
      #expect(error?.kind == .outcomeUnknown)
      let n: Int? = try await database.atomically(["select 1 as n"])[0].first?["n"]
      #expect(n == 1)
    }
  }

  @Test("a statement that takes too long is stopped")
  func statementTimeout() async throws {
    try await TestDatabase.empty { database in
      let error = await #expect(throws: PostgresError.self) {
        try await database.transaction { transaction in
          _ = try await transaction.query("set local statement_timeout = 20")
          _ = try await transaction.query("select pg_sleep(60)")
        }
      }
      #expect(error?.sqlState == "57014")
    }
  }

  @Test("a server that hangs is given up in time, however much is asked of it meanwhile")
  func hung() async throws {
    try await TestDatabase.empty { database in
      let name: String = try await database.query("select current_database() as name").first?["name"] ?? ""
      var configuration = Database.Configuration(conninfo: try TestDatabase.conninfo(database: name))
      configuration.connectionWait = .seconds(10)
      (configuration.readers, configuration.statementTimeout) = (1, .milliseconds(200))
      configuration.silence = .milliseconds(300)
      let hanging = Database(configuration)
      hanging.start()
      defer { hanging.close() }
      _ = try await hanging.query("set statement_timeout = 0")
      let started = ContinuousClock.now
      let asking = Task { @Loop in
        while !Task.isCancelled {
          Task { @Loop in try? await hanging.query("select 1") }
          try await Loop.sleep(for: .milliseconds(20))
        }
      }
      let error = await #expect(throws: PostgresError.self) {
        _ = try await hanging.query("select pg_sleep(5)")
      }
      asking.cancel()
      #expect(error?.kind == .unavailable)
      #expect(ContinuousClock.now - started < .seconds(4))
    }
  }

  @Test("a session that comes back while its transaction still goes on serves nobody else before its end")
  func reconnectedWithin() async throws {
    try await TestDatabase.empty { database in
      let name: String = try await database.query("select current_database() as name").first?["name"] ?? ""
      var configuration = Database.Configuration(conninfo: try TestDatabase.conninfo(database: name))
      (configuration.workers, configuration.connectionWait) = (1, .seconds(10))
      let single = Database(configuration)
      single.start()
      defer { single.close() }
      var ended = false
      var next: Task<Bool, any Error>?
      _ = try? await single.transaction { transaction in
        let pid: Int = try await transaction.query("select pg_backend_pid() as pid").first?["pid"] ?? 0
        let sessions: SQL = """
          select from pg_stat_activity where datname = current_database() and pid <> \(Int32(pid))
          """
        let others = try await database.query(sessions).count
        next = Task { @Loop in try await single.transaction { _ in ended } }
        _ = try await database.query("select pg_terminate_backend(\(Int32(pid)), 5000)")
        try await until { try await database.query(sessions).count > others }
        // It has reconnected; what it may do wrongly it does as soon as its session is set up.
        for _ in 0..<20 { _ = try await database.query("select pg_sleep(0.01)") }
        ended = true
      }
      let afterwards = try await next?.value
      #expect(afterwards == true)
    }
  }

  @Test("notifications of others arrive, also after the listening session was lost")
  func notifications() async throws {
    try await TestDatabase.empty { database in
      let name: String = try await database.query("select current_database() as name").first?["name"] ?? ""
      var configuration = Database.Configuration(conninfo: try TestDatabase.conninfo(database: name))
      configuration.connectionWait = .seconds(10)
      let other = Database(configuration)
      other.start()
      defer { other.close() }
      let ready = AsyncStream.makeStream(of: Void.self)
      let heard = AsyncStream.makeStream(of: String.self)
      database.listen("news") {
        ready.continuation.yield()
      } onNotification: {
        heard.continuation.yield($0)
      }
      var listening = ready.stream.makeAsyncIterator()
      var payloads = heard.stream.makeAsyncIterator()
      await listening.next()
      try await database.notify("news", "our own")
      try await other.notify("news", "one")
      let first = await payloads.next()
      #expect(first == "one")
      _ = try await database.query(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query = 'listen news'
        """)
      await listening.next()
      try await other.notify("news", "two")
      let second = await payloads.next()
      #expect(second == "two")
    }
  }

  @Test("of many who want to write to a database that is not there, none waits for the others' waits")
  @Loop func awayForMany() async throws {
    var configuration = Database.Configuration(conninfo: "host=/nonexistent dbname=none")
    configuration.connectionWait = .seconds(1)
    let database = Database(configuration)
    database.start()
    let started = ContinuousClock.now
    let writes = (0..<40).map { _ in Task { @Loop in try await database.atomically(["select 1"]) } }
    for write in writes { await #expect(throws: PostgresError.self) { _ = try await write.value } }
    // One after the other they would take forty seconds.
    #expect(ContinuousClock.now - started < .seconds(20))
    database.close()
  }

  @Test("a database that is not there is unavailable, at once")
  @Loop func away() async throws {
    let database = Database(.init(conninfo: "host=/nonexistent dbname=none"))
    database.start()
    let error = await #expect(throws: PostgresError.self) { _ = try await database.query("select 1") }
    #expect(error?.kind == .unavailable)
    database.close()
  }
}
