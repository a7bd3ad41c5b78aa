internal import API
internal import EventLoop
internal import HTTP
internal import Representations
internal import Storage

/// Sessions and their question boxes: listed, made, changed, cancelled.
struct Sessions: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/api/v1/summits/:summit/sessions", list),
      .post("/api/v1/summits/:summit/sessions", add),
      .get("/api/v1/summits/:summit/sessions/:session", show),
      .patch("/api/v1/summits/:summit/sessions/:session", change),
      .delete("/api/v1/summits/:summit/sessions/:session", cancel),
    ]
  }

  private func list(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let organizes = try await services.organizes(request, summit)
    let sessions = try await services.store.sessions(of: summit.id)
    return try .tagged(
      SessionList(sessions: sessions.map { API.Session($0, in: summit, toOrganizers: organizes) }),
      isShared: !organizes)
  }

  private func show(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let organizes = try await services.organizes(request, summit)
    guard let session = try await services.store.session(request.segment("session"), in: summit.id) else {
      throw StorageRefusal.notFound("session_not_found", "there is no such session")
    }
    return try .tagged(API.Session(session, in: summit, toOrganizers: organizes), isShared: !organizes)
  }

  private func add(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let new = try request.body(NewSession.self)
    var record = NewSessionRecord(title: new.title, startsAt: new.startsAt.date, endsAt: new.endsAt.date)
    (record.slug, record.abstract, record.room) = (new.slug, new.abstract, new.room)
    (record.speakers, record.audience) = (new.speakers ?? [], new.audience)
    if let moderation = new.moderation { record.moderation = moderation }
    let session = try await services.store.add(record, in: summit.id)
    services.programmeChanged(summit, [session.id])
    return try .json(
      API.Session(session, in: summit), status: 201,
      [Header("Location", "/api/v1/summits/\(summit.slug)/sessions/\(session.slug)")])
  }

  private func change(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let official = try await services.requireOfficial(request, in: summit)
    let change = try request.body(SessionChange.self)
    try await allow(change, of: try request.segment("session"), by: official, in: summit)
    let dryRun = try request.flag("dryRun")
    let session = try await services.store.edit(
      try request.segment("session"), in: summit.id, try SessionEdit(change), dryRun: dryRun)
    if !dryRun { services.programmeChanged(summit, [session.id]) }
    return try .json(API.Session(session, in: summit))
  }

  private func cancel(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let dryRun = try request.flag("dryRun")
    let session = try await services.store.cancel(
      try request.segment("session"), in: summit.id, dryRun: dryRun)
    if !dryRun { services.programmeChanged(summit, [session.id]) }
    return try .json(API.Session(session, in: summit))
  }

  /// Organizers change everything; whoever moderates the session runs its box and its end.
  private func allow(
    _ change: SessionChange, of slug: String, by official: AccessTokenRecord, in summit: SummitRecord
  ) async throws {
    if official.organizes(summit.id) { return }
    let session = try await services.directory.session(slug, in: summit)
    guard change.runsSession, official.curates(session.id, in: summit.id) else {
      throw HTTPError(403, "forbidden", "Only an organizer of this summit may do this.")
    }
  }
}

extension SessionChange {
  /// Whether it only opens, pauses or closes the box, extends the session or ends it.
  fileprivate var runsSession: Bool {
    slug == nil && title == nil && abstract == nil && startsAt == nil && endsAt == nil && room == nil
      && speakers == nil && moderation == nil && audience == nil && threshold == nil
  }
}

extension SessionEdit {
  init(_ change: SessionChange) throws(HTTPError) {
    self.init()
    (slug, title, abstract, room) = (change.slug, change.title, change.abstract, change.room)
    (speakers, audience, threshold) = (change.speakers, change.audience, change.threshold)
    startsAt = change.startsAt?.date
    (moderation, box) = (change.moderation, change.box?.box)
    end = try Self.end(change)
  }

  private static func end(_ change: SessionChange) throws(HTTPError) -> End? {
    if change.ended == false {
      throw .broken("one_of", field: "ended", "ended is true or absent.")
    }
    let ends: [(field: String, end: End?)] = [
      ("endsAt", change.endsAt.map { .at($0.date) }),
      ("extendBy", change.extendBy.map { .extended(minutes: $0) }),
      ("ended", change.ended.map { _ in .now }),
    ]
    let given = ends.filter { $0.end != nil }
    if given.count > 1 {
      throw .broken(
        "exclusive", field: given[1].field, "Of endsAt, extendBy and ended only one can be said at once.")
    }
    return given.first?.end
  }
}
