import EventLoop
import Postgres
import TestSupport
import Testing

@testable import Storage

@Suite("Migrations", .timeLimit(.minutes(10)))
struct MigrationTests {
  @Test("migrating a second time changes nothing")
  func twice() async throws {
    try await TestDatabase.empty { database in
      let first = try await Store(database).migrate()
      let tables = try await database.query("select name from schema_migrations order by name")
      let code = try await database.query("select name from schema_code order by place")
      #expect(try first == tables.map { try $0["name"] } + code.map { try $0["name"] })
      #expect(first.first == "v001_server")
      #expect(try await Store(database).migrate() == [])
    }
  }

  @Test("servers that start together migrate once")
  func together() async throws {
    try await TestDatabase.empty { database in
      let servers = (0..<4).map { _ in Task { @Loop in try await Store(database).migrate() } }
      var applied: [[String]] = []
      for server in servers { applied.append(try await server.value) }
      #expect(applied.filter { !$0.isEmpty }.count == 1)
    }
  }

  @Test("a server that starts while another migrates waits for it, however long that takes")
  func waiting() async throws {
    try await TestDatabase.administered { _, owner in
      var configuration = owner.configuration
      (configuration.statementTimeout, configuration.silence) = (.milliseconds(100), .milliseconds(100))
      let hasty = Database(configuration)
      hasty.start()
      defer { hasty.close() }
      let waiting = try await owner.transaction(isTimeLimited: false) { other in
        _ = try await other.query("select pg_advisory_xact_lock(7330, 0)")
        let waiting = Task.immediate { @Loop in
          let applied = try await Store(hasty).migrate()
          _ = try await Store(hasty).prepareServingRole()
          return applied
        }
        try await until { try await !other.query(TestDatabase.waiting(for: "advisory")).isEmpty }
        // Longer than the session may be silent.
        try await Loop.sleep(for: .milliseconds(600))
        return waiting
      }
      #expect(try await waiting.value == [])
    }
  }

  @Test("a migration whose text was changed after it had been applied is refused")
  func changed() async throws {
    try await TestDatabase.administered { _, owner in
      _ = try await owner.query("update schema_migrations set checksum = sha256('')")
      await #expect(throws: MigrationChanged.self) { try await Store(owner).migrate() }
    }
  }

  @Test("a database of a newer Tribune is left alone")
  func newer() async throws {
    try await TestDatabase.administered { _, owner in
      _ = try await owner.query("insert into schema_migrations values ('v999_later', '')")
      await #expect(throws: MigrationUnknown.self) { try await Store(owner).migrate() }
    }
  }

  @Test("a database from before the first release is named for what it is, and nothing in it changes")
  func unreleased() async throws {
    try await TestDatabase.empty { database in
      for statement in [
        "create table schema_migrations (name text primary key, checksum bytea not null)",
        "insert into schema_migrations values ('m001_foundation', ''), ('m002_questions', '')",
        "create table summits (id integer)",
      ] as [SQL] { _ = try await database.query(statement) }
      let refused = await #expect(throws: DatabaseUnreleased.self) { try await Store(database).migrate() }
      #expect(refused?.description.contains("m001_foundation") == true)
      let tables = try await database.query(
        "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname"
      )
      #expect(try tables.map { try $0["relname"] } == ["schema_migrations", "summits"])
    }
  }

  // MARK: Functions, views and triggers

  /// A table, a function of its row type, a view of both, and a trigger.
  private var small: SchemaFiles {
    SchemaFiles(
      tables: [SchemaFile(name: "v001_cups", sql: "create table cups (size integer, told integer);")],
      code: [
        SchemaFile(
          name: "cups",
          sql: """
            create function volume(cup cups) returns integer language sql stable return (cup).size * 2;
            create function tell() returns trigger language plpgsql as $$ begin new.told := 1; return new; end $$;
            create trigger told before insert on cups for each row execute function tell();
            """),
        SchemaFile(
          name: "shelf", sql: "create view shelf as select c.size, volume(c) as volume, told from cups c;"),
      ])
  }

  private func volumes(_ database: Database) async throws -> [Int] {
    try await database.query("select volume from shelf order by volume").map { try $0["volume"] }
  }

  @Test("a changed function is made anew, with what stands on it; what a file no longer makes is gone")
  func code() async throws {
    try await TestDatabase.empty { database in
      let store = Store(database)
      #expect(try await store.migrate(to: small) == ["v001_cups", "cups", "shelf"])
      _ = try await database.query("insert into cups values (3)")
      #expect(try await volumes(database) == [6])
      var next = small
      next.code[0].sql =
        "create function volume(cup cups) returns integer language sql stable return (cup).size * 5;"
      #expect(try await store.migrate(to: next) == ["cups"])
      #expect(try await volumes(database) == [15])
      _ = try await database.query("insert into cups values (4)")
      let told = try await database.query("select told from shelf order by volume")
      #expect(try told.map { try $0["told"] as Int? } == [1, nil])
      let functions = try await database.query(
        "select proname from pg_proc where proname in ('volume', 'tell')")
      #expect(try functions.map { try $0["proname"] } == ["volume"])
      #expect(try await store.migrate(to: next) == [])
    }
  }

  @Test("a table that functions, views and triggers read can be altered")
  func alter() async throws {
    try await TestDatabase.empty { database in
      let store = Store(database)
      _ = try await store.migrate(to: small)
      var next = small
      next.tables.append(
        SchemaFile(
          name: "v002_sizes",
          sql: "alter table cups alter column size type bigint using size * 10, drop column told;"))
      next.code[0].sql =
        "create function volume(cup cups) returns bigint language sql stable return (cup).size * 2;"
      next.code[1].sql = "create view shelf as select c.size, volume(c) as volume from cups c;"
      _ = try await database.query("insert into cups values (3)")
      #expect(try await store.migrate(to: next) == ["v002_sizes", "cups", "shelf"])
      #expect(try await volumes(database) == [60])
    }
  }

  @Test("what fails half way leaves all as it was")
  func failure() async throws {
    try await TestDatabase.empty { database in
      let store = Store(database)
      _ = try await store.migrate(to: small)
      _ = try await database.query("insert into cups values (3)")
      var next = small
      next.tables.append(SchemaFile(name: "v002_saucers", sql: "create table saucers (size integer);"))
      next.code[1].sql = "create view shelf as select nothing from cups;"
      await #expect(throws: PostgresError.self) { try await store.migrate(to: next) }
      #expect(try await volumes(database) == [6])
      let saucers: Bool? = try await database.query("select to_regclass('saucers') is not null as there")
        .first?["there"]
      #expect(saucers == false)
      #expect(try await store.migrate(to: small) == [])
    }
  }

  @Test("a view of somebody else's over ours is named, and nothing changes until it is gone")
  func foreign() async throws {
    try await TestDatabase.empty { database in
      let store = Store(database)
      _ = try await store.migrate(to: small)
      _ = try await database.query("create view report as select * from shelf")
      var next = small
      next.code[1].sql = "create view shelf as select c.size, 1 as volume from cups c;"
      let error = await #expect(throws: PostgresError.self) { try await store.migrate(to: next) }
      #expect("\(String(describing: error))".contains("view shelf"))
      _ = try await database.query("drop view report")
      #expect(try await store.migrate(to: next) == ["shelf"])
    }
  }

  @Test("the role that serves has its rights to what was made anew as soon as it is there")
  func rights() async throws {
    try await TestDatabase.administered { store, owner in
      let before: Int = try await store.value("select count(*) as value from petitions")
      _ = try await owner.query("update schema_code set checksum = '' where name = 'questions'")
      #expect(try await Store(owner).migrate() == ["questions"])
      #expect(try await store.value("select count(*) as value from petitions") == before)
    }
  }
}
