internal import Postgres

/// A table file that was applied has another text now.
public struct MigrationChanged: Error, CustomStringConvertible {
  public let name: String
  public var description: String {
    "migration \(name) was changed after it had been applied; a landed migration is never edited"
  }
}

/// The database was migrated by a newer Tribune than this one.
public struct MigrationUnknown: Error, CustomStringConvertible {
  public let name: String
  public var description: String {
    "the database has migration \(name), which this version of Tribune does not know"
  }
}

/// The database was made by a Tribune from before the first release, whose tables no version takes over.
public struct DatabaseUnreleased: Error, CustomStringConvertible {
  public let name: String
  public var description: String {
    """
    the database was made by an unreleased Tribune (it has migration \(name)), and cannot be taken over. Nothing in it \
    was changed. Make a new one (createdb) and name it in TRIBUNE_DATABASE; where scripts/run keeps it, move .tribune away
    """
  }
}

extension Store {
  /// Applies what is missing, and makes functions, views and triggers anew where any of it changed; all in one
  /// transaction, so that a failure leaves everything as it was. Returns the names of the files applied.
  ///
  /// - Locks: the advisory lock 7330, 0: servers that start together wait for each other, however long that takes.
  /// - Throws: `MigrationChanged`, `MigrationUnknown`, `DatabaseUnreleased`; `PostgresError`, also where an object of
  ///   somebody else's stands on a view or function of ours, which then is named.
  @discardableResult public func migrate() async throws -> [String] { try await migrate(to: .own) }

  func migrate(to schema: SchemaFiles) async throws -> [String] {
    try await database.transaction(isTimeLimited: false) { transaction in
      _ = try await transaction.query("select pg_advisory_xact_lock(7330, 0)")
      try await refuseUnreleased(on: transaction)
      try await transaction.execute(script: Self.records)
      let pending = try await pendingTables(of: schema, on: transaction)
      let changed = try await changedCode(of: schema, on: transaction)
      if pending.isEmpty && changed.isEmpty { return [] }
      _ = try await transaction.query(Self.dropCode)
      for file in pending { try await apply(file, on: transaction) }
      var standing = try await made(on: transaction)
      for file in schema.code {
        try await transaction.execute(script: file.sql)
        let objects = try await made(on: transaction).filter { !standing.contains($0) }
        standing += objects
        try await note(file, objects, on: transaction)
      }
      try await grantToServingRole(on: transaction)
      return pending.map(\.name) + changed
    }
  }

  /// What was applied. `objects` are what a code file made, as `drop` names them, in that order.
  private static let records = """
    create table if not exists schema_migrations (
      name text primary key,
      checksum bytea not null,
      applied_at timestamptz not null default now()
    );
    create table if not exists schema_code (
      name text primary key,
      place integer generated always as identity,
      checksum bytea not null,
      objects text[] not null,
      applied_at timestamptz not null default now()
    );
    """

  /// Migrations were numbered `m001` to `m020` before the first release.
  private func refuseUnreleased(on transaction: Transaction) async throws {
    let records: Bool =
      try await transaction.query("select to_regclass('schema_migrations') is not null as there").first?[
        "there"]
      ?? false
    guard records else { return }
    let old = try await transaction.query(
      "select name from schema_migrations where name ~ '^m[0-9]{3}_' order by name limit 1")
    if let name: String = try old.first?["name"] { throw DatabaseUnreleased(name: name) }
  }

  /// Those that are not applied yet, in their order.
  private func pendingTables(
    of schema: SchemaFiles, on transaction: Transaction
  ) async throws -> [SchemaFile] {
    let known = Set(schema.tables.map(\.name))
    for row in try await transaction.query("select name from schema_migrations order by name") {
      let name: String = try row["name"]
      guard known.contains(name) else { throw MigrationUnknown(name: name) }
    }
    let rows = try await transaction.query(
      """
      select f.name, m.checksum = sha256(convert_to(f.sql, 'UTF8')) as same
      from unnest(\(schema.tables.map(\.name)), \(schema.tables.map(\.sql))) f (name, sql)
      left join schema_migrations m on m.name = f.name
      """)
    var applied: Set<String> = []
    for row in rows {
      let name: String = try row["name"]
      guard let isSame: Bool = try row["same"] else { continue }
      guard isSame else { throw MigrationChanged(name: name) }
      applied.insert(name)
    }
    return schema.tables.filter { !applied.contains($0.name) }
  }

  /// The names of files that were changed, added or removed, or that stand in another order.
  private func changedCode(of schema: SchemaFiles, on transaction: Transaction) async throws -> [String] {
    try await transaction.query(
      """
      select coalesce(f.name, c.name) as name
      from unnest(\(schema.code.map(\.name)), \(schema.code.map(\.sql))) with ordinality f (name, sql, place)
      full join (select *, row_number() over (order by place) as nth from schema_code) c on c.name = f.name
      where (c.checksum, c.nth) is distinct from (sha256(convert_to(f.sql, 'UTF8')), f.place)
      order by coalesce(f.place, c.nth)
      """
    ).map { try $0["name"] }
  }

  /// The last made goes first, so that nothing of ours stands on what goes. What is not there any more is passed over.
  private static let dropCode: SQL =
    """
    do $$
    declare
      gone text;
    begin
      for gone in
        select regexp_replace(object, ' ', ' if exists ')
        from schema_code c
        cross join unnest(c.objects) with ordinality o (object, nth)
        order by c.place desc, o.nth desc
      loop
        execute 'drop ' || gone;
      end loop;
      delete from schema_code;
    end
    $$
    """

  /// Functions, views and triggers that this transaction made, in the order in which it did.
  private func made(on transaction: Transaction) async throws -> [String] {
    try await transaction.query(
      """
      select o.type || ' ' || o.identity as object
      from (
        select 'pg_proc'::regclass as class, oid from pg_proc where xmin = pg_current_xact_id()::xid
        union all
        select 'pg_class'::regclass, oid from pg_class where relkind = 'v' and xmin = pg_current_xact_id()::xid
        union all
        select 'pg_trigger'::regclass, oid from pg_trigger where not tgisinternal and xmin = pg_current_xact_id()::xid
      ) new
      cross join lateral pg_identify_object(new.class, new.oid, 0) o
      order by new.oid
      """
    ).map { try $0["object"] }
  }

  private func apply(_ file: SchemaFile, on transaction: Transaction) async throws {
    try await transaction.execute(script: file.sql)
    _ = try await transaction.query(
      """
      insert into schema_migrations (name, checksum)
      values (\(file.name), sha256(convert_to(\(file.sql), 'UTF8')))
      """)
  }

  private func note(_ file: SchemaFile, _ objects: [String], on transaction: Transaction) async throws {
    _ = try await transaction.query(
      """
      insert into schema_code (name, checksum, objects)
      values (\(file.name), sha256(convert_to(\(file.sql), 'UTF8')), \(objects))
      """)
  }
}
