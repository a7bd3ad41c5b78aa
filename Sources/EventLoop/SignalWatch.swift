internal import CEvent

/// Calls an action on the loop when the process gets a signal, in place of the signal's default effect.
@Loop public final class SignalWatch {
  private let event: LoopEvent

  public init(_ signal: Int32, _ action: @escaping @Loop () -> Void) {
    event = LoopEvent(descriptor: signal, flags: EV_SIGNAL | EV_PERSIST) { _ in action() }
    event.add()
  }
}
