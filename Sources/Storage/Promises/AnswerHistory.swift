public import Petitions
public import Postgres

public import struct Foundation.Date

/// What was answered to a question at one time: the newest that was not taken back stands.
public struct AnswerRecord: Hashable, Sendable, Identifiable {
  public var id: Answer.ID
  public var kind: Answer.Kind
  public var text: String?
  public var reason: Answer.Reason?
  /// To when it was put off.
  public var deferredTo: Date?
  /// As whom it was given.
  public var givenAs: Answer.Giver
  public var givenAt: Date
  /// When it was taken back, where it was.
  public var retractedAt: Date?
  /// All questions that it covers, this one among them.
  public var questions: [Question.ID]
}

extension Store {
  /// Everything that was answered to a question, the newest first.
  public func answers(
    to question: Question.ID, in summit: Summit.ID
  ) async throws(PostgresError) -> [AnswerRecord] {
    try await database.query(
      """
      select
        a.*,
        array(
          select also.question_id
          from answer_questions also
          where also.summit_id = a.summit_id and also.answer_id = a.id
          order by also.question_id) as questions
      from answer_questions aq
      join answers a on a.summit_id = aq.summit_id and a.id = aq.answer_id
      where aq.summit_id = \(summit) and aq.question_id = \(question)
      order by a.id desc
      """
    ).map { row throws(PostgresError) in try AnswerRecord(row) }
  }
}

extension AnswerRecord {
  fileprivate init(_ row: Row) throws(PostgresError) {
    self.init(
      id: try row["id"], kind: try row["kind"], text: try row["text"], reason: try row["reason"],
      deferredTo: try row["deferred_to"], givenAs: try row["given_as"], givenAt: try row["given_at"],
      retractedAt: try row["retracted_at"], questions: try row["questions"])
  }
}
