public import Petitions
public import Postgres

/// Joins many people in few transactions: a hall opens the page at once. One batch is under way at a time, the next
/// leaves when it has committed.
@Loop public final class JoinWriter {
  private struct Waiting {
    let operation: JoinOperation
    let continuation: CheckedContinuation<KnownAttendee, any Error>
  }

  private let store: Store
  /// Each badge at most once a batch: one statement changes a row once. A second one waits for the next.
  private var waiting = BatchQueue<JoinOperation, Waiting>()
  private var isWriting = false

  static let largestBatch = 256
  /// More than this many at once and the next are told to try again.
  static let longestQueue = 10_000

  public init(_ store: Store) { self.store = store }

  /// Joins a person, as `Store.join` says. Throws `JoinQueueFull` where too many wait; nothing was changed then.
  public func join(_ summit: Summit.ID, badge: [UInt8]? = nil) async throws -> KnownAttendee {
    guard waiting.count < Self.longestQueue else { throw JoinQueueFull() }
    return try await withCheckedThrowingContinuation { continuation in
      let operation = JoinOperation(summit, badge: badge)
      waiting.append(
        Waiting(operation: operation, continuation: continuation), key: badge == nil ? nil : operation)
      guard !isWriting else { return }
      isWriting = true
      Task.immediate { @Loop in await write() }
    }
  }

  private func write() async {
    while !waiting.isEmpty {
      // Those who arrive in the same turn of the loop go together.
      await Loop.turn()
      let batch = waiting.next(Self.largestBatch)
      do {
        let outcomes = try await store.join(batch.map(\.operation))
        for (waiting, outcome) in zip(batch, outcomes) { waiting.continuation.resume(with: outcome) }
      } catch {
        for waiting in batch { waiting.continuation.resume(throwing: error) }
      }
    }
    isWriting = false
  }
}

/// The queue of those who join is full; nothing was changed.
public struct JoinQueueFull: Error {}
