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
  public var petition: QuestionRecord
  public var promise: QuestionRecord.Promise
  /// Title of the session that was asked, or name of the organisation, or of the summit.
  public var askedOf: String
  /// Since when it is late; nil where it is not.
  public var lateSince: Date?
  /// When what the board says of it changed last.
  public var changedAt: Date

  /// Who owes the answer.
  public var debtor: Promise.Debtor {
    guard promise.debtor != nil else { return .organizers }
    return petition.session == nil ? .organisation : .speakers
  }

  init(_ row: Row) throws {
    petition = try QuestionRecord(row)
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
    let rows = try await database.costlyQuery(Self.board(summit, filter, limit.map { $0 + 1 }, after))
    var board = BoardRecord(
      tally: PromiseTally(title: "", owed: 0, overdue: 0, kept: 0, declined: 0, void: 0, disputed: 0),
      sessions: [], organisations: [], promises: [])
    for row in rows {
      switch try row["tally_of"] as String? {
      case nil: break
      case "all"?: board.tally = try PromiseTally(row)
      case "session"?: board.sessions.append(try PromiseTally(row))
      case "organisation"?: board.organisations.append(try PromiseTally(row))
      default: board.organizers = try PromiseTally(row)
      }
      if let seq: Int = try row["head_seq"] {
        board.head = LedgerHeadRecord(seq: seq, hash: try row["head_hash"])
      }
    }
    let page = try rows.filter { row in (try row["tally_of"] as String?) == nil }
    board.promises = try page.prefix(limit ?? .max).map(BoardPromiseRecord.init)
    if let limit, page.count > limit { board.next = try page.prefix(limit).last.map(BoardCursor.init) }
    return board
  }

  /// The promise of one question; nil where none was latched, and where another counts for it.
  public func promise(of question: Question.ID, in summit: Summit.ID) async throws -> BoardPromiseRecord? {
    var filter = BoardFilter()
    filter.question = question
    return try await database.query(Self.boardPage(summit, filter, 1, nil)).first.map(BoardPromiseRecord.init)
  }

  /// The promises of which something changed last, the newest change first.
  public func latestPromises(of summit: Summit.ID, limit: Int) async throws -> [BoardPromiseRecord] {
    try await database.query(Self.latestPromises(summit, limit)).map(BoardPromiseRecord.init)
  }

  static func latestPromises(_ summit: Summit.ID, _ limit: Int) -> SQL {
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
    \(wholeQuestion(of: "page.question_id", in: summit))
    join summits m on m.id = p.summit_id
    left join sessions s on s.summit_id = p.summit_id and s.id = p.session_id
    left join organisations o on o.summit_id = p.summit_id and o.id = p.organisation_id
    order by page.changed_at desc, page.question_id desc
    """
  }

  /// A page and what is counted, in one statement and so of one moment: rows of `promises` and rows of `tallies`, each
  /// without the columns of the other.
  static func board(
    _ summit: Summit.ID, _ filter: BoardFilter, _ limit: Int?, _ after: BoardCursor?
  ) -> SQL {
    """
    with promised as materialized (
      \(boardPage(summit, filter, limit, after))
    ),
    tallies as materialized (
      \(boardTallies(summit))
    )
    select promised.*, tallies.*, head.seq as head_seq, head.hash as head_hash
    from promised
    full join tallies on false
    left join lateral (
      select seq, hash
      from ledger
      where summit_id = \(summit)
      order by seq desc
      limit 1
    ) head on true
    order by
      promised.place, promised.rank, promised.id, tally_starts_at, case when tally_of = 'session' then tally_slug end,
      tally_title, tally_slug
    """
  }

  static func boardPage(
    _ summit: Summit.ID, _ filter: BoardFilter, _ limit: Int?, _ after: BoardCursor?
  ) -> SQL {
    """
    with page as (
      select question_id, late_since, changed_at, place, rank
      from board
      where summit_id = \(summit)
        and state = any (\(filter.states.map(\.rawValue)))
        and \(filter.isOverdue.map { "overdue = \($0)" } ?? "true" as SQL)
        and \(filter.session.map { "session_id = \($0)" } ?? "true" as SQL)
        and \(filter.organisation.map { "organisation_id = \($0)" } ?? "true" as SQL)
        and \(filter.question.map { "question_id = \($0)" } ?? "true" as SQL)
        and \(filter.isDisputed.map { "disputed = \($0)" } ?? "true" as SQL)
        and \(filter.isOfOrganizers ? "session_id is null and organisation_id is null" : "true" as SQL)
        and \(after.map { "(place, rank, question_id) > (\($0.place), \($0.rank), \($0.id))" } ?? "true" as SQL)
      order by place, rank, question_id
      limit \(limit)
    )
    select
      p.*, page.late_since, page.changed_at, page.place, page.rank, coalesce(s.title, o.name, m.name) as asked_of
    from page
    \(wholeQuestion(of: "page.question_id", in: summit))
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
        count(*) filter (where state = 'owed') as tally_owed,
        count(*) filter (where overdue) as tally_overdue,
        count(*) filter (where state = 'kept') as tally_kept,
        count(*) filter (where state = 'declined') as tally_declined,
        count(*) filter (where state = 'void') as tally_void,
        count(*) filter (where disputed) as tally_disputed,
        round(
          percentile_cont(0.5) within group (order by extract(epoch from answered_in)::double precision)
          )::bigint as tally_median_answer_seconds
      from board
      where summit_id = \(summit)
      group by grouping sets ((), (session_id, organisation_id))
    )
    select
      tally_owed, tally_overdue, tally_kept, tally_declined, tally_void, tally_disputed, tally_median_answer_seconds,
      coalesce(s.slug, o.slug)::text as tally_slug, coalesce(s.title, o.name, m.name) as tally_title,
      s.starts_at as tally_starts_at,
      case
        when is_all then 'all'
        when c.session_id is not null then 'session'
        when c.organisation_id is not null then 'organisation'
        else 'organizers'
      end as tally_of
    from counted c
    join summits m on m.id = \(summit)
    left join sessions s on s.summit_id = m.id and s.id = c.session_id
    left join organisations o on o.summit_id = m.id and o.id = c.organisation_id
    """
  }
}

extension PromiseTally {
  fileprivate init(_ row: Row) throws(PostgresError) {
    (slug, title) = (try row["tally_slug"], try row["tally_title"])
    (owed, overdue) = (try row["tally_owed"], try row["tally_overdue"])
    (kept, declined, void) = (try row["tally_kept"], try row["tally_declined"], try row["tally_void"])
    (disputed, medianAnswerSeconds) = (
      try row["tally_disputed"], try row["tally_median_answer_seconds"]
    )
  }
}
