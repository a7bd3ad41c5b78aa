// Postgres: connections to PostgreSQL over libpq, on the loop. Statements with bound values in, rows out; pipelined
// reads, transactions on connections of their own, one writer, notifications, reconnection. It knows no table.

public import EventLoop

/// PostgreSQL as the rest of Tribune sees it. Connects by itself, and again whenever a connection was lost.
@Loop public final class Database {
  public struct Configuration: Sendable {
    /// A libpq connection string.
    public var conninfo: String
    /// Connections that share pipelined autocommit statements.
    public var readers = 2
    /// Connections for transactions that await.
    public var workers = 4
    /// The role that connections take once they are there, instead of the user who signs in.
    public var role: String?
    public var statementTimeout: Duration = .seconds(5)
    /// How much longer than that a session may be silent before it is given up: nobody is there.
    public var silence: Duration = .seconds(5)
    /// How long a call waits for a connection before it says that the database is away.
    public var connectionWait: Duration = .milliseconds(250)
    public init(conninfo: String) { self.conninfo = conninfo }
  }

  public let configuration: Configuration
  private var readers: [Link] = []
  private var workers: [Link] = []
  private var idle: [Link] = []
  /// In somebody's hands: one that reconnects meanwhile is free only once it was given back.
  private var taken: Set<ObjectIdentifier> = []
  private let writer: Link
  private var listeners: [Link] = []
  private let readerQueue = LinkQueue()
  private let workerQueue = LinkQueue()
  private let writerQueue = LinkQueue()
  private var writing = false
  private var waitingToWrite: [CheckedContinuation<Void, Never>] = []

  public init(_ configuration: Configuration) {
    self.configuration = configuration
    writer = Self.link(configuration)
    readers = (0..<max(1, configuration.readers)).map { _ in Self.link(configuration) }
    workers = (0..<max(1, configuration.workers)).map { _ in Self.link(configuration) }
    for reader in readers { reader.onReady = { [readerQueue] in readerQueue.serveAll($0) } }
    writer.onReady = { [writerQueue] in writerQueue.serveAll($0) }
    for worker in workers {
      worker.onReady = { [weak self] in self?.offer($0) }
      worker.onLost = { [weak self, weak worker] in self?.idle.removeAll { $0 === worker } }
    }
  }

  public func start() {
    for link in readers + workers + [writer] { link.open() }
  }

  public func close() {
    for link in readers + workers + [writer] + listeners { link.close() }
    idle = []
  }

  /// What libpq or PostgreSQL said when a connection was last lost or refused; nil while all is well.
  public var lastFailure: String? { (readers + workers + [writer]).lazy.compactMap(\.lastFailure).first }

  public var isAvailable: Bool { readers.contains(where: \.isReady) }

  private static func link(_ configuration: Configuration) -> Link {
    let milliseconds = Int(configuration.statementTimeout / .milliseconds(1))
    var setup: [SQL] = [
      "set statement_timeout = \(unsafeSQL: String(milliseconds))",
      "set idle_in_transaction_session_timeout = \(unsafeSQL: String(milliseconds * 4))",
      // Compiling a plan takes longer than any of ours runs.
      "set jit = off",
      "set timezone = 'UTC'", "set client_encoding = 'UTF8'", "set application_name = 'tribune'",
    ]
    if let role = configuration.role { setup.append("select set_config('role', \(role), false)") }
    return Link(
      configuration.conninfo, setup: setup,
      patience: configuration.statementTimeout + configuration.silence)
  }

  // MARK: One statement

  /// Runs one statement by itself; pipelined with others on a shared connection.
  public func query(_ sql: SQL) async throws(PostgresError) -> [Row] {
    var outcome = try await reader().send([sql])
    if outcome.isStale { outcome = try await reader().send([sql]) }
    return try outcome.get().first ?? []
  }

  /// The shared connection that owes least.
  private func reader() async throws(PostgresError) -> Link {
    func ready() -> Link? { readers.filter(\.isReady).min { $0.depth < $1.depth } }
    if let link = ready() { return link }
    _ = await readerQueue.wait(for: configuration.connectionWait)
    guard let link = ready() else { throw .unavailable("the database is away") }
    return link
  }

  // MARK: Several statements, one round trip

  /// BEGIN, the statements and COMMIT in one round trip on the one writer connection, one call after the other.
  /// Throws `.outcomeUnknown` when the connection was lost on the way.
  public func atomically(_ statements: [SQL]) async throws(PostgresError) -> [[Row]] {
    // Before taking turns, so that all wait at once and nobody adds up the waits of those before.
    if !writer.isReady { _ = await writerQueue.wait(for: configuration.connectionWait) }
    guard writer.isReady else { throw .unavailable("the database is away") }
    if writing { await withCheckedContinuation { waitingToWrite.append($0) } }
    writing = true
    defer {
      if waitingToWrite.isEmpty { writing = false } else { waitingToWrite.removeFirst().resume() }
    }
    guard writer.isReady else { throw .unavailable("the database is away") }
    let all = ["begin"] + statements + ["commit"]
    var outcome = await writer.send(all)
    if case .failure(let error) = outcome {
      guard error.sqlState != nil else { throw Self.unknown(error) }
      _ = await writer.send(["rollback"])
      guard outcome.isStale else { throw error }
      outcome = await writer.send(all)
      if case .failure(let error) = outcome {
        guard error.sqlState != nil else { throw Self.unknown(error) }
        _ = await writer.send(["rollback"])
      }
    }
    return Array(try outcome.get().dropFirst().dropLast())
  }

  nonisolated static func unknown(_ error: PostgresError) -> PostgresError {
    PostgresError(kind: .outcomeUnknown, message: "connection lost while committing: \(error.message)")
  }

  // MARK: Transactions

  /// A transaction on a connection of its own: committed when `body` returns, rolled back when it throws.
  /// Begins anew, up to three times, when PostgreSQL asks for it (deadlock, serialization).
  public func transaction<Value>(
    _ body: @Loop (Transaction) async throws -> Value
  ) async throws -> Value {
    var attempt = 1
    while true {
      let worker = try await takeWorker()
      do {
        defer { giveBack(worker) }
        return try await Transaction.run(on: worker, body)
      } catch let error as PostgresError where error.isTransient && attempt < 3 {
        attempt += 1
      }
    }
  }

  private func takeWorker() async throws(PostgresError) -> Link {
    if let worker = idle.popLast() {
      taken.insert(ObjectIdentifier(worker))
      return worker
    }
    // Busy is not away: while there are connections, one will be free within a statement's time.
    let wait = workers.contains(where: \.isReady) ? configuration.statementTimeout : nil
    guard let worker = await workerQueue.wait(for: wait ?? configuration.connectionWait) else {
      throw .unavailable("no connection is free")
    }
    return worker
  }

  private func giveBack(_ worker: Link) {
    taken.remove(ObjectIdentifier(worker))
    offer(worker)
  }

  /// To the one who waits longest, or for later; not while it is still in somebody's hands.
  private func offer(_ worker: Link) {
    guard worker.isReady, !taken.contains(ObjectIdentifier(worker)), !idle.contains(where: { $0 === worker })
    else { return }
    if workerQueue.serveOne(worker) { taken.insert(ObjectIdentifier(worker)) } else { idle.append(worker) }
  }

  // MARK: Notifications

  /// LISTENs on a connection of its own, anew after each loss. `onReady` is called after each LISTEN: read the state
  /// then, and trust the notifications from there on. What this `Database` notified itself is not told. `channel` is
  /// an identifier of ours.
  public func listen(
    _ channel: String, onReady: @escaping @Loop () -> Void,
    onNotification: @escaping @Loop (String) -> Void
  ) {
    let link = Self.link(configuration)
    link.onNotification = { [weak self] notification in
      if self?.isOwn(notification) == true { return }
      onNotification(notification.payload)
    }
    link.onReady = { link in
      Task.immediate { @Loop in
        if case .success = await link.send(["listen \(unsafeSQL: channel)"]) {
          onReady()
        } else {
          link.reset()
        }
      }
    }
    listeners.append(link)
    link.open()
  }

  private func isOwn(_ notification: Notification) -> Bool {
    (readers + workers + [writer]).contains { $0.connection?.backend == notification.backend }
  }

  /// Outside any transaction: NOTIFY inside one serializes commits.
  public func notify(_ channel: String, _ payload: String) async throws(PostgresError) {
    _ = try await query("select pg_notify(\(channel), \(payload))")
  }
}

extension Result where Success == [[Row]], Failure == PostgresError {
  /// A plan or a prepared statement that is no longer there; nothing was done, sending again is safe.
  var isStale: Bool {
    guard case .failure(let error) = self else { return false }
    return error.sqlState == "26000" || error.sqlState == "0A000"
  }
}

extension PostgresError {
  /// Serialization failure, deadlock.
  fileprivate var isTransient: Bool { sqlState == "40001" || sqlState == "40P01" }
}
