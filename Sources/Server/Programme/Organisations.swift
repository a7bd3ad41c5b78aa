internal import API
internal import EventLoop
internal import HTTP
internal import Representations
internal import Storage

/// Organisations to whom questions can be addressed once they accept.
struct Organisations: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/api/v1/summits/:summit/organisations", list),
      .post("/api/v1/summits/:summit/organisations", add),
      .get("/api/v1/summits/:summit/organisations/:organisation", show),
      .patch("/api/v1/summits/:summit/organisations/:organisation", change),
    ]
  }

  private func list(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let organizes = try await services.organizes(request, summit)
    let organisations = try await services.store.organisations(of: summit.id)
    return try .tagged(
      OrganisationList(
        organisations: organisations.map { API.Organisation($0, in: summit, toOrganizers: organizes) }),
      isShared: !organizes)
  }

  private func show(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let organizes = try await services.organizes(request, summit)
    let organisation = try await services.organisation(of: request, in: summit)
    return try .tagged(
      API.Organisation(organisation, in: summit, toOrganizers: organizes), isShared: !organizes)
  }

  private func change(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let change = try request.body(OrganisationChange.self)
    var edit = OrganisationEdit()
    (edit.name, edit.threshold) = (change.name, change.threshold)
    let organisation = try await services.store.edit(
      organisation: request.segment("organisation"), in: summit.id, edit)
    services.programmeChanged(summit)
    return try .json(API.Organisation(organisation, in: summit, toOrganizers: true))
  }

  private func add(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let new = try request.body(NewOrganisation.self)
    let organisation = try await services.store.addOrganisation(
      named: new.name, slug: new.slug, in: summit.id)
    services.programmeChanged(summit)
    return try .json(
      API.Organisation(organisation, in: summit, toOrganizers: true), status: 201,
      [Header("Location", "/api/v1/summits/\(summit.slug)/organisations/\(organisation.slug)")])
  }
}

extension Services {
  /// The organisation that the path names as `:organisation`.
  func organisation(of request: Request, in summit: SummitRecord) async throws -> OrganisationRecord {
    guard let organisation = try await store.organisation(request.segment("organisation"), in: summit.id)
    else { throw HTTPError(404, "organisation_not_found", "There is no such organisation.") }
    return organisation
  }
}
