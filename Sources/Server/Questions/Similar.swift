internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Storage

/// What was asked already, for whoever is typing: sign this one instead (rule 11).
struct Similar: Resource {
  let services: Services

  var routes: [Route] { [.get("/api/v1/summits/:summit/sessions/:session/similar", find)] }

  private func find(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    let caller = try await services.caller(of: request, in: summit)
    guard let typed = request.parameter("text") else {
      throw HTTPError.broken("required", field: "text", "text is what has been typed so far.")
    }
    let text = try typedText(typed)
    let petitions = try await services.live.similar(
      to: text, of: session.id, in: summit, for: caller.attendee)
    let questions = try await services.questions(petitions, for: caller, in: summit)
    let bytes = try API.SimilarQuestions(questions: questions).json
    let isShared = if case .stranger = caller { true } else { false }
    return Response(
      200, isShared ? Response.shared : Response.personal,
      Content("application/json", bytes: bytes, tag: fingerprint(bytes)))
  }

  private func typedText(_ text: String) throws -> TypedText {
    do { return try TypedText(text) } catch { throw HTTPError(error, field: "text") }
  }
}

extension Services {
  /// Published questions of the same session that say what was just asked.
  func similar(to asked: QuestionRecord) async throws -> [QuestionRecord] {
    guard let session = asked.session, let words = asked.text, let text = try? TypedText(words) else {
      return []
    }
    return try await store.similar(to: text, of: session, in: asked.summit).filter { $0.id != asked.id }
  }
}
