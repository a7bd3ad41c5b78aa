public import Petitions
public import Postgres

extension Store {
  /// A page of questions. A cursor of another order starts that order anew: the caller checks.
  public func petitions(
    of scope: PetitionScope, in summit: Summit.ID, order: PetitionOrder = .top,
    states: Set<Question.State> = [.published], limit: Int = 50, after: PetitionCursor? = nil
  ) async throws(PostgresError) -> PetitionPage {
    let after = after?.order == order ? after : nil
    let list =
      switch order {
      case .top: Self.top(scope, summit, states, limit + 1, after)
      case .new: Self.new(scope, summit, states, limit + 1, after)
      case .rising: Self.rising(scope, summit, states, limit + 1, after)
      }
    let rows = try await database.query(list)
    var petitions: [Petition] = []
    for row in rows.prefix(limit) { petitions.append(try Petition(row)) }
    guard rows.count > limit, let last = rows.prefix(limit).last else {
      return PetitionPage(petitions: petitions)
    }
    let next = PetitionCursor(
      order: order, rank: try last["rank"], id: try last["id"], asOf: try last["as_of"])
    return PetitionPage(petitions: petitions, next: next)
  }

  /// What an attendee asked there, in whatever state, the newest first.
  public func petitions(
    by author: Attendee.ID, of scope: PetitionScope, in summit: Summit.ID
  ) async throws(PostgresError) -> [Petition] {
    let rows = try await database.query(
      """
      select *
      from petitions
      where summit_id = \(summit)
        and author_id = \(author)
        and (\(scope.session) is null or session_id = \(scope.session))
        and (\(scope.organisation) is null or organisation_id = \(scope.organisation))
        and (\(scope != .summit) or session_id is null and organisation_id is null)
      order by id desc
      """)
    var petitions: [Petition] = []
    for row in rows { petitions.append(try Petition(row)) }
    return petitions
  }

  /// How many are published there.
  public func publishedQuestions(
    of scope: PetitionScope, in summit: Summit.ID
  ) async throws(PostgresError) -> Int {
    try await database.query(
      """
      select count(*) as published
      from questions
      where summit_id = \(summit)
        and state = 'published'
        and (\(scope.session) is null or session_id = \(scope.session))
        and (\(scope.organisation) is null or organisation_id = \(scope.organisation))
        and (\(scope != .summit) or session_id is null and organisation_id is null)
      """
    ).first?["published"] ?? 0
  }

  // Each picks its page from `questions` first, whose indexes it can go by, and looks at whole petitions then.

  private static func top(
    _ scope: PetitionScope, _ summit: Summit.ID, _ states: Set<Question.State>, _ limit: Int,
    _ after: PetitionCursor?
  ) -> SQL {
    """
    with page as (
      select id, upvotes
      from questions
      where summit_id = \(summit)
        and state = any (\(states.map(\.rawValue)))
        and (\(scope.session) is null or session_id = \(scope.session))
        and (\(scope.organisation) is null or organisation_id = \(scope.organisation))
        and (\(scope != .summit) or session_id is null and organisation_id is null)
        and (\(after?.id) is null or upvotes < \(after?.rank) or upvotes = \(after?.rank) and id > \(after?.id))
      order by upvotes desc, id
      limit \(limit)
    )
    select p.*, page.upvotes::bigint as rank, 0::bigint as as_of
    from page
    join petitions p on p.summit_id = \(summit) and p.id = page.id
    order by page.upvotes desc, page.id
    """
  }

  private static func new(
    _ scope: PetitionScope, _ summit: Summit.ID, _ states: Set<Question.State>, _ limit: Int,
    _ after: PetitionCursor?
  ) -> SQL {
    """
    with page as (
      select id
      from questions
      where summit_id = \(summit)
        and state = any (\(states.map(\.rawValue)))
        and (\(scope.session) is null or session_id = \(scope.session))
        and (\(scope.organisation) is null or organisation_id = \(scope.organisation))
        and (\(scope != .summit) or session_id is null and organisation_id is null)
        and (\(after?.id) is null or id < \(after?.id))
      order by id desc
      limit \(limit)
    )
    select p.*, 0::bigint as rank, 0::bigint as as_of
    from page
    join petitions p on p.summit_id = \(summit) and p.id = page.id
    order by page.id desc
    """
  }

  /// Reckoned in whole millionths of an upvote, so that the sum is the same in whatever order rows are read. What is
  /// older than an hour would count less than a sixtieth, and counts nothing. The last time that an order was as of
  /// holds for the pages after it.
  private static func rising(
    _ scope: PetitionScope, _ summit: Summit.ID, _ states: Set<Question.State>, _ limit: Int,
    _ after: PetitionCursor?
  ) -> SQL {
    """
    with clock as (
      select coalesce(timestamptz 'epoch' + \(after?.asOf) * interval '1 microsecond', now()) as time
    ),
    ranked as (
      select
        q.id,
        coalesce((
          select sum(round(1000000 * power(2, -date_part('epoch', c.time - u.created_at) / 600)))
          from upvotes u
          where u.summit_id = \(summit)
            and u.question_id = q.id
            and u.created_at between c.time - interval '1 hour' and c.time
            and u.attendee_id not in (
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
        ), 0)::bigint as rank
      from questions q
      cross join clock c
      where q.summit_id = \(summit)
        and q.state = any (\(states.map(\.rawValue)))
        and (\(scope.session) is null or q.session_id = \(scope.session))
        and (\(scope.organisation) is null or q.organisation_id = \(scope.organisation))
        and (\(scope != .summit) or q.session_id is null and q.organisation_id is null)
    ),
    page as (
      select *
      from ranked
      where \(after?.id) is null or (rank, id) < (\(after?.rank), \(after?.id))
      order by rank desc, id desc
      limit \(limit)
    )
    select p.*, page.rank, (extract(epoch from c.time) * 1000000)::bigint as as_of
    from page
    join petitions p on p.summit_id = \(summit) and p.id = page.id
    cross join clock c
    order by page.rank desc, page.id desc
    """
  }
}
