internal import EventLoop

/// Who is under way: at most so many at a time of each key, others wait for their turn in the order in which they came,
/// and of those again at most so many.
@Loop final class Turns<Key: Hashable & Sendable> {
  private struct Line {
    var underWay = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private var lines: [Key: Line] = [:]
  private let most: Int
  private let mostWaiting: Int

  init(most: Int, waiting: Int) { (self.most, mostWaiting) = (most, waiting) }

  /// Nothing is kept of whom nobody waits for.
  var count: Int { lines.count }

  /// Runs `body` in its turn; throws `busy` where too many wait already.
  func taking<Value: Sendable>(
    _ key: Key, busy: @autoclosure () -> any Error, _ body: @Loop () async throws -> Value
  ) async throws -> Value {
    var line = lines[key] ?? Line()
    if line.underWay < most {
      line.underWay += 1
      lines[key] = line
    } else {
      guard line.waiting.count < mostWaiting else { throw busy() }
      // Whoever ends hands the turn on.
      await withCheckedContinuation { lines[key, default: Line()].waiting.append($0) }
    }
    defer { end(key) }
    return try await body()
  }

  private func end(_ key: Key) {
    guard var line = lines[key] else { return }
    if line.waiting.isEmpty {
      line.underWay -= 1
      lines[key] = line.underWay > 0 ? line : nil
    } else {
      let next = line.waiting.removeFirst()
      lines[key] = line
      next.resume()
    }
  }
}
