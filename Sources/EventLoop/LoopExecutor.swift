internal import CEvent
internal import Foundation
internal import Synchronization

/// The libevent loop as a Swift executor: jobs enqueued from any thread run on the loop's own thread.
final class LoopExecutor: SerialExecutor, @unchecked Sendable {
  let base: OpaquePointer
  private let wake: Wake
  private let jobs = Mutex<[UnownedJob]>([])
  private let thread = Atomic<UInt>(0)

  /// An executor whose thread already runs; it lives as long as the process.
  static func started() -> LoopExecutor {
    let executor = LoopExecutor()
    let running = DispatchSemaphore(value: 0)
    let thread = Thread {
      executor.thread.store(UInt(pthread_self()), ordering: .releasing)
      running.signal()
      let status = event_base_loop(executor.base, EVLOOP_NO_EXIT_ON_EMPTY)
      // Without its loop the process would stay and do nothing: whoever looks after it is to start another.
      fatalError("the event loop ended (\(status)): \(String(cString: strerror(errno)))")
    }
    thread.name = "tribune-loop"
    thread.stackSize = 8 << 20
    thread.start()
    running.wait()
    return executor
  }

  private init() {
    evthread_use_pthreads()  // before the first base, or wake-ups from other threads are lost
    signal(SIGPIPE, SIG_IGN)  // a phone that went away is an error code, not the end of the process
    // Changes of what is watched go to the kernel together, once a turn: evhttp stops and starts reading with every
    // request. (Not for descriptors that were duplicated, which nothing here does.)
    let configuration = event_config_new()
    event_config_set_flag(configuration, Int32(EVENT_BASE_FLAG_EPOLL_USE_CHANGELIST.rawValue))
    defer { configuration.map(event_config_free) }
    guard let base = event_base_new_with_config(configuration) else {
      preconditionFailure("libevent finds no usable polling mechanism on this system")
    }
    self.base = base
    wake = Wake(base: base)
    wake.executor = self
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let first = jobs.withLock { waiting in
      waiting.append(job)
      return waiting.count == 1
    }
    if first { wake.now() }
  }

  /// Runs what waits now, and not what these jobs enqueue: I/O events get their turn in between.
  fileprivate func drain() {
    let batch = jobs.withLock { waiting in
      defer { waiting.removeAll(keepingCapacity: false) }
      return waiting
    }
    for job in batch { job.runSynchronously(on: asUnownedSerialExecutor()) }
  }

  func isIsolatingCurrentContext() -> Bool? {
    thread.load(ordering: .acquiring) == UInt(pthread_self())
  }

  func checkIsolated() {
    precondition(isIsolatingCurrentContext() == true, "not on the loop's thread")
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
}

/// The event that other threads activate to make the loop look at its jobs.
private final class Wake {
  weak var executor: LoopExecutor?
  private var event: OpaquePointer?

  init(base: OpaquePointer) {
    event = event_new(
      base, -1, 0,
      { _, _, context in
        guard let context else { return }
        Unmanaged<Wake>.fromOpaque(context).takeUnretainedValue().executor?.drain()
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  func now() { event_active(event, 0, 0) }
}
