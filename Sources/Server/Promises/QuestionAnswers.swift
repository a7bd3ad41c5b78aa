internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Representations
internal import Storage

/// Answers: given, put in other words, taken back; and all that was ever answered to a question.
struct QuestionAnswers: Resource {
  let services: Services

  var routes: [Route] {
    [
      .put("/api/v1/summits/:summit/questions/:question/answer", answer),
      .delete("/api/v1/summits/:summit/questions/:question/answer", retract),
      .get("/api/v1/summits/:summit/questions/:question/answers", history),
    ]
  }

  private func answer(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let id = try request.segment("question", as: Petitions.Question.ID.self)
    let official = try await services.requireOfficial(request, in: summit)
    let new = try request.body(NewAnswer.self)
    let write = try await services.store.answer(
      Answering(
        to: id, andTo: try new.others(), try new.content(), saidAt: new.at?.date,
        by: try official.answerer(in: summit)),
      in: summit.id)
    return try await answered(write, official, in: summit)
  }

  private func retract(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let id = try request.segment("question", as: Petitions.Question.ID.self)
    let official = try await services.requireOfficial(request, in: summit)
    let named = try request.parameter("answer").map { text in
      guard let answer = Petitions.Answer.ID(text) else {
        throw HTTPError.broken("known", field: "answer", "answer is the id of an answer.")
      }
      return answer
    }
    let write = try await services.store.retractAnswer(
      named, to: id, in: summit.id, by: try official.answerer(in: summit), isDeliberate: named != nil)
    return try await answered(write, official, in: summit)
  }

  private func answered(
    _ write: AnswerWrite, _ official: AccessTokenRecord, in summit: SummitRecord
  ) async throws -> Response {
    if write.changed { services.changed(.decisions, of: write.sessions, in: summit.id) }
    return try .json(try await services.question(write.petition, for: .official(official), in: summit))
  }

  private func history(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let id = try request.segment("question", as: Petitions.Question.ID.self)
    let caller = try await services.caller(of: request, in: summit)
    guard let petition = try await services.store.petition(id, in: summit.id) else {
      throw Petitions.Refusal.questionNotFound
    }
    // Throws where the caller may not even know of it.
    _ = try await services.question(petition, for: caller, in: summit)
    let organizes = if case .official(let record) = caller { record.organizes(summit.id) } else { false }
    let merged = try await services.store.merged([petition], in: summit.id)[petition.id]
    let showsWords = organizes || petition.publicity(merged: merged).showsAnswer
    let answers = try await services.store.answers(to: id, in: summit.id).map { record in
      var version = AnswerVersion(record, in: summit)
      if !showsWords || !organizes && record.retractedAt != nil { version.text = nil }
      return version
    }
    return try .json(AnswerHistory(answers: answers), [Response.vary])
  }
}

extension AccessTokenRecord {
  /// As whom it answers here.
  func answerer(in summit: SummitRecord) throws(HTTPError) -> Answerer {
    if organizes(summit.id) { return .organizer(id) }
    if self.summit == summit.id {
      if role == .speaker, let session { return .speaker(of: session, id) }
      if role == .organisation, let organisation { return .organisation(organisation, id) }
    }
    throw HTTPError(403, "forbidden", "Organizers answer, and speakers and organisations for themselves.")
  }
}

extension NewAnswer {
  fileprivate func content() throws -> Petitions.Answer.Content {
    try refuseForeignKeys()
    let text = try text.map(answerText)
    switch kind {
    case .live: return .live(text)
    case .written:
      guard let text else {
        throw HTTPError.broken("required", field: "text", "A written answer has a text.")
      }
      return .written(text)
    case .deferred:
      guard let until else { throw HTTPError.broken("required", field: "until", "until says to when.") }
      return .deferred(to: until.date, text)
    case .declined:
      guard let reason else {
        throw HTTPError.broken("required", field: "reason", "Declining needs a reason.")
      }
      return .declined(reason, text)
    }
  }

  /// What does not belong to the kind was meant for another.
  private func refuseForeignKeys() throws(HTTPError) {
    let keys: [(field: String, isGiven: Bool, kind: Petitions.Answer.Kind)] = [
      ("reason", reason != nil, .declined), ("until", until != nil, .deferred), ("at", at != nil, .live),
    ]
    for key in keys where key.isGiven && key.kind != kind {
      throw .broken(
        "not_with_kind", field: key.field, "\(key.field) goes with a \(key.kind.rawValue) answer.")
    }
  }

  private func answerText(_ text: String) throws(HTTPError) -> AnswerText {
    do { return try AnswerText(text) } catch {
      throw HTTPError(error, field: "text", length: AnswerText.length)
    }
  }

  fileprivate func others() throws(HTTPError) -> [Petitions.Question.ID]? {
    guard let questions else { return nil }
    guard questions.count < Answering.mostQuestions else {
      throw .broken(
        "count", field: "questions", "One answer covers \(Answering.mostQuestions) questions at most.")
    }
    var ids: [Petitions.Question.ID] = []
    for (place, text) in questions.enumerated() {
      guard let id = Petitions.Question.ID(text) else {
        throw .broken("known", field: "questions.\(place)", "questions are ids of questions.")
      }
      ids.append(id)
    }
    return ids
  }
}
