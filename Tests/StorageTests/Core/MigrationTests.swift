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
  @Test(
    "of a programme that was imported before, what is in force is what was imported, and who accepted owes")
  func imports() async throws {
    try await TestDatabase.administered { store, owner in
      let hall = try await RunningProgramme(store)
      _ = try await store.accept(session: "opening", in: hall.summit, named: "Ada", by: .organizer(nil))
      _ = try await store.cancel("coffee", in: hall.summit)
      let view = "select pg_get_viewdef('petitions'::regclass) as value" as SQL
      let before: String = try await store.value(view)
      for undo in [
        """
        do $$
        begin
          execute 'create or replace view petitions as '
            || replace(pg_get_viewdef('petitions'::regclass), 'session_debtors ss', 'session_speakers ss');
        end
        $$
        """,
        "drop table imported_summits, imported_sessions, imported_speakers, imported_rooms, session_debtors",
        "delete from schema_migrations where name = 'm019_imports'",
      ] as [SQL] { _ = try await owner.query(undo) }

      #expect(try await Store(owner).migrate() == ["m019_imports"])
      _ = try await Store(owner).prepareServingRole()
      #expect(try await store.value(view) == before)
      let owing: Int = try await store.value("select count(*) as value from session_debtors")
      #expect(owing == 1)
      let report = try await store.importProgramme(hall.file)
      #expect(report.unchanged == 3 && report.summitChanges.isEmpty)
      #expect(report.kept.map(\.field) == ["cancelled"])
    }
  }
}
