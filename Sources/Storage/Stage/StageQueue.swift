public import Petitions
internal import Postgres

extension Store {
  /// The published questions of a session that nobody has answered, or whose answer was put off: first the one that is
  /// highlighted, then those with the most upvotes.
  public func stageQueue(
    of session: Session.ID, in summit: Summit.ID, limit: Int = 40
  ) async throws -> [QuestionRecord] {
    let rows = try await database.query(Self.stageQueue(of: session, in: summit, limit: limit))
    var petitions: [QuestionRecord] = []
    for row in rows { petitions.append(try QuestionRecord(row)) }
    return petitions
  }

  static func stageQueue(of session: Session.ID, in summit: Summit.ID, limit: Int) -> SQL {
    """
    with large as (
      select highlighted_question_id as id from sessions where summit_id = \(summit) and id = \(session)
    ),
    waiting as (
      (
        select q.id, q.upvotes, true as highlighted
        from large
        cross join lateral (
          select * from questions where summit_id = \(summit) and id = large.id offset 0
        ) q
        where q.session_id = \(session) and q.state = 'published' and \(waitsForAnswer)
      )
      union all
      (
        select q.id, q.upvotes, false
        from questions q
        where q.summit_id = \(summit)
          and q.session_id = \(session)
          and q.state = 'published'
          and q.id is distinct from (select id from large)
          and \(waitsForAnswer)
        order by q.upvotes desc, q.id
        limit \(limit)
      )
      order by 3 desc, 2 desc, 1
      limit \(limit)
    )
    select p.*
    from waiting
    \(wholeQuestion(of: "waiting.id", in: summit))
    order by waiting.highlighted desc, waiting.upvotes desc, waiting.id
    """
  }

  /// What limits `questions q` to those that nobody has answered, or whose answer was put off.
  private static var waitsForAnswer: SQL {
    """
    (
      q.answer_id is null
      or exists (
        select
        from answers a
        where a.summit_id = q.summit_id and a.id = q.answer_id and a.kind = 'deferred'))
    """
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
