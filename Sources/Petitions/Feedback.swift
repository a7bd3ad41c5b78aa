public import struct Foundation.Date
public import typealias Foundation.TimeInterval

/// When an attendee may say what they think of a session (rule 15).
public struct Feedback: Hashable, Sendable {
  /// How long before the session's end it begins: those who leave early can be heard too.
  public static let beforeEnd: TimeInterval = 10 * 60

  public var sessionEndsAt: Date
  public var sessionCancelled: Bool
  public var summitClosed: Bool
  /// What was given once can be changed, also when the session was extended since.
  public var wasGiven: Bool

  public init(sessionEndsAt: Date, sessionCancelled: Bool, summitClosed: Bool, wasGiven: Bool) {
    (self.sessionEndsAt, self.sessionCancelled) = (sessionEndsAt, sessionCancelled)
    (self.summitClosed, self.wasGiven) = (summitClosed, wasGiven)
  }

  /// From then on it is taken.
  public var opensAt: Date { sessionEndsAt.addingTimeInterval(-Self.beforeEnd) }

  public func check(at now: Date) throws(Refusal) {
    if summitClosed { throw .summitClosed }
    if sessionCancelled { throw .sessionCancelled }
    if now < opensAt, !wasGiven { throw .feedbackTooEarly }
  }
}

/// One to five, five the best.
public struct Stars: Hashable, Sendable {
  public static let range = 1...5

  public let value: Int

  public init?(_ value: Int) {
    guard Self.range.contains(value) else { return nil }
    self.value = value
  }
}

/// The comment beside the stars: 1–1000 Unicode scalars, otherwise as a question's text (rule 1).
public struct CommentText: Hashable, Sendable, CustomStringConvertible {
  public static let length = 1...1000

  public let value: String

  /// Nil, no comment, when nothing is left after trimming.
  public init?(_ text: String) throws(TextRule) {
    let text = text.withoutDictationMarks.normalizedText
    if text.isEmpty { return nil }
    try text.checkText(length: Self.length, newlines: true)
    value = text
  }

  public var description: String { value }
}

/// How often each number of stars was given to a session, by those who count.
public struct Ratings: Hashable, Sendable {
  /// So many ratings or fewer stay with organizers and speakers: an average of few tells who gave what.
  public static let mostKeptPrivate = 5

  /// From one star to five.
  public private(set) var histogram = [Int](repeating: 0, count: Stars.range.count)

  public init() {}

  public mutating func add(_ stars: Stars, times: Int = 1) {
    histogram[stars.value - Stars.range.lowerBound] += times
  }

  public var count: Int { histogram.reduce(0, +) }

  /// The mean in tenths of a star, halves rounded up; nil while nobody has rated.
  public var averageInTenths: Int? {
    guard count > 0 else { return nil }
    let stars = zip(Stars.range, histogram).reduce(0) { $0 + $1.0 * $1.1 }
    return (20 * stars + count) / (2 * count)
  }

  /// Whether everybody may know the average; `wanted` is what the summit says.
  public func isPublic(wanted: Bool) -> Bool { wanted && count > Self.mostKeptPrivate }
}
