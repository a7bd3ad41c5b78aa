public import Petitions
public import Postgres

/// Upvotes of many phones in few transactions: one batch a summit is under way at a time, the next leaves when it
/// has committed, and everyone is answered after the commit. A summit whose lock somebody else has tries again a moment
/// later, so that the others' upvotes do not wait for it.
@Loop public final class UpvoteWriter {
  /// What the writer tells after each commit, before it answers anybody.
  public typealias Changed = @Loop (Summit.ID, CountedUpvotes) -> Void

  /// Called once for each operation; `PostgresError.unavailable` changed nothing.
  public typealias Answered = @Loop (Result<UpvoteOutcome, any Error>) -> Void

  private struct Waiting {
    let operation: UpvoteOperation
    let answered: Answered
  }

  private let store: Store
  private let changed: Changed
  private var waiting: [Summit.ID: BatchQueue<Attendee.ID, Waiting>] = [:]
  private var writing: Set<Summit.ID> = []

  /// A batch larger than this is no faster, and its last row waits longer.
  static let largestBatch = 512
  /// So many are worth a transaction; fewer wait for each other while they arrive.
  private static let worthwhileBatch = 128
  /// More than this many at once and the next are told to try again.
  static let longestQueue = 20_000
  /// So long a batch waits for its summit's lock, and all others for it: one connection writes for all summits.
  private static let lockTimeout: Duration = .milliseconds(100)
  /// For so long it is tried again.
  private static let longestLock: Duration = .seconds(5)

  public init(_ store: Store, changed: @escaping Changed) {
    (self.store, self.changed) = (store, changed)
  }

  /// Signs or withdraws; answers after the commit is durable.
  public func submit(
    _ operation: UpvoteOperation, in summit: Summit.ID, answered: @escaping Answered
  ) throws(UpvoteQueueFull) {
    guard waiting[summit, default: BatchQueue()].count < Self.longestQueue else { throw UpvoteQueueFull() }
    waiting[summit, default: BatchQueue()].append(
      Waiting(operation: operation, answered: answered), key: operation.attendee)
    if writing.insert(summit).inserted { Task.immediate { @Loop in await write(summit) } }
  }

  /// The same, waiting for the answer.
  public func submit(_ operation: UpvoteOperation, in summit: Summit.ID) async throws -> UpvoteOutcome {
    try await withCheckedThrowingContinuation { continuation in
      do {
        try submit(operation, in: summit) { continuation.resume(with: $0) }
      } catch {
        continuation.resume(throwing: error)
      }
    }
  }

  private func write(_ summit: Summit.ID) async {
    while await gather(summit), let batch = nextBatch(of: summit) {
      do {
        let outcomes = try await write(batch.map(\.operation), in: summit)
        changed(summit, CountedUpvotes(batch.map(\.operation), outcomes))
        // In a task of their own: the next batch leaves first, and PostgreSQL works while phones are answered.
        Task { @Loop in
          for (waiting, outcome) in zip(batch, outcomes) { waiting.answered(.success(outcome)) }
        }
      } catch {
        for waiting in batch { waiting.answered(.failure(error)) }
      }
    }
    writing.remove(summit)
  }

  /// Writes one batch; again a moment later while somebody else has the summit's lock, and other summits' meanwhile.
  private func write(
    _ batch: [UpvoteOperation], in summit: Summit.ID
  ) async throws(PostgresError) -> [UpvoteOutcome] {
    let end = ContinuousClock.now + Self.longestLock
    var pause: Duration = .milliseconds(25)
    while true {
      do throws(PostgresError) {
        return try await store.write(batch, in: summit, lockTimeout: Self.lockTimeout)
      } catch {
        guard error.isLocked, ContinuousClock.now < end else { throw error }
      }
      try? await Loop.sleep(for: pause)
      pause = min(pause * 2, .milliseconds(400))
    }
  }

  /// Lets those who are arriving join the batch: as long as each turn of the loop brings more of them. A transaction
  /// costs much the same for one as for many. False when nobody waits.
  private func gather(_ summit: Summit.ID) async -> Bool {
    var known = -1
    while let count = waiting[summit]?.count, count > known, count < Self.worthwhileBatch {
      known = count
      await Loop.turn()
    }
    return waiting[summit] != nil
  }

  /// At most one operation an attendee: the parts of one statement share a snapshot, so a second one waits for the
  /// next batch, in order.
  private func nextBatch(of summit: Summit.ID) -> [Waiting]? {
    guard let batch = waiting[summit]?.next(Self.largestBatch), !batch.isEmpty else { return nil }
    if waiting[summit]?.isEmpty == true { waiting[summit] = nil }
    return batch
  }
}

extension PostgresError {
  /// Somebody else has a lock that was waited for.
  fileprivate var isLocked: Bool { sqlState == "55P03" }
}

/// The queue of upvotes is full; nothing was changed.
public struct UpvoteQueueFull: Error {}

/// What a batch of upvotes changed.
public struct CountedUpvotes: Sendable {
  /// Whose counts changed; nil where questions to the summit or to an organisation are among them.
  public var sessions: Set<Session.ID?> = []
  /// Those in which an answer is owed since.
  public var promised: Set<Session.ID?> = []
  /// Whose operations stand, also where they stood before.
  public var attendees: Set<Attendee.ID> = []

  init(_ operations: [UpvoteOperation], _ outcomes: [UpvoteOutcome]) {
    for (operation, outcome) in zip(operations, outcomes) where outcome.code == .done {
      attendees.insert(operation.attendee)
      if outcome.changed || outcome.isPromised { sessions.insert(outcome.session) }
      if outcome.isPromised { promised.insert(outcome.session) }
    }
  }
}
