internal import Postgres

extension Store {
  /// Runs `body` once for an empty database, and again where it was cut short; by one server at a time. `body` must be
  /// repeatable: its own transactions are committed before this one is.
  public func seeding(_ name: String, _ body: @Loop () async throws -> Void) async throws {
    _ = try await database.query(
      """
      insert into seedings (name)
      select \(name)
      where not exists (select from summits)
      on conflict do nothing
      """)
    try await database.transaction { transaction in
      // It is idle while `body` runs, for as long as a slow disk takes.
      _ = try await transaction.query("set local idle_in_transaction_session_timeout = 0")
      _ = try await transaction.query("select pg_advisory_xact_lock(7333, 0)")
      let open = try await transaction.query(
        "select from seedings where name = \(name) and completed_at is null")
      guard !open.isEmpty else { return }
      try await body()
      _ = try await transaction.query("update seedings set completed_at = now() where name = \(name)")
    }
  }
}
