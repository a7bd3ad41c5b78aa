internal import API
internal import EventLoop
internal import HTTP
internal import Representations
internal import Storage

/// Speakers and organisations accept to owe their answers by name; the organizers owe them until then (rule 6).
struct Acceptances: Resource {
  let services: Services

  var routes: [Route] {
    [
      .put("/api/v1/summits/:summit/sessions/:session/acceptance", ofSession),
      .delete("/api/v1/summits/:summit/sessions/:session/acceptance/:speaker", release),
      .put("/api/v1/summits/:summit/organisations/:organisation/acceptance", ofOrganisation),
    ]
  }

  private func ofSession(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let official = try await services.requireOfficial(request, in: summit)
    let answerer = try official.answerer(in: summit)
    let session = try await services.store.accept(
      session: request.segment("session"), in: summit.id, named: name(request, official), by: answerer)
    services.programmeChanged(summit, [session.id])
    return try .json(API.Session(session, in: summit, toOrganizers: answerer.giver == .organizer))
  }

  /// Only organizers let somebody go, and the ledger tells it.
  private func release(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let session = try await services.store.release(
      speaker: request.segment("speaker"), from: request.segment("session"), in: summit.id)
    services.programmeChanged(summit, [session.id])
    return try .json(API.Session(session, in: summit, toOrganizers: true))
  }

  private func ofOrganisation(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let official = try await services.requireOfficial(request, in: summit)
    let answerer = try official.answerer(in: summit)
    let organisation = try await services.store.accept(
      organisation: request.segment("organisation"), in: summit.id, named: name(request, official),
      by: answerer)
    services.programmeChanged(summit)
    return try .json(
      API.Organisation(organisation, in: summit, toOrganizers: answerer.giver == .organizer))
  }

  /// Whoever says so; the name of the token where nobody is named.
  private func name(_ request: Request, _ official: AccessTokenRecord) throws -> String {
    let said = request.body.isEmpty ? NewAcceptance() : try request.body(NewAcceptance.self)
    return said.by ?? official.name
  }
}
