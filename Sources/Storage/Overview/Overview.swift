internal import Foundation
public import Petitions
internal import Postgres

extension Store {
  /// `count` spans of `seconds`, which begin at whole multiples of them.
  public func overview(of summit: Summit.ID, spans count: Int, seconds: Int) async throws -> SummitFigures {
    let results = try await database.transaction { transaction in
      try await transaction.pipeline([
        "set transaction isolation level repeatable read, read only",
        Self.overviewSpans(summit, count, seconds), Self.overviewNow(summit), Self.openBoxes(summit),
      ])
    }
    guard let now = results[2].first else { throw PostgresError(kind: .decoding, message: "no overview") }
    return SummitFigures(
      end: try results[1].last?["ends"] ?? Date(),
      spans: try results[1].map { row in
        SummitFigures.Span(
          questions: try row["questions"], upvotes: try row["upvotes"], attendees: try row["attendees"],
          waiting: try row["waiting"])
      },
      waitsSince: try now["waits_since"], attendees: try now["attendees"], present: try now["present"],
      openBoxes: try results[3].map(SummitFigures.OpenBox.init), owed: try now["owed"],
      overdue: try now["overdue"])
  }

  private static func overviewSpans(_ summit: Summit.ID, _ count: Int, _ seconds: Int) -> SQL {
    """
    with range as (
      select
        \(seconds) * interval '1 second' as width,
        date_bin(\(seconds) * interval '1 second', now(), 'epoch') - (\(count) - 1) * \(seconds) * interval '1 second'
          as starts
    ),
    spans as (
      select n, range.starts + n * range.width as starts, range.starts + (n + 1) * range.width as ends
      from range
      cross join generate_series(0, \(count) - 1) n
    ),
    asked as (
      select date_bin(range.width, q.asked_at, range.starts) as starts, count(*) as questions
      from range
      join questions q on q.summit_id = \(summit) and q.asked_at >= range.starts
      group by 1
    ),
    signed as (
      select date_bin(range.width, u.created_at, range.starts) as starts, count(*) as upvotes
      from range
      join upvotes u on u.created_at >= range.starts and u.summit_id = \(summit)
      -- Through a merge it is the same signature.
      where u.via_id is null
      group by 1
    ),
    joined as (
      select date_bin(range.width, a.joined_at, range.starts) as starts, count(*) as attendees
      from range
      join attendees a on a.summit_id = \(summit) and a.joined_at >= range.starts
      group by 1
    ),
    before as (
      select count(*) as attendees
      from range
      join attendees a on a.summit_id = \(summit) and a.joined_at < range.starts
    ),
    -- What waited for a person to look at it, from when to when.
    waits as (
      select q.asked_at, c.decided_at
      from range
      join questions q on q.summit_id = \(summit)
      left join lateral (
        select min(c.decided_at) as decided_at
        from curations c
        where c.summit_id = q.summit_id and c.question_id = q.id and c.action in ('approve', 'reject')
      ) c on true
      where q.state = 'pending' or c.decided_at >= range.starts
    )
    select
      spans.ends, coalesce(asked.questions, 0) as questions, coalesce(signed.upvotes, 0) as upvotes,
      (before.attendees + coalesce(sum(joined.attendees) over (order by spans.n), 0))::bigint as attendees,
      (
        select count(*)
        from waits w
        where w.asked_at < spans.ends and (w.decided_at is null or w.decided_at >= spans.ends)
      ) as waiting
    from spans
    cross join before
    left join asked using (starts)
    left join signed using (starts)
    left join joined using (starts)
    order by spans.n
    """
  }

  private static func overviewNow(_ summit: Summit.ID) -> SQL {
    """
    select
      (select count(*) from attendees where summit_id = \(summit)) as attendees,
      (select count(*) from attendances where summit_id = \(summit) and left_at is null) as present,
      (select min(asked_at) from questions where summit_id = \(summit) and state = 'pending') as waits_since,
      (select count(*) from board where summit_id = \(summit) and state = 'owed') as owed,
      (select count(*) from board where summit_id = \(summit) and overdue) as overdue
    """
  }

  private static func openBoxes(_ summit: Summit.ID) -> SQL {
    """
    select
      s.slug::text as slug, s.title, box(s) as box, s.closes_at,
      (
        select count(*)
        from attendances a
        where a.summit_id = s.summit_id and a.session_id = s.id and a.left_at is null
      ) as present,
      (
        select count(*)
        from questions q
        where q.summit_id = s.summit_id and q.session_id = s.id and q.state = 'published'
      ) as questions,
      (
        select count(*)
        from questions q
        where q.summit_id = s.summit_id and q.session_id = s.id and q.state = 'pending'
      ) as waiting
    from sessions s
    where s.summit_id = \(summit) and s.cancelled_at is null and box(s) in ('open', 'paused')
    order by s.starts_at, s.slug
    """
  }
}

extension SummitFigures.OpenBox {
  fileprivate init(_ row: Row) throws(PostgresError) {
    self.init(
      slug: try row["slug"], title: try row["title"], box: try row["box"], present: try row["present"],
      questions: try row["questions"], waiting: try row["waiting"], closesAt: try row["closes_at"])
  }
}
