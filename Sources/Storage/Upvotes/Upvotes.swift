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
  public var code: UpvoteCode
  /// The question that counts it: of a merged one, the survivor.
  public var question: Question.ID?
  public var upvotes: Int
  public var session: Session.ID?
  public var changed: Bool
  /// Its batch took the question that counts it past the threshold: an answer is owed now.
  public var isPromised = false
}

/// Whether an operation was done, or why not; as SQL says it and as the problem's code. Any other text of SQL's is an
/// error of decoding, and never counts as done.
public enum UpvoteCode: String, CaseIterable, Hashable, Sendable, PostgresCodable {
  case done
  case attendeeUnknown = "attendee_unknown"
  case questionNotFound = "question_not_found"
  case questionNotPublished = "question_not_published"
  case summitClosed = "summit_closed"
  case sessionCancelled = "session_cancelled"
  case boxScheduled = "box_scheduled"
  case arrivedTooLate = "arrived_too_late"
}

extension Store {
  /// One plan for all batches, of look-ups by key and of hashes over the batch itself: planning anew costs a third of
  /// a batch, and a plan made while the tables were small must neither scan them when they have grown nor compare each
  /// row of a batch with each.
  private static let planOnce: SQL = """
    select
      set_config('plan_cache_mode', 'force_generic_plan', true),
      set_config('enable_seqscan', 'off', true),
      set_config('enable_bitmapscan', 'off', true),
      set_config('enable_nestloop', 'off', true)
    """

  /// Writes a batch in one round trip, an outcome for each operation in its order. The rule is
  /// `Petitions.Upvote`; here SQL decides, so that a bad row never spoils the others. Throws `lock_not_available`
  /// (55P03) where somebody else has the summit's lock for longer than `lockTimeout`: nothing was changed.
  public func write(
    _ operations: [UpvoteOperation], in summit: Summit.ID, lockTimeout: Duration? = nil
  ) async throws(PostgresError) -> [UpvoteOutcome] {
    let questions = operations.map(\.question.rawValue)
    let attendees = operations.map(\.attendee.rawValue)
    let generations = operations.map(\.generation)
    let signs = operations.map(\.signs)
    let milliseconds = lockTimeout.map { Int($0 / .milliseconds(1)) } ?? 0
    let results = try await database.atomically([
      "select set_config('lock_timeout', \(String(milliseconds)), true)",
      Store.lock(summit), takeTime, Self.planOnce,
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
            when s.closed_since + grace() <= clock.time then 'arrived_too_late'
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
        delete from upvotes
        where ctid = any (array(
          select given.ctid
          from judged j
          cross join lateral (
            select u.ctid
            from upvotes u
            where u.summit_id = \(summit)
              and u.attendee_id = j.attendee_id
              and u.question_id in (j.question_id, j.signed_id)
            offset 0
          ) given
          where j.outcome = 'done' and not j.signs))
        returning question_id, attendee_id
      ),
      -- What each operation did to the question that counts it and, where that is another, to the one it was given to.
      -- A person who signed both is one; at most one operation an attendee, so a row is one person's. Looked up once,
      -- where each sum below would look again.
      moved as materialized (
        select
          t.question_id, j.attendee_id is distinct from t.author_id as is_other,
          case
            when not j.signs then
              case
                when (t.question_id, j.attendee_id) in (select question_id, attendee_id from withdrawn) then -1
              end
            when (
              select true
              from upvotes u
              where u.summit_id = \(summit)
                and u.attendee_id = j.attendee_id
                and u.question_id = t.question_id
              limit 1
            ) is null then
              case when (t.question_id, j.attendee_id) in (select question_id, attendee_id from signed) then 1 end
          end as step
        from judged j
        cross join lateral (
          values
            (j.question_id, j.author_id),
            (case when j.signed_id <> j.question_id then j.signed_id end, j.signed_author_id)
        ) t (question_id, author_id)
        where j.outcome = 'done' and j.counts and t.question_id is not null
      ),
      changed as materialized (
        select question_id, sum(step) as step, coalesce(sum(step) filter (where is_other), 0) as others
        from moved
        where step is not null
        group by question_id
      ),
      counted as (
        update questions q
        set
          upvotes = q.upvotes + (select c.step from changed c where c.question_id = q.id),
          others = q.others + (select c.others from changed c where c.question_id = q.id),
          wording_locked_at = coalesce(
            q.wording_locked_at,
            case
              when q.others + (select c.others from changed c where c.question_id = q.id) >= vouching()
                then (select time from clock)
            end)
        where q.summit_id = \(summit) and q.id = any (array(select question_id from changed))
        returning q.id, q.upvotes, q.session_id
      ),
      versioned as (
        update sessions s
        set version = s.version + 1
        where s.summit_id = \(summit) and s.id = any (array(select session_id from counted))
      )
      select
        j.outcome, j.question_id, coalesce(c.upvotes, j.upvotes, 0) as upvotes, j.session_id,
        c.id is not null as changed
      from judged j
      left join counted c on c.id = j.question_id
      order by j.position
      """,
      Self.settled(operations, in: summit),
    ])
    do {
      let promised = Set(try results[5].map { try $0["promised"] as Question.ID })
      return try results[4].map { row in
        let question: Question.ID? = try row["question_id"]
        return UpvoteOutcome(
          code: try row["outcome"], question: question, upvotes: try row["upvotes"],
          session: try row["session_id"], changed: try row["changed"],
          isPromised: question.map(promised.contains) ?? false)
      }
    } catch let error as PostgresError {
      throw error
    } catch {
      throw PostgresError(kind: .decoding, message: "\(error)")
    }
  }

  /// Latches what crossed its threshold; where somebody withdrew, from all that was merged with it.
  private static func settled(_ operations: [UpvoteOperation], in summit: Summit.ID) -> SQL {
    let questions = Set(operations.map(\.question.rawValue)).sorted()
    let withdrawals = operations.filter { !$0.signs }
    if withdrawals.isEmpty { return "select latch(\(summit), \(questions)) as promised" }
    let (from, attendees) = (withdrawals.map(\.question.rawValue), withdrawals.map(\.attendee.rawValue))
    return """
      with withdrawn as materialized (
        select withdraw_from_merged(\(summit), \(from), \(attendees))
      )
      select latch(\(summit), \(questions)) as promised
      from withdrawn
      """
  }
}
