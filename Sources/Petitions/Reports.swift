public import struct Foundation.Date
public import typealias Foundation.TimeInterval

/// Which reports count, and how many take a question off lists and wall (rule 2). A token costs nothing: only people
/// who are present are heard. SQL has the same as `report_counts` and `reports_that_hold`.
public enum Reports {
  /// So long somebody has been in the room before their report counts.
  public static let presence: TimeInterval = 3 * 60
  /// So many hold a question that few signed…
  public static let least = 5
  /// …and one report for so many upvotes one that many did.
  public static let upvotesForEach = 10

  /// Whether a report counts. `arrivedAt`: when whoever gives it came to the question's session, or to any where it is
  /// put to none.
  public static func count(hasBadge: Bool, arrivedAt: Date?, at now: Date) -> Bool {
    hasBadge || arrivedAt.map { now.timeIntervalSince($0) >= presence } ?? false
  }

  /// So many reports that count hold a question which so many signed.
  public static func holding(upvotes: Int) -> Int {
    max(least, (upvotes + upvotesForEach - 1) / upvotesForEach)
  }
}
