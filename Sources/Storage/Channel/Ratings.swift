public import Petitions
public import Postgres

public import struct Foundation.Date

/// What an attendee thinks of a session.
public struct RatingRecord: Hashable, Sendable {
  public var stars: Int
  public var comment: String?
  /// When it was given, or changed last.
  public var at: Date
}

extension Store {
  /// Gives a rating, or replaces the one that the attendee gave before.
  public func rate(
    _ session: Session.ID, in summit: Summit.ID, by attendee: Attendee.ID, generation: Int32, _ stars: Stars,
    comment: CommentText? = nil
  ) async throws -> RatingRecord {
    try await deciding(in: summit, priority: .normal) { transaction in
      let results = try await transaction.pipeline([
        Self.rater(attendee, generation: generation, of: session, in: summit),
        """
        select cancelled_at is not null as cancelled, ends_at, moment() as now
        from sessions
        where summit_id = \(summit) and id = \(session)
        """,
      ])
      guard let rater = results[0].first else { throw Refusal.attendeeUnknown }
      guard let rated = results[1].first else {
        throw StorageRefusal.notFound("session_not_found", "there is no such session")
      }
      try Feedback(
        sessionEndsAt: try rated["ends_at"], sessionCancelled: try rated["cancelled"],
        summitClosed: try rater["summit_closed"], wasGiven: try rater["given"]
      ).check(at: try rated["now"])
      let rows = try await transaction.query(
        """
        insert into ratings (summit_id, session_id, attendee_id, stars, comment, rated_at)
        values (\(summit), \(session), \(attendee), \(stars.value), \(comment?.value), moment())
        on conflict on constraint rating_once do update
        set stars = excluded.stars, comment = excluded.comment, rated_at = excluded.rated_at
        returning stars, comment, rated_at
        """)
      guard let row = rows.first else {
        throw PostgresError(kind: .decoding, message: "the rating is gone within its transaction")
      }
      return try RatingRecord(row)
    }
  }

  private static func rater(
    _ attendee: Attendee.ID, generation: Int32, of session: Session.ID, in summit: Summit.ID
  ) -> SQL {
    """
    select
      m.closed_at is not null as summit_closed,
      exists (
        select
        from ratings r
        where r.summit_id = a.summit_id and r.session_id = \(session) and r.attendee_id = a.id
      ) as given
    from attendees a
    join summits m on m.id = a.summit_id
    where a.summit_id = \(summit)
      and a.id = \(attendee)
      and a.generation <= \(generation)
      and a.erased_at is null
    """
  }

  /// What the attendee said about the session; nil where that is nothing, or the token speaks for nobody any more.
  public func rating(
    of session: Session.ID, in summit: Summit.ID, by attendee: Attendee.ID, generation: Int32
  ) async throws(PostgresError) -> RatingRecord? {
    let rows = try await database.query(
      """
      select r.stars, r.comment, r.rated_at
      from ratings r
      join attendees a on a.summit_id = r.summit_id and a.id = r.attendee_id
      where r.summit_id = \(summit)
        and r.session_id = \(session)
        and r.attendee_id = \(attendee)
        and a.generation <= \(generation)
        and a.erased_at is null
      """)
    return try rows.first.map { row throws(PostgresError) in try RatingRecord(row) }
  }
}

extension RatingRecord {
  fileprivate init(_ row: Row) throws(PostgresError) {
    self.init(stars: try row["stars"], comment: try row["comment"], at: try row["rated_at"])
  }
}
