internal import API
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Live
internal import Representations
internal import Storage

/// Who does not count: decided by organizers, seen by them alone, and reversible.
struct Quarantines: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/api/v1/summits/:summit/quarantines", list),
      .post("/api/v1/summits/:summit/quarantines", add),
      .delete("/api/v1/summits/:summit/quarantines/:quarantine", undo),
      .post("/api/v1/summits/:summit/releases", release),
      .get("/api/v1/summits/:summit/attendees/bursts", bursts),
    ]
  }

  private func list(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let records = try await services.store.quarantines(of: summit.id)
    return try .json(QuarantineList(quarantines: records.map { QuarantineEntry($0, in: summit) }))
  }

  private func bursts(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let bursts = try await services.store.bursts(in: summit.id)
    return try .json(BurstList(bursts: bursts.map { BurstEntry($0, in: summit) }))
  }

  private func add(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let organizer = try await services.requireOrganizer(request, of: summit)
    let new = try request.body(NewQuarantine.self)
    let outcome = try await services.store.quarantine(
      try await people(of: new, in: summit), for: new.reason, note: new.note, in: summit.id, by: organizer.id,
      dryRun: new.dryRun ?? false)
    let isNew = outcome.quarantine != nil && new.dryRun != true
    return try answer(outcome, dryRun: new.dryRun ?? false, in: summit, status: isNew ? 201 : 200)
  }

  private func undo(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let dryRun = try request.flag("dryRun")
    let outcome = try await services.store.release(
      quarantine: try request.segment("quarantine", as: Quarantine.ID.self), in: summit.id,
      dryRun: dryRun)
    return try answer(outcome, dryRun: dryRun, in: summit)
  }

  private func release(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try await services.requireOrganizer(request, of: summit)
    let new = try request.body(NewRelease.self)
    let outcome = try await services.store.release(
      try ids(new.attendees), in: summit.id, dryRun: new.dryRun ?? false)
    return try answer(outcome, dryRun: new.dryRun ?? false, in: summit)
  }

  private func answer(
    _ outcome: QuarantineOutcome, dryRun: Bool, in summit: SummitRecord, status: Int = 200
  ) throws -> Response {
    if !dryRun, !outcome.questions.isEmpty {
      services.changed(.decisions, of: outcome.sessions, in: summit.id)
    }
    return try .json(QuarantineReport(outcome, dryRun: dryRun), status: status)
  }

  // MARK: Whom

  private func people(of new: NewQuarantine, in summit: SummitRecord) async throws -> [Attendee.ID] {
    switch (new.attendees, new.burst, new.reportersOf) {
    case (let attendees?, nil, nil): return try ids(attendees)
    case (nil, nil, let question?):
      guard let id = Petitions.Question.ID(question),
        try await services.store.petition(id, in: summit.id) != nil
      else { throw HTTPError.broken("known", field: "reportersOf", "There is no such question.") }
      return try await services.store.reporters(of: id, in: summit.id)
    case (nil, let burst?, nil):
      let known = try await services.store.bursts(in: summit.id)
      guard let found = known.first(where: { $0.id == burst }) else {
        throw HTTPError(404, "burst_not_found", "There is no such burst, or no longer.", field: "burst")
      }
      return found.people.map(\.id)
    default: throw HTTPError.broken("one_of", field: "attendees", "One of attendees, burst and reportersOf.")
    }
  }

  private func ids(_ texts: [String]) throws(HTTPError) -> [Attendee.ID] {
    guard !texts.isEmpty else { throw .broken("required", field: "attendees", "attendees are at least one.") }
    var ids: [Attendee.ID] = []
    for text in texts {
      guard let id = Attendee.ID(text) else {
        throw HTTPError(404, "attendee_not_found", "There is no attendee \(text).", field: "attendees")
      }
      ids.append(id)
    }
    return ids
  }
}
