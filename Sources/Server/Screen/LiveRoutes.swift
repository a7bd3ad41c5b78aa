internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Storage

/// The live state of a session, or of whatever is on in a room: as server-sent events, and as one answer for whoever a
/// network lets only ask.
struct LiveRoutes: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/api/v1/summits/:summit/sessions/:session/live", live),
      .get("/api/v1/summits/:summit/rooms/:room/live", room),
      .get("/api/v1/summits/:summit/sessions/:session/state", liveState),
      .get("/api/v1/summits/:summit/rooms/:room/state", roomState),
    ]
  }

  private func live(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    guard let stream = try await services.live.stream(of: session.id, in: summit) else {
      throw HTTPError.notFound
    }
    return Response(events: stream)
  }

  private func room(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let room = try await services.room(of: request, in: summit)
    return Response(events: try await services.live.stream(followingRoom: room, in: summit))
  }

  /// Rendered once a change for all who ask.
  private func liveState(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    let content = try await services.live.content(
      "state", of: summit.id, in: session.id, showing: .everything
    ) {
      guard let state = try await services.live.state(of: session.id, at: session.room, in: summit) else {
        throw HTTPError.notFound
      }
      return try Content(state: state)
    }
    return Response(200, Response.shared, content)
  }

  private func roomState(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let room = try await services.room(of: request, in: summit)
    let content = try await services.live.content(
      "state of room \(room.id)", of: summit.id, showing: .everything
    ) {
      try Content(state: try await services.live.state(followingRoom: room, in: summit))
    }
    return Response(200, Response.shared, content)
  }
}

extension Content {
  fileprivate convenience init(state: API.LiveState) throws {
    let bytes = try state.json
    self.init("application/json", bytes: bytes, tag: fingerprint(bytes))
  }
}
