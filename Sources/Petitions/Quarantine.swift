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

/// Phones that came one right after the other and did the same at once: many, perhaps, that are one. The rule is
/// conservative, since a hall that is told "sign the third question, now" comes in bursts too: whoever has a badge, or
/// had been in a session for a while when they signed, is never part of one. Opening a page in passing excuses nobody,
/// nor does erasing oneself afterwards. Windows slide over the times of joining: who joins at an even pace is seen too.
public enum Burst {
  /// Fewer who joined within the window are no burst.
  public static let least = 20
  public static let window: TimeInterval = 60
  /// Nor fewer who came to no session at all, within a longer one.
  public static let leastStrangers = 40
  public static let slowWindow: TimeInterval = 10 * 60
  /// Nor fewer who reported the same and never signed anything.
  public static let leastReporters = 5
  /// So soon after joining each signed.
  public static let haste: TimeInterval = 60
  /// So long in a session before signing excuses.
  public static let settling: TimeInterval = 30

  /// Somebody who signed one question in haste, without a badge.
  public struct Signer: Hashable, Sendable {
    public var joinedAt: Date
    /// Had come to no session when they signed.
    public var isStranger: Bool
    public init(joinedAt: Date, isStranger: Bool) {
      (self.joinedAt, self.isStranger) = (joinedAt, isStranger)
    }
  }

  /// The bursts among people who all signed one question in haste: their places in the list.
  /// - Parameter signers: the earliest to join first.
  public static func bursts(among signers: [Signer]) -> [[Int]] {
    let strangers = signers.indices.filter { signers[$0].isStranger }
    let fast = crowded(signers.map(\.joinedAt), least: least, within: window)
    let slow = crowded(strangers.map { signers[$0].joinedAt }, least: leastStrangers, within: slowWindow)
      .map { strangers[$0] }
    return parted(Set(fast).union(slow).sorted(), by: signers.map(\.joinedAt))
  }

  /// The bursts among people who reported one question, without a badge and without ever having signed anything.
  public static func bursts(amongReporters joined: [Date]) -> [[Int]] {
    parted(crowded(joined, least: leastReporters, within: window), by: joined)
  }

  /// Who joined within some window in which at least so many did.
  private static func crowded(_ joined: [Date], least: Int, within window: TimeInterval) -> [Int] {
    var found: [Int] = []
    var start = 0
    for end in joined.indices {
      while joined[end].timeIntervalSince(joined[start]) > window { start += 1 }
      guard end - start + 1 >= least else { continue }
      found += max(start, (found.last ?? -1) + 1)...end
    }
    return found
  }

  /// Apart where nobody of them joined for longer than the longest window.
  private static func parted(_ places: [Int], by joined: [Date]) -> [[Int]] {
    var bursts: [[Int]] = []
    for place in places {
      if let last = bursts.last?.last, joined[place].timeIntervalSince(joined[last]) <= slowWindow {
        bursts[bursts.count - 1].append(place)
      } else {
        bursts.append([place])
      }
    }
    return bursts
  }
}
