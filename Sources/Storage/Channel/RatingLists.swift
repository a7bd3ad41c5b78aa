public import Petitions
public import Postgres

public import struct Foundation.Date

/// A comment with its stars, of nobody in particular.
public struct CommentRecord: Hashable, Sendable {
  public var id: Int64
  public var stars: Int
  public var comment: String
  public var at: Date
}

public struct CommentPage: Sendable {
  public var comments: [CommentRecord]
  /// The last of these, where older ones follow.
  public var next: Int64?
}

/// A session as its attendees rated it.
public struct RatedSession: Sendable {
  /// Slug.
  public var session: String
  public var title: String
  public var ratings: Ratings
  public var comments: Int
}

extension Store {
  /// Of those who count.
  public func ratings(of session: Session.ID, in summit: Summit.ID) async throws(PostgresError) -> Ratings {
    let rows = try await database.query(
      """
      select stars, count(*) as times
      from counted_ratings
      where summit_id = \(summit) and session_id = \(session)
      group by stars
      """)
    var ratings = Ratings()
    for row in rows { ratings.add(try Stars(row), times: try row["times"]) }
    return ratings
  }

  /// Comments of those who count, the newest first.
  public func comments(
    on session: Session.ID, in summit: Summit.ID, limit: Int, after: Int64? = nil
  ) async throws(PostgresError) -> CommentPage {
    let rows = try await database.query(
      """
      select id, stars, comment, rated_at
      from counted_ratings
      where summit_id = \(summit)
        and session_id = \(session)
        and comment is not null
        and (\(after) is null or id < \(after))
      order by id desc
      limit \(limit + 1)
      """)
    let comments = try rows.prefix(limit).map { row throws(PostgresError) in
      CommentRecord(
        id: try row["id"], stars: try row["stars"], comment: try row["comment"], at: try row["rated_at"])
    }
    return CommentPage(comments: comments, next: rows.count > limit ? comments.last?.id : nil)
  }

  /// Every session of the programme, in the order of the day, with its ratings; cancelled ones where they have any.
  public func ratedSessions(of summit: Summit.ID) async throws(PostgresError) -> [RatedSession] {
    let rows = try await database.query(
      """
      select s.slug, s.title, r.stars, count(r.id) as times, count(r.comment) as comments
      from sessions s
      left join counted_ratings r on r.summit_id = s.summit_id and r.session_id = s.id
      where s.summit_id = \(summit) and (s.cancelled_at is null or r.id is not null)
      group by s.id, s.slug, s.title, s.starts_at, r.stars
      order by s.starts_at, s.id, r.stars
      """)
    var sessions: [RatedSession] = []
    for row in rows {
      let slug: String = try row["slug"]
      if sessions.last?.session != slug {
        sessions.append(RatedSession(session: slug, title: try row["title"], ratings: Ratings(), comments: 0))
      }
      let rated: Int? = try row["stars"]
      guard rated != nil else { continue }
      sessions[sessions.count - 1].ratings.add(try Stars(row), times: try row["times"])
      sessions[sessions.count - 1].comments += try row["comments"]
    }
    return sessions
  }
}

extension Stars {
  fileprivate init(_ row: Row) throws(PostgresError) {
    guard let stars = Stars(try row["stars"] as Int) else {
      throw PostgresError(kind: .decoding, message: "a rating has stars that there are not")
    }
    self = stars
  }
}
