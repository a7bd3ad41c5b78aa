internal import API
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Live
internal import Representations
internal import Schedule
internal import Storage

/// Programmes imported from schedule files, which arrive in parts.
struct Programmes: Resource {
  let services: Services

  var routes: [Route] {
    [
      .post("/api/v1/programmes", open),
      .put("/api/v1/programmes/:upload/parts/:part", putPart),
      .post("/api/v1/programmes/:upload/import", importUpload),
    ]
  }

  private func open(_ request: Request) async throws -> Response {
    _ = try await requireOrganizer(request)
    let upload = try await services.store.openUpload()
    return try .json(ProgrammeUpload(upload: upload.uuidString.lowercased()), status: 201)
  }

  private func putPart(_ request: Request) async throws -> Response {
    _ = try await requireOrganizer(request)
    try await services.store.put(
      part: try request.segment("part", as: Int.self), request.body, of: try upload(of: request))
    return Response(204)
  }

  private func importUpload(_ request: Request) async throws -> Response {
    let organizer = try await requireOrganizer(request)
    let upload = try upload(of: request)
    let dryRun = try request.flag("dryRun")
    let isNew = try request.flag("new")
    let consents = try request.consents(ImportConsent.self)
    let target = try await target(of: request, organizer, isNew: isNew)
    let bytes = try await services.store.bytes(of: upload)
    let file = try await read(bytes, for: target, strict: try request.flag("strict"))
    let outcome = try await services.store.importProgramme(
      file.programme, into: target?.slug, isNamed: request.parameter("summit") != nil, isNew: isNew,
      consents: consents, dryRun: dryRun)
    if !dryRun {
      try await services.store.delete(upload: upload)
      try await tell(outcome)
    }
    let zone = try await services.store.summit(outcome.slug)?.zone ?? .gmt
    return try .json(ImportReport(outcome, dryRun: dryRun, warnings: file.warnings, in: zone))
  }

  // MARK: Who, and into what

  private func requireOrganizer(_ request: Request) async throws -> AccessTokenRecord {
    let official = try await services.official(request)
    guard official.role == .organizer else {
      throw HTTPError(403, "forbidden", "Only an organizer may import a programme.")
    }
    return official
  }

  /// The summit that is named, or the organizer's own; nil where the file itself is to say which it is.
  private func target(
    of request: Request, _ organizer: AccessTokenRecord, isNew: Bool
  ) async throws -> SummitRecord? {
    let summits = try await services.store.summits()
    let own = summits.first { $0.id == organizer.summit }
    if isNew {
      guard own == nil else {
        throw HTTPError(403, "forbidden", "Only an organizer of the whole server may make a summit.")
      }
      guard request.parameter("summit") == nil else {
        throw HTTPError.broken("one_of", field: "new", "A file is a new summit's, or that of the one named.")
      }
      return nil
    }
    guard let slug = request.parameter("summit") else { return own }
    guard let summit = summits.first(where: { $0.slug == slug }) else {
      throw StorageRefusal.notFound("summit_not_found", field: "summit", "there is no summit \(slug)")
    }
    guard organizer.organizes(summit.id) else {
      throw HTTPError(403, "forbidden", "Only an organizer of this summit may do this.")
    }
    return summit
  }

  private func upload(of request: Request) throws -> UUID {
    guard let upload = UUID(uuidString: try request.segment("upload")) else {
      throw StorageRefusal.notFound("upload_not_found")
    }
    return upload
  }

  // MARK: Reading and telling

  /// Away from the loop: a large file takes a tenth of a second, in which phones are served.
  private func read(
    _ bytes: [UInt8], for summit: SummitRecord?, strict: Bool
  ) async throws -> ScheduleFile {
    let zone = summit.flatMap { TimeZone(identifier: $0.timeZone) }
    do {
      return try await Task.detached { try ScheduleFile.read(bytes, fallback: zone, strict: strict) }.value
    } catch let fault as ScheduleFault where fault.isDoubt {
      let others = fault.others > 0 ? " Other doubts: \(fault.others)." : ""
      throw HTTPError(
        422, "schedule_doubtful", "The schedule is doubtful at \(fault).\(others)", field: fault.place,
        rule: "strict")
    } catch let fault as ScheduleFault {
      throw HTTPError(
        422, "schedule_broken", "The schedule is broken at \(fault).", field: fault.place, rule: "schedule")
    }
  }

  private func tell(_ outcome: ProgrammeImport) async throws {
    guard let summit = try await services.store.summit(outcome.slug) else { return }
    services.programmeChanged(summit, outcome.sessions)
  }
}
