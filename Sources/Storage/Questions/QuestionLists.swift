public import Petitions
public import Postgres

extension Store {
  /// A page of questions. A cursor of another order starts that order anew: the caller checks.
  public func petitions(
    of scope: QuestionScope, in summit: Summit.ID, order: QuestionOrder = .top,
    states: Set<Question.State> = [.published], limit: Int = 50, after: QuestionCursor? = nil
  ) async throws(PostgresError) -> QuestionRecordPage {
    let after = after?.order == order ? after : nil
    let list =
      switch order {
      case .top: Self.top(scope, summit, states, limit + 1, after)
      case .new: Self.new(scope, summit, states, limit + 1, after)
      case .rising: Self.rising(scope, summit, states, limit + 1, after)
      }
    return try QuestionRecordPage(try await database.query(list), limit: limit, order: order)
  }

  /// What an attendee asked there, in whatever state, the newest first.
  public func petitions(
    by author: Attendee.ID, of scope: QuestionScope, in summit: Summit.ID
  ) async throws(PostgresError) -> [QuestionRecord] {
    let rows = try await database.query(Self.asked(by: author, of: scope, in: summit))
    var petitions: [QuestionRecord] = []
    for row in rows { petitions.append(try QuestionRecord(row)) }
    return petitions
  }

  /// How many are published there.
  public func publishedQuestions(
    of scope: QuestionScope, in summit: Summit.ID
  ) async throws(PostgresError) -> Int {
    try await database.query(
      """
      select count(*) as published
      from questions q
      where q.summit_id = \(summit) and q.state = 'published' and \(scope.condition)
      """
    ).first?["published"] ?? 0
  }

  /// What limits `questions q` to those behind the cursor.
  static func follows(_ after: QuestionCursor?) -> SQL {
    guard let after else { return "true" }
    if after.order == .new { return "q.id < \(after.id)" }
    return "q.upvotes <= \(after.rank) and (q.upvotes < \(after.rank) or q.id > \(after.id))"
  }

  static func top(
    _ scope: QuestionScope, _ summit: Summit.ID, _ states: Set<Question.State>, _ limit: Int,
    _ after: QuestionCursor?
  ) -> SQL {
    """
    with page as (
      select q.id, q.upvotes
      from questions q
      where q.summit_id = \(summit) and \(states.condition) and \(scope.condition) and \(follows(after))
      order by q.upvotes desc, q.id
      limit \(limit)
    )
    select p.*, page.upvotes::bigint as rank, 0::bigint as as_of
    from page
    \(wholeQuestion(of: "page.id", in: summit))
    order by page.upvotes desc, page.id
    """
  }

  static func new(
    _ scope: QuestionScope, _ summit: Summit.ID, _ states: Set<Question.State>, _ limit: Int,
    _ after: QuestionCursor?
  ) -> SQL {
    """
    with page as (
      select q.id
      from questions q
      where q.summit_id = \(summit)
        and \(states.condition)
        and \(scope.condition)
        and \(follows(after))
      order by q.id desc
      limit \(limit)
    )
    select p.*, 0::bigint as rank, 0::bigint as as_of
    from page
    \(wholeQuestion(of: "page.id", in: summit))
    order by page.id desc
    """
  }

  /// Reckoned in whole millionths of an upvote, so that the sum is the same in whatever order rows are read. What is
  /// older than an hour would count less than a sixtieth, and counts nothing: those questions follow, the newest first,
  /// and are not looked at beyond the page. The last time that an order was as of holds for the pages after it.
  static func rising(
    _ scope: QuestionScope, _ summit: Summit.ID, _ states: Set<Question.State>, _ limit: Int,
    _ after: QuestionCursor?
  ) -> SQL {
    let follows: SQL = after.map { "(r.rank, q.id) < (\($0.rank), \($0.id))" } ?? "true"
    let followsUnmoved: SQL = after.map { "(\($0.rank) > 0 or q.id < \($0.id))" } ?? "true"
    return """
      with clock as materialized (
        select coalesce(timestamptz 'epoch' + \(after?.asOf) * interval '1 microsecond', now()) as time
      ),
      risen as materialized (
        select
          u.question_id,
          sum(round(1000000 * power(2, -date_part('epoch', c.time - u.created_at) / 600)))::bigint as rank
        from clock c
        join upvotes u on u.summit_id = \(summit) and u.created_at between c.time - interval '1 hour' and c.time
        where
          u.attendee_id not in (
            select id
            from attendees
            where summit_id = \(summit) and quarantined_at is not null)
          -- A person who signed here and on a merged question counts once.
          and (u.via_id is null or not exists (
            select
            from upvotes first
            where first.summit_id = u.summit_id
              and first.question_id = u.question_id
              and first.attendee_id = u.attendee_id
              and (first.via_id is null or first.via_id < u.via_id)))
        group by u.question_id
      ),
      page as (
        (
          select q.id, r.rank
          from risen r
          cross join lateral (
            select *
            from questions
            where summit_id = \(summit) and id = r.question_id
            offset 0
          ) q
          where \(states.condition) and \(scope.condition) and \(follows)
          order by r.rank desc, q.id desc
          limit \(limit)
        )
        union all
        (
          select q.id, 0::bigint
          from questions q
          where q.summit_id = \(summit)
            and \(states.condition)
            and \(scope.condition)
            and \(followsUnmoved)
            and q.id not in (select question_id from risen)
          order by q.id desc
          limit \(limit)
        )
        order by 2 desc, 1 desc
        limit \(limit)
      )
      select p.*, page.rank, (extract(epoch from c.time) * 1000000)::bigint as as_of
      from page
      \(wholeQuestion(of: "page.id", in: summit))
      cross join clock c
      order by page.rank desc, page.id desc
      """
  }

  static func asked(by author: Attendee.ID, of scope: QuestionScope, in summit: Summit.ID) -> SQL {
    """
    with theirs as (
      select q.id
      from questions q
      where q.summit_id = \(summit) and q.author_id = \(author) and \(scope.condition)
    )
    select p.*
    from theirs
    \(wholeQuestion(of: "theirs.id", in: summit))
    order by theirs.id desc
    """
  }
}
