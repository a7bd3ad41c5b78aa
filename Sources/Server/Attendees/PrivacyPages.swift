internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Pages
internal import Representations
internal import Storage

/// What is kept, and by whom; what is held about whoever reads, and its erasure. All of it without JavaScript.
struct PrivacyPages: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/:summit/privacy", notice),
      .get("/:summit/privacy/me", held),
      .post("/:summit/privacy/me", erase),
    ]
  }

  private func notice(_ request: Request) async throws -> Response {
    let page = PageRequest(request: request, services: services)
    let summit = try await services.directory.summit(of: request)
    let context = page.context(for: summit)
    return page.response(PrivacyPage(summit: API.Summit(summit), context: context).html, context: context)
  }

  private func held(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    return try await page(request, summit, isErased: request.parameter("done") == "erase")
  }

  private func erase(_ request: Request) async throws -> Response {
    try services.requireSameOrigin(request)
    let summit = try await services.directory.summit(of: request)
    guard try request.form()["confirm"] == "yes" else {
      let problem = HTTPError.broken("required", field: "confirm", "Tick the box: this cannot be undone.")
      return try await page(request, summit, problem: API.Problem(problem))
    }
    if let me = services.cookieHolder(request, summit) {
      do {
        let erasure = try await services.store.erase(me.id, generation: me.generation, in: summit.id)
        services.changed(.people, of: erasure.sessions, in: summit.id)
      } catch Petitions.Refusal.attendeeUnknown {
        // Sent twice, or from a phone whose badge went to another: nothing of it is left here.
      }
    }
    return .redirect(
      to: "/\(summit.slug)/privacy/me?done=erase", services.cookies("", for: summit, seconds: 0))
  }

  private func page(
    _ request: Request, _ summit: SummitRecord, isErased: Bool = false, problem: API.Problem? = nil
  ) async throws -> Response {
    let page = PageRequest(request: request, services: services)
    var context = page.context(for: summit)
    context.problem = problem
    var data: API.HeldData?
    var headers = [Header("X-Robots-Tag", "noindex")]
    if let me = services.cookieHolder(request, summit),
      let held = try await services.store.held(about: me.id, generation: me.generation, in: summit.id)
    {
      var whole = API.HeldData(held, in: summit)
      for (index, petition) in held.questions.enumerated() {
        whole.questions[index].receipt = services.receipt(of: petition)
      }
      data = whole
      headers += services.renewal(for: me, request, in: summit)
    }
    context.joined = data != nil
    let html = HeldDataPage(
      summit: API.Summit(summit), held: data, isErased: isErased && data == nil, context: context
    ).html
    return page.response(
      html, status: problem?.status ?? 200, headers: headers, context: context)
  }
}
