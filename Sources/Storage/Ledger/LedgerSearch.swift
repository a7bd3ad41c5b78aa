public import Petitions
internal import Postgres

extension Store {
  /// So many questions are found at most.
  public static let mostFound = 20

  /// The entries that name a question, the newest first.
  public func ledger(
    of summit: Summit.ID, about question: Question.ID, limit: Int
  ) async throws -> [LedgerRecord] {
    try await database.costlyQuery(
      """
      select l.seq, l.entry, l.hash
      from ledger l
      where l.summit_id = \(summit) and questions_named(l.entry) @> array[\(question)::bigint]
      order by l.seq desc
      limit \(limit)
      """
    ).map { LedgerRecord(seq: try $0["seq"], entry: try $0["entry"], hash: try $0["hash"]) }
  }

  /// The entries after `seq`, those that follow it at once, newest first.
  public func ledger(
    of summit: Summit.ID, following seq: Int, limit: Int
  ) async throws -> [LedgerRecord] {
    try await ledger(of: summit, after: seq, limit: limit).entries.reversed()
  }

  /// A published question by its id, as a search would find it.
  public func question(_ id: Question.ID, in summit: Summit.ID) async throws -> FoundQuestion? {
    try await database.query(
      """
      select q.id, q.number, w.text, coalesce(s.title, o.name, m.name) as asked_of
      from questions q
      join summits m on m.id = q.summit_id
      join wordings w on w.summit_id = q.summit_id and w.question_id = q.id and w.revision = q.revision
      left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
      left join organisations o on o.summit_id = q.summit_id and o.id = q.organisation_id
      where q.summit_id = \(summit) and q.id = \(id) and q.state = 'published' and w.text is not null
      """
    ).first.map(FoundQuestion.init)
  }

  /// Published questions that hold every word, accents and case aside, a number as a whole; of a number (`17`, `n° 17`),
  /// those that bear it first. Of a long text the first words count.
  public func questions(saying text: String, in summit: Summit.ID) async throws -> [FoundQuestion] {
    try await database.costlyQuery(
      """
      with said as (
        select
          array(
            -- A word may be part of another, but 1 is no part of 10.
            select case when word ~ '^[0-9]+$' then ' ' || word || ' ' else word end
            from unnest(string_to_array(nullif(folded(\(text)), ''), ' ')) with ordinality as typed (word, place)
            group by word
            order by min(place)
            limit \(QuestionSearch.mostWords)
          ) as words,
          substring(folded(\(text)) from '^(?:no? )?([0-9]{1,6})$')::integer as number
      ),
      page as (
        select q.id, q.number, q.upvotes, q.session_id, q.organisation_id, q.revision
        from said
        join question_texts t
          on t.summit_id = \(summit)
            and not exists (select from unnest(said.words) word where strpos(' ' || t.folded || ' ', word) = 0)
        cross join lateral (
          select * from questions where summit_id = \(summit) and id = t.question_id offset 0
        ) q
        where said.words <> '{}'
        union
        select q.id, q.number, q.upvotes, q.session_id, q.organisation_id, q.revision
        from said
        join questions q on q.summit_id = \(summit) and q.number = said.number and q.state = 'published'
      )
      select q.id, q.number, w.text, coalesce(s.title, o.name, m.name) as asked_of
      from page q
      cross join said
      join summits m on m.id = \(summit)
      join wordings w on w.summit_id = m.id and w.question_id = q.id and w.revision = q.revision
      left join sessions s on s.summit_id = m.id and s.id = q.session_id
      left join organisations o on o.summit_id = m.id and o.id = q.organisation_id
      where w.text is not null
      order by q.number = said.number desc nulls last, q.upvotes desc, q.id
      limit \(Self.mostFound)
      """
    ).map(FoundQuestion.init)
  }
}

extension FoundQuestion {
  fileprivate init(_ row: Row) throws(PostgresError) {
    self.init(
      id: try row["id"], number: try row["number"], text: try row["text"], askedOf: try row["asked_of"])
  }
}
