internal import API
internal import EventLoop
internal import HTTP
internal import Storage

/// Organisations to whom questions can be addressed once they accept.
struct Organisations: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/api/v1/summits/:summit/organisations", list),
      .post("/api/v1/summits/:summit/organisations", add),
      .get("/api/v1/summits/:summit/organisations/:organisation", show),
    ]
  }

  private func list(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let organisations = try await services.store.organisations(of: summit.id)
    return try .tagged(OrganisationList(organisations: organisations.map(API.Organisation.init)))
  }

  private func show(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    guard
      let organisation = try await services.store.organisation(
        request.segment("organisation"), in: summit.id)
    else { throw StorageRefusal.notFound("organisation_not_found", "there is no such organisation") }
    return try .tagged(API.Organisation(organisation))
  }

  private func add(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let new = try request.body(NewOrganisation.self)
    let organisation = try await services.store.addOrganisation(
      named: new.name, slug: new.slug, in: summit.id)
    services.programmeChanged(summit)
    return try .json(
      API.Organisation(organisation), status: 201,
      [Header("Location", "/api/v1/summits/\(summit.slug)/organisations/\(organisation.slug)")])
  }
}

extension API.Organisation {
  init(_ record: OrganisationRecord) {
    self.init(slug: record.slug, name: record.name, accepts: record.acceptedAt != nil)
  }
}
