internal import API
internal import EventLoop
internal import HTTP
internal import Representations
internal import Storage

/// Summits: listed, made, changed, closed, rehearsed.
struct Summits: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/api/v1/summits", list),
      .post("/api/v1/summits", add),
      .get("/api/v1/summits/:summit", show),
      .patch("/api/v1/summits/:summit", change),
      .post("/api/v1/summits/:summit/rehearsals", rehearse),
    ]
  }

  private func list(_ request: Request) async throws -> Response {
    try .tagged(SummitList(summits: try await services.store.summits().map { API.Summit($0) }))
  }

  private func show(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let organizes = try await services.organizes(request, summit)
    return try .tagged(API.Summit(summit, toOrganizers: organizes), isShared: !organizes)
  }

  private func add(_ request: Request) async throws -> Response {
    _ = try await services.requireServerOrganizer(request)
    let new = try request.body(NewSummit.self)
    var record = NewSummitRecord(
      slug: new.slug, name: new.name, timeZone: new.timeZone,
      startsOn: try day(new.startsOn, field: "startsOn"), endsOn: try day(new.endsOn, field: "endsOn"))
    (record.place, record.expectedAttendees) = (new.place, new.expectedAttendees)
    if let languages = new.languages { record.languages = languages }
    return try made(try await services.store.add(record))
  }

  private func change(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    var edit = try SummitEdit(try request.body(SummitChange.self))
    edit.unlinksPeople = try request.consents(ImportConsent.self).contains(.peopleUnlinked)
    let changed = try await services.store.edit(summit.id, edit)
    let sessions = edit.closes ? try await services.store.sessions(of: summit.id) : []
    services.programmeChanged(summit, Set(sessions.map(\.id)))
    return try .json(API.Summit(changed, toOrganizers: true))
  }

  /// A new summit, which only an organizer of the whole server can make.
  private func rehearse(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    _ = try await services.requireServerOrganizer(request)
    let new = request.body.isEmpty ? NewRehearsal() : try request.body(NewRehearsal.self)
    return try made(
      try await services.store.rehearse(
        summit.id, slug: new.slug, from: try day(new.startsOn, field: "startsOn")))
  }

  private func made(_ summit: SummitRecord) throws -> Response {
    services.programmeChanged(summit)
    return try .json(
      API.Summit(summit, toOrganizers: true), status: 201,
      [Header("Location", "/api/v1/summits/\(summit.slug)")])
  }
}

extension SummitEdit {
  init(_ change: SummitChange) throws(HTTPError) {
    self.init()
    (name, place, timeZone, languages) = (change.name, change.place, change.timeZone, change.languages)
    startsOn = try day(change.startsOn, field: "startsOn")
    endsOn = try day(change.endsOn, field: "endsOn")
    expectedAttendees = change.expectedAttendees
    (identity, stuffing) = (change.identity, change.stuffing)
    thresholdShare = change.thresholdRule?.share
    thresholdFloor = change.thresholdRule?.floor
    thresholdCeiling = change.thresholdRule?.ceiling
    answerPeriodDays = change.answerPeriod
    (controller, contact, retentionDays) = (change.controller, change.contact, change.retention)
    publicRatings = change.publicRatings
    threshold = change.threshold
    try take(lookOf: change)
    if change.closed == false {
      throw .broken("one_of", field: "closed", "closed is true or absent: a summit is closed for good.")
    }
    closes = change.closed ?? false
  }
}
