internal import Postgres

/// The role in which connections serve: it owns nothing and may do what the app does, no more. That the ledger only
/// grows is held by its triggers against everybody, and by this role's missing rights as well.
public struct ServingRole: Hashable, Sendable {
  public static let name = "tribune_server"

  /// For `Database.Configuration.role`; nil where there is no such role, and serving is done as who migrated.
  public var role: String?
  /// Whether who signs in is a superuser, to whom no right is missing.
  public var isSuperuser: Bool
  /// Why there is no role, and what an administrator can do about it.
  public var warning: String?
}

extension Store {
  /// Makes sure, after migrating, that the role is there, that this user may take it, and that it has its rights; as
  /// who migrates. Roles belong to the whole cluster: other databases' servers may be doing the same.
  public func prepareServingRole() async throws -> ServingRole {
    // Another server may be migrating.
    try await database.transaction(isTimeLimited: false) { transaction in
      _ = try await transaction.query("select pg_advisory_xact_lock(7330, 0)")
      let user = try await MigratingUser(transaction)
      var serving = ServingRole(role: ServingRole.name, isSuperuser: user.isSuperuser)
      guard try await haveRole(user, on: transaction) else {
        serving.role = nil
        serving.warning = """
          there is no role \(ServingRole.name) that \(user.name) may take, so Tribune serves as \(user.name); let an \
          administrator run: create role \(ServingRole.name) nologin; grant \(ServingRole.name) to "\(user.name)";
          """
        return serving
      }
      try await grantToServingRole(on: transaction)
      return serving
    }
  }

  /// Who migrates, and what they may do about roles.
  private struct MigratingUser {
    var name: String
    var isSuperuser: Bool
    var mayCreateRoles: Bool

    @Loop init(_ transaction: Transaction) async throws {
      let rows = try await transaction.query(
        """
        select rolname, rolsuper, rolcreaterole
        from pg_roles
        where rolname = current_user
        """)
      guard let row = rows.first else { throw PostgresError(kind: .decoding, message: "no current user") }
      (name, isSuperuser, mayCreateRoles) = (
        try row["rolname"], try row["rolsuper"], try row["rolcreaterole"]
      )
    }
  }

  /// Creating and granting may meet another database's server doing the same; it is enough that one of them did.
  private func haveRole(_ user: MigratingUser, on transaction: Transaction) async throws -> Bool {
    if user.isSuperuser || user.mayCreateRoles {
      _ = try await transaction.query(
        """
        do $$
        begin
          if not exists (select from pg_roles where rolname = 'tribune_server') then
            create role tribune_server nologin;
          end if;
        exception when duplicate_object or unique_violation then null;
        end
        $$
        """)
    }
    if try await mayTakeRole(on: transaction) { return true }
    _ = try await transaction.query(
      """
      do $$
      begin
        if current_setting('server_version_num')::integer >= 160000 then
          execute format('grant tribune_server to %I with inherit false, set true', current_user);
        else
          execute format('grant tribune_server to %I', current_user);
        end if;
      exception when undefined_object or insufficient_privilege or unique_violation or internal_error then null;
      end
      $$
      """)
    return try await mayTakeRole(on: transaction)
  }

  /// Gives the role its rights to all that is there now, where this user may take it. What is made anew has none.
  func grantToServingRole(on transaction: Transaction) async throws {
    if try await mayTakeRole(on: transaction) { _ = try await transaction.query(Self.grants) }
  }

  /// Since PostgreSQL 16 being a member is not enough to take a role.
  private func mayTakeRole(on transaction: Transaction) async throws -> Bool {
    try await transaction.query(
      """
      select coalesce(bool_or(pg_has_role(oid, case
        when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end)), false) as may
      from pg_roles
      where rolname = 'tribune_server'
      """
    ).first?["may"] ?? false
  }

  /// All tables are read and written, but the ledger only grows, keys and migrations stand. Only what is our own is
  /// granted: an operator's extension (pg_stat_statements, say) may have put its views and functions beside it.
  private static let grants: SQL =
    """
    do $$
    declare
      granted record;
    begin
      execute format('grant usage on schema %I to tribune_server', current_schema());
      for granted in
        select
          case when relkind = 'S' then 'usage' else 'select, insert, update, delete' end as rights,
          case when relkind = 'S' then 'sequence ' else 'table ' end || oid::regclass as name
        from pg_class
        where relnamespace = current_schema()::regnamespace
          and pg_has_role(relowner, 'usage')
          and relkind in ('r', 'p', 'v', 'S')
        union all
        select 'execute', 'function ' || oid::regprocedure
        from pg_proc
        where pronamespace = current_schema()::regnamespace and pg_has_role(proowner, 'usage')
      loop
        execute format('grant %s on %s to tribune_server', granted.rights, granted.name);
      end loop;
      for granted in
        select
          case when relname in ('ledger', 'signing_keys') then 'update, delete' else 'insert, update, delete' end as rights,
          oid::regclass as name
        from pg_class
        where relnamespace = current_schema()::regnamespace
          and relname in ('ledger', 'signing_keys', 'schema_migrations', 'schema_code')
      loop
        execute format('revoke %s on %s from tribune_server', granted.rights, granted.name);
      end loop;
    end
    $$
    """
}
