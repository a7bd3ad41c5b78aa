import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

/// That the rights suffice is shown by all other tests of Storage: they run in this role.
@Suite("The serving role", .timeLimit(.minutes(10)))
struct ServingRoleTests {
  @Test("who serves owns nothing and is no superuser")
  func owner() async throws {
    try await TestDatabase.migrated { store in
      let row = try await store.database.query(
        """
        select current_user::text as name, rolsuper or rolcreatedb or rolcreaterole or rolcanlogin as strong,
          exists (select from pg_class where relowner = pg_roles.oid) as owns
        from pg_roles
        where rolname = current_user
        """
      ).first
      #expect(try row?["name"] == ServingRole.name)
      #expect(try row?["strong"] == false)
      #expect(try row?["owns"] == false)
    }
  }

  @Test(
    "what only the owner may do is refused",
    arguments: [
      "update ledger set entry = ''", "delete from ledger", "truncate ledger", "drop table ledger",
      "alter table ledger disable trigger all", "alter table summits add column note text",
      "create table notes (text text)", "create function moment2() returns integer return 1",
      "insert into schema_migrations values ('v999_later', '')", "delete from schema_migrations",
      "update signing_keys set key = sha256('')", "delete from signing_keys", "truncate questions",
      "create role somebody", "set session_replication_role = replica", "copy summits to program 'cat'",
      "select pg_read_file('/etc/passwd')", "select rolpassword from pg_authid",
    ])
  func refused(statement: String) async throws {
    try await TestDatabase.migrated { store in
      let error = await #expect(throws: PostgresError.self) {
        _ = try await store.database.query("\(unsafeSQL: statement)")
      }
      #expect(error?.sqlState == "42501")
    }
  }

  @Test("the ledger's triggers hold the owner back as well")
  func triggers() async throws {
    try await TestDatabase.administered { store, owner in
      let programme = try await ProgrammeFixture(store)
      _ = try await programme.edit(try await programme.session()) { $0.box = .open }
      for statement: SQL in ["update ledger set entry = ''", "delete from ledger", "truncate ledger"] {
        let error = await #expect(throws: PostgresError.self) { _ = try await owner.query(statement) }
        #expect(error?.constraint == "ledger_append_only")
      }
    }
  }

  @Test("preparing the role again, by many servers at once, changes nothing")
  func again() async throws {
    try await TestDatabase.administered { _, owner in
      let servers = (0..<4).map { _ in Task { @Loop in try await Store(owner).prepareServingRole() } }
      for server in servers {
        let serving = try await server.value
        #expect(serving.role == ServingRole.name)
        #expect(serving.isSuperuser)
        #expect(serving.warning == nil)
      }
    }
  }

  @Test(
    "an owner who may create roles gets the role; one who may not serves as before, and is told what to do")
  func ordinaryOwners() async throws {
    try await TestDatabase.administered { _, owner in
      // Since PostgreSQL 16 who may create roles may not grant those of others.
      let version: Int =
        try await owner.query(
          "select current_setting('server_version_num')::integer as version"
        ).first?["version"] ?? 0
      for (user, creates) in [("t_creator", true), ("t_ordinary", false)] {
        let name = user + "_\(UInt32.random(in: 0...UInt32.max))"
        _ = try await owner.query(
          "create role \(unsafeSQL: name) login \(unsafeSQL: creates ? "createrole" : "nocreaterole")")
        // As an owner of everything in this database would be.
        for row in try await owner.query(
          """
          select format('alter table %I owner to %I', relname, \(name)) as statement
          from pg_class
          where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') and relname <> 'statements_seen'
          union all
          select format('alter function %s owner to %I', oid::regprocedure, \(name))
          from pg_proc
          where pronamespace = 'public'::regnamespace and proname <> 'forget_statements'
          union all
          select format('grant all on schema public to %I with grant option', \(name))
          """)
        {
          let statement: String = try row["statement"]
          _ = try await owner.query("\(unsafeSQL: statement)")
        }
        // As an extension for operators leaves them there.
        for statement: SQL in [
          "create or replace view statements_seen as select 1 as calls",
          "create or replace function forget_statements() returns integer return 1",
          "revoke execute on function forget_statements from public",
        ] {
          _ = try await owner.query(statement)
        }
        var configuration = owner.configuration
        configuration.role = name
        let ordinary = Database(configuration)
        ordinary.start()
        let serving = try await Store(ordinary).prepareServingRole()
        ordinary.close()
        #expect(!serving.isSuperuser)
        let takes = creates && version < 160_000
        #expect(serving.role == (takes ? ServingRole.name : nil))
        #expect((serving.warning == nil) == takes)
        for statement in [
          "reassign owned by \(name) to current_user", "drop owned by \(name)", "drop role \(name)",
        ] {
          _ = try await owner.query("\(unsafeSQL: statement)")
        }
      }
    }
  }
}
