public import Petitions
internal import Postgres

extension Store {
  /// An attendee reports a question, once; five who do take it off lists and wall until a person looked (rule 2).
  /// Reports of people in quarantine are kept and do not count.
  public func report(
    _ question: Question.ID, in summit: Summit.ID, by attendee: Attendee.ID, generation: Int32
  ) async throws -> PetitionWrite {
    try await act(on: question, in: summit, priority: .normal) { transaction, petition in
      let rows = try await transaction.query(
        """
        select
          m.closed_at is not null as summit_closed, a.quarantined_at is null as counts,
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
      let counted = try row["counts"] == true ? 1 : 0
      let held = Publication.holds(
        reports: petition.reports + counted, state: petition.state, approved: petition.approvedAt != nil)
      let standing = held ? Question.Standing.pending(.reports) : .published
      return [
        """
        insert into reports (summit_id, question_id, attendee_id, reported_at)
        values (\(summit), \(question), \(attendee), moment())
        """,
        """
        update questions
        set reports = reports + \(counted), state = \(standing.state), held_for = \(standing.hold)
        where summit_id = \(summit) and id = \(question)
        """,
      ]
    }
  }
}
