import EventLoop
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Migrations")
struct MigrationTests {
  @Test("migrating a second time changes nothing")
  func twice() async throws {
    try await TestDatabase.empty { database in
      let first = try await Store(database).migrate()
      let second = try await Store(database).migrate()
      let recorded = try await database.query("select name from schema_migrations order by name")
      #expect(first.first == "m001_foundation")
      #expect(try first == recorded.map { try $0["name"] })
      #expect(second == [])
    }
  }

  @Test("servers that start together migrate once")
  func together() async throws {
    try await TestDatabase.empty { database in
      let servers = (0..<4).map { _ in Task { @Loop in try await Store(database).migrate() } }
      var applied: [String] = []
      for server in servers { applied += try await server.value }
      #expect(!applied.isEmpty)
      #expect(applied == Set(applied).sorted())
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
      _ = try await owner.query("insert into schema_migrations values ('m999_later', '')")
      await #expect(throws: MigrationUnknown.self) { try await Store(owner).migrate() }
    }
  }
}
