internal import API
internal import HTTP
internal import Storage

/// An announcement, or its being taken back, for as long as that is news.
struct Bulletin {
  /// Tells it from every other.
  enum Key: Hashable {
    case announced(Petitions.Announcement.ID)
    case withdrawn(Petitions.Announcement.ID)
  }

  let key: Key
  private let announcement: API.Announcement?
  /// By a clock that nobody sets: those of the database and of this machine may differ.
  private let end: ContinuousClock.Instant

  init(_ news: AnnouncementNews, in summit: SummitRecord) {
    switch news.what {
    case .announced(let record):
      (key, announcement) = (.announced(record.id), API.Announcement(record, in: summit))
    case .withdrawn(let id): (key, announcement) = (.withdrawn(id), nil)
    }
    end = .now + .seconds(max(0, Petitions.Announcement.timeOnWall - news.age))
  }

  /// As it is sent now; nil once it is no news any more.
  var event: Event? {
    let left = end - .now
    guard left > .zero else { return nil }
    switch key {
    case .announced(let id):
      guard let announcement else { return nil }
      let live = LiveAnnouncement(announcement, shownFor: Int(left / .milliseconds(1)))
      return Self.made("announcement", about: id, live)
    case .withdrawn(let id): return Self.made("withdrawal", about: id, LiveWithdrawal(id: id.description))
    }
  }

  /// Without an `id:` line: what a client has is told by the snapshot's alone.
  private static func made(
    _ name: String, about id: Petitions.Announcement.ID, _ value: some Encodable
  ) -> Event? {
    guard let json = try? value.json else { return nil }
    return Event(name, about: id.description, data: String(decoding: json, as: UTF8.self))
  }
}
