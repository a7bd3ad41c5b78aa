public import Petitions
internal import Postgres

internal import struct Foundation.Date

extension Store {
  /// Takes the last answer back, on all questions that it covers, right after it was given: everything is as it was
  /// before. Who gave it may, and organizers. `named`: only while that is the last; once more changes nothing. Unless
  /// done deliberately, whoever answered the question before means their own answer, and nothing that others decided
  /// about the question since is undone.
  public func retractAnswer(
    _ named: Answer.ID? = nil, to question: Question.ID, in summit: Summit.ID, by answerer: Answerer,
    isDeliberate: Bool = false
  ) async throws -> AnswerWrite {
    try await deciding(in: summit) { transaction in
      guard let row = try await transaction.query(Self.petition(question, in: summit)).first else {
        throw Refusal.questionNotFound
      }
      let petition = try QuestionRecord(row)
      try answerer.checkReach(petition)
      if petition.state == .merged { throw Refusal.questionMerged }
      if let named, named != petition.answer?.id {
        let gone = try await transaction.query(
          "select from answers where summit_id = \(summit) and id = \(named) and retracted_at is not null")
        if gone.isEmpty { throw try await decidedSince(petition, transaction) }
        return AnswerWrite(petition: petition, changed: false, sessions: [])
      }
      guard let answer = petition.answer?.id else { throw Refusal.notAnswered }
      let given = try await transaction.query(
        """
        select
          given_by, given_at, moment() as now,
          array(
            select question_id
            from answer_questions
            where summit_id = a.summit_id and answer_id = a.id
            order by question_id) as questions,
          exists (
            select
            from answer_questions aq
            join questions q on q.summit_id = aq.summit_id and q.id = aq.question_id
            where aq.summit_id = a.summit_id
              and aq.answer_id = a.id
              and q.answer_id is distinct from a.id) as superseded
        from answers a
        where summit_id = \(summit) and id = \(answer)
        """)
      guard let given = given.first else { throw Refusal.notAnswered }
      let giver: AccessToken.ID? = try given["given_by"]
      if !isDeliberate, let token = answerer.token {
        try await checkNothingSince(answer, by: giver, petition, token, transaction)
      }
      if answerer.giver != .organizer, giver != answerer.token { throw StorageRefusal.notGiver }
      try Answer.checkRetracting(givenAt: try given["given_at"], at: try given["now"])
      if try given["superseded"] == true { throw Refusal.answerSuperseded }
      let ids: [Question.ID] = try given["questions"]
      let token = answerer.token
      // Whoever takes their own back undoes it; another's, that is a decision of its own.
      let noted =
        token != nil && giver == token
        ? [Self.unanswered(answer, in: summit)]
        : ids.map { Self.noted("retract", on: $0, answer: answer, in: summit, by: token) }
      _ = try await transaction.pipeline(noted + Self.retract(answer, of: ids, by: answerer, in: summit))
      return try await answered(question, among: ids, in: summit, transaction)
    }
  }

  private static func unanswered(_ answer: Answer.ID, in summit: Summit.ID) -> SQL {
    """
    update acts
    set taken_back_at = moment()
    where summit_id = \(summit) and answer_id = \(answer) and action = 'answer'
    """
  }

  private func decidedSince(_ petition: QuestionRecord, _ transaction: Transaction) async throws
    -> StorageRefusal
  {
    let newest = try await transaction.query(Self.newest(on: [petition.id], in: petition.summit)).first
    return try newest.map { .decidedSince(try LaterAct($0)) } ?? .changedSince(petition)
  }

  /// Somebody else's answer is not taken back for one's own, nor one's own where others decided about the question
  /// since; what the wall shows is no such decision.
  private func checkNothingSince(
    _ answer: Answer.ID, by giver: AccessToken.ID?, _ petition: QuestionRecord, _ token: AccessToken.ID,
    _ transaction: Transaction
  ) async throws {
    let (question, summit) = (petition.id, petition.summit)
    let rows = try await transaction.query(
      """
      select
        exists (
          select
          from acts
          where summit_id = \(summit)
            and question_id = \(question)
            and action = 'answer'
            and done_by = \(token)
        ) as answered,
        (
          select later.done_by is distinct from \(token)
          from acts a
          join acts later on later.summit_id = a.summit_id and later.question_id = a.question_id and later.id > a.id
          where a.summit_id = \(summit)
            and a.question_id = \(question)
            and a.action = 'answer'
            and a.answer_id = \(answer)
            and later.taken_back_at is null
            and later.action not in ('highlight', 'unhighlight')
          order by later.id desc
          limit 1
        ) is true as decided
      """)
    guard let row = rows.first else { return }
    let isOwn = giver == token
    if try isOwn ? row["decided"] == true : row["answered"] == true {
      throw try await decidedSince(petition, transaction)
    }
  }

  private static func retract(
    _ answer: Answer.ID, of ids: [Question.ID], by answerer: Answerer, in summit: Summit.ID
  ) -> [SQL] {
    let questions = ids.map(\.rawValue)
    return [
      "update answers set retracted_at = moment() where summit_id = \(summit) and id = \(answer)",
      // What was met or closed meanwhile is as it would have been without the answer.
      """
      update promises p
      set
        state = coalesce(aq.previous_promise_state, promise_after(before.kind)),
        deferred_to = aq.previous_deferred_to,
        settled_at = case
          when aq.previous_promise_state is not null then aq.previous_settled_at
          when settles(before.kind) then p.met_at
        end
      from answer_questions aq
      left join answers before on before.summit_id = aq.summit_id and before.id = aq.previous_answer_id
      where aq.summit_id = \(summit)
        and aq.answer_id = \(answer)
        and p.summit_id = aq.summit_id
        and p.question_id = aq.question_id
      """,
      """
      update questions q
      set
        answer_id = aq.previous_answer_id,
        outcome = case
          when q.state in ('withdrawn', 'rejected', 'merged') then q.outcome
          when aq.previous_outcome is not null then aq.previous_outcome
          when m.closed_at is null then null
          else outcome_of(q.state, aq.previous_promise_state, before.kind)
        end
      from answer_questions aq
      join summits m on m.id = aq.summit_id
      left join answers before on before.summit_id = aq.summit_id and before.id = aq.previous_answer_id
      where aq.summit_id = \(summit)
        and aq.answer_id = \(answer)
        and q.summit_id = aq.summit_id
        and q.id = aq.question_id
      """,
      // What was said of it goes with it, unless there is another to judge.
      """
      delete from verdicts v
      using questions q
      where q.summit_id = \(summit)
        and q.id = any (\(questions))
        and v.summit_id = q.summit_id
        and v.question_id = q.id
        and v.given_at >= (select given_at from answers where summit_id = \(summit) and id = \(answer))
        and not exists (
          select
          from answers a
          where a.summit_id = q.summit_id and a.id = q.answer_id and is_judged(a.kind))
      """,
      """
      select record(\(summit), 'answer.retracted', jsonb_build_object(
        'questions', to_jsonb(\(questions)), 'by', \(answerer.giver)))
      """,
      "select recount(\(summit), \(questions))",
      "select review_promises(\(summit), \(questions))",
    ]
  }
}
