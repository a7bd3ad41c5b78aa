internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Pages
internal import Storage

/// Lists by state or number: for curators, who see what waits, and for whoever knows a question's number.
@Loop struct QueueList {
  let services: Services
  let scope: QuestionScope
  let summit: SummitRecord

  func response(_ request: Request, _ caller: Caller) async throws -> Response {
    if let number = try request.parameter("number", in: 1...Int(Int32.max)) {
      return try await numbered(number, caller)
    }
    let order = try request.parameter("sort", as: QuestionOrder.self) ?? .top
    let states = try states(request)
    guard states == [.published] || curates(caller) else {
      throw HTTPError(403, "forbidden", "Only curators see questions that are not published.")
    }
    let page = try await services.store.petitions(
      of: scope, in: summit.id, order: order, states: states,
      limit: request.parameter("limit", in: 1...100) ?? 50, after: services.cursor(request, order, in: summit)
    )
    return try await answer(
      page.petitions, next: page.next.map { services.sealed($0, in: summit) }, caller)
  }

  private func numbered(_ number: Int, _ caller: Caller) async throws -> Response {
    guard let addressee = scope.addressee else {
      throw HTTPError.broken(
        "session_needed", field: "number",
        "Numbers count within a session, within what an organisation is asked, or with addressee=summit.")
    }
    let petition = try await services.store.petition(number: number, of: addressee, in: summit.id)
    return try await answer(petition.map { [$0] } ?? [], next: nil, caller)
  }

  private func answer(_ petitions: [QuestionRecord], next: String?, _ caller: Caller) async throws -> Response
  {
    var questions = try await services.questions(petitions, for: caller, in: summit)
    if curates(caller) { try await addLookalikes(to: &questions, of: petitions) }
    let bytes = try API.QuestionList(questions: questions, next: next).json
    return Response(
      200, Response.personal, Content("application/json", bytes: bytes, tag: fingerprint(bytes)))
  }

  /// What a curator could merge those that wait into.
  private func addLookalikes(to questions: inout [API.Question], of petitions: [QuestionRecord]) async throws
  {
    let waiting = petitions.filter { $0.state == .pending }
    guard !waiting.isEmpty else { return }
    let lookalikes = try await services.store.lookalikes(of: waiting.map(\.id), in: summit.id)
    let byID = Dictionary(uniqueKeysWithValues: waiting.map { ($0.id.description, lookalikes[$0.id] ?? []) })
    for place in questions.indices {
      questions[place].similar = byID[questions[place].id]?.map {
        API.Lookalike(id: $0.id.description, number: $0.number, text: $0.text, state: $0.state)
      }
    }
  }

  private func curates(_ caller: Caller) -> Bool {
    guard case .official(let record) = caller else { return false }
    let session: Petitions.Session.ID? = if case .session(let id) = scope { id } else { nil }
    return record.curates(session, in: summit.id)
  }

  /// `state=pending,published`, or `all`.
  private func states(_ request: Request) throws -> Set<Petitions.Question.State> {
    guard let text = request.parameter("state") else { return [.published] }
    if text == "all" { return Set(Petitions.Question.State.allCases) }
    var states: Set<Petitions.Question.State> = []
    for name in text.split(separator: ",") {
      guard let state = Petitions.Question.State(rawValue: String(name)) else {
        let known = Petitions.Question.State.allCases.map(\.rawValue).joined(separator: ", ")
        throw HTTPError.broken("one_of", field: "state", "state is all, or some of \(known).")
      }
      states.insert(state)
    }
    return states
  }
}
