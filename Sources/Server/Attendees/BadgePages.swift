internal import API
internal import EventLoop
internal import HTTP
internal import Pages
internal import Storage

/// Joining with a badge from a page: a badge's QR code opens the programme or a session with the code filled in, and
/// the form is sent to that same page.
struct BadgePages: Resource {
  let services: Services

  var routes: [Route] {
    [
      .post("/:summit", joinSummit),
      .post("/:summit/:session", joinSession),
    ]
  }

  private func joinSummit(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let page = ProgrammePageModel(services: services, request: request, summit: summit)
    return try await join(request, summit, then: "/\(summit.slug)?done=badge#notice") { problem, code in
      try await page.response(refusing: problem, badge: code)
    }
  }

  private func joinSession(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    let page = SessionPageModel(services: services, request: request, summit: summit, session: session)
    let path = "/\(summit.slug)/\(session.slug)"
    return try await join(request, summit, then: path + "?done=badge#notice") { problem, code in
      try await page.response(
        telling: .init(problem: problem, badgeForm: BadgeForm(action: path, code: code)),
        status: problem.status)
    }
  }

  private func join(
    _ request: Request, _ summit: SummitRecord, then location: String,
    refused: @Loop (API.Problem, _ code: String) async throws -> Response
  ) async throws -> Response {
    try services.requireSameOrigin(request)
    let code = try request.form()["badge"] ?? ""
    do {
      let (_, token) = try await services.join(summit, badge: code, for: request)
      return .redirect(to: location, services.cookies(token, for: summit))
    } catch {
      let problem = try pageProblem(error)
      return try await refused(problem, code)
    }
  }
}

extension BadgeForm {
  /// For an act that waits for a badge: it is sent to where that act was, with its fields.
  @Loop init(action: String, of form: Query, _ names: [String]) {
    let fields = names.compactMap { name in form[name].map { Field(name: name, value: $0) } }
    self.init(action: action, code: form["badge"] ?? "", fields: fields)
  }
}

extension SessionPageModel.Outcome {
  /// Why an act was refused, with what was typed; where a badge is missing or unknown, with the form that asks for it
  /// and carries the act along. Who joined by it has joined all the same: `cookies` say so.
  @Loop init(
    refusing error: any Error, of act: BadgeForm, draft: PageContext.Draft = .init(),
    granting cookies: [Header]
  ) throws {
    let problem = try pageProblem(error)
    self.init(problem: problem, joined: !cookies.isEmpty)
    if problem.field == "badge" { badgeForm = act } else { self.draft = draft }
  }

  var status: Int { problem?.status ?? 200 }
}
