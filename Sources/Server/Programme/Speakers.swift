internal import API
internal import EventLoop
internal import HTTP
internal import Representations
internal import Storage

/// Speakers: listed, made, changed, removed while on no session.
struct Speakers: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/api/v1/summits/:summit/speakers", list),
      .post("/api/v1/summits/:summit/speakers", add),
      .get("/api/v1/summits/:summit/speakers/:speaker", show),
      .patch("/api/v1/summits/:summit/speakers/:speaker", change),
      .delete("/api/v1/summits/:summit/speakers/:speaker", remove),
    ]
  }

  private func list(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let speakers = try await services.store.speakers(of: summit.id)
    return try .tagged(SpeakerList(speakers: speakers.map(API.Speaker.init)))
  }

  private func show(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    guard let speaker = try await services.store.speaker(request.segment("speaker"), in: summit.id) else {
      throw StorageRefusal.notFound("speaker_not_found", "there is no such speaker")
    }
    return try .tagged(API.Speaker(speaker))
  }

  private func add(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let new = try request.body(NewSpeaker.self)
    let speaker = try await services.store.add(
      NewSpeakerRecord(
        slug: new.slug, name: new.name, affiliation: new.affiliation, biography: new.biography),
      in: summit.id)
    services.programmeChanged(summit)
    return try .json(
      API.Speaker(speaker), status: 201,
      [Header("Location", "/api/v1/summits/\(summit.slug)/speakers/\(speaker.slug)")])
  }

  private func change(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let change = try request.body(SpeakerChange.self)
    let speaker = try await services.store.edit(
      speaker: try request.segment("speaker"), in: summit.id,
      SpeakerEdit(name: change.name, affiliation: change.affiliation, biography: change.biography))
    services.programmeChanged(summit)
    return try .json(API.Speaker(speaker))
  }

  private func remove(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    try await services.store.remove(speaker: try request.segment("speaker"), in: summit.id)
    services.programmeChanged(summit)
    return Response(204)
  }
}
