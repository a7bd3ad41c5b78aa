public import Petitions
internal import Postgres

/// An answer that was given on stage a moment ago, and can be taken back at once.
public struct StageUndo: Hashable, Sendable {
  public var answer: Answer.ID
  public var question: Question.ID
  public var number: Int
  public var kind: Answer.Kind
  /// Seconds for which that is offered.
  public var left: Double
}

extension Store {
  /// The published questions of a session that nobody has answered, or whose answer was put off: first the one that is
  /// highlighted, then those with the most upvotes.
  public func stageQueue(
    of session: Session.ID, in summit: Summit.ID, limit: Int = 40
  ) async throws -> [Petition] {
    let rows = try await database.query(
      """
      with waiting as (
        select q.id, q.upvotes, q.id is not distinct from s.highlighted_question_id as highlighted
        from sessions s
        join questions q on q.summit_id = s.summit_id and q.session_id = s.id
        left join answers a on a.summit_id = q.summit_id and a.id = q.answer_id
        where s.summit_id = \(summit)
          and s.id = \(session)
          and q.state = 'published'
          and (q.answer_id is null or a.kind = 'deferred')
        order by highlighted desc, q.upvotes desc, q.id
        limit \(limit)
      )
      select p.*
      from waiting
      join petitions p on p.summit_id = \(summit) and p.id = waiting.id
      order by waiting.highlighted desc, waiting.upvotes desc, waiting.id
      """)
    var petitions: [Petition] = []
    for row in rows { petitions.append(try Petition(row)) }
    return petitions
  }

  /// The last answer that this token gave in the session, within so many seconds; nil where it was taken back.
  public func stageUndo(
    by token: AccessToken.ID, of session: Session.ID, in summit: Summit.ID, within seconds: Int
  ) async throws -> StageUndo? {
    let rows = try await database.query(
      """
      select
        a.id as answer_id, q.id, q.number, a.kind,
        extract(epoch from a.given_at + \(seconds) * interval '1 second' - clock_timestamp())::double precision as left
      from answers a
      join questions q on q.summit_id = a.summit_id and q.answer_id = a.id
      where a.summit_id = \(summit)
        and q.session_id = \(session)
        and a.given_by = \(token)
        and a.retracted_at is null
        and a.given_at > clock_timestamp() - \(seconds) * interval '1 second'
      order by a.id desc, q.id
      limit 1
      """)
    guard let row = rows.first else { return nil }
    return StageUndo(
      answer: try row["answer_id"], question: try row["id"], number: try row["number"], kind: try row["kind"],
      left: try row["left"])
  }
}
