internal import Postgres

/// Where a statement runs: by itself, or within a transaction.
@Loop protocol Querying {
  func query(_ sql: SQL) async throws(PostgresError) -> [Row]
}

extension Database: Querying {}
extension Transaction: Querying {}
