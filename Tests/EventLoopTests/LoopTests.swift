import EventLoop
import Foundation
import Testing

@Suite("The loop", .timeLimit(.minutes(5)))
struct LoopTests {
  @Test("code isolated to the loop runs on the loop's one thread")
  func oneThread() async {
    let threads = await withTaskGroup(of: UInt.self) { group in
      for _ in 0..<100 { group.addTask { await currentThread() } }
      return await group.reduce(into: Set<UInt>()) { $0.insert($1) }
    }
    #expect(threads.count == 1)
  }

  @Test("jobs from many threads all run, none twice")
  func enqueueFromManyThreads() async {
    let counter = Counter()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<64 { group.addTask { for _ in 0..<250 { await counter.increment() } } }
    }
    #expect(await counter.value == 16_000)
  }

  @Test("an immediate task that does not suspend finishes before the next line")
  @Loop func immediate() {
    var done = false
    Task.immediate { @Loop in done = true }
    #expect(done)
  }

  @Test("a turn comes back to the loop's thread, however many wait for it")
  @Loop func turn() async {
    let thread = currentThread()
    for _ in 0..<100 {
      await Loop.turn()
      #expect(currentThread() == thread)
    }
  }

  @Test("a sleep lasts as long as asked, to the 4 ms of the loop's coarse clock")
  @Loop func sleeps() async throws {
    let start = ContinuousClock.now
    try await Loop.sleep(for: .milliseconds(20))
    #expect(ContinuousClock.now - start >= .milliseconds(15))
  }

  @Test("cancelling a sleep ends it at once with CancellationError")
  @Loop func cancelledSleep() async {
    let sleeping = Task { @Loop in try await Loop.sleep(for: .seconds(3600)) }
    await Task.yield()
    sleeping.cancel()
    await #expect(throws: CancellationError.self) { try await sleeping.value }
  }

  @Test("a repeating timer fires until it is cancelled")
  @Loop func repeatingTimer() async throws {
    let ticks = AsyncStream.makeStream(of: Int.self)
    var count = 0
    let timer = LoopTimer(every: .milliseconds(1)) {
      count += 1
      ticks.continuation.yield(count)
    }
    for await tick in ticks.stream where tick == 3 { break }
    timer.cancel()
    let stopped = count
    // Timers fire in the order of their times: it would have, before this one.
    try await Loop.sleep(for: .milliseconds(10))
    #expect(count == stopped)
  }

  @Test("a timer that is released never fires")
  @Loop func releasedTimer() async throws {
    var fired = false
    do { _ = LoopTimer(after: .milliseconds(1)) { fired = true } }
    // Timers fire in the order of their times: it would have, before this one.
    try await Loop.sleep(for: .milliseconds(10))
    #expect(!fired)
  }

  @Test("a descriptor is watched for reading, and no longer once the interest is withdrawn")
  @Loop func descriptors() async throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    let readable = AsyncStream.makeStream(of: Void.self)
    var calls = 0
    let watch = DescriptorWatch(ends[0]) { _ in
      calls += 1
      readable.continuation.yield()
    }
    watch.interest = .read
    _ = [UInt8(1)].withUnsafeBytes { write(ends[1], $0.baseAddress, 1) }
    for await _ in readable.stream { break }
    watch.interest = []
    let seen = calls
    // The byte is still there to be read: who asks now is called, and the one before no more.
    let another = AsyncStream.makeStream(of: Void.self)
    let asking = DescriptorWatch(ends[0]) { _ in another.continuation.yield() }
    asking.interest = .read
    for await _ in another.stream { break }
    asking.interest = []
    await Loop.turn()
    #expect(calls == seen)
  }

  @Test("a signal arrives as a call on the loop")
  @Loop func signals() async {
    let received = AsyncStream.makeStream(of: Void.self)
    let watch = SignalWatch(SIGUSR2) { received.continuation.yield() }
    kill(getpid(), SIGUSR2)
    for await _ in received.stream { break }
    withExtendedLifetime(watch) {}
  }
}

@Loop private final class Counter {
  private(set) var value = 0
  func increment() { value += 1 }
}

@Loop private func currentThread() -> UInt { UInt(pthread_self()) }
