internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Storage

/// Rooms and their join codes; sessions make them by naming them.
struct Rooms: Resource {
  let services: Services

  var routes: [Route] { [.get("/api/v1/summits/:summit/rooms", list)] }

  private func list(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let rooms = try await services.store.rooms(of: summit.id)
    return try .tagged(RoomList(rooms: rooms.map(API.Room.init)))
  }
}
