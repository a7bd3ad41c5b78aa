public import Petitions
internal import Postgres

extension Store {
  /// Someone who signed says whether the answer answered it, or says otherwise than before (rule 7); of a merged
  /// question, the one that counts for it is judged. People in quarantine may, and do not count.
  public func judge(
    _ question: Question.ID, in summit: Summit.ID, answered: Bool, by attendee: Attendee.ID, generation: Int32
  ) async throws -> QuestionWrite {
    try await deciding(in: summit, priority: .normal) { transaction in
      let petition = try await judged(question, in: summit, transaction)
      let rows = try await transaction.query(
        """
        select
          a.quarantined_at is null as counts, v.answered as before,
          exists (
            select
            from upvotes u
            where u.summit_id = a.summit_id and u.question_id = \(petition.id) and u.attendee_id = a.id) as signed
        from attendees a
        left join verdicts v
          on v.summit_id = a.summit_id and v.question_id = \(petition.id) and v.attendee_id = a.id
        where a.summit_id = \(summit)
          and a.id = \(attendee)
          and a.generation <= \(generation)
          and a.erased_at is null
        """)
      guard let row = rows.first else { throw Refusal.attendeeUnknown }
      if petition.state == .pending, petition.author != attendee { throw Refusal.questionNotFound }
      guard petition.state == .published || petition.state == .hidden else {
        throw Refusal.questionNotPublished
      }
      try Verdict.check(on: petition.answer?.kind, isSigner: try row["signed"])
      let before: Bool? = try row["before"]
      if before == answered { return try await unchanged(petition.id, in: summit, transaction) }
      let counts: Bool = try row["counts"]
      _ = try await transaction.pipeline([
        """
        insert into verdicts (summit_id, question_id, attendee_id, answered, given_at)
        values (\(summit), \(petition.id), \(attendee), \(answered), moment())
        on conflict (summit_id, question_id, attendee_id) do update set
          answered = excluded.answered,
          given_at = excluded.given_at
        """,
        Self.count(answered, instead: before, of: petition.id, in: summit, counts: counts),
      ])
      return try await written(petition.id, in: summit, transaction)
    }
  }

  /// The question itself, or the one that counts for it.
  private func judged(
    _ question: Question.ID, in summit: Summit.ID, _ transaction: Transaction
  ) async throws -> QuestionRecord {
    guard let row = try await transaction.query(Self.petition(question, in: summit)).first else {
      throw Refusal.questionNotFound
    }
    let petition = try QuestionRecord(row)
    guard let survivor = petition.mergedInto else { return petition }
    guard let row = try await transaction.query(Self.petition(survivor.id, in: summit)).first else {
      throw Refusal.questionNotFound
    }
    return try QuestionRecord(row)
  }

  private static func count(
    _ answered: Bool, instead before: Bool?, of question: Question.ID, in summit: Summit.ID, counts: Bool
  ) -> SQL {
    let yes = (answered ? 1 : 0) - (before == true ? 1 : 0)
    let no = (answered ? 0 : 1) - (before == false ? 1 : 0)
    return """
      update questions
      set verdicts_yes = verdicts_yes + \(yes), verdicts_no = verdicts_no + \(no)
      where summit_id = \(summit) and id = \(question) and \(counts)
      """
  }
}
