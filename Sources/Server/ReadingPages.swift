internal import API
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Live
internal import Storage

/// The pages that people read: summits, programme, a session on a phone and on the wall.
struct ReadingPages: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/", summits),
      .get("/:summit", programme),
      .get("/:summit/:session", session),
      .get("/:summit/:session/screen", screen),
      .get("/:summit/rooms/:room") { try await room($0, "") },
      .get("/:summit/rooms/:room/screen") { try await room($0, "/screen") },
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
    return try await ProgrammeOnPhone(services: services, request: request, summit: summit).response()
  }

  private func session(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    let page = SessionOnPhone(services: services, request: request, summit: summit, session: session)
    guard let receipt = request.asked,
      let petition = try? await services.petition(receipt: receipt, in: summit)
    else { return try await page.response() }
    let notice = Notice.asked(number: petition.number, pending: petition.state == .pending, receipt: receipt)
    let similar = try await services.similar(to: petition)
    return try await page.response(
      telling: .init(notice: notice, similar: similar.map(\.number)), headers: [page.asked("", seconds: 0)])
  }

  private func screen(_ request: Request) async throws -> Response {
    let page = PageRequest(request: request, services: services)
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    guard let snapshot = try await services.live.snapshot(of: session.id, in: summit) else {
      throw HTTPError.notFound
    }
    var context = page.context(for: summit)
    // Of the hall, and not of whoever started the projector.
    context.language = Language.preferred(request.parameter("language"), among: summit.languages)
    let joinPath = try await joinPath(to: session, in: summit)
    let announcements = try await services.live.announcements(of: session.id, in: summit)
    let html = ScreenPage(
      summit: API.Summit(summit), session: API.Session(session, in: summit), snapshot: snapshot,
      joinPath: joinPath, announcements: announcements, context: context
    ).html
    return page.response(html, context: context)
  }

  // MARK: Rooms

  /// The room's short code while it leads here, else the session's own address: a wall never sends phones elsewhere.
  private func joinPath(to session: SessionRecord, in summit: SummitRecord) async throws -> String {
    let own = "/\(summit.slug)/\(session.slug)"
    guard let room = session.room else { return own }
    return try await services.live.state(of: room, in: summit).session?.id == session.id
      ? "/j/\(room.code)" : own
  }

  /// To the session that is on in the room, or comes next, or was last there.
  private func room(_ request: Request, _ page: String) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let room = try await services.room(of: request, in: summit)
    let session = try await services.live.state(of: room, in: summit).session
    let path = session.map { "/\(summit.slug)/\($0.slug)\(page)" } ?? "/\(summit.slug)"
    return .redirect(to: path, [Header("Cache-Control", "no-store")])
  }
}
