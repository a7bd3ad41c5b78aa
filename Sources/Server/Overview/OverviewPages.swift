internal import API
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Pages
internal import Representations
internal import Storage
internal import Tokens

/// The organizers' overview: to look at and nothing else. A browser signs in by a link that works once and that the
/// command line makes, or with a token that is typed in; it gets a cookie that is good for this page alone.
struct OverviewPages: Resource {
  let services: Services
  let loadHistory: LoadHistory

  var routes: [Route] {
    [
      .get("/:summit/overview", show),
      .post("/:summit/overview", signIn),
      .get("/:summit/overview/:link", door),
      .post("/:summit/overview/:link", open),
      .post("/api/v1/summits/:summit/overview-links", link),
    ]
  }

  static let cookie = "tribune_overview"

  // MARK: Looking

  private func show(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    guard try await holdsPass(request, of: summit) else {
      return page(.token, status: 401, request, of: summit)
    }
    let span = try request.parameter("span", as: OverviewPage.Span.self) ?? .hour
    let record = try await services.store.overview(of: summit.id, spans: span.count, seconds: span.seconds)
    let page = PageRequest(request: request, services: services)
    let context = page.context(for: summit)
    let html = OverviewPage(
      summit: API.Summit(summit), overview: record, span: span, server: loadHistory.name,
      now: loadHistory.now,
      beats: loadHistory.beats, context: context
    ).html
    return page.response(html, headers: [Header("X-Robots-Tag", "noindex")], context: context)
  }

  private func holdsPass(_ request: Request, of summit: SummitRecord) async throws -> Bool {
    guard let digest = pass(request) else { return false }
    return try await services.store.isOverviewPass(digest, in: summit.id)
  }

  private func pass(_ request: Request) -> [UInt8]? {
    request.cookie(Self.cookie).map { Digest.secret($0) }
  }

  // MARK: Signing in and out

  /// With an organizer's token, or out again.
  private func signIn(_ request: Request) async throws -> Response {
    try services.requireSameOrigin(request)
    let summit = try await services.directory.summit(of: request)
    let form = try request.form()
    if form["act"] == "leave" {
      if let digest = pass(request) { try await services.store.endOverviewPass(digest, in: summit.id) }
      return .redirect(to: path(of: summit), [cookie("", of: summit, seconds: 0)])
    }
    let typed = (form["token"] ?? "").filter { !$0.isWhitespace }
    guard let token = AccessToken(typed),
      let record = try await services.store.accessToken(digest: token.digest),
      record.organizes(summit.id)
    else { return page(.refused, status: 403, request, of: summit) }
    let code = RandomCode.secret()
    try await services.store.addOverviewPass(
      digest: Digest.secret(code), by: record.id, in: summit.id)
    return .redirect(to: path(of: summit), [cookie(code, of: summit, seconds: Self.seconds)])
  }

  /// Looking at a link uses nothing, since previews and scanners look at links too; its button does.
  private func door(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let code = try request.segment("link")
    guard try await services.store.isOverviewLink(Digest.secret(code), in: summit.id) else {
      return page(.linkRefused, status: 410, request, of: summit)
    }
    return page(.link(code), status: 200, request, of: summit)
  }

  private func open(_ request: Request) async throws -> Response {
    try services.requireSameOrigin(request)
    let summit = try await services.directory.summit(of: request)
    let (link, code) = (try request.segment("link"), RandomCode.secret())
    guard
      try await services.store.openOverview(
        link: Digest.secret(link), pass: Digest.secret(code), in: summit.id)
    else { return page(.linkRefused, status: 410, request, of: summit) }
    return .redirect(to: path(of: summit), [cookie(code, of: summit, seconds: Self.seconds)])
  }

  /// For organizers: said once, worth nothing once used.
  private func link(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let organizer = try await services.requireOrganizer(request, of: summit)
    let code = RandomCode.secret()
    let expires = try await services.store.addOverviewLink(
      digest: Digest.secret(code), by: organizer.id, in: summit.id)
    return try .json(
      API.OverviewLink(
        url: "\(services.publicURL.origin)\(path(of: summit))/\(code)",
        expiresAt: Timestamp(expires, in: summit.zone)),
      status: 201)
  }

  // MARK: The cookie

  private static let seconds = 12 * 3600

  private func path(of summit: SummitRecord) -> String { "/\(summit.slug)/overview" }

  /// Sent to the overview and nowhere else.
  private func cookie(_ code: String, of summit: SummitRecord, seconds: Int) -> Header {
    services.cookie(Self.cookie, code, path: path(of: summit), seconds: seconds, sameSite: .strict)
  }

  private func page(
    _ state: OverviewSignIn.State, status: Int, _ request: Request, of summit: SummitRecord
  ) -> Response {
    let page = PageRequest(request: request, services: services)
    let context = page.context(for: summit)
    let html = OverviewSignIn(summit: API.Summit(summit), state: state, context: context).html
    return page.response(html, status: status, context: context)
  }
}
