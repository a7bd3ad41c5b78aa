// Storage: every SQL statement of Tribune, each whole where it is used, over the schema in Schema/. It decides
// nothing that a rule can decide on values (Petitions does); it keeps the one lock order, clock and version, so
// that whatever is answered with success is on disk and whatever is refused changed nothing.

// Whoever uses Storage speaks of the same ids, states and rules.
@_exported public import Petitions
public import Postgres

public import struct Foundation.Date

/// What Tribune keeps, in PostgreSQL.
@Loop public struct Store: Sendable {
  public let database: Database
  /// At which time everything happens; nil for now.
  private let time: Date?

  public init(_ database: Database) { (self.database, time) = (database, nil) }

  private init(_ database: Database, at time: Date) { (self.database, self.time) = (database, time) }

  /// The same, where everything that is decided happens at that time: example data has a past.
  public func at(_ time: Date) -> Store { Store(database, at: time) }

  /// A transaction that touches questions, upvotes, promises or the ledger of a summit: it waits for the summit's
  /// lock in a statement of its own (a lock taken inside the statement that reads would see the state before the
  /// wait), then takes its one time, which `moment()` returns from there on. A violated constraint is thrown as the
  /// `StorageRefusal` that it means. A dry run returns the same value, and is rolled back. What attendees do is of
  /// `.normal` priority: however much they do, officials find a connection.
  func deciding<Value>(
    in summit: Summit.ID, dryRun: Bool = false, priority: TransactionPriority = .high,
    _ body: @Loop (Transaction) async throws -> Value
  ) async throws -> Value {
    try await deciding(dryRun: dryRun, priority: priority) { transaction in
      try await decide(in: summit, on: transaction)
      return try await body(transaction)
    }
  }

  /// The same where the summit is found, or made, within the transaction: `body` calls `decide` before it touches it.
  func deciding<Value>(
    dryRun: Bool, priority: TransactionPriority = .high, _ body: @Loop (Transaction) async throws -> Value
  ) async throws -> Value {
    var result: Value?
    do {
      return try await refusing {
        try await database.transaction(priority: priority) { transaction in
          let value = try await body(transaction)
          guard dryRun else { return value }
          result = value
          throw DryRun()
        }
      }
    } catch let end as DryRun {
      guard let result else { throw end }
      return result
    }
  }

  /// Waits for the summit's lock and takes the transaction's one time.
  func decide(in summit: Summit.ID, on transaction: Transaction) async throws {
    _ = try await transaction.pipeline([Store.lock(summit), takeTime])
  }

  /// 7331 names the lock of summits among whatever else may take advisory locks in this database.
  static func lock(_ summit: Summit.ID) -> SQL { "select pg_advisory_xact_lock(7331, \(summit))" }

  var takeTime: SQL {
    guard let time else { return Self.takeClock }
    return "select set_config('tribune.now', \(time)::timestamptz::text, true)"
  }

  private static let takeClock: SQL = "select set_config('tribune.now', clock_timestamp()::text, true)"
}

/// Ends a transaction that only tried what it would do.
struct DryRun: Error {}
