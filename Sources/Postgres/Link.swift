internal import EventLoop
internal import Foundation

/// A connection that comes back: lost, it reconnects after a pause that grows to a cap, with jitter so that many
/// servers do not return all at once.
@Loop final class Link {
  private let conninfo: String
  private let setup: [SQL]
  private let patience: Duration
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

  init(_ conninfo: String, setup: [SQL], patience: Duration) {
    (self.conninfo, self.setup, self.patience) = (conninfo, setup, patience)
  }

  var isReady: Bool { connection != nil }
  var depth: Int { connection?.depth ?? .max }

  func open() {
    guard !closed, connection == nil, connecting == nil else { return }
    connecting = Connection(
      conninfo, patience: patience, onReady: { [weak self] in self?.prepare($0) },
      onLost: { [weak self] error in
        self?.lastFailure = error.message
        self?.lost()
      })
    if connecting == nil { lost() }
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
    connection = nil
    lost()
  }

  private func prepare(_ connection: Connection) {
    connection.send(setup) { [weak self] outcome in
      guard let self, !closed else { return }
      guard case .success = outcome else {
        connection.close()
        return lost()
      }
      connecting = nil
      connection.onNotification = onNotification
      self.connection = connection
      attempts = 0
      lastFailure = nil
      onReady?(self)
    }
  }

  private func lost() {
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
