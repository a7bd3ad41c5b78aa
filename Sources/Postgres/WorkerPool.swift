internal import EventLoop

/// Whose transaction goes first when connections are scarce.
public enum TransactionPriority: Sendable {
  /// Takes all connections but one.
  case normal
  /// Takes any connection, and the next free one before all that are normal.
  case high
}

/// The connections for transactions that await, each in one pair of hands at a time.
@Loop final class WorkerPool {
  private let links: [Link]
  private let configuration: Database.Configuration
  private var idle: [Link] = []
  /// In somebody's hands: one that reconnects meanwhile is free only once it was given back.
  private var taken: [ObjectIdentifier: TransactionPriority] = [:]
  private let high: LinkQueue
  private let normal: LinkQueue

  init(_ links: [Link], _ configuration: Database.Configuration) {
    (self.links, self.configuration) = (links, configuration)
    high = LinkQueue(capacity: configuration.waitingTransactions)
    normal = LinkQueue(capacity: configuration.waitingTransactions)
    for link in links {
      link.onReady = { [weak self] _ in self?.serve(link) }
      link.onLost = { [weak self] in self?.idle.removeAll { $0 === link } }
    }
  }

  func close() { idle = [] }

  /// A connection of the caller's own until `giveBack`. Throws `.unavailable` where there is none in time, `.busy` where
  /// too many wait or all stay in use.
  func take(_ priority: TransactionPriority) async throws(PostgresError) -> Link {
    if mayTake(priority), let link = idle.popLast() {
      taken[ObjectIdentifier(link)] = priority
      return link
    }
    // Busy is not away: while there are connections, one will be free soon.
    let isAway = !links.contains(where: \.isReady)
    let longest = isAway ? configuration.connectionWait : configuration.transactionWait
    if let link = try await queue(priority).wait(for: longest) { return link }
    throw isAway ? .unavailable("the database is away") : .busy("no connection became free")
  }

  func giveBack(_ link: Link) {
    taken[ObjectIdentifier(link)] = nil
    serve(link)
  }

  /// Gives a connection that is in nobody's hands to the one who waits longest, or keeps it for later. Another may have
  /// become free to normal ones by it.
  private func serve(_ link: Link) {
    guard link.isReady, taken[ObjectIdentifier(link)] == nil, !idle.contains(where: { $0 === link }) else {
      return
    }
    idle.append(link)
    while let priority = nextInTurn, let free = idle.popLast() {
      taken[ObjectIdentifier(free)] = priority
      _ = queue(priority).serveOne(free)
    }
  }

  /// Of those that wait and may have a connection now.
  private var nextInTurn: TransactionPriority? {
    if !high.isEmpty { return .high }
    return !normal.isEmpty && mayTake(.normal) ? .normal : nil
  }

  private func queue(_ priority: TransactionPriority) -> LinkQueue { priority == .high ? high : normal }

  /// With one connection alone there is none to keep.
  private func mayTake(_ priority: TransactionPriority) -> Bool {
    guard priority == .normal else { return true }
    let ready = links.count(where: \.isReady)
    return taken.values.count { $0 == .normal } < max(1, ready - 1)
  }
}
