/// A transaction under way; use it inside the closure that `Database.transaction` gives it to.
@Loop public final class Transaction {
  private let link: Link

  private init(_ link: Link) { self.link = link }

  public func query(_ sql: SQL) async throws(PostgresError) -> [Row] {
    try await link.send([sql]).get().first ?? []
  }

  /// Several statements in one round trip, a result each.
  public func pipeline(_ statements: [SQL]) async throws(PostgresError) -> [[Row]] {
    try await link.send(statements).get()
  }

  /// Several statements as one text without values: for migrations.
  public func execute(script: String) async throws(PostgresError) {
    _ = try await link.run(script: script).get()
  }

  static func run<Value>(
    on link: Link, _ body: @Loop (Transaction) async throws -> Value
  ) async throws -> Value {
    let transaction = Transaction(link)
    _ = try await transaction.query("begin")
    let value: Value
    do {
      value = try await body(transaction)
    } catch {
      // A session that cannot even roll back is of no more use.
      if case .failure = await link.send(["rollback"]), link.isReady { link.reset() }
      throw error
    }
    switch await link.send(["commit"]) {
    case .success: return value
    case .failure(let error):
      guard error.sqlState != nil else { throw Database.unknown(error) }
      if case .failure = await link.send(["rollback"]), link.isReady { link.reset() }
      throw error
    }
  }
}
