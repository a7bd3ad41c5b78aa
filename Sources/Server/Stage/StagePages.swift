internal import API
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Live
internal import Pages
internal import Representations
internal import Storage

/// The stage itself: what is asked now, what comes next, what is owed; and its acts, each a form.
struct StagePages: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/:summit/:session/stage", show),
      .post("/:summit/:session/stage", act),
      .get("/:summit/rooms/:room/stage", show),
      .post("/:summit/rooms/:room/stage", act),
    ]
  }

  /// Asks for the page that says why nothing was done.
  private static let moved = "moved"

  private func show(_ request: Request) async throws -> Response {
    let place = try await services.stagePlace(of: request)
    guard let holder = try await services.stageHolder(request, at: place) else {
      return try signedOut(request, at: place)
    }
    let moved = request.parameter(Self.moved) != nil
    return try await page(
      request, at: place, for: holder, telling: moved ? API.Problem(StageActs.movedOn) : nil, status: 200)
  }

  private func act(_ request: Request) async throws -> Response {
    try services.requireSameOrigin(request)
    let place = try await services.stagePlace(of: request)
    guard let holder = try await services.stageHolder(request, at: place) else {
      return try signedOut(request, at: place)
    }
    let form = try request.form()
    if form["act"] == "leave" {
      try await services.store.leaveStage(holder.id, in: place.summit.id)
      return .redirect(to: place.path, [services.stageCookie("", at: place, seconds: 0)])
    }
    do {
      let acts = StageActs(services: services, place: place, holder: holder)
      let outcome = try await acts.perform(try StageAct(form))
      let query = [
        outcome.question.map { "question=\($0)" }, outcome.offWall.map { "offWall=\($0)" },
      ].compactMap(\.self).joined(separator: "&")
      return .redirect(to: place.path + (query.isEmpty ? "" : "?\(query)"))
    } catch {
      guard request.wantsPage else { throw error }
      let problem = try pageProblem(error)
      // Another session's page, with an address of its own to look at again.
      if problem.code == StageActs.movedOn.code { return .redirect(to: "\(place.path)?\(Self.moved)=1") }
      return try await page(request, at: place, for: holder, telling: problem, status: problem.status)
    }
  }

  private func signedOut(_ request: Request, at place: StagePlace) throws -> Response {
    guard request.wantsPage else {
      throw HTTPError(401, "stage_signed_out", "Nobody is signed in on this stage: open a link first.")
    }
    return PageRequest(request: request, services: services).response(showing: .signedOut, at: place)
  }

  /// The same page whoever looks, but for what may be done on it.
  private func page(
    _ request: Request, at place: StagePlace, for holder: AccessTokenRecord,
    telling problem: API.Problem?, status: Int
  ) async throws -> Response {
    let page = PageRequest(request: request, services: services)
    let summit = place.summit
    var context = page.context(for: summit)
    context.path = place.path
    context.problem = problem
    guard let session = place.session else { return page.response(showing: .nothing, at: place) }
    guard let snapshot = try await services.live.snapshot(of: session.id, in: summit) else {
      throw HTTPError.notFound
    }
    var shown = API.Session(session, in: summit)
    // The directory's copy may be a second old; the box is of the snapshot's moment.
    (shown.box, shown.threshold, shown.closesAt) = (snapshot.box, snapshot.threshold, snapshot.closesAt)
    let waiting = try await services.store.stageQueue(of: session.id, in: summit.id)
    let undo = try await services.store.stageUndo(
      by: holder.id, of: session.id, in: summit.id, within: StagePage.undoable)
    let html = StagePage(
      summit: API.Summit(summit), session: shown, stream: place.stream, path: place.path,
      isHost: holder.role == .moderator, attendees: snapshot.attendees,
      waiting: waiting.map { API.Question($0, in: summit) }, undo: undo,
      asked: request.parameter("question").flatMap { Int($0) },
      offWall: request.parameter("offWall").flatMap { Int($0) },
      announcements: try await services.live.announcements(of: session.id, in: summit), context: context
    ).html
    return page.response(html, status: status, context: context)
  }
}
