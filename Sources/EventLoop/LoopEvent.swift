internal import CEvent
internal import Foundation

/// The one wrapper of libevent's `event`: a timer, a watched descriptor or a signal. Freed with its owner.
@Loop final class LoopEvent {
  typealias Action = @Loop (_ what: Int32) -> Void

  private var event: OpaquePointer?
  private let action: Action

  init(descriptor: Int32, flags: Int32, _ action: @escaping Action) {
    self.action = action
    event = event_new(
      Loop.base, descriptor, Int16(flags), onLoopEvent, Unmanaged.passUnretained(self).toOpaque())
  }

  func add(timeout: Duration? = nil) {
    guard let timeout else {
      event_add(event, nil)
      return
    }
    event_base_update_cache_time(Loop.base)  // else the time counts from when the loop last woke
    var time = timeval(timeout)
    event_add(event, &time)
  }

  func remove() { _ = event.map(event_del) }

  isolated deinit { event.map(event_free) }

  fileprivate func fire(_ what: Int32) { action(what) }
}

private func onLoopEvent(descriptor: Int32, what: Int16, context: UnsafeMutableRawPointer?) {
  guard let context else { return }
  // Retained for the call: the action may release the event's owner.
  let event = Unmanaged<LoopEvent>.fromOpaque(context).retain()
  Loop.assumeIsolated { event.takeUnretainedValue().fire(Int32(what)) }
  event.release()
}

extension timeval {
  /// Never negative: libevent takes a negative time as an error.
  init(_ duration: Duration) {
    let (seconds, attoseconds) = max(duration, .zero).components
    self.init(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
  }
}
