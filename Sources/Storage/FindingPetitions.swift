public import Petitions
public import Postgres

public import struct Foundation.Date

/// Which of the published questions somebody looks for.
public struct PetitionSearch: Hashable, Sendable {
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

/// How many of the published questions of an addressee are owed an answer, and have one.
public struct ReplyCounts: Hashable, Sendable {
  public var owed = 0
  public var answered = 0

  public init(owed: Int = 0, answered: Int = 0) { (self.owed, self.answered) = (owed, answered) }
}

extension Store {
  /// Published questions that say all the words, in whatever order, accents and case ignored: whole, as they begin, or
  /// by their stem in French or English. Words of grammar count only where there are no others; a question's number
  /// finds it.
  public func petitions(
    found search: PetitionSearch, of scope: PetitionScope, in summit: Summit.ID, order: PetitionOrder,
    limit: Int
  ) async throws(PostgresError) -> [Petition] {
    let rows = try await database.query(
      """
      with said as materialized (
        select
          folded(\(search.words)) as words,
          array(
            select '\\m(' || array_to_string(array_append(stems(word), word), '|') || ')'
            from unnest(
              case
                when telling_words(\(search.words)) <> '{}' then telling_words(\(search.words))
                else string_to_array(folded(\(search.words)), ' ')
              end) word
            limit \(PetitionSearch.mostWords)
          ) as patterns
      ),
      page as (
        select q.id
        from questions q
        cross join said
        join wordings w on w.summit_id = q.summit_id and w.question_id = q.id and w.revision = q.revision
        where q.summit_id = \(summit)
          and q.state = 'published'
          and (\(scope.session) is null or q.session_id = \(scope.session))
          and (\(scope.organisation) is null or q.organisation_id = \(scope.organisation))
          and (\(scope != .summit) or q.session_id is null and q.organisation_id is null)
          and (\(search.reply?.rawValue) is null or \(search.reply?.rawValue) = case
            when exists (
              select
              from promises p
              where p.summit_id = q.summit_id and p.question_id = q.id and p.state = 'owed') then 'owed'
            when exists (
              select
              from answers a
              where a.summit_id = q.summit_id and a.id = q.answer_id and a.kind <> 'deferred') then 'answered'
          end)
          and (
            said.words is null
            or q.number::text = said.words
            or folded(w.text) ~ all (said.patterns))
        order by case when \(order == .new) then -q.id else -q.upvotes end, q.id
        limit \(limit)
      )
      select p.*
      from page
      join petitions p on p.summit_id = \(summit) and p.id = page.id
      order by case when \(order == .new) then -p.id else -p.upvotes end, p.id
      """)
    return try rows.map { row throws(PostgresError) in try Petition(row) }
  }

  /// How many each filter of a page would show.
  public func replies(
    of scope: PetitionScope, in summit: Summit.ID
  ) async throws(PostgresError) -> ReplyCounts {
    let rows = try await database.query(
      """
      select
        count(*) filter (where p.state = 'owed') as owed,
        count(*) filter (where p.state is distinct from 'owed' and a.kind <> 'deferred') as answered
      from questions q
      left join promises p on p.summit_id = q.summit_id and p.question_id = q.id
      left join answers a on a.summit_id = q.summit_id and a.id = q.answer_id
      where q.summit_id = \(summit)
        and q.state = 'published'
        and (\(scope.session) is null or q.session_id = \(scope.session))
        and (\(scope.organisation) is null or q.organisation_id = \(scope.organisation))
        and (\(scope != .summit) or q.session_id is null and q.organisation_id is null)
      """)
    guard let row = rows.first else { return ReplyCounts() }
    return ReplyCounts(owed: try row["owed"], answered: try row["answered"])
  }

  /// What an attendee signed there, in whatever state, the latest first.
  public func petitions(
    signedBy attendee: Attendee.ID, of scope: PetitionScope, in summit: Summit.ID, limit: Int
  ) async throws(PostgresError) -> [Petition] {
    let rows = try await database.query(
      """
      select p.*
      from upvotes u
      join petitions p on p.summit_id = u.summit_id and p.id = u.question_id
      where u.summit_id = \(summit)
        and u.attendee_id = \(attendee)
        and u.via_id is null
        and p.author_id is distinct from u.attendee_id
        and (\(scope.session) is null or p.session_id = \(scope.session))
        and (\(scope.organisation) is null or p.organisation_id = \(scope.organisation))
        and (\(scope != .summit) or p.session_id is null and p.organisation_id is null)
      order by u.created_at desc, u.question_id desc
      limit \(limit)
      """)
    return try rows.map { row throws(PostgresError) in try Petition(row) }
  }

  /// What an attendee asked or signed, and has had an answer since; and what they asked that has come to be owed one.
  /// What was so when they signed is no news. The latest first.
  public func news(
    for attendee: Attendee.ID, since: Date, in summit: Summit.ID, limit: Int
  ) async throws(PostgresError) -> [Petition] {
    let rows = try await database.query(
      """
      with touched as (
        select u.question_id, min(u.created_at) as at
        from upvotes u
        where u.summit_id = \(summit) and u.attendee_id = \(attendee)
        group by u.question_id
      ),
      news as materialized (
        select q.id, greatest(aq.answered_at, aq.edited_at, p.met_at) as at
        from touched t
        join questions q on q.summit_id = \(summit) and q.id = t.question_id
        left join answer_questions aq
          on aq.summit_id = q.summit_id and aq.question_id = q.id and aq.answer_id = q.answer_id
        left join promises p
          on p.summit_id = q.summit_id and p.question_id = q.id and p.state = 'owed'
            and q.author_id = \(attendee) and q.answer_id is null
        where q.state = 'published'
          and greatest(aq.answered_at, aq.edited_at, p.met_at) > greatest(\(since), t.at)
        order by 2 desc, q.id desc
        limit \(limit)
      )
      select p.*
      from news
      join petitions p on p.summit_id = \(summit) and p.id = news.id
      order by news.at desc, p.id desc
      """)
    return try rows.map { row throws(PostgresError) in try Petition(row) }
  }
}
