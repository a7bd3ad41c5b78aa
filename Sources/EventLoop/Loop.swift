// The loop: one libevent base, one thread, one actor. Whatever is isolated to `@Loop` runs on that thread and
// needs no lock; the compiler proves it. This module wraps libevent's loop, timers, descriptors and signals,
// and nothing else: HTTP has its own wrapper of evhttp, Postgres its own of libpq.

internal import CEvent

/// The actor of everything that does I/O: HTTP, Postgres, Storage, Live, Server.
///
/// Its executor is the libevent loop, whose thread starts with the first use.
@globalActor public actor Loop {
  public static let shared = Loop()
  static let executor = LoopExecutor.started()

  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    Loop.executor.asUnownedSerialExecutor()
  }

  /// The `event_base *` for modules that hand it to other parts of libevent (evhttp).
  @Loop public static var base: OpaquePointer { executor.base }

  /// The door for C callbacks, which libevent calls on the loop's thread; the same shape as
  /// `MainActor.assumeIsolated`. Traps when called on any other thread.
  public static func assumeIsolated<Value>(_ body: @Loop () throws -> Value) rethrows -> Value {
    shared.preconditionIsolated()
    return try withoutActuallyEscaping(body) { escapable in
      try unsafeBitCast(escapable, to: (() throws -> Value).self)()
    }
  }

  /// Suspends until the loop has looked at its descriptors once more, and what was ready has had its turn.
  /// (`Task.yield` goes by way of Swift's own threads.)
  @Loop public static func turn() async {
    var timer: LoopTimer?
    await withCheckedContinuation { continuation in
      timer = LoopTimer(after: .zero) { continuation.resume() }
    }
    withExtendedLifetime(timer) {}
  }

  /// Suspends for `duration`; throws `CancellationError` as soon as the task is cancelled.
  @Loop public static func sleep(for duration: Duration) async throws {
    let timer = OneShot()
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { timer.start(after: duration, resuming: $0) }
    } onCancel: {
      Task { @Loop in timer.cancel() }
    }
  }
}

/// One sleep: resumed by its timer or by cancellation, whichever comes first.
@Loop private final class OneShot {
  private var continuation: CheckedContinuation<Void, any Error>?
  private var timer: LoopTimer?
  private var cancelled = false

  nonisolated init() {}

  func start(after duration: Duration, resuming continuation: CheckedContinuation<Void, any Error>) {
    guard !cancelled, !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
    self.continuation = continuation
    timer = LoopTimer(after: duration) { [self] in
      timer = nil
      self.continuation?.resume()
      self.continuation = nil
    }
  }

  func cancel() {
    cancelled = true
    timer?.cancel()
    timer = nil
    continuation?.resume(throwing: CancellationError())
    continuation = nil
  }
}
