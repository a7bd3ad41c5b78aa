internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Representations
internal import Storage
internal import Tokens

/// Questions: listed, asked, shown, changed, withdrawn, reported.
struct Questions: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get(
        "/api/v1/summits/:summit/sessions/:session/questions", prompt: ofSessionFromMemory, ofSession),
      .post("/api/v1/summits/:summit/sessions/:session/questions", askSession),
      .get("/api/v1/summits/:summit/organisations/:organisation/questions", ofOrganisation),
      .get("/api/v1/summits/:summit/questions", ofSummit),
      .post("/api/v1/summits/:summit/questions", askSummit),
      .post("/api/v1/summits/:summit/organisations/:organisation/questions", askOrganisation),
      .get("/api/v1/summits/:summit/questions/:question", show),
      .patch("/api/v1/summits/:summit/questions/:question", change),
      .delete("/api/v1/summits/:summit/questions/:question", withdraw),
      .put("/api/v1/summits/:summit/questions/:question/report", report),
    ]
  }

  // MARK: Lists

  /// What strangers read, most of all while a hall looks on: rendered once a change, kept until the next.
  private func ofSessionFromMemory(_ request: Request, _ reply: Reply) throws -> Bool {
    guard request.header("Authorization") == nil, request.header("Cookie") == nil,
      request.parameter("number") == nil, ["published", nil].contains(request.parameter("state")),
      let summit = services.directory.known(summit: try request.segment("summit")),
      let session = services.directory.known(session: try request.segment("session"), in: summit)
    else { return false }
    let order = try order(request)
    guard
      let list = services.live.knownQuestions(
        of: .session(session.id), in: summit, order: order, limit: try limit(request),
        after: try services.cursor(request, order, in: summit))
    else { return false }
    reply(Response(200, Response.shared, list.shared))
    return true
  }

  private func ofSession(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    return try await list(.session(session.id), request, summit)
  }

  private func ofOrganisation(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let organisation = try await services.organisation(of: request, in: summit)
    return try await list(.organisation(organisation.id), request, summit)
  }

  /// All of them, or with `addressee=summit` those that the summit itself is asked.
  private func ofSummit(_ request: Request) async throws -> Response {
    let scope: QuestionScope
    switch request.parameter("addressee") {
    case nil: scope = .everything
    case "summit": scope = .summit
    default: throw HTTPError.broken("one_of", field: "addressee", "addressee is summit or absent.")
    }
    return try await list(scope, request, services.directory.summit(of: request))
  }

  private func list(
    _ scope: QuestionScope, _ request: Request, _ summit: SummitRecord
  ) async throws -> Response {
    let caller = try await services.caller(of: request, in: summit)
    // Those that are published are the same list by whatever name, but to whoever curates them.
    let isPlain = ["published", nil].contains(request.parameter("state"))
    if request.parameter("number") != nil || !isPlain
      || request.parameter("state") != nil && caller.isOfficial
    {
      return try await QueueList(services: services, scope: scope, summit: summit).response(request, caller)
    }
    let order = try order(request)
    let list = try await services.live.questions(
      of: scope, in: summit, for: caller.attendee, order: order, limit: limit(request),
      after: services.cursor(request, order, in: summit))
    guard case .attendee(let me) = caller,
      let signed = try await services.store.ownVotes(
        among: list.ids, by: me.id, generation: me.generation, in: summit.id)
    else { return Response(200, Response.shared, list.shared) }
    return Response(
      200, Response.personal,
      list.content(for: me.id, upvoted: signed.upvoted, verdicts: signed.verdicts))
  }

  private func order(_ request: Request) throws -> QuestionOrder {
    try request.parameter("sort", as: QuestionOrder.self) ?? .top
  }

  private func limit(_ request: Request) throws -> Int { try request.parameter("limit", in: 1...100) ?? 50 }

  // MARK: Asking

  private func askSession(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    return try await ask(.session(session.id), request, summit)
  }

  private func askSummit(_ request: Request) async throws -> Response {
    try await ask(.summit, request, services.directory.summit(of: request))
  }

  private func askOrganisation(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let organisation = try await services.organisation(of: request, in: summit)
    return try await ask(.organisation(organisation.id), request, summit)
  }

  private func ask(
    _ addressee: Asking.Addressee, _ request: Request, _ summit: SummitRecord
  ) async throws -> Response {
    let me = try await services.requireAttendee(request, in: summit)
    let new = try request.body(NewQuestion.self)
    let (petition, receipt) = try await services.ask(
      addressee, by: me, text: new.text, name: new.name, key: request.header("Idempotency-Key"), in: summit)
    var question = API.Question(whole: petition, in: summit)
    (question.upvoted, question.mine, question.receipt) = (true, true, receipt)
    return try .json(
      question, status: 201,
      [Header("Location", "/api/v1/summits/\(summit.slug)/questions/\(petition.id)")])
  }

  // MARK: One

  private func show(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let id = try request.segment("question", as: Petitions.Question.ID.self)
    let caller = try await services.caller(of: request, in: summit)
    guard let petition = try await services.store.petition(id, in: summit.id) else {
      throw Petitions.Refusal.questionNotFound
    }
    let question = try await services.question(petition, for: caller, in: summit)
    let bytes = try question.json
    let isShared = if case .stranger = caller { true } else { false }
    return Response(
      200, isShared ? Response.shared : Response.personal,
      Content("application/json", bytes: bytes, tag: fingerprint(bytes)))
  }

  private func change(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let id = try request.segment("question", as: Petitions.Question.ID.self)
    let caller = try await services.caller(of: request, in: summit)
    let change = try request.body(QuestionChange.self)
    let dryRun = try request.flag("dryRun")
    let write: QuestionWrite
    if let action = change.action {
      write = try await services.curate(id, by: caller, action, change, in: summit, dryRun: dryRun)
    } else {
      if dryRun { throw HTTPError.broken("curators_only", field: "dryRun", "dryRun goes with an action.") }
      write = try await services.edit(id, by: services.author(caller, of: id), change, in: summit)
    }
    if !dryRun { services.changed(write) }
    var question = try await services.question(write.petition, for: caller, in: summit)
    if !dryRun { question.act = write.act?.description }
    return try .json(question)
  }

  private func withdraw(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let id = try request.segment("question", as: Petitions.Question.ID.self)
    let caller = try await services.caller(of: request, in: summit)
    let write = try await services.store.withdraw(id, in: summit.id, by: services.author(caller, of: id))
    services.changed(write)
    return try .json(try await services.question(write.petition, for: caller, in: summit))
  }

  private func report(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let id = try request.segment("question", as: Petitions.Question.ID.self)
    let me = try await services.requireAttendee(request, in: summit)
    services.changed(
      try await services.store.report(id, in: summit.id, by: me.id, generation: me.generation))
    return Response(204)
  }
}
