public import Foundation

/// A moment as the API writes it: RFC 3339 with the offset of the summit's place (`2017-06-13T09:30:00+02:00`),
/// whole seconds unless there is a fraction. Reading takes any offset and up to nine digits of fraction.
public struct Timestamp: Hashable, Sendable, Comparable {
  public var date: Date
  /// Seconds east of Greenwich.
  public var offset: Int

  public init(_ date: Date, offset: Int = 0) {
    self.date = date
    self.offset = offset
  }

  public init(_ date: Date, in zone: TimeZone) {
    self.init(date, offset: zone.secondsFromGMT(for: date))
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.date < right.date }
}
