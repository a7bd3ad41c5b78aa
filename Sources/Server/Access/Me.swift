internal import API
internal import EventLoop
internal import HTTP
internal import Storage
internal import Tokens

/// Whom a bearer token speaks for, in whatever summit.
struct Me: Resource {
  let services: Services

  var routes: [Route] { [.get("/api/v1/me", show)] }

  private func show(_ request: Request) async throws -> Response {
    if let attendee = try await attendee(request) { return try .json(attendee) }
    let record = try await services.official(request)
    return try .json(
      API.Caller(
        role: .official(record.role), name: record.name, summit: record.summitSlug,
        session: record.sessionSlug, organisation: record.organisationSlug))
  }

  private func attendee(_ request: Request) async throws -> API.Caller? {
    guard let text = request.bearer, let token = AttendeeToken(text, signedWith: services.key) else {
      return nil
    }
    let summit = Petitions.Summit.ID(rawValue: token.summit)
    let id = Petitions.Attendee.ID(rawValue: token.attendee)
    guard
      try await services.store.attendee(id, generation: token.generation, in: summit) != nil
    else { throw Petitions.Refusal.attendeeUnknown }
    return API.Caller(
      role: .attendee, name: nil, summit: try await services.store.summit(summit).slug, session: nil)
  }
}
