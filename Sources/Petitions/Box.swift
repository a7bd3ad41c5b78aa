public import struct Foundation.Date
public import typealias Foundation.TimeInterval

/// A session's question box, at one moment.
public enum Box: String, CaseIterable, Sendable {
  /// Neither questions nor upvotes.
  case scheduled
  case open
  /// Upvotes only.
  case paused
  case closed

  /// How long after the session's end a box closes by itself, and how long after closing upvotes still count: phones
  /// come back from dead spots. SQL has the same as `grace`.
  public static let grace: TimeInterval = 15 * 60

  /// What a person may set a box to: it is scheduled only before.
  public enum Setting: String, CaseIterable, Sendable {
    case open, paused, closed

    public var box: Box {
      switch self {
      case .open: .open
      case .paused: .paused
      case .closed: .closed
      }
    }
  }
}

/// A box as a person last said, and its times. What it is now follows from the time (rule 13).
public struct BoxTimes: Hashable, Sendable {
  public var said: Box
  /// When it closes by itself; nil where it stays open until closed.
  public var closesAt: Date?
  /// When a person closed it.
  public var closedAt: Date?

  public init(said: Box, closesAt: Date? = nil, closedAt: Date? = nil) {
    (self.said, self.closesAt, self.closedAt) = (said, closesAt, closedAt)
  }

  /// Opened before its session's end it closes by itself 15 minutes after it; opened later it stays open.
  public static func closesAt(openedAt: Date, sessionEndsAt: Date) -> Date? {
    openedAt < sessionEndsAt ? sessionEndsAt.addingTimeInterval(Box.grace) : nil
  }

  /// The box now. SQL has the same as `box` and `closed_since`.
  public func box(at now: Date) -> Box { closedSince(at: now) == nil ? said : .closed }

  /// Since when it is closed; nil while it is not.
  public func closedSince(at now: Date) -> Date? {
    switch said {
    case .closed: closedAt ?? closesAt
    case .open, .paused: closesAt.flatMap { $0 <= now ? $0 : nil }
    case .scheduled: nil
    }
  }

  public func checkAsking(at now: Date) throws(Refusal) {
    switch box(at: now) {
    case .open: return
    case .scheduled: throw .boxScheduled
    case .paused: throw .boxPaused
    case .closed: throw .boxClosed
    }
  }

  public func checkUpvoting(at now: Date) throws(Refusal) {
    if said == .scheduled { throw .boxScheduled }
    if let since = closedSince(at: now), since.addingTimeInterval(Box.grace) <= now { throw .arrivedTooLate }
  }

  // MARK: What organizers do

  /// Opens it, again or for the first time. A paused one goes on, with the closing time it had.
  public func opened(at now: Date, sessionEndsAt: Date) -> BoxTimes {
    if box(at: now) == .open { return self }
    if box(at: now) == .paused { return BoxTimes(said: .open, closesAt: closesAt) }
    return BoxTimes(said: .open, closesAt: Self.closesAt(openedAt: now, sessionEndsAt: sessionEndsAt))
  }

  public func paused(at now: Date) throws(Refusal) -> BoxTimes {
    switch box(at: now) {
    case .scheduled: throw .boxScheduled
    case .closed: throw .boxClosed
    case .open, .paused: return BoxTimes(said: .paused, closesAt: closesAt)
    }
  }

  public func closed(at now: Date) throws(Refusal) -> BoxTimes {
    if said == .scheduled { throw .boxScheduled }
    if let since = closedSince(at: now) {
      return BoxTimes(said: .closed, closesAt: closesAt, closedAt: since)
    }
    return BoxTimes(said: .closed, closesAt: closesAt, closedAt: now)
  }

  /// What `session extend`, `session end` or an import that moves the session's end does. A closed box stays closed;
  /// none is closed in retrospect; one that was opened after the former end closes by itself again where the new end
  /// lies ahead.
  public func sessionEndMoved(to end: Date, at now: Date) -> BoxTimes {
    guard said == .open || said == .paused, closedSince(at: now) == nil else { return self }
    var moved = self
    if closesAt != nil {
      moved.closesAt = max(end.addingTimeInterval(Box.grace), now)
    } else {
      moved.closesAt = Self.closesAt(openedAt: now, sessionEndsAt: end)
    }
    return moved
  }
}
