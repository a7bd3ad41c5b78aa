internal import EventLoop
internal import HTTP
internal import Storage

extension Limits {
  /// How many unknown badge codes may be tried from one address: thirty at first, then one every three seconds. A hall
  /// comes from one address as well, so that a code is looked up first: whoever has a badge joins, whatever others
  /// behind the same address try. To a guesser the refusal says no more than the answer would.
  private static let unknownBadges = Budget(atOnce: 30, perSecond: 1.0 / 3)
  /// How often one badge may join anew.
  private static let oneBadge = Budget(atOnce: 10, perSecond: 1.0 / 6)

  /// What to answer to a code that no badge has.
  func unknownBadge(from source: Limiter.Who) -> any Error {
    guard let wait = limiter.wait(for: .tryBadge, by: source, Self.unknownBadges) else {
      badgeRefusals.unknown += 1
      return StorageRefusal.badgeUnknown
    }
    badgeRefusals.tooMany += 1
    var refusal = Self.tooMany(wait, "too_many_badge_tries", "Too many unknown badge codes came from here.")
    refusal.field = "badge"
    return refusal
  }

  func checkRejoining(badge: [UInt8], in summit: Summit.ID) throws {
    if let wait = limiter.wait(for: .join, by: .badge(summit: summit.rawValue, badge), Self.oneBadge) {
      throw Self.tooMany(wait, "too_many_joins", "This badge has just joined, again and again.")
    }
  }

  /// Joining without a badge costs nothing, so that it is limited by where it comes from, and altogether. A hall may be
  /// behind one address, and comes all at once.
  func checkJoining(_ summit: SummitRecord, from source: Limiter.Who) throws {
    let expected = Double(summit.expectedAttendees ?? 0)
    let here = Budget(atOnce: max(300, 2 * expected), perSecond: max(5, expected / 100))
    let everywhere = Budget(atOnce: max(5_000, 4 * expected), perSecond: max(100, expected / 10))
    let all = Limiter.Who.summit(summit.id.rawValue)
    guard let wait = limiter.wait(for: .join, by: source.within(summit.id), here) else {
      guard let wait = limiter.wait(for: .join, by: all, everywhere) else { return }
      limiter.giveBack(.join, by: source.within(summit.id))
      throw Self.tooMany(wait, "too_many_joins", "Very many join at this moment.")
    }
    throw Self.tooMany(wait, "too_many_joins", "Very many joined from here just now.")
  }
}
