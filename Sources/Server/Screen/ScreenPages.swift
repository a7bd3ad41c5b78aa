internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Pages
internal import Representations
internal import Storage

/// The walls: of one session, and of a room all day.
struct ScreenPages: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/:summit/:session/screen", session),
      .get("/:summit/rooms/:room/screen", room),
    ]
  }

  private func session(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    let state = try await state(of: session.room, in: summit)
    // The room's short code while it leads here, else the session's own address: a wall never sends phones elsewhere.
    let isOn = state?.session?.id == session.id
    let joinPath = state.flatMap { isOn ? "/j/\($0.room.code)" : nil } ?? "/\(summit.slug)/\(session.slug)"
    return try await response(
      request, in: summit, of: session, room: state, live: "sessions/\(session.slug)/live", joinPath: joinPath
    )
  }

  private func room(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let room = try await services.room(of: request, in: summit)
    let state = try await services.live.state(of: room, in: summit)
    return try await response(
      request, in: summit, of: state.session, room: state, live: "rooms/\(room.slug)/live",
      joinPath: "/j/\(room.code)", isAllDay: true)
  }

  private func state(of room: RoomRecord?, in summit: SummitRecord) async throws -> RoomState? {
    guard let room else { return nil }
    return try await services.live.state(of: room, in: summit)
  }

  private func response(
    _ request: Request, in summit: SummitRecord, of record: SessionRecord?, room: RoomState?, live: String,
    joinPath: String, isAllDay: Bool = false
  ) async throws -> Response {
    let page = PageRequest(request: request, services: services)
    var context = page.context(for: summit)
    // Of the hall, and not of whoever started the projector.
    context.language = Language.preferred(request.parameter("language"), among: summit.languages)
    var shown: (session: API.Session, snapshot: API.Snapshot)?
    var announcements: [API.Announcement] = []
    if let record {
      guard let snapshot = try await services.live.snapshot(of: record.id, in: summit) else {
        throw HTTPError.notFound
      }
      shown = (API.Session(record, in: summit, asOf: snapshot), snapshot)
      announcements = try await services.live.announcements(of: record.id, in: summit)
    }
    let html = ScreenPage(
      summit: API.Summit(summit), session: shown?.session, snapshot: shown?.snapshot,
      room: room.map { RoomNow($0, in: summit) }, isAllDay: isAllDay, live: live, joinPath: joinPath,
      announcements: announcements, context: context
    ).html
    return page.response(html, context: context)
  }
}

extension API.Session {
  /// What was remembered of the session may be a second old; what moves is of the snapshot's moment, so that a page and
  /// the stream that it follows agree.
  fileprivate init(_ record: SessionRecord, in summit: SummitRecord, asOf snapshot: API.Snapshot) {
    self.init(record, in: summit)
    (startsAt, endsAt, cancelled) = (snapshot.startsAt, snapshot.endsAt, snapshot.cancelled)
    (box, threshold, closesAt) = (snapshot.box, snapshot.threshold, snapshot.closesAt)
  }
}
