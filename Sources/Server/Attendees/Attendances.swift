internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Storage

/// Checking in to a session: opening its page does it.
struct Attendances: Resource {
  let services: Services

  var routes: [Route] {
    [.put("/api/v1/summits/:summit/sessions/:session/attendance", checkIn)]
  }

  private func checkIn(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let session = try await services.directory.session(of: request, in: summit)
    let me = try await services.requireAttendee(request, in: summit)
    let checkIn = try await services.store.checkIn(
      me.id, generation: me.generation, to: session.id, in: summit.id)
    if !checkIn.changed.isEmpty { services.changed(.attendance, of: checkIn.changed, in: summit.id) }
    return try .json(API.Attendance(session: session.slug, attendees: checkIn.attendees))
  }
}
