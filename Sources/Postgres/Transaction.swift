/// A transaction under way; use it inside the closure that `Database.transaction` gives it to.
@Loop public final class Transaction {
  /// The session itself, not the link: a link that reconnected is another session, outside the transaction.
  private let session: Connection

  private init(_ session: Connection) { self.session = session }

  public func query(_ sql: SQL) async throws(PostgresError) -> [Row] {
    try await session.send([sql]).get().first ?? []
  }

  /// Several statements in one round trip, a result each.
  public func pipeline(_ statements: [SQL]) async throws(PostgresError) -> [[Row]] {
    try await session.send(statements).get()
  }

  /// Several statements as one text without values: for migrations.
  public func execute(script: String) async throws(PostgresError) {
    _ = try await session.run(script: script).get()
  }

  static func run<Value>(
    on link: Link, isTimeLimited: Bool, _ body: @Loop (Transaction) async throws -> Value
  ) async throws -> Value {
    guard let session = link.connection else { throw PostgresError.unavailable("the database is away") }
    let transaction = Transaction(session)
    session.isTimeLimited = isTimeLimited
    defer { session.isTimeLimited = true }
    _ = try await transaction.query("begin")
    let value: Value
    do {
      if !isTimeLimited { _ = try await transaction.pipeline(unlimited) }
      value = try await body(transaction)
      // COMMIT would be answered with ROLLBACK, which is no error.
      if session.isInFailedTransaction { throw failed }
    } catch {
      await rollBack(session, of: link)
      throw error
    }
    switch await session.send(["commit"]) {
    case .success: return value
    case .failure(let error):
      guard error.sqlState != nil else { throw Database.unknown(error) }
      await rollBack(session, of: link)
      throw error
    }
  }

  private static let unlimited: [SQL] = [
    "set local statement_timeout = 0", "set local idle_in_transaction_session_timeout = 0",
  ]

  private static let failed = PostgresError(
    kind: .server("25P02"), message: "a statement failed, and the transaction went on as if it had not")

  /// A session that cannot even roll back is of no more use.
  private static func rollBack(_ session: Connection, of link: Link) async {
    if case .failure = await session.send(["rollback"]), link.connection === session { link.reset() }
  }
}
