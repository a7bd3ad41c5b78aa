internal import CEvent

/// Calls an action on the loop whenever a descriptor can be read or written. It does not own the descriptor:
/// release the watch before closing it.
@Loop public final class DescriptorWatch {
  public struct Interest: OptionSet, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public static let read = Interest(rawValue: EV_READ)
    public static let write = Interest(rawValue: EV_WRITE)
  }

  private let descriptor: Int32
  private let action: @Loop (Interest) -> Void
  private var event: LoopEvent?

  /// What is being waited for; nothing until it is set.
  public var interest: Interest = [] {
    didSet { if interest != oldValue { rearm() } }
  }

  public init(_ descriptor: Int32, _ action: @escaping @Loop (Interest) -> Void) {
    self.descriptor = descriptor
    self.action = action
  }

  private func rearm() {
    event?.remove()
    event = nil
    guard !interest.isEmpty else { return }
    let watched = LoopEvent(descriptor: descriptor, flags: EV_PERSIST | interest.rawValue) { [action] what in
      action(Interest(rawValue: what).intersection([.read, .write]))
    }
    watched.add()
    event = watched
  }
}
