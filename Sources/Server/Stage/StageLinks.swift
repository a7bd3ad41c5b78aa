internal import API
internal import EventLoop
internal import HTTP
internal import Pages
internal import Representations
internal import Storage
internal import Tokens

/// Links that sign in a stage: made by whoever organizes, said once, worth nothing once used. They and the stages that
/// they signed in end with the token that made them.
struct StageLinks: Resource {
  let services: Services

  var routes: [Route] { [.post("/api/v1/summits/:summit/stage-links", add)] }

  private func add(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let official = try await services.requireOfficial(request, in: summit)
    let new = try request.body(NewStageLink.self)
    try await require(official, toLink: new, in: summit)
    let code = RandomCode.secret()
    let link = NewStageLinkRecord(
      role: new.role.token, named: new.name ?? "stage", session: new.session, room: new.room,
      minutes: new.minutes ?? Self.usualMinutes)
    let record = try await services.store.addStageLink(
      link, digest: Digest.secret(code), by: official.id, in: summit.id)
    guard let stage = record.stage else { throw HTTPError.notFound }
    let place = stage.roomSlug.map { "rooms/\($0)" } ?? record.sessionSlug ?? ""
    let url = "\(services.publicURL.origin)/\(summit.slug)/\(place)/stage/\(code)"
    return try .json(
      API.StageLink(
        id: record.id.description, role: new.role, session: record.sessionSlug, room: stage.roomSlug,
        url: url, expiresAt: Timestamp(stage.linkExpiresAt, in: summit.zone), code: QRCode(url)?.rows ?? []),
      status: 201)
  }

  private static let usualMinutes = 30

  /// Organizers hand over any stage; moderators what they may themselves: being the host, where they moderate.
  private func require(
    _ official: AccessTokenRecord, toLink new: NewStageLink,
    in summit: SummitRecord
  ) async throws {
    if official.organizes(summit.id) { return }
    var session: Petitions.Session.ID?
    if let slug = new.session { session = try await services.directory.session(slug, in: summit).id }
    guard new.role == .moderator, official.curates(session, in: summit.id) else {
      throw HTTPError(
        403, "forbidden", "Organizers link stages, and moderators a host's where they moderate.")
    }
  }
}
