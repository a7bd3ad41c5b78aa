public import Petitions
internal import Postgres

public import struct Foundation.Date

/// What a summit owes, and what became of it: counted, and a page of the promises themselves.
public struct BoardRecord: Sendable {
  /// Of all promises of the summit, whatever the page is of.
  public var tally: PromiseTally
  /// Of questions to the organizers themselves; nil where there are none.
  public var organizers: PromiseTally?
  /// In the order of the programme.
  public var sessions: [PromiseTally]
  public var organisations: [PromiseTally]
  public var promises: [BoardPromiseRecord]
  /// Nil on the last page.
  public var next: BoardCursor?
  /// Of the ledger, at the same moment.
  public var head: LedgerHeadRecord?
}

/// How many promises there are of each kind.
public struct PromiseTally: Hashable, Sendable {
  /// Slug of the session or organisation that was asked; nil of the organizers and of all together.
  public var slug: String?
  public var title: String
  public var owed: Int
  /// Among those owed.
  public var overdue: Int
  public var kept: Int
  public var declined: Int
  public var void: Int
  /// Among those kept.
  public var disputed: Int
  /// Half of the answers that settled one came within so many seconds of its being met; nil while there are none.
  public var medianAnswerSeconds: Int?
}

/// A promise as the board shows it.
public struct BoardPromiseRecord: Sendable {
  public var petition: Petition
  public var promise: Petition.Promise
  /// Title of the session that was asked, or name of the organisation, or of the summit.
  public var askedOf: String
  /// Since when it is late; nil where it is not.
  public var lateSince: Date?
  /// When what the board says of it changed last.
  public var changedAt: Date

  /// Who owes the answer.
  public enum Debtor: String, Sendable { case organizers, speakers, organisation }

  public var debtor: Debtor {
    guard promise.debtor != nil else { return .organizers }
    return petition.session == nil ? .organisation : .speakers
  }

  init(_ row: Row) throws {
    petition = try Petition(row)
    guard let promise = petition.promise else {
      throw PostgresError(kind: .decoding, message: "the board lists a question without a promise")
    }
    self.promise = promise
    (askedOf, lateSince, changedAt) = (try row["asked_of"], try row["late_since"], try row["changed_at"])
  }
}

/// Which promises a page of the board is of.
public struct BoardFilter: Hashable, Sendable {
  public var states: Set<Promise.State> = Set(Promise.State.allCases)
  /// Nil for both.
  public var isOverdue: Bool?
  public var session: Session.ID?
  public var organisation: Organisation.ID?
  /// Of what the organizers themselves were asked alone.
  public var isOfOrganizers = false
  /// Nil for both.
  public var isDisputed: Bool?
  public var question: Question.ID?

  public init() {}
}

/// Where a page of the board ended. As text it is opaque to those who hand it back.
public struct BoardCursor: Hashable, Sendable, LosslessStringConvertible {
  let place: Int32
  let rank: Int64
  let id: Question.ID

  init(_ row: Row) throws(PostgresError) {
    (place, rank, id) = (try row["place"], try row["rank"], try row["id"])
  }

  public var description: String { "\(place).\(rank).\(id)" }

  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let place = Int32(parts[0]), let rank = Int64(parts[1]),
      let id = Question.ID(parts[2])
    else { return nil }
    (self.place, self.rank, self.id) = (place, rank, id)
  }
}

extension Store {
  /// A page of the board and what it counts, all of one moment. All there are where no limit is given.
  public func board(
    of summit: Summit.ID, _ filter: BoardFilter = BoardFilter(), limit: Int? = nil, after: BoardCursor? = nil
  ) async throws -> BoardRecord {
    let results = try await database.transaction { transaction in
      try await transaction.pipeline([
        "set transaction isolation level repeatable read, read only",
        Self.boardPage(summit, filter, limit.map { $0 + 1 }, after), Self.boardTallies(summit),
        Self.ledgerHead(of: summit),
      ])
    }
    let (page, tallies, head) = (results[1], results[2], results[3])
    var board = BoardRecord(
      tally: PromiseTally(title: "", owed: 0, overdue: 0, kept: 0, declined: 0, void: 0, disputed: 0),
      sessions: [], organisations: [], promises: [])
    for row in tallies {
      let tally = try PromiseTally(row)
      switch try row["of"] as String {
      case "all": board.tally = tally
      case "session": board.sessions.append(tally)
      case "organisation": board.organisations.append(tally)
      default: board.organizers = tally
      }
    }
    board.promises = try page.prefix(limit ?? .max).map(BoardPromiseRecord.init)
    if let limit, page.count > limit { board.next = try page.prefix(limit).last.map(BoardCursor.init) }
    board.head = try head.first.map(LedgerHeadRecord.init)
    return board
  }

  /// The promises of which something changed last, the newest change first.
  public func latestPromises(of summit: Summit.ID, limit: Int) async throws -> [BoardPromiseRecord] {
    try await database.query(
      """
      with page as (
        select question_id, late_since, changed_at
        from board
        where summit_id = \(summit)
        order by changed_at desc, question_id desc
        limit \(limit)
      )
      select p.*, page.late_since, page.changed_at, coalesce(s.title, o.name, m.name) as asked_of
      from page
      join petitions p on p.summit_id = \(summit) and p.id = page.question_id
      join summits m on m.id = p.summit_id
      left join sessions s on s.summit_id = p.summit_id and s.id = p.session_id
      left join organisations o on o.summit_id = p.summit_id and o.id = p.organisation_id
      order by page.changed_at desc, page.question_id desc
      """
    ).map(BoardPromiseRecord.init)
  }

  private static func boardPage(
    _ summit: Summit.ID, _ filter: BoardFilter, _ limit: Int?, _ after: BoardCursor?
  ) -> SQL {
    """
    with page as (
      select question_id, late_since, changed_at, place, rank
      from board
      where summit_id = \(summit)
        and state = any (\(filter.states.map(\.rawValue)))
        and (\(filter.isOverdue) is null or overdue = \(filter.isOverdue))
        and (\(filter.session) is null or session_id = \(filter.session))
        and (\(filter.organisation) is null or organisation_id = \(filter.organisation))
        and (\(filter.question) is null or question_id = \(filter.question))
        and (\(filter.isDisputed) is null or disputed = \(filter.isDisputed))
        and (not \(filter.isOfOrganizers) or session_id is null and organisation_id is null)
        and (\(after?.id) is null or (place, rank, question_id) > (\(after?.place), \(after?.rank), \(after?.id)))
      order by place, rank, question_id
      limit \(limit)
    )
    select
      p.*, page.late_since, page.changed_at, page.place, page.rank, coalesce(s.title, o.name, m.name) as asked_of
    from page
    join petitions p on p.summit_id = \(summit) and p.id = page.question_id
    join summits m on m.id = p.summit_id
    left join sessions s on s.summit_id = p.summit_id and s.id = p.session_id
    left join organisations o on o.summit_id = p.summit_id and o.id = p.organisation_id
    order by page.place, page.rank, page.question_id
    """
  }

  private static func boardTallies(_ summit: Summit.ID) -> SQL {
    """
    with counted as (
      select
        grouping(session_id) = 1 as is_all, session_id, organisation_id,
        count(*) filter (where state = 'owed') as owed,
        count(*) filter (where overdue) as overdue,
        count(*) filter (where state = 'kept') as kept,
        count(*) filter (where state = 'declined') as declined,
        count(*) filter (where state = 'void') as void,
        count(*) filter (where disputed) as disputed,
        round(
          percentile_cont(0.5) within group (order by extract(epoch from answered_in)::double precision)
          )::bigint as median_answer_seconds
      from board
      where summit_id = \(summit)
      group by grouping sets ((), (session_id, organisation_id))
    )
    select
      c.*, coalesce(s.slug, o.slug)::text as slug, coalesce(s.title, o.name, m.name) as title,
      case
        when is_all then 'all'
        when c.session_id is not null then 'session'
        when c.organisation_id is not null then 'organisation'
        else 'organizers'
      end as of
    from counted c
    join summits m on m.id = \(summit)
    left join sessions s on s.summit_id = m.id and s.id = c.session_id
    left join organisations o on o.summit_id = m.id and o.id = c.organisation_id
    order by s.starts_at, s.slug, o.name, o.slug
    """
  }
}

extension PromiseTally {
  fileprivate init(_ row: Row) throws(PostgresError) {
    (slug, title) = (try row["slug"], try row["title"])
    (owed, overdue) = (try row["owed"], try row["overdue"])
    (kept, declined, void) = (try row["kept"], try row["declined"], try row["void"])
    (disputed, medianAnswerSeconds) = (try row["disputed"], try row["median_answer_seconds"])
  }
}
