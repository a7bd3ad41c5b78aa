public import EventLoop
internal import HTTP

/// Where costly reads pass that are the reader's own choice, and so in no memory: a few at once, and a few more wait
/// their turn. Everybody beyond is told at once to come again, so that those who want what all want never wait for them.
@Loop public final class Turnstile {
  private let most: Int
  private let mostWaiting: Int
  private var inside = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  nonisolated public init(most: Int = 4, waiting: Int = 28) { (self.most, mostWaiting) = (most, waiting) }

  /// Throws 503 `busy` at once where too many are there.
  public func pass<Value: Sendable>(_ body: @Loop () async throws -> Value) async throws -> Value {
    if inside < most {
      inside += 1
    } else {
      guard waiting.count < mostWaiting else {
        throw HTTPError(
          503, "busy", "Too many are searching just now. Try again in a moment.",
          headers: [Header("Retry-After", "1")])
      }
      // Whoever leaves gives this place on.
      await withCheckedContinuation { waiting.append($0) }
    }
    defer {
      if waiting.isEmpty { inside -= 1 } else { waiting.removeFirst().resume() }
    }
    return try await body()
  }
}
