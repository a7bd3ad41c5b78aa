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
      // A plan made while the tables were small must not scan them when they have grown.
      "set local enable_seqscan = off",
      """
      with asked as (
        select *
        from unnest(\(questions), \(attendees), \(generations), \(signs)) with ordinality
          as asked (question_id, attendee_id, generation, signs, position)
      ),
      judged as (
        select
          a.position, a.signs, a.attendee_id, q.id as signed_id, survivor.id as question_id,
          survivor.session_id, survivor.upvotes,
          case
            when p.id is null or p.erased_at is not null or a.generation < p.generation then 'attendee_unknown'
            when q.id is null then 'question_not_found'
            when survivor.state = 'pending' and survivor.author_id is distinct from a.attendee_id
              then 'question_not_found'
            when survivor.state <> 'published' then 'question_not_published'
            when m.closed_at is not null then 'summit_closed'
            when s.cancelled_at is not null then 'session_cancelled'
            when s.box_said = 'scheduled' then 'box_scheduled'
            when closed_since(s) + interval '15 minutes' <= moment() then 'arrived_too_late'
            else 'done'
          end as outcome
        from asked a
        join summits m on m.id = \(summit)
        left join attendees p on p.summit_id = m.id and p.id = a.attendee_id
        left join questions q on q.summit_id = m.id and q.id = a.question_id
        left join questions survivor
          on survivor.summit_id = m.id and survivor.id = coalesce(q.merged_into_id, q.id)
        left join sessions s on s.summit_id = m.id and s.id = survivor.session_id
      ),
      signed as (
        insert into upvotes (summit_id, question_id, attendee_id, via_id, created_at)
        select \(summit), signed_id, attendee_id, null, moment()
        from judged
        where outcome = 'done' and signs
        union all
        select \(summit), question_id, attendee_id, signed_id, moment()
        from judged
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
            and u.attendee_id = signed.attendee_id)
        union
        select question_id, attendee_id, -1
        from withdrawn
      ),
      changed as (
        select
          v.question_id, sum(v.step) as step,
          coalesce(sum(v.step) filter (where v.attendee_id is distinct from q.author_id), 0) as others
        from moved v
        join attendees p on p.summit_id = \(summit) and p.id = v.attendee_id and p.quarantined_at is null
        join questions q on q.summit_id = \(summit) and q.id = v.question_id
        group by v.question_id
      ),
      counted as (
        update questions q
        set
          upvotes = q.upvotes + c.step,
          others = q.others + c.others,
          wording_locked_at = coalesce(
            q.wording_locked_at, case when q.others + c.others >= 3 then moment() end)
        from changed c
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
      "select latch(\(summit), \(questions))",
    ])
    do {
      return try results[3].map { row in
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
