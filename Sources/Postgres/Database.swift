// Postgres: connections to PostgreSQL over libpq, on the loop. Statements with bound values in, rows out; pipelined
// reads, transactions on connections of their own, two writers, notifications, reconnection. It knows no table.

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
    /// Finds the addresses of host names in `conninfo`, away from the loop.
    public var resolver: HostResolver = .system
    /// How long a call waits for a connection before it says that the database is away.
    public var connectionWait: Duration = .milliseconds(250)
    /// How long a transaction waits for one of the connections that are there and in use.
    public var transactionWait: Duration = .seconds(5)
    /// So many transactions of each priority may wait for a connection; the next is told `.busy`.
    public var waitingTransactions = 200
    /// So many may wait for each writer, which needs a round trip for each.
    public var waitingWrites = 1_000
    /// So many statements may be under way or waiting on each of the readers; the next is told `.busy`.
    public var waitingStatements = 2_000
    /// So many costly statements are under way at once, each on a worker's connection.
    public var costlyStatements = 2
    /// So many of them may wait; the next is told `.busy`.
    public var waitingCostlyStatements = 100
    public init(conninfo: String) { self.conninfo = conninfo }
  }

  /// A connection for transactions that are sent whole. What is written by one waits for no other's.
  public enum Writer: Int, CaseIterable, Sendable { case first, second }

  public let configuration: Configuration
  private let readers: [Link]
  private let workers: [Link]
  private let writers: [SerialWriter]
  private var listeners: [Link] = []
  private let readerQueue: LinkQueue
  private let pool: WorkerPool
  private let costly: Turns
  private let lookup: HostLookup

  public init(_ configuration: Configuration) {
    self.configuration = configuration
    let lookup = HostLookup(configuration.resolver)
    self.lookup = lookup
    readers = (0..<max(1, configuration.readers)).map { _ in Self.link(configuration, lookup) }
    workers = (0..<max(1, configuration.workers)).map { _ in Self.link(configuration, lookup) }
    writers = Writer.allCases.map { _ in SerialWriter(Self.link(configuration, lookup), configuration) }
    costly = Turns(most: configuration.costlyStatements, waiting: configuration.waitingCostlyStatements)
    readerQueue = LinkQueue(capacity: configuration.waitingStatements)
    pool = WorkerPool(workers, configuration)
    for reader in readers { reader.onReady = { [readerQueue] in readerQueue.serveAll($0) } }
  }

  private var links: [Link] { readers + workers + writers.map(\.link) }

  public func start() {
    for link in links { link.open() }
  }

  public func close() {
    for link in links + listeners { link.close() }
    pool.close()
  }

  /// What libpq or PostgreSQL said when a connection was last lost or refused; nil while all is well.
  public var lastFailure: String? { links.lazy.compactMap(\.lastFailure).first }

  public var isAvailable: Bool { readers.contains(where: \.isReady) }

  private static func link(_ configuration: Configuration, _ lookup: HostLookup) -> Link {
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
      timeout: configuration.statementTimeout + configuration.silence, lookup: lookup)
  }

  // MARK: One statement

  /// Runs one statement by itself; pipelined with others on a shared connection. Throws `.busy`, at once, where too many
  /// are under way.
  public func query(_ sql: SQL) async throws(PostgresError) -> [Row] {
    try await Self.run(sql, on: reader())
  }

  /// The same for one that may take long, such as a search through all questions: on a worker's connection, so that
  /// nothing else waits behind it, and only a few at once. Throws `.busy` where too many wait.
  public func costlyQuery(_ sql: SQL) async throws(PostgresError) -> [Row] {
    do {
      return try await costly.taking(busy: PostgresError.busy("too many costly statements wait")) {
        let worker = try await pool.take(.normal)
        defer { pool.giveBack(worker) }
        return try await Self.run(sql, on: worker)
      }
    } catch let error as PostgresError {
      throw error
    } catch {
      throw .unavailable("\(error)")
    }
  }

  /// Once more where the session had a stale prepared statement, which it has forgotten by then.
  private static func run(_ sql: SQL, on link: Link) async throws(PostgresError) -> [Row] {
    var outcome = await link.send([sql])
    if outcome.isStale { outcome = await link.send([sql]) }
    return try outcome.get().first ?? []
  }

  private func reader() async throws(PostgresError) -> Link {
    func ready() -> Link? { readers.filter(\.isReady).min { $0.load < $1.load } }
    if ready() == nil { _ = try await readerQueue.wait(for: configuration.connectionWait) }
    guard let link = ready() else { throw .unavailable("the database is away") }
    guard link.depth < configuration.waitingStatements else {
      throw .busy("\(link.depth) statements are under way")
    }
    return link
  }

  // MARK: Several statements, one round trip

  /// BEGIN, the statements and COMMIT in one round trip on that writer's connection, one call after the other.
  /// Throws `.outcomeUnknown` when the connection was lost on the way, `.busy` where too many wait.
  public func atomically(
    _ statements: [SQL], on writer: Writer = .first
  ) async throws(PostgresError) -> [[Row]] {
    try await writers[writer.rawValue].write(statements)
  }

  nonisolated static func unknown(_ error: PostgresError) -> PostgresError {
    PostgresError(kind: .outcomeUnknown, message: "connection lost while committing: \(error.message)")
  }

  // MARK: Transactions

  /// A transaction on a connection of its own: committed when `body` returns, rolled back when it throws.
  /// Begins anew, up to three times, when PostgreSQL asks for it (deadlock, serialization), and once for a prepared
  /// statement that went stale. `isTimeLimited: false` for what may take, or wait, as long as it wants: a migration.
  public func transaction<Value>(
    priority: TransactionPriority = .normal, isTimeLimited: Bool = true,
    _ body: @Loop (Transaction) async throws -> Value
  ) async throws -> Value {
    var attempt = 1
    while true {
      let worker = try await pool.take(priority)
      do {
        defer { pool.giveBack(worker) }
        do {
          return try await Transaction.run(on: worker, isTimeLimited: isTimeLimited, body)
        } catch let error as PostgresError where error.isStale {
          return try await Transaction.run(on: worker, isTimeLimited: isTimeLimited, body)
        }
      } catch let error as PostgresError where error.isTransient && attempt < 3 {
        attempt += 1
      }
    }
  }

  // MARK: Notifications

  /// LISTENs on a connection of its own, anew after each loss. `onReady` is called after each LISTEN: read the state
  /// then, and trust the notifications from there on. What this `Database` notified itself is not told. `channel` is
  /// an identifier of ours.
  public func listen(
    _ channel: String, onReady: @escaping @Loop () -> Void,
    onNotification: @escaping @Loop (String) -> Void
  ) {
    let link = Self.link(configuration, lookup)
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
    links.contains { $0.connection?.backend == notification.backend }
  }

  /// Outside any transaction: NOTIFY inside one serializes commits.
  public func notify(_ channel: String, _ payload: String) async throws(PostgresError) {
    _ = try await query("select pg_notify(\(channel), \(payload))")
  }
}

extension Result where Success == [[Row]], Failure == PostgresError {
  var isStale: Bool {
    guard case .failure(let error) = self else { return false }
    return error.isStale
  }
}

extension PostgresError {
  /// A prepared statement that is not there, is there already, or whose result has other columns by now. Nothing was
  /// done: sending again is safe.
  var isStale: Bool { sqlState == "26000" || sqlState == "42P05" || sqlState == "0A000" }

  /// Serialization failure, deadlock.
  fileprivate var isTransient: Bool { sqlState == "40001" || sqlState == "40P01" }
}

/// How busy a shared connection is. One that has worked at one statement for a while may go on doing so, and what is
/// sent there waits behind it; among the others the one that owes least is taken.
struct ReaderLoad: Comparable {
  var oldestAge: Duration
  var depth: Int

  static let long: Duration = .milliseconds(10)

  static func < (left: ReaderLoad, right: ReaderLoad) -> Bool {
    let ages = [left, right].map { $0.oldestAge > long ? $0.oldestAge : .zero }
    return (ages[0], left.depth) < (ages[1], right.depth)
  }
}

extension Link {
  fileprivate var load: ReaderLoad { ReaderLoad(oldestAge: oldestAge, depth: depth) }
}
