public import struct Foundation.Date
public import typealias Foundation.TimeInterval

/// People who do not count (rule 16): what they signed, reported and judged stays, and counts no more until they are
/// released.
public enum Quarantine {
  public struct ID: Identifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
  }

  /// Public, as all curation is (rule 8).
  public enum Reason: String, CaseIterable, Sendable {
    case duplicate, offensive, personal, advertising, unclear
    case offTopic = "off_topic"
    case answeredBefore = "answered_before"
    /// Many who are one.
    case stuffing
  }

  /// What a summit wants done about bursts.
  public enum Policy: String, CaseIterable, Sendable {
    /// They are shown to organizers, who decide.
    case flag
    /// They are quarantined as soon as they are seen; organizers may release them.
    case quarantine
  }
}

/// Phones that came one right after the other and signed the same question at once: many, perhaps, that are one. The
/// rule is conservative, since a hall that is told "sign the third question, now" comes in bursts too: whoever has a
/// badge, or opened a session's page, which checks them in, is never part of one.
public enum Burst {
  /// Fewer are no burst.
  public static let least = 20
  /// Each joined so soon after the one before: twenty within a minute.
  public static let longestGap: TimeInterval = 3
  /// So soon after joining each signed.
  public static let haste: TimeInterval = 10

  /// The runs among people who all signed one question in haste, without a badge and without ever being in a session.
  /// - Parameter joined: when each joined, the earliest first.
  public static func runs(_ joined: [Date]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for index in joined.indices.dropFirst() + [joined.endIndex] where !joined.isEmpty {
      let continues =
        index < joined.endIndex && joined[index].timeIntervalSince(joined[index - 1]) <= longestGap
      guard !continues else { continue }
      if index - start >= least { runs.append(start..<index) }
      start = index
    }
    return runs
  }
}
