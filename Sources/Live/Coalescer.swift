internal import EventLoop

/// Reads again what changed: the first time at once, then with a pause after each read; whatever changes meanwhile is one
/// more read. What failed (the database is away) is read again after a pause of its own.
@Loop final class Coalescer {
  private let minimumInterval: Duration
  private let retry: Duration
  private let isWanted: @Loop () -> Bool
  private let read: @Loop () async throws -> Void
  private var isReading = false
  private var isStale = false
  private var pause: LoopTimer?

  /// `isWanted`: whether anybody is there to be told; where nobody is, nothing is read again by itself.
  init(
    minimumInterval: Duration, retry: Duration, isWanted: @escaping @Loop () -> Bool,
    read: @escaping @Loop () async throws -> Void
  ) {
    (self.minimumInterval, self.retry) = (minimumInterval, retry)
    (self.isWanted, self.read) = (isWanted, read)
  }

  /// What is read may have changed.
  func refresh() {
    isStale = true
    guard !isReading, pause == nil else { return }
    Task.immediate { @Loop in await self.update() }
  }

  private func update() async {
    isReading = true
    isStale = false
    var wait = minimumInterval
    do { try await read() } catch { (isStale, wait) = (true, retry) }
    isReading = false
    guard isWanted() else { return }
    pause = LoopTimer(after: wait) { [weak self] in
      guard let self else { return }
      pause = nil
      if isStale { refresh() }
    }
  }
}
