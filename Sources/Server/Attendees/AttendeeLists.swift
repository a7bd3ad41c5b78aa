internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Representations
internal import Storage

/// People as organizers see them, by what they do: listed, and all that one of them asked decided at once.
struct AttendeeLists: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/api/v1/summits/:summit/attendees", list),
      .post("/api/v1/summits/:summit/attendees/:attendee/curation", curate),
    ]
  }

  private func list(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let limit = try request.parameter("limit", in: 1...100) ?? 50
    var after: Attendee.ID?
    if let text = request.parameter("after") {
      guard let id = Attendee.ID(text) else {
        throw HTTPError.broken("cursor", field: "after", "after is the next of such a list.")
      }
      after = id
    }
    let chosen = try request.flag("suspects") ? try await suspects(in: summit) : nil
    let people = try await services.store.attendees(
      of: summit.id, among: chosen, after: after, limit: limit + 1)
    let next = people.count > limit ? people[limit - 1].id.description : nil
    return try .json(
      AttendeeList(attendees: people.prefix(limit).map { AttendeeEntry($0, in: summit) }, next: next))
  }

  /// Who is in quarantine, and who is part of a burst.
  private func suspects(in summit: SummitRecord) async throws -> [Attendee.ID] {
    let bursts = try await services.store.bursts(in: summit.id)
    let quarantined = try await services.store.quarantinedAttendees(of: summit.id)
    return Set(quarantined).union(bursts.flatMap(\.people).map(\.id)).sorted()
  }

  private func curate(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let organizer = try await services.requireOrganizer(request, of: summit)
    let attendee = try request.segment("attendee", as: Attendee.ID.self)
    let change = try request.body(BulkChange.self)
    let dryRun = change.dryRun ?? false
    let done: BulkCuration
    switch change.action {
    case .reject:
      guard let reason = change.reason else {
        throw HTTPError.broken("required", field: "reason", "This action needs a reason.")
      }
      done = try await services.store.rejectAll(
        from: attendee, for: reason, note: change.note, in: summit.id, by: organizer.id, dryRun: dryRun)
    case .restore:
      done = try await services.store.restoreAll(
        from: attendee, in: summit.id, by: organizer.id, dryRun: dryRun)
    case .undo:
      done = try await services.store.undoAll(
        from: attendee, in: summit.id, by: organizer.id, dryRun: dryRun)
    }
    if !dryRun, !done.decisions.isEmpty { services.changed(.decisions, of: done.sessions, in: summit.id) }
    return try .json(BulkReport(done, of: attendee, change.action, dryRun: dryRun))
  }
}
