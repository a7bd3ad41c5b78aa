public import API
public import Storage

extension API.Answer {
  init(_ answer: QuestionRecord.Answer, in summit: SummitRecord) {
    self.init(
      kind: answer.kind, text: answer.text, reason: answer.reason,
      until: answer.deferredTo.map { Timestamp($0, in: summit.zone) }, by: answer.givenAs,
      answeredAt: Timestamp(answer.answeredAt, in: summit.zone),
      editedAt: answer.editedAt.map { Timestamp($0, in: summit.zone) })
  }
}

extension AnswerVersion {
  public init(_ record: AnswerRecord, in summit: SummitRecord) {
    self.init(
      kind: record.kind, text: record.text, reason: record.reason,
      until: record.deferredTo.map { Timestamp($0, in: summit.zone) }, by: record.givenAs,
      givenAt: Timestamp(record.givenAt, in: summit.zone),
      retractedAt: record.retractedAt.map { Timestamp($0, in: summit.zone) },
      questions: record.questions.map(\.description), id: record.id.description)
  }
}
