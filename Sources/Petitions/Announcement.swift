public import struct Foundation.Date
public import typealias Foundation.TimeInterval

/// What organizers and speakers tell the hall directly (rule 14): on the wall for a minute, to be read on phones
/// afterwards.
public enum Announcement {
  public struct ID: Identifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
  }

  /// Whose word it is.
  public enum Voice: String, CaseIterable, Sendable {
    /// Also a moderator's: they speak for the organizers in their session.
    case organizers
    case speakers
  }

  /// How long the wall shows it.
  public static let timeOnWall: TimeInterval = 60
  /// More to the same people within a minute are refused: a wall can say no more.
  public static let mostPerMinute = 10

  /// For how much longer the wall shows one, by whatever clock `now` is; 0 once its minute is over.
  public static func timeLeftOnWall(announcedAt: Date, at now: Date) -> TimeInterval {
    min(timeOnWall, max(0, timeOnWall - now.timeIntervalSince(announcedAt)))
  }
}

/// What an announcement says: as a question's text (rule 1), 1–280 Unicode scalars.
public struct AnnouncementText: Hashable, Sendable, CustomStringConvertible {
  public static let length = 1...280

  public let value: String

  public init(_ text: String) throws(TextRule) {
    let text = text.normalizedText
    try text.checkText(length: Self.length, newlines: true)
    value = text
  }

  public var description: String { value }
}
