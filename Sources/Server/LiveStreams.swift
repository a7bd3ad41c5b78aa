internal import EventLoop
internal import HTTP
internal import Live
internal import Storage

/// The live state of a session, or of whatever is on in a room, as server-sent events.
struct LiveStreams: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/api/v1/summits/:summit/sessions/:session/live", live),
      .get("/api/v1/summits/:summit/rooms/:room/live", room),
    ]
  }

  private func live(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    guard let stream = try await services.live.stream(of: session.id, at: session.room, in: summit) else {
      throw HTTPError.notFound
    }
    return Response(events: stream)
  }

  private func room(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let room = try await services.room(of: request, in: summit)
    return Response(events: try await services.live.stream(followingRoom: room, in: summit))
  }
}
