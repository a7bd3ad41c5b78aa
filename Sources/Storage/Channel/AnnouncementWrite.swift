public import Petitions
internal import Postgres

/// An announcement to be made.
public struct Announcing: Sendable {
  public var text: AnnouncementText
  /// Nil: to the whole summit.
  public var session: Session.ID?
  public var voice: Announcement.Voice
  /// Who says it.
  public var token: AccessToken.ID
  /// A repeated request of the same token with the same key gets the first answer.
  public var idempotencyKey: String?

  public init(
    _ text: AnnouncementText, to session: Session.ID?, as voice: Announcement.Voice, by token: AccessToken.ID,
    idempotencyKey: String? = nil
  ) {
    (self.text, self.session, self.voice) = (text, session, voice)
    (self.token, self.idempotencyKey) = (token, idempotencyKey)
  }
}

/// What was announced, and the sessions whose screens and phones are to show it; none where it had been before.
public struct AnnouncementWrite: Sendable {
  public var announcement: AnnouncementRecord
  public var sessions: Set<Session.ID>
}

extension Store {
  /// Announces. Every session concerned counts the change by a new version, so that each server, told or polling,
  /// reads it.
  public func announce(_ announcing: Announcing, in summit: Summit.ID) async throws -> AnnouncementWrite {
    try Self.checkIdempotencyKey(announcing.idempotencyKey)
    return try await deciding(in: summit) { transaction in
      let results = try await transaction.pipeline([
        "select closed_at is not null as closed from summits where id = \(summit)",
        Self.earlier(announcing, in: summit), Self.lately(announcing, in: summit),
      ])
      if let earlier = results[1].first {
        guard try earlier["same"] == true else { throw StorageRefusal.idempotencyKeyReused }
        return AnnouncementWrite(announcement: try AnnouncementRecord(earlier), sessions: [])
      }
      guard let standing = results[0].first else {
        throw StorageRefusal.notFound("summit_not_found", "there is no such summit")
      }
      if try standing["closed"] == true { throw Refusal.summitClosed }
      if let wait: Int = try results[2].first?["wait"] {
        throw StorageRefusal.tooManyAnnouncements(retryAfter: wait)
      }
      let written = try await transaction.pipeline([
        Self.insert(announcing, in: summit), Self.touchSessions(announcing.session, in: summit),
        "select * from announced where summit_id = \(summit) order by id desc limit 1",
      ])
      guard let row = written[2].first else {
        throw PostgresError(kind: .decoding, message: "the announcement is gone within its transaction")
      }
      return AnnouncementWrite(
        announcement: try AnnouncementRecord(row), sessions: try Self.ids(written[1]))
    }
  }

  /// Takes an announcement back: its words are gone. `token` is whose announcements these may be; nil for whoever may
  /// take back anybody's. Once more changes nothing.
  public func withdraw(
    _ announcement: Announcement.ID, in summit: Summit.ID, saidBy token: AccessToken.ID? = nil
  ) async throws -> Set<Session.ID> {
    try await deciding(in: summit) { transaction in
      let rows = try await transaction.query(
        """
        select session_id, announced_by, withdrawn_at is not null as withdrawn
        from announcements
        where summit_id = \(summit) and id = \(announcement)
        """)
      guard let row = rows.first else {
        throw StorageRefusal.notFound("announcement_not_found", "there is no such announcement")
      }
      if let token {
        guard try row["announced_by"] == token else { throw StorageRefusal.notAnnouncer }
      }
      if try row["withdrawn"] == true { return [] }
      let results = try await transaction.pipeline([
        """
        update announcements
        set text = null, withdrawn_at = moment()
        where summit_id = \(summit) and id = \(announcement)
        """,
        Self.touchSessions(try row["session_id"], in: summit),
      ])
      return try Self.ids(results[1])
    }
  }

  /// What the token announced under the same key before, and whether it was the same.
  private static func earlier(_ announcing: Announcing, in summit: Summit.ID) -> SQL {
    """
    select
      a.*,
      coalesce(a.text = \(announcing.text.value), false)
        and a.session_id is not distinct from \(announcing.session) as same
    from announcements keyed
    join announced a on a.summit_id = keyed.summit_id and a.id = keyed.id
    where keyed.summit_id = \(summit)
      and keyed.announced_by = \(announcing.token)
      and keyed.idempotency_key = \(announcing.idempotencyKey)
    """
  }

  /// The seconds until the same people may be told something again, where it was too much lately.
  private static func lately(_ announcing: Announcing, in summit: Summit.ID) -> SQL {
    """
    select ceil(extract(epoch from announced_at + interval '1 minute' - moment()))::bigint as wait
    from announcements
    where summit_id = \(summit)
      and session_id is not distinct from \(announcing.session)
      and announced_at > moment() - interval '1 minute'
    order by announced_at desc
    offset \(Announcement.mostPerMinute - 1)
    limit 1
    """
  }

  private static func insert(_ announcing: Announcing, in summit: Summit.ID) -> SQL {
    """
    insert into announcements
      (summit_id, session_id, voice, text, announced_by, announced_at, idempotency_key)
    values (
      \(summit), \(announcing.session), \(announcing.voice), \(announcing.text.value), \(announcing.token),
      moment(), \(announcing.idempotencyKey))
    """
  }

  /// Counts a change of the session, or of every session where it concerns the whole summit.
  private static func touchSessions(_ session: Session.ID?, in summit: Summit.ID) -> SQL {
    """
    update sessions
    set version = version + 1
    where summit_id = \(summit) and (\(session) is null or id = \(session))
    returning id
    """
  }

  private static func ids(_ rows: [Row]) throws(PostgresError) -> Set<Session.ID> {
    var sessions: Set<Session.ID> = []
    for row in rows { sessions.insert(try row["id"]) }
    return sessions
  }
}

extension StorageRefusal {
  static func tooManyAnnouncements(retryAfter seconds: Int) -> StorageRefusal {
    StorageRefusal(
      kind: .tooMany(retryAfter: seconds), code: "too_many_announcements",
      detail: "at most \(Announcement.mostPerMinute) announcements a minute to the same people")
  }

  static let notAnnouncer = StorageRefusal(
    kind: .forbidden, code: "not_announcer", detail: "only organizers and whoever said it take it back")
}
