internal import EventLoop

/// Transactions that are sent whole, one after the other, on one connection.
@Loop final class SerialWriter {
  let link: Link
  private let configuration: Database.Configuration
  private let ready: LinkQueue
  private var isWriting = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ link: Link, _ configuration: Database.Configuration) {
    (self.link, self.configuration) = (link, configuration)
    ready = LinkQueue(capacity: configuration.waitingWrites)
    link.onReady = { [ready] in ready.serveAll($0) }
  }

  /// BEGIN, the statements and COMMIT in one round trip.
  func write(_ statements: [SQL]) async throws(PostgresError) -> [[Row]] {
    // Before taking turns, so that all wait at once and nobody adds up the waits of those before.
    if !link.isReady { _ = try await ready.wait(for: configuration.connectionWait) }
    guard link.isReady else { throw .unavailable("the database is away") }
    if isWriting {
      guard waiting.count < configuration.waitingWrites else {
        throw .busy("\(waiting.count) wait for the writer")
      }
      await withCheckedContinuation { waiting.append($0) }
    }
    isWriting = true
    defer { if waiting.isEmpty { isWriting = false } else { waiting.removeFirst().resume() } }
    guard link.isReady else { throw .unavailable("the database is away") }
    let all = ["begin"] + statements + ["commit"]
    var outcome = await link.send(all)
    if case .failure(let error) = outcome {
      guard error.sqlState != nil else { throw Database.unknown(error) }
      _ = await link.send(["rollback"])
      guard outcome.isStale else { throw error }
      outcome = await link.send(all)
      if case .failure(let error) = outcome {
        guard error.sqlState != nil else { throw Database.unknown(error) }
        _ = await link.send(["rollback"])
      }
    }
    return Array(try outcome.get().dropFirst().dropLast())
  }
}
