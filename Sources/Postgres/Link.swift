internal import EventLoop
internal import Foundation

/// A connection that comes back: lost, it reconnects after a pause that grows to a cap, with jitter so that many
/// servers do not return all at once. Host names are looked up anew each time, since a failover may change them.
@Loop final class Link {
  private let conninfo: String
  private let setup: [SQL]
  private let timeout: Duration
  private let lookup: HostLookup
  private var isLookingUp = false
  private(set) var connection: Connection?
  private var connecting: Connection?
  private var pause: LoopTimer?
  private var attempts = 0
  /// Why the last session was lost or could not be had, until there is one again.
  private(set) var lastFailure: String?
  private var closed = false
  /// After each (re)connection, when the session is set up.
  var onReady: (@Loop (Link) -> Void)?
  var onLost: (@Loop () -> Void)?
  var onNotification: (@Loop (Notification) -> Void)?

  /// `timeout`: for the look-up, for connecting, and for each answer.
  init(_ conninfo: String, setup: [SQL], timeout: Duration, lookup: HostLookup) {
    (self.conninfo, self.setup, self.timeout, self.lookup) = (conninfo, setup, timeout, lookup)
  }

  var isReady: Bool { connection != nil }
  var depth: Int { connection?.depth ?? .max }
  /// How long the server has worked at what it was asked first and has not answered.
  var oldestAge: Duration { connection?.busySince.map { .now - $0 } ?? .zero }

  func open() {
    guard !closed, connection == nil, connecting == nil, !isLookingUp else { return }
    do throws(PostgresError) {
      let parameters = try ConnectionParameters(conninfo)
      guard let hosts = parameters.hosts, !hosts.unresolved.isEmpty else { return connect(parameters) }
      isLookingUp = true
      Task { @Loop in await connect(parameters, lookingUp: hosts) }
    } catch {
      lost(error)
    }
  }

  private func connect(_ parameters: ConnectionParameters, lookingUp hosts: HostList) async {
    let answer = await lookup.addresses(of: hosts.unresolved, timeout: timeout)
    isLookingUp = false
    guard !closed else { return }
    let resolved = hosts.resolved(with: answer.found)
    if resolved.isEmpty, let failure = answer.failure { return lost(failure) }
    connect(parameters.connecting(to: resolved))
  }

  private func connect(_ parameters: ConnectionParameters) {
    do throws(PostgresError) {
      connecting = try Connection(
        parameters, timeout: timeout, onReady: { [weak self] in self?.prepare($0) },
        onLost: { [weak self] in self?.lost($0) })
    } catch {
      lost(error)
    }
  }

  func close() {
    closed = true
    pause = nil
    connecting?.close()
    connection?.close()
    (connecting, connection) = (nil, nil)
  }

  func send(_ statements: [SQL]) async -> Connection.Outcome {
    guard let connection else { return .failure(.unavailable("the database is away")) }
    return await connection.send(statements)
  }

  /// Gives the session up, as after a failure that leaves its state unknown; another one is opened.
  func reset() {
    connection?.close()
    lost(nil)
  }

  private func prepare(_ connection: Connection) {
    connection.send(setup) { [weak self] outcome in
      guard let self, !closed else { return }
      if case .failure(let error) = outcome {
        connection.close()
        return lost(error)
      }
      connecting = nil
      connection.onNotification = onNotification
      self.connection = connection
      attempts = 0
      lastFailure = nil
      onReady?(self)
    }
  }

  private func lost(_ error: PostgresError?) {
    if let error { lastFailure = error.message }
    let wasReady = connection != nil
    (connecting, connection) = (nil, nil)
    if wasReady { onLost?() }
    guard !closed, pause == nil else { return }
    let longest = min(5_000, 50 << min(attempts, 10))
    attempts += 1
    pause = LoopTimer(after: .milliseconds(Int.random(in: longest / 2...longest))) { [weak self] in
      self?.pause = nil
      self?.open()
    }
  }
}
