internal import API
internal import HTTP
internal import Representations
internal import Storage

/// An announcement, or its being taken back, for as long as that is news.
struct AnnouncementEvent {
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

  /// As it is told now; both nil once it is no news any more.
  var announced: LiveAnnouncement? {
    guard let announcement, left > .zero else { return nil }
    return LiveAnnouncement(announcement, shownFor: Int(left / .milliseconds(1)))
  }
  var withdrawn: LiveWithdrawal? {
    guard case .withdrawn(let id) = key, left > .zero else { return nil }
    return LiveWithdrawal(id: id.description)
  }

  private var left: Duration { end - .now }

  /// As it is sent now; nil once it is no news any more.
  var event: Event? {
    switch key {
    case .announced(let id): announced.flatMap { Self.made("announcement", about: id, $0) }
    case .withdrawn(let id): withdrawn.flatMap { Self.made("withdrawal", about: id, $0) }
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
