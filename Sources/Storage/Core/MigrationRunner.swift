internal import Migrations
internal import Postgres

/// One step of the schema: applied once, in order, never edited once it has landed.
struct Migration {
  let name: String
  let sql: String

  static let all: [Migration] = (0..<migration_count()).map { index in
    let migration = migration_at(index)
    return Migration(name: String(cString: migration.name), sql: String(cString: migration.sql))
  }
}

/// A migration that was applied has another text now.
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

extension Store {
  /// Applies what is missing, all in one transaction under an advisory lock: servers that start together wait for
  /// each other, and a failure leaves the schema as it was. Returns the names applied.
  @discardableResult public func migrate() async throws -> [String] {
    try await database.transaction { transaction in
      _ = try await transaction.query("set local statement_timeout = 0")
      _ = try await transaction.query("select pg_advisory_xact_lock(7330, 0)")
      _ = try await transaction.query(
        """
        create table if not exists schema_migrations (
          name text primary key,
          checksum bytea not null,
          applied_at timestamptz not null default now()
        )
        """)
      let known = Set(Migration.all.map(\.name))
      var applied: [String: Bool] = [:]
      for row in try await transaction.query("select name from schema_migrations order by name") {
        let name: String = try row["name"]
        guard known.contains(name) else { throw MigrationUnknown(name: name) }
        applied[name] = true
      }
      var news: [String] = []
      for migration in Migration.all {
        if applied[migration.name] != nil {
          let same = try await transaction.query(
            """
            select checksum = sha256(convert_to(\(migration.sql), 'UTF8')) as same
            from schema_migrations
            where name = \(migration.name)
            """)
          guard try same.first?["same"] == true else { throw MigrationChanged(name: migration.name) }
          continue
        }
        try await transaction.execute(script: migration.sql)
        _ = try await transaction.query(
          """
          insert into schema_migrations (name, checksum)
          values (\(migration.name), sha256(convert_to(\(migration.sql), 'UTF8')))
          """)
        news.append(migration.name)
      }
      return news
    }
  }
}
