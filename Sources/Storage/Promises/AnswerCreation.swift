public import Petitions
internal import Postgres

public import struct Foundation.Date

/// An answer as it is handed in (rule 7).
public struct Answering: Sendable {
  public var question: Question.ID
  /// The others that it covers. Nil: those that share the answer that stands.
  public var others: [Question.ID]?
  public var content: Answer.Content
  /// When it was said on stage; nil for now, and for answers that were not.
  public var saidAt: Date?
  public var answerer: Answerer

  public init(
    to question: Question.ID, andTo others: [Question.ID]? = nil, _ content: Answer.Content,
    saidAt: Date? = nil, by answerer: Answerer
  ) {
    (self.question, self.others, self.content) = (question, others, content)
    (self.saidAt, self.answerer) = (saidAt, answerer)
  }

  /// One answer covers so many questions at most.
  public static let mostQuestions = 100
}

/// What an answer changed: the question in hand, and all that it covers.
public struct AnswerWrite: Sendable {
  public var petition: QuestionRecord
  /// False where everything was so already.
  public var changed: Bool
  /// The sessions whose screens and phones show something else now.
  public var sessions: Set<Session.ID>
}

extension Store {
  /// Gives an answer to one question or several, all or none of them. What was answered already is answered in other
  /// words from now on. The same once more changes nothing.
  public func answer(_ answering: Answering, in summit: Summit.ID) async throws -> AnswerWrite {
    try await deciding(in: summit) { transaction in
      let ids = try await covered(by: answering, in: summit, transaction)
      let covered = try await transaction.query(Self.answerable(ids, answering, in: summit)).map(
        Answerable.init)
      guard covered.count == ids.count,
        let asked = covered.first(where: { $0.petition.id == answering.question })
      else { throw Refusal.questionNotFound }
      for question in covered { try answering.answerer.checkReach(question.petition) }
      if covered.allSatisfy(\.stands), Set(covered.map(\.petition.answer?.id)).count == 1,
        asked.sharing == covered.count
      {
        return AnswerWrite(petition: asked.petition, changed: false, sessions: [])
      }
      for question in covered { try question.check(answering) }
      let given = try await transaction.query(Self.give(answering, in: summit))
      guard let answer: Answer.ID = try given.first?["id"] else { throw Refusal.questionNotFound }
      let token = answering.answerer.token
      _ = try await transaction.pipeline(
        ids.map { Self.noted("answer", on: $0, answer: answer, in: summit, by: token) }
          + [
            Self.cover(ids, by: answer, answering, in: summit), Self.shows(answer, of: answering, in: summit),
          ]
          + covered.compactMap { $0.promiseKept(by: answering) }
          + [Self.recordAnswer(answer, to: ids, answering, in: summit)])
      return try await answered(answering.question, among: ids, in: summit, transaction)
    }
  }

  /// Ends a write of an answer: each question it covers has changed.
  func answered(
    _ question: Question.ID, among ids: [Question.ID], in summit: Summit.ID, _ transaction: Transaction
  ) async throws -> AnswerWrite {
    let results = try await transaction.pipeline(
      ["select latch(\(summit), \(ids.map(\.rawValue)))"] + ids.map { Self.touch($0, in: summit) } + [
        Self.petition(question, in: summit),
        """
        select distinct session_id
        from questions
        where summit_id = \(summit) and id = any (\(ids.map(\.rawValue))) and session_id is not null
        """,
      ])
    guard let row = results[results.count - 2].first else { throw Refusal.questionNotFound }
    let sessions: [Session.ID] = try results[results.count - 1].map { try $0["session_id"] }
    return AnswerWrite(petition: try QuestionRecord(row), changed: true, sessions: Set(sessions))
  }

  /// The questions that the answer is to cover, in the order of their ids.
  private func covered(
    by answering: Answering, in summit: Summit.ID, _ transaction: Transaction
  ) async throws -> [Question.ID] {
    if let others = answering.others { return Set(others + [answering.question]).sorted() }
    let sharing: [Question.ID] = try await transaction.query(
      """
      select same.id
      from questions q
      join questions same on same.summit_id = q.summit_id and same.answer_id = q.answer_id
      where q.summit_id = \(summit) and q.id = \(answering.question) and same.state in ('published', 'hidden')
      """
    ).map { try $0["id"] }
    return Set(sharing + [answering.question]).sorted()
  }

  private static func give(_ answering: Answering, in summit: Summit.ID) -> SQL {
    let content = answering.content
    return """
      insert into answers (summit_id, kind, text, reason, deferred_to, given_as, given_by, given_at)
      values (
        \(summit), \(content.kind), \(content.text?.value), \(content.reason), \(content.deferredTo),
        \(answering.answerer.giver), \(answering.answerer.token), moment())
      returning id
      """
  }

  /// When a question was first answered stays, unless it is said when that was on stage; what only put it off was no
  /// answer. How everything stood before is kept, for taking it back.
  private static func cover(
    _ ids: [Question.ID], by answer: Answer.ID, _ answering: Answering, in summit: Summit.ID
  ) -> SQL {
    """
    insert into answer_questions (
      summit_id, answer_id, question_id, answered_at, edited_at, previous_answer_id, previous_outcome,
      previous_promise_state, previous_deferred_to, previous_settled_at)
    select
      q.summit_id, \(answer), q.id,
      coalesce(\(answering.saidAt), case when settles(before.kind) then first.answered_at end, moment()),
      case when settles(before.kind) then moment() end,
      q.answer_id, q.outcome, p.state, p.deferred_to, p.settled_at
    from questions q
    left join answers before on before.summit_id = q.summit_id and before.id = q.answer_id
    left join answer_questions first
      on first.summit_id = q.summit_id and first.question_id = q.id and first.answer_id = q.answer_id
    left join promises p on p.summit_id = q.summit_id and p.question_id = q.id
    where q.summit_id = \(summit) and q.id = any (\(ids.map(\.rawValue)))
    """
  }

  /// From now on it is the one that stands. A closed summit's question has another outcome.
  private static func shows(_ answer: Answer.ID, of answering: Answering, in summit: Summit.ID) -> SQL {
    let outcome: String? =
      switch answering.content {
      case .live, .written: "answered"
      case .declined: "declined"
      case .deferred: nil
      }
    return """
      update questions q
      set
        answer_id = \(answer),
        outcome = case when m.closed_at is not null then coalesce(\(outcome), q.outcome) else q.outcome end
      from answer_questions aq
      join summits m on m.id = aq.summit_id
      where aq.summit_id = \(summit)
        and aq.answer_id = \(answer)
        and q.summit_id = aq.summit_id
        and q.id = aq.question_id
      """
  }

  /// In the ledger stands a digest of the words: an answer is a public statement, and no secret.
  private static func recordAnswer(
    _ answer: Answer.ID, to ids: [Question.ID], _ answering: Answering, in summit: Summit.ID
  ) -> SQL {
    """
    select record(\(summit), 'answer.given', jsonb_build_object(
      'questions', to_jsonb(\(ids.map(\.rawValue))),
      'answer', a.kind,
      'reason', a.reason,
      'until', iso(a.deferred_to),
      'by', a.given_as,
      'saidAt', iso(\(answering.saidAt)::timestamptz),
      'edited', nullif(exists (
        select
        from answer_questions aq
        where aq.summit_id = a.summit_id and aq.answer_id = a.id and aq.edited_at is not null), false),
      'digest', encode(sha256(convert_to(a.text, 'UTF8')), 'hex')))
    from answers a
    where a.summit_id = \(summit) and a.id = \(answer)
    """
  }
}
