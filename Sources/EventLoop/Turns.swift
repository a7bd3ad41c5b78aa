/// So many at a time: others wait for their turn, in the order in which they came, and of those again at most so many.
@Loop public final class Turns {
  private let most: Int
  private let mostWaiting: Int
  private var underWay = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  nonisolated public init(most: Int, waiting: Int) { (self.most, mostWaiting) = (most, waiting) }

  public var isIdle: Bool { underWay == 0 }

  /// Runs `body` in its turn; throws `busy` at once where too many wait already.
  public func taking<Value: Sendable>(
    busy: @autoclosure () -> any Error, _ body: @Loop () async throws -> Value
  ) async throws -> Value {
    if underWay < most {
      underWay += 1
    } else {
      guard waiting.count < mostWaiting else { throw busy() }
      // Whoever ends hands the turn on.
      await withCheckedContinuation { waiting.append($0) }
    }
    defer {
      if waiting.isEmpty { underWay -= 1 } else { waiting.removeFirst().resume() }
    }
    return try await body()
  }
}
