internal import API
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Live
internal import Pages
internal import Representations
internal import Storage

/// The pages that people read: summits, programme, a session on a phone.
struct ReadingPages: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/", summits),
      .get("/:summit", programme),
      .get("/:summit/:session", session),
      .get("/:summit/rooms/:room", room),
    ]
  }

  private func summits(_ request: Request) async throws -> Response {
    let page = PageRequest(request: request, services: services)
    let context = page.context(for: nil)
    let summits = try await services.store.summits().map { API.Summit($0) }
    return page.response(SummitsPage(summits: summits, context: context).html, context: context)
  }

  private func programme(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    return try await ProgrammePageModel(services: services, request: request, summit: summit).response()
  }

  private func session(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    let page = SessionPageModel(services: services, request: request, summit: summit, session: session)
    guard let (petition, receipt) = try await services.justAsked(request, in: summit) else {
      return try await page.response()
    }
    let notice = Notice.asked(number: petition.number, pending: petition.state == .pending, receipt: receipt)
    let similar = try await services.similar(to: petition)
    return try await page.response(
      telling: .init(notice: notice, similar: similar.map(\.number)), headers: [page.asked("", seconds: 0)])
  }

  // MARK: Rooms

  /// To the session that is on in the room, or comes next, or was last there; its page offers what comes after it.
  private func room(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let room = try await services.room(of: request, in: summit)
    let session = try await services.live.state(of: room, in: summit).session
    let path = session.map { "/\(summit.slug)/\($0.slug)" } ?? "/\(summit.slug)"
    return .redirect(to: path, [Header("Cache-Control", "no-store")])
  }
}
