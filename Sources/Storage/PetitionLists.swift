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

  private static func top(
    _ scope: PetitionScope, _ summit: Summit.ID, _ states: Set<Question.State>, _ limit: Int,
    _ after: PetitionCursor?
  ) -> SQL {
    """
    select petitions.*, upvotes::bigint as rank, 0::bigint as as_of
    from petitions
    where summit_id = \(summit)
      and state = any (\(states.map(\.rawValue)))
      and (session_id is not distinct from \(scope.session)
        and organisation_id is not distinct from \(scope.organisation) or not \(scope.isAddressee))
      and (\(after?.id) is null or (-upvotes, id) > (-\(after?.rank), \(after?.id)))
    order by upvotes desc, id
    limit \(limit)
    """
  }

  private static func new(
    _ scope: PetitionScope, _ summit: Summit.ID, _ states: Set<Question.State>, _ limit: Int,
    _ after: PetitionCursor?
  ) -> SQL {
    """
    select petitions.*, 0::bigint as rank, 0::bigint as as_of
    from petitions
    where summit_id = \(summit)
      and state = any (\(states.map(\.rawValue)))
      and (session_id is not distinct from \(scope.session)
        and organisation_id is not distinct from \(scope.organisation) or not \(scope.isAddressee))
      and (\(after?.id) is null or id < \(after?.id))
    order by id desc
    limit \(limit)
    """
  }

  /// Reckoned in whole millionths of an upvote, so that the sum is the same in whatever order rows are read. What is
  /// older than two hours would count less than one four-thousandth, and counts nothing.
  private static func rising(
    _ scope: PetitionScope, _ summit: Summit.ID, _ states: Set<Question.State>, _ limit: Int,
    _ after: PetitionCursor?
  ) -> SQL {
    """
    with clock as (
      select coalesce(timestamptz 'epoch' + \(after?.asOf) * interval '1 microsecond', now()) as time
    ),
    listed as (
      select q.summit_id, q.id
      from questions q
      where q.summit_id = \(summit)
        and q.state = any (\(states.map(\.rawValue)))
        and (q.session_id is not distinct from \(scope.session)
          and q.organisation_id is not distinct from \(scope.organisation) or not \(scope.isAddressee))
    ),
    ranked as (
      select
        l.summit_id, l.id,
        coalesce(sum(round(1000000 * power(2, -extract(epoch from c.time - u.created_at)::float8 / 600))), 0)::bigint
          as rank
      from clock c
      cross join listed l
      left join (
        upvotes u
        join attendees a on a.summit_id = u.summit_id and a.id = u.attendee_id and a.quarantined_at is null
      )
        on u.summit_id = l.summit_id
        and u.question_id = l.id
        and u.created_at between c.time - interval '2 hours' and c.time
        -- A person who signed here and on a merged question counts once.
        and (u.via_id is null or not exists (
          select
          from upvotes first
          where first.summit_id = u.summit_id
            and first.question_id = u.question_id
            and first.attendee_id = u.attendee_id
            and (first.via_id is null or first.via_id < u.via_id)))
      group by l.summit_id, l.id
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
    join petitions p on p.summit_id = page.summit_id and p.id = page.id
    cross join clock c
    order by page.rank desc, page.id desc
    """
  }
}
