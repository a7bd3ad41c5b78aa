public import Petitions
public import Postgres

public import struct Foundation.Date

/// An announcement that stands.
public struct AnnouncementRecord: Hashable, Sendable, Identifiable {
  public var id: Announcement.ID
  /// Slug; nil where it is to the whole summit.
  public var session: String?
  public var voice: Announcement.Voice
  /// Names of the session's speakers, in their order on stage; of an announcement by organizers none.
  public var speakers: [String]
  public var text: String
  public var announcedAt: Date
}

/// Whose announcements a list holds.
public enum AnnouncementScope: Hashable, Sendable {
  /// What was announced to the whole summit.
  case summit
  /// What people in the session heard: what was announced to it, and to the whole summit.
  case session(Session.ID)
  case everything

  var session: Session.ID? { if case .session(let id) = self { id } else { nil } }
}

public struct AnnouncementPage: Sendable {
  public var announcements: [AnnouncementRecord]
  /// The last of these, where older ones follow.
  public var next: Announcement.ID?
}

/// What screens and phones have to be told, and how many seconds ago it happened.
public struct AnnouncementNews: Hashable, Sendable {
  public enum What: Hashable, Sendable {
    case announced(AnnouncementRecord)
    case withdrawn(Announcement.ID)
  }

  public var what: What
  public var age: Double
}

extension Store {
  /// The newest first; what was taken back is left out.
  public func announcements(
    of scope: AnnouncementScope, in summit: Summit.ID, limit: Int, after: Announcement.ID? = nil
  ) async throws(PostgresError) -> AnnouncementPage {
    let rows = try await database.query(
      """
      select *
      from announced
      where summit_id = \(summit)
        and withdrawn_at is null
        and (\(scope == .everything) or session_id is null or session_id = \(scope.session))
        and (\(after) is null or id < \(after))
      order by id desc
      limit \(limit + 1)
      """)
    let announcements = try rows.prefix(limit).map { row throws(PostgresError) in try AnnouncementRecord(row)
    }
    return AnnouncementPage(
      announcements: announcements, next: rows.count > limit ? announcements.last?.id : nil)
  }

  /// What was announced to a session, or to the whole summit, or taken back, while it is news: no longer than the wall
  /// shows it. The oldest first.
  public func announcementNews(
    of session: Session.ID, in summit: Summit.ID
  ) async throws(PostgresError) -> [AnnouncementNews] {
    let rows = try await database.query(
      """
      select *, extract(epoch from now() - changed_at)::float8 as age
      from announced
      where summit_id = \(summit)
        and (session_id is null or session_id = \(session))
        and changed_at > now() - make_interval(secs => \(Announcement.timeOnWall))
      order by changed_at, id
      """)
    return try rows.map { row throws(PostgresError) in
      let withdrawnAt: Date? = try row["withdrawn_at"]
      return AnnouncementNews(
        what: withdrawnAt == nil ? .announced(try AnnouncementRecord(row)) : .withdrawn(try row["id"]),
        age: try row["age"])
    }
  }
}

extension AnnouncementRecord {
  init(_ row: Row) throws(PostgresError) {
    (id, session, voice) = (try row["id"], try row["session"], try row["voice"])
    (speakers, text, announcedAt) = (try row["speakers"], try row["text"], try row["announced_at"])
  }
}
