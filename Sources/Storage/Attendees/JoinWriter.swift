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
  private var waiting: [Waiting] = []
  private var isWriting = false

  static let largestBatch = 256
  /// More than this many at once and the next are told to try again.
  static let longestQueue = 10_000

  public init(_ store: Store) { self.store = store }

  /// Joins a person, as `Store.join` says. Throws `JoinQueueFull` where too many wait; nothing was changed then.
  public func join(_ summit: Summit.ID, badge: [UInt8]? = nil) async throws -> KnownAttendee {
    guard waiting.count < Self.longestQueue else { throw JoinQueueFull() }
    return try await withCheckedThrowingContinuation { continuation in
      waiting.append(Waiting(operation: JoinOperation(summit, badge: badge), continuation: continuation))
      guard !isWriting else { return }
      isWriting = true
      Task.immediate { @Loop in await write() }
    }
  }

  private func write() async {
    while !waiting.isEmpty {
      // Those who arrive in the same turn of the loop go together.
      await Loop.turn()
      let batch = nextBatch()
      do {
        let outcomes = try await store.join(batch.map(\.operation))
        for (waiting, outcome) in zip(batch, outcomes) { waiting.continuation.resume(with: outcome) }
      } catch {
        for waiting in batch { waiting.continuation.resume(throwing: error) }
      }
    }
    isWriting = false
  }

  /// Each badge at most once: one statement changes a row once. A second one waits for the next batch.
  private func nextBatch() -> [Waiting] {
    var badged: Set<JoinOperation> = []
    var batch: [Waiting] = []
    var later: [Waiting] = []
    for (index, next) in waiting.enumerated() {
      guard batch.count < Self.largestBatch else {
        later += waiting[index...]
        break
      }
      if next.operation.badge == nil || badged.insert(next.operation).inserted {
        batch.append(next)
      } else {
        later.append(next)
      }
    }
    waiting = later
    return batch
  }
}

/// The queue of those who join is full; nothing was changed.
public struct JoinQueueFull: Error {}
