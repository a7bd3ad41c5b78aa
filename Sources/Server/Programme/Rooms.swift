internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Representations
internal import Storage

/// Rooms, their join codes, and what is on in them; sessions make them by naming them.
struct Rooms: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/api/v1/summits/:summit/rooms", list),
      .get("/api/v1/summits/:summit/rooms/:room", now),
    ]
  }

  private func list(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let rooms = try await services.store.rooms(of: summit.id)
    return try .tagged(RoomList(rooms: rooms.map(API.Room.init)))
  }

  private func now(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let room = try await services.room(of: request, in: summit)
    return try .tagged(RoomNow(try await services.live.state(of: room, in: summit), in: summit))
  }
}

extension Services {
  /// The room that the path names as `:room`.
  func room(of request: Request, in summit: SummitRecord) async throws -> RoomRecord {
    guard let room = try await store.room(request.segment("room"), in: summit.id) else {
      throw HTTPError(404, "room_not_found", "There is no such room.")
    }
    return room
  }
}
