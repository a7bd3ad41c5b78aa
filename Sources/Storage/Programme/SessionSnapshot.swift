public import Petitions
public import Postgres

public import struct Foundation.Date

/// A session as every screen and phone shows it, all of one moment.
public struct SessionSnapshot: Sendable {
  /// Grows with every change; a lower one is older.
  public var version: Int64
  public var session: Session.ID
  public var slug: String
  public var title: String
  /// The name of its room, and which it is.
  public var room: String?
  public var roomID: Room.ID?
  /// Their names, in their order on stage.
  public var speakers: [String]
  public var startsAt: Date
  public var endsAt: Date
  /// The box now.
  public var box: Box
  /// When it will close by itself; nil where it is not open, or stays open until closed.
  public var closesAt: Date?
  public var isCancelled: Bool
  public var threshold: Int?
  /// Checked in now.
  public var attendees: Int
  /// How many questions are published.
  public var published: Int
  public var highlighted: QuestionRecord?
  /// The published ones with the most upvotes, twenty at most; `isForWall` tells which of them the wall may show.
  public var top: [QuestionRecord]
  /// Of the summit's ledger; nil while nothing was decided.
  public var head: LedgerHeadRecord?
}

extension Store {
  /// Nil when there is no such session.
  public func snapshot(of session: Session.ID, in summit: Summit.ID) async throws(PostgresError)
    -> SessionSnapshot?
  {
    let rows = try await database.query(Self.snapshot(of: session, in: summit))
    guard let first = rows.first else { return nil }
    var snapshot = SessionSnapshot(
      version: try first["version"], session: try first["snapshot_of"], slug: try first["slug"],
      title: try first["title"], room: try first["room_name"], speakers: try first["speaker_names"],
      startsAt: try first["starts_at"], endsAt: try first["ends_at"], box: try first["box"],
      closesAt: try first["closes_at"], isCancelled: try first["cancelled"],
      threshold: try first["session_threshold"], attendees: try first["attendees"],
      published: try first["published"], top: [])
    snapshot.roomID = try first["room_id"]
    if let seq: Int = try first["head_seq"] {
      snapshot.head = LedgerHeadRecord(seq: seq, hash: try first["head_hash"])
    }
    for row in rows {
      let isTop: Bool? = try row["is_top"]
      guard let isTop else { continue }  // of a session without questions, the row says nothing of one
      let petition = try QuestionRecord(row)
      if isTop { snapshot.top.append(petition) } else { snapshot.highlighted = petition }
    }
    return snapshot
  }

  static func snapshot(of session: Session.ID, in summit: Summit.ID) -> SQL {
    """
    with session as materialized (
      select
        s.version, s.id as snapshot_of, s.slug, s.title, s.starts_at, s.ends_at, box(s) as box,
        s.threshold as session_threshold, s.room_id,
        (select r.name from rooms r where r.summit_id = s.summit_id and r.id = s.room_id) as room_name,
        array(
          select k.name
          from session_speakers ss
          join speakers k on k.summit_id = ss.summit_id and k.id = ss.speaker_id
          where ss.summit_id = s.summit_id and ss.session_id = s.id
          order by ss.position, k.id
        ) as speaker_names,
        s.cancelled_at is not null as cancelled,
        case when box(s) in ('open', 'paused') then s.closes_at end as closes_at,
        (
          select count(*)
          from attendances a
          where a.summit_id = s.summit_id and a.session_id = s.id and a.left_at is null
        ) as attendees,
        (
          select count(*)
          from questions q
          where q.summit_id = s.summit_id and q.session_id = s.id and q.state = 'published'
        ) as published,
        head.seq as head_seq, head.hash as head_hash
      from sessions s
      left join lateral (
        select seq, hash
        from ledger
        where summit_id = s.summit_id
        order by seq desc
        limit 1
      ) head on true
      where s.summit_id = \(summit) and s.id = \(session)
    ),
    shown as (
      (
        select id, true as is_top
        from questions
        where summit_id = \(summit) and session_id = \(session) and state = 'published'
        order by upvotes desc, id
        limit 20
      )
      union all
      select highlighted_question_id, false
      from sessions
      where summit_id = \(summit) and id = \(session) and highlighted_question_id is not null
    )
    select session.*, shown.is_top, p.*
    from session
    left join (shown \(wholeQuestion(of: "shown.id", in: summit))) on true
    order by p.upvotes desc, p.id
    """
  }
}
