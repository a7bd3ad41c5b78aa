public import Petitions
public import Postgres

public import struct Foundation.Date

/// Which of the published questions somebody looks for.
public struct QuestionSearch: Hashable, Sendable {
  /// What became of a question.
  public enum Reply: String, Hashable, Sendable {
    /// An answer is owed, also one that was put off.
    case owed
    /// On stage, in writing, or declined with a reason.
    case answered
  }

  /// Nil for whatever it says.
  public var words: String?
  /// Nil for whatever became of it.
  public var reply: Reply?

  /// So many words are looked for at most, wherever questions are: each is looked for in every one of them.
  static let mostWords = 10

  public init(words: String? = nil, reply: Reply? = nil) { (self.words, self.reply) = (words, reply) }
}

extension Store {
  /// Published questions that say all the words, in whatever order, accents and case ignored: whole, as they begin, or
  /// by their stem in French or English. Words of grammar count only where there are no others; a question's number
  /// finds it.
  public func petitions(
    found search: QuestionSearch, of scope: QuestionScope, in summit: Summit.ID, order: QuestionOrder,
    limit: Int, after: QuestionCursor? = nil
  ) async throws(PostgresError) -> QuestionRecordPage {
    let order: QuestionOrder = order == .new ? .new : .top
    let after = after?.order == order ? after : nil
    let rows = try await database.costlyQuery(Self.found(search, scope, summit, order, limit + 1, after))
    return try QuestionRecordPage(rows, limit: limit, order: order)
  }

  /// How many each filter of a page would show.
  public func replies(
    of scope: QuestionScope, in summit: Summit.ID
  ) async throws(PostgresError) -> ReplyCounts {
    let rows = try await database.query(
      """
      select
        count(*) filter (where p.state = 'owed') as owed,
        count(*) filter (where p.state is distinct from 'owed' and settles(a.kind)) as answered
      from questions q
      left join promises p on p.summit_id = q.summit_id and p.question_id = q.id
      left join answers a on a.summit_id = q.summit_id and a.id = q.answer_id
      where q.summit_id = \(summit) and q.state = 'published' and \(scope.condition)
      """)
    guard let row = rows.first else { return ReplyCounts() }
    return ReplyCounts(owed: try row["owed"], answered: try row["answered"])
  }

  /// What an attendee signed there, in whatever state, the latest first.
  public func petitions(
    signedBy attendee: Attendee.ID, of scope: QuestionScope, in summit: Summit.ID, limit: Int
  ) async throws(PostgresError) -> [QuestionRecord] {
    let rows = try await database.query(Self.signed(by: attendee, scope, summit, limit))
    return try rows.map { row throws(PostgresError) in try QuestionRecord(row) }
  }

  /// What an attendee asked or signed, and has had an answer since; and what they asked that has come to be owed one.
  /// What was so when they signed is no news. The latest first. None where a token of that generation speaks for nobody
  /// any more.
  public func news(
    for attendee: Attendee.ID, generation: Int32, since: Date, in summit: Summit.ID, limit: Int
  ) async throws(PostgresError) -> [QuestionRecord] {
    let rows = try await database.query(Self.news(attendee, generation, since, summit, limit))
    return try rows.map { row throws(PostgresError) in try QuestionRecord(row) }
  }

  static func found(
    _ search: QuestionSearch, _ scope: QuestionScope, _ summit: Summit.ID, _ order: QuestionOrder,
    _ limit: Int, _ after: QuestionCursor?
  ) -> SQL {
    let ordered: SQL = order == .new ? "q.id desc" : "q.upvotes desc, q.id"
    return """
      with \(search.words.map { saying($0, scope, summit) } ?? "")
      page as (
        select q.id, q.upvotes
        from \(search.words == nil ? "questions q" : hitQuestions(in: summit))
        where q.summit_id = \(summit)
          and q.state = 'published'
          and \(scope.condition)
          and \(search.reply?.condition ?? "true")
          and \(follows(after))
        order by \(ordered)
        limit \(limit)
      )
      select p.*, \(order == .new ? "0::bigint" : "q.upvotes::bigint" as SQL) as rank, 0::bigint as as_of
      from page q
      \(wholeQuestion(of: "q.id", in: summit))
      order by \(ordered)
      """
  }

  /// Each by its key, however many the planner expects.
  private static func hitQuestions(in summit: Summit.ID) -> SQL {
    """
    hits
    cross join lateral (
      select * from questions where summit_id = \(summit) and id = hits.question_id offset 0
    ) q
    """
  }

  /// What is looked for: all of the words, each as it is, as it begins or by its stems; and the number that they are.
  private static func saying(_ words: String, _ scope: QuestionScope, _ summit: Summit.ID) -> SQL {
    """
    said as materialized (
      select
        string_agg('(' || forms || ')', ' & ')::tsquery as query,
        substring(folded(\(words)) from '^[0-9]{1,9}$')::integer as number
      from (
        select (
          select string_agg(quote_literal(left(form, 400)) || ':*', ' | ')
          from unnest(array_append(stems(word), word)) form
        ) as forms
        from unnest(
          case
            when telling_words(\(words)) <> '{}' then telling_words(\(words))
            else string_to_array(folded(\(words)), ' ')
          end) word
        limit \(QuestionSearch.mostWords)
      ) words
    ),
    hits as materialized (
      select t.question_id
      from said
      join question_texts t on t.summit_id = \(summit) and t.words @@ said.query
      union
      select numbered.id
      from said
      cross join lateral (
        select q.id
        from questions q
        where q.summit_id = \(summit)
          and q.number = said.number
          and \(scope.condition)
          -- As it goes without saying, but for the index of numbers.
          and \(scope.session == nil ? "true" : "q.organisation_id is null" as SQL)
        offset 0
      ) numbered
    ),
    """
  }
}

extension QuestionSearch.Reply {
  /// What limits `questions q` to it.
  fileprivate var condition: SQL {
    switch self {
    case .owed:
      """
      exists (
        select
        from promises p
        where p.summit_id = q.summit_id and p.question_id = q.id and p.state = 'owed')
      """
    case .answered:
      """
      exists (
        select
        from answers a
        where a.summit_id = q.summit_id and a.id = q.answer_id and settles(a.kind))
      and not exists (
        select
        from promises p
        where p.summit_id = q.summit_id and p.question_id = q.id and p.state = 'owed')
      """
    }
  }
}

extension Store {
  static func signed(
    by attendee: Attendee.ID, _ scope: QuestionScope, _ summit: Summit.ID, _ limit: Int
  ) -> SQL {
    """
    with signed as (
      select q.id, u.created_at
      from upvotes u
      cross join lateral (
        select * from questions where summit_id = \(summit) and id = u.question_id offset 0
      ) q
      where u.summit_id = \(summit)
        and u.attendee_id = \(attendee)
        and u.via_id is null
        and q.author_id is distinct from u.attendee_id
        and \(scope.condition)
      order by u.created_at desc, q.id desc
      limit \(limit)
    )
    select p.*
    from signed
    \(wholeQuestion(of: "signed.id", in: summit))
    order by signed.created_at desc, signed.id desc
    """
  }

  static func news(
    _ attendee: Attendee.ID, _ generation: Int32, _ since: Date, _ summit: Summit.ID, _ limit: Int
  ) -> SQL {
    """
    with touched as (
      select u.question_id, min(u.created_at) as at
      from attendees me
      join upvotes u on u.summit_id = me.summit_id and u.attendee_id = me.id
      where me.summit_id = \(summit)
        and me.id = \(attendee)
        and me.generation <= \(generation)
        and me.erased_at is null
      group by u.question_id
    ),
    news as materialized (
      select q.id, greatest(aq.answered_at, aq.edited_at, p.met_at) as at
      from touched t
      cross join lateral (
        select * from questions where summit_id = \(summit) and id = t.question_id offset 0
      ) q
      left join lateral (
        select answered_at, edited_at
        from answer_questions
        where summit_id = q.summit_id and question_id = q.id and answer_id = q.answer_id
        offset 0
      ) aq on true
      left join lateral (
        select met_at
        from promises
        where summit_id = q.summit_id
          and question_id = q.id
          and state = 'owed'
          and q.author_id = \(attendee)
          and q.answer_id is null
        offset 0
      ) p on true
      where q.state = 'published'
        and greatest(aq.answered_at, aq.edited_at, p.met_at) > greatest(\(since), t.at)
      order by 2 desc, q.id desc
      limit \(limit)
    )
    select p.*
    from news
    \(wholeQuestion(of: "news.id", in: summit))
    order by news.at desc, news.id desc
    """
  }
}
