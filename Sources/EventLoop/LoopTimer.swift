internal import CEvent

/// Calls an action on the loop once after a while, or again and again. Cancelled when released.
@Loop public final class LoopTimer {
  private let event: LoopEvent

  /// Once, after `delay`.
  public convenience init(after delay: Duration, _ action: @escaping @Loop () -> Void) {
    self.init(delay, repeating: false, action)
  }

  /// Every `interval`, the first time after one interval.
  public convenience init(every interval: Duration, _ action: @escaping @Loop () -> Void) {
    self.init(interval, repeating: true, action)
  }

  private init(_ interval: Duration, repeating: Bool, _ action: @escaping @Loop () -> Void) {
    event = LoopEvent(descriptor: -1, flags: repeating ? EV_PERSIST : 0) { _ in action() }
    event.add(timeout: interval)
  }

  public func cancel() { event.remove() }
}
