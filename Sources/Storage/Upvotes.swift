public import Petitions
public import Postgres

/// One attendee signs a question or withdraws.
public struct UpvoteOperation: Sendable, Hashable {
  public var question: Question.ID
  public var attendee: Attendee.ID
  /// Of the attendee's token; older ones than the attendee's are refused.
  public var generation: Int32
  public var signs: Bool

  public init(question: Question.ID, attendee: Attendee.ID, generation: Int32, signs: Bool) {
    (self.question, self.attendee) = (question, attendee)
    (self.generation, self.signs) = (generation, signs)
  }
}

/// What became of an operation.
public struct UpvoteOutcome: Sendable, Hashable {
  /// `done`, or the problem's code: `attendee_unknown, question_not_found, question_not_published, summit_closed,
  /// session_cancelled, box_scheduled, arrived_too_late`
  public var code: String
  /// The question that counts it: of a merged one, the survivor.
  public var question: Question.ID?
  public var upvotes: Int
  public var session: Session.ID?
  public var changed: Bool
}

extension Store {
  /// Writes a batch in one round trip, an outcome for each operation in its order. The rule is
  /// `Petitions.Upvote`; here SQL decides, so that a bad row never spoils the others.
  public func write(
    _ operations: [UpvoteOperation], in summit: Summit.ID
  ) async throws(PostgresError) -> [UpvoteOutcome] {
    let questions = operations.map(\.question.rawValue)
    let attendees = operations.map(\.attendee.rawValue)
    let generations = operations.map(\.generation)
    let signs = operations.map(\.signs)
    let results = try await database.atomically([
      Store.lock(summit), Store.takeTime,
      """
      with clock as materialized (
        select moment() as time
      ),
      asked as materialized (
        select *
        from unnest(\(questions), \(attendees), \(generations), \(signs)) with ordinality
          as asked (question_id, attendee_id, generation, signs, position)
      ),
      -- Each question of the batch once, whatever the number of those who sign it.
      named as materialized (
        select
          n.question_id as signed_id, q.author_id as signed_author_id, survivor.id as question_id,
          survivor.author_id, survivor.session_id, survivor.upvotes,
          survivor.state = 'pending' as is_pending,
          case
            when q.id is null then 'question_not_found'
            when survivor.state not in ('published', 'pending') then 'question_not_published'
            when m.closed_at is not null then 'summit_closed'
            when s.cancelled_at is not null then 'session_cancelled'
            when s.box_said = 'scheduled' then 'box_scheduled'
            when s.closed_since + interval '15 minutes' <= clock.time then 'arrived_too_late'
            else 'done'
          end as outcome
        from (select distinct question_id from asked) n
        cross join clock
        join summits m on m.id = \(summit)
        left join lateral (
          select * from questions where summit_id = \(summit) and id = n.question_id limit 1
        ) q on true
        left join lateral (
          select * from questions
          where summit_id = \(summit) and id = coalesce(q.merged_into_id, q.id)
          limit 1
        ) survivor on true
        left join lateral (
          select s.cancelled_at, s.box_said, closed_since(s) as closed_since
          from sessions s
          where s.summit_id = \(summit) and s.id = survivor.session_id
          limit 1
        ) s on true
      ),
      -- `limit` keeps each of these a look-up by key, also in a plan that was made when the tables were small.
      judged as materialized (
        select
          a.position, a.signs, a.attendee_id, n.signed_id, n.signed_author_id, n.question_id, n.author_id,
          n.session_id, n.upvotes, p.quarantined_at is null as counts,
          case
            when p.id is null or p.erased_at is not null or a.generation < p.generation then 'attendee_unknown'
            when n.is_pending and n.author_id is distinct from a.attendee_id then 'question_not_found'
            when n.is_pending then 'question_not_published'
            else n.outcome
          end as outcome
        from asked a
        join named n on n.signed_id = a.question_id
        left join lateral (
          select * from attendees where summit_id = \(summit) and id = a.attendee_id limit 1
        ) p on true
      ),
      signed as (
        insert into upvotes (summit_id, question_id, attendee_id, via_id, created_at)
        select \(summit), signed_id, attendee_id, null, clock.time
        from judged
        cross join clock
        where outcome = 'done' and signs
        union all
        select \(summit), question_id, attendee_id, signed_id, clock.time
        from judged
        cross join clock
        where outcome = 'done' and signs and question_id <> signed_id
        on conflict do nothing
        returning question_id, attendee_id
      ),
      withdrawn as (
        delete from upvotes u
        using judged j
        where j.outcome = 'done'
          and not j.signs
          and u.summit_id = \(summit)
          and u.attendee_id = j.attendee_id
          and u.question_id in (j.question_id, j.signed_id)
        returning u.question_id, u.attendee_id
      ),
      moved as (
        select question_id, attendee_id, 1 as step
        from signed
        where not exists (
          select from upvotes u
          where u.summit_id = \(summit)
            and u.question_id = signed.question_id
            and u.attendee_id = signed.attendee_id
          offset 0)
        union
        select question_id, attendee_id, -1
        from withdrawn
      ),
      -- At most one operation an attendee, so the attendee tells which.
      changed as materialized (
        select
          v.question_id, sum(v.step) as step,
          coalesce(
            sum(v.step) filter (
              where v.attendee_id is distinct from
                case when v.question_id = j.signed_id then j.signed_author_id else j.author_id end),
            0) as others
        from moved v
        join judged j on j.attendee_id = v.attendee_id
        where j.counts
        group by v.question_id
      ),
      counted as (
        update questions q
        set
          upvotes = q.upvotes + c.step,
          others = q.others + c.others,
          wording_locked_at = coalesce(
            q.wording_locked_at, case when q.others + c.others >= 3 then clock.time end)
        from changed c
        cross join clock
        where q.summit_id = \(summit) and q.id = c.question_id
        returning q.id, q.upvotes, q.session_id
      ),
      versioned as (
        update sessions s
        set version = s.version + 1
        where s.summit_id = \(summit) and s.id in (select session_id from counted)
      )
      select
        j.outcome, j.question_id, coalesce(c.upvotes, j.upvotes, 0) as upvotes, j.session_id,
        c.id is not null as changed
      from judged j
      left join counted c on c.id = j.question_id
      order by j.position
      """,
      "select latch(\(summit), \(Array(Set(questions)).sorted()))",
    ])
    do {
      return try results[2].map { row in
        UpvoteOutcome(
          code: try row["outcome"], question: try row["question_id"], upvotes: try row["upvotes"],
          session: try row["session_id"], changed: try row["changed"])
      }
    } catch let error as PostgresError {
      throw error
    } catch {
      throw PostgresError(kind: .decoding, message: "\(error)")
    }
  }
}
