internal import EventLoop

/// What a test waited for did not come about.
public struct NeverCame: Error {}

/// Waits until it is so, looking again a few milliseconds later; throws where half a minute passes, or where the test's
/// time is over, so that what never comes about fails a test and does not hang the run.
@Loop public func until(_ isSo: @Loop () async throws -> Bool) async throws {
  let end = ContinuousClock.now + .seconds(30)
  while try await !isSo() {
    guard ContinuousClock.now < end else { throw NeverCame() }
    try await Loop.sleep(for: .milliseconds(2))
  }
}
