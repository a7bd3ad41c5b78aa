internal import EventLoop

/// Callers that wait for a connection, each for a while at most, and no more of them than its capacity.
@Loop final class LinkQueue {
  private final class Waiting {
    var continuation: CheckedContinuation<Link?, Never>?
    var timer: LoopTimer?

    func resume(_ link: Link?) {
      timer = nil
      continuation?.resume(returning: link)
      continuation = nil
    }
  }

  private let capacity: Int
  private var waiting: [Waiting] = []

  nonisolated init(capacity: Int) { self.capacity = capacity }

  var isEmpty: Bool { waiting.isEmpty }

  /// A connection that became free, or nil when none did in that time. Throws `.busy`, at once, where as many wait as
  /// may.
  func wait(for longest: Duration) async throws(PostgresError) -> Link? {
    guard waiting.count < capacity else { throw .busy("\(capacity) wait for a connection") }
    let waiter = Waiting()
    return await withCheckedContinuation { continuation in
      waiter.continuation = continuation
      waiter.timer = LoopTimer(after: longest) { [weak self] in
        self?.waiting.removeAll { $0 === waiter }
        waiter.resume(nil)
      }
      waiting.append(waiter)
    }
  }

  /// Hands a connection to the one who waits longest; false when nobody does.
  func serveOne(_ link: Link) -> Bool {
    guard !waiting.isEmpty else { return false }
    waiting.removeFirst().resume(link)
    return true
  }

  /// Tells everyone: the connection is shared.
  func serveAll(_ link: Link) {
    let all = waiting
    waiting = []
    for waiter in all { waiter.resume(link) }
  }
}
