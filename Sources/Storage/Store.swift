// Storage: every SQL statement of Tribune, each whole where it is used, over the schema in Migrations/. It decides
// nothing that a rule can decide on values (Petitions does); it keeps the one lock order, clock and version, so
// that whatever is answered with success is on disk and whatever is refused changed nothing.

internal import Petitions
public import Postgres

/// What Tribune keeps, in PostgreSQL.
@Loop public struct Store: Sendable {
  public let database: Database

  public init(_ database: Database) { self.database = database }

  /// A transaction that touches questions, upvotes, promises or the ledger of a summit: it waits for the summit's
  /// lock in a statement of its own (a lock taken inside the statement that reads would see the state before the
  /// wait), then takes its one time, which `moment()` returns from there on.
  func deciding<Value>(
    in summit: Summit.ID, _ body: @Loop (Transaction) async throws -> Value
  ) async throws -> Value {
    try await database.transaction { transaction in
      _ = try await transaction.pipeline([Store.lock(summit), Store.takeTime])
      return try await body(transaction)
    }
  }

  /// 7331 names the lock of summits among whatever else may take advisory locks in this database.
  static func lock(_ summit: Summit.ID) -> SQL { "select pg_advisory_xact_lock(7331, \(summit))" }

  static let takeTime: SQL = "select set_config('tribune.now', clock_timestamp()::text, true)"
}
