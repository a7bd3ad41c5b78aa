public import Petitions
public import Postgres

/// What is reported about a question, for those who curate it.
public struct ReportTally: Hashable, Sendable {
  /// By whoever does not count as well.
  public var all: Int
  /// Of those that count: by people who never signed anything, nor asked.
  public var neverSigned: Int
}

extension Store {
  /// An attendee reports a question, once; enough who are present take it off lists and wall until a person looked
  /// (rule 2). A report counts once whoever gave it has been in the room for a while, which is looked at whenever the
  /// question is reported. Reports of people in quarantine are kept and do not count.
  public func report(
    _ question: Question.ID, in summit: Summit.ID, by attendee: Attendee.ID, generation: Int32
  ) async throws -> QuestionWrite {
    try await act(on: question, in: summit, priority: .normal) { transaction, petition in
      let rows = try await transaction.query(
        """
        select
          m.closed_at is not null as summit_closed,
          r.attendee_id is not null as reported
        from attendees a
        join summits m on m.id = a.summit_id
        left join reports r
          on r.summit_id = a.summit_id and r.question_id = \(question) and r.attendee_id = a.id
        where a.summit_id = \(summit)
          and a.id = \(attendee)
          and a.generation <= \(generation)
          and a.erased_at is null
        """)
      guard let row = rows.first else { throw Refusal.attendeeUnknown }
      if try row["reported"] == true { return [] }
      if petition.state == .pending, petition.author != attendee { throw Refusal.questionNotFound }
      guard petition.state == .published else { throw Refusal.questionNotPublished }
      if try row["summit_closed"] == true { throw Refusal.summitClosed }
      return [
        """
        insert into reports (summit_id, question_id, attendee_id, reported_at, present)
        values (\(summit), \(question), \(attendee), moment(), false)
        """,
        Self.countPresent(question, of: petition.session, in: summit),
        Self.holdReported(question, in: summit),
      ]
    }
  }

  /// Who reported and has been in the room for long enough by now counts.
  private static func countPresent(
    _ question: Question.ID, of session: Session.ID?, in summit: Summit.ID
  ) -> SQL {
    """
    update reports r
    set present = true
    from attendees a
    where r.summit_id = \(summit)
      and r.question_id = \(question)
      and not r.present
      and a.summit_id = r.summit_id
      and a.id = r.attendee_id
      and report_counts(
        a.badge_digest is not null,
        (
          select min(t.arrived_at)
          from attendances t
          where t.summit_id = a.summit_id
            and t.attendee_id = a.id
            and t.session_id = coalesce(\(session), t.session_id)),
        moment())
    """
  }

  /// The count of those that count, and whether they hold it: `Publication.holds`.
  private static func holdReported(_ question: Question.ID, in summit: Summit.ID) -> SQL {
    """
    with counted as (
      select
        (
          select count(*)
          from reports r
          join attendees a on a.summit_id = r.summit_id and a.id = r.attendee_id
          where r.summit_id = \(summit)
            and r.question_id = \(question)
            and r.present
            and a.quarantined_at is null) as reports,
        exists (
          select
          from promises p
          where p.summit_id = \(summit) and p.question_id = \(question) and p.state <> 'void') as promised
    ),
    judged as (
      select
        q.summit_id, q.id, c.reports,
        q.state = 'published'
          and q.approved_at is null
          and not c.promised
          and c.reports >= reports_that_hold(q.upvotes) as held
      from counted c
      join questions q on q.summit_id = \(summit) and q.id = \(question)
    )
    update questions q
    set
      reports = j.reports,
      state = case when j.held then 'pending' else q.state end,
      held_for = case when j.held then 'reports' else q.held_for end
    from judged j
    where q.summit_id = j.summit_id and q.id = j.id
    """
  }

  /// What is reported about each of these questions; nothing of those that nobody reported.
  public func reportTallies(
    of questions: [Question.ID], in summit: Summit.ID
  ) async throws(PostgresError) -> [Question.ID: ReportTally] {
    let rows = try await database.query(
      """
      select
        r.question_id, count(*) as everybody,
        count(*) filter (
          where r.present
            and a.quarantined_at is null
            and not exists (
              select from upvotes u where u.summit_id = r.summit_id and u.attendee_id = r.attendee_id)
        ) as never_signed
      from reports r
      join attendees a on a.summit_id = r.summit_id and a.id = r.attendee_id
      where r.summit_id = \(summit) and r.question_id = any (\(questions.map(\.rawValue)))
      group by r.question_id
      """)
    var tallies: [Question.ID: ReportTally] = [:]
    for row in rows {
      tallies[try row["question_id"]] = ReportTally(
        all: try row["everybody"], neverSigned: try row["never_signed"])
    }
    return tallies
  }

  /// Who reported the question and is not in quarantine yet, in the order of their ids.
  public func reporters(of question: Question.ID, in summit: Summit.ID) async throws(PostgresError)
    -> [Attendee.ID]
  {
    try await database.query(
      """
      select r.attendee_id
      from reports r
      join attendees a on a.summit_id = r.summit_id and a.id = r.attendee_id
      where r.summit_id = \(summit) and r.question_id = \(question) and a.quarantined_at is null
      order by r.attendee_id
      """
    ).map { row throws(PostgresError) in try row["attendee_id"] }
  }
}
