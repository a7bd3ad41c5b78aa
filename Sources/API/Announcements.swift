/// `GET …/announcements`: the newest first; `?session=` those that the session heard, the summit's among them.
public struct AnnouncementList: Codable, Sendable {
  public var announcements: [Announcement]
  @OrNull public var next: String?
  public init(announcements: [Announcement], next: String? = nil) {
    (self.announcements, self.next) = (announcements, next)
  }
}

/// What organizers or speakers told the hall.
public struct Announcement: Codable, Hashable, Sendable {
  public var id: String
  public var text: String
  /// Slug of the session it was made to; null where to the whole summit.
  @OrNull public var session: String?
  /// `organizers`, or the names of the session's speakers; `speakers` where the programme names none.
  public var from: String
  public var announcedAt: Timestamp

  public init(id: String, text: String, session: String?, from: String, announcedAt: Timestamp) {
    (self.id, self.text, self.session) = (id, text, session)
    (self.from, self.announcedAt) = (from, announcedAt)
  }
}

/// `POST …/announcements`
public struct NewAnnouncement: RequestBody {
  public var text: String
  /// Slug; to the whole summit where it is absent.
  public var session: String?
  public enum CodingKeys: String, CodingKey, CaseIterable { case text, session }
  public init(text: String, session: String? = nil) { (self.text, self.session) = (text, session) }
}

/// The `announcement` event of `…/sessions/{session}/live`. A stream begins with those that a wall still shows, so the
/// same one may come more than once: readers know it by its id.
public struct LiveAnnouncement: Codable, Hashable, Sendable {
  public var id: String
  public var text: String
  @OrNull public var session: String?
  public var from: String
  public var announcedAt: Timestamp
  /// Milliseconds for which a wall goes on showing it, counted by the server's clock when it was sent.
  public var shownFor: Int

  public init(_ announcement: Announcement, shownFor: Int) {
    (id, text, session) = (announcement.id, announcement.text, announcement.session)
    (from, announcedAt, self.shownFor) = (announcement.from, announcement.announcedAt, shownFor)
  }
}

/// The `withdrawal` event of the same stream: the announcement was taken back.
public struct LiveWithdrawal: Codable, Hashable, Sendable {
  public var id: String
  public init(id: String) { self.id = id }
}
