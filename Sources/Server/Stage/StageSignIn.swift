internal import EventLoop
internal import Foundation
internal import HTTP
internal import Pages
internal import Storage
internal import Tokens

/// The page that a stage's link leads to. Looking at it uses nothing, with scripts or without, since previews and scanners
/// look at links too; a person presses its button, in the browser that is to stay.
struct StageSignIn: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/:summit/:session/stage/:link", show),
      .post("/:summit/:session/stage/:link", signIn),
      .get("/:summit/rooms/:room/stage/:link", show),
      .post("/:summit/rooms/:room/stage/:link", signIn),
    ]
  }

  private func show(_ request: Request) async throws -> Response {
    let place = try await services.stagePlace(of: request)
    let code = try request.segment("link")
    let state = try await services.store.stageLink(digest: Digest.secret(code), in: place.summit.id)
    if case .valid(let record) = state, place.admitted(record) != nil {
      return page(.ready(isHost: record.role == .moderator, code: code), request, at: place)
    }
    return try await turnedAway(state, request, at: place)
  }

  private func signIn(_ request: Request) async throws -> Response {
    try services.requireSameOrigin(request)
    let place = try await services.stagePlace(of: request)
    let code = try request.segment("link")
    let digest = Digest.secret(code)
    guard let key = try request.form()["key"], (16...64).contains(key.utf8.count) else {
      throw HTTPError.broken("required", field: "key", "The form says its page's key.")
    }
    let state = try await services.store.stageLink(digest: digest, in: place.summit.id)
    if case .valid(let record) = state, place.admitted(record) == nil {
      return try await turnedAway(.unknown, request, at: place)
    }
    let token = AccessToken(role: "stage")
    guard
      let record = try await services.store.signIn(
        stageLink: digest, key: Digest.secret(key), token: token.digest, in: place.summit.id),
      let ends = record.stage?.expiresAt
    else {
      let state = try await services.store.stageLink(digest: digest, in: place.summit.id)
      return try await turnedAway(state, request, at: place)
    }
    let seconds = max(0, Int(ends.timeIntervalSinceNow))
    return .redirect(to: place.path, [services.stageCookie(token.text, at: place, seconds: seconds)])
  }

  /// Whoever is in already gets on; everybody else is told why not, and what to do.
  private func turnedAway(
    _ state: StageLinkState, _ request: Request, at place: StagePlace
  ) async throws -> Response {
    if try await services.stageHolder(request, at: place) != nil { return .redirect(to: place.path) }
    let refusal: StageLinkPage.Refusal =
      switch state {
      case .used: .used
      case .expired: .expired
      case .valid, .unknown: .unknown
      }
    guard request.wantsPage else {
      throw HTTPError(
        refusal.status, "stage_link_\(refusal.rawValue)", "This link signs nobody in; ask for another.")
    }
    return page(.refused(refusal), request, at: place)
  }

  private func page(_ state: StageLinkPage.State, _ request: Request, at place: StagePlace) -> Response {
    PageRequest(request: request, services: services).response(showing: state, at: place)
  }
}

extension PageRequest {
  func response(showing state: StageLinkPage.State, at place: StagePlace) -> Response {
    let context = context(for: place.summit)
    let html = StageLinkPage(
      title: place.room?.name ?? place.session?.title ?? place.summit.name, path: place.path, state: state,
      context: context
    ).html
    let refresh = state.looksAgainAfter.map { Header("Refresh", "\($0)") }
    return response(html, status: state.status, headers: refresh.map { [$0] } ?? [], context: context)
  }
}
