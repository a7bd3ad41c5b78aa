public import Petitions
internal import Postgres

/// What an import did, or would do.
public struct ProgrammeImport: Sendable {
  public struct Item: Hashable, Sendable {
    public var slug: String
    public var title: String
    /// What changed of it: `title, abstract, language, startsAt, endsAt, room, speakers`, and `cancelled` where it
    /// comes back.
    public var fields: [String] = []
  }

  public var summit: Summit.ID
  public var slug: String
  /// Whether the summit itself is new.
  public var created: Bool
  public var added: [Item] = []
  public var changed: [Item] = []
  public var cancelled: [Item] = []
  public var unchanged = 0
}

extension Store {
  /// Makes the programme what a file says, all or nothing, under the summit's lock. The file is that of the summit with
  /// which it shares a guid, or of the one named `slug`; of none, it makes a new summit. Sessions gone from the file are
  /// cancelled, if they came from one; questions, boxes, thresholds and moderation stay as they are, but what hangs on a
  /// session's end moves with it. A dry run returns the same and changes nothing.
  public func importProgramme(
    _ programme: Programme, into slug: String? = nil, dryRun: Bool = false
  ) async throws -> ProgrammeImport {
    try await deciding(dryRun: dryRun) { transaction in
      // One import at a time: two of the same new summit would make it twice. Taken before any summit's lock, by
      // imports alone, so nobody waits in a circle.
      _ = try await transaction.query("select pg_advisory_xact_lock(7332, 0)")
      let known = try await summit(of: programme, named: slug, on: transaction)
      let summit: SummitRecord
      if let known { summit = known } else { summit = try await make(programme, on: transaction) }
      try await decide(in: summit.id, on: transaction)
      let write = try await programmeWrite(in: summit.id, on: transaction)
      var report = ProgrammeImport(summit: summit.id, slug: summit.slug, created: known == nil)
      let summitChanged = try await write.update(programme.summit)
      try await write.importSessions(of: programme, report: &report)
      let isChange = !(report.added.isEmpty && report.changed.isEmpty && report.cancelled.isEmpty)
      if isChange || summitChanged { try await write.touch() }
      if isChange { try await write.record(report) }
      return report
    }
  }

  // MARK: The summit

  private func summit(
    of programme: Programme, named slug: String?, on transaction: Transaction
  ) async throws -> SummitRecord? {
    if let slug {
      guard let summit = try await summit(slug, on: transaction) else {
        throw StorageRefusal.notFound("summit_not_found", field: "summit")
      }
      return summit
    }
    // The one with more of them, then the older one.
    let found = try await transaction.query(
      """
      select summit_id
      from sessions
      where guid = any (\(programme.sessions.map(\.guid)))
      group by summit_id
      order by count(*) desc, summit_id
      limit 1
      """)
    guard let id: Summit.ID = try found.first?["summit_id"] else { return nil }
    return try await summit(id, on: transaction)
  }

  private func make(_ programme: Programme, on transaction: Transaction) async throws -> SummitRecord {
    let details = programme.summit
    var new = NewSummitRecord(
      slug: try await slug(for: details, on: transaction), name: details.name,
      timeZone: details.timeZone.name, startsOn: details.startsOn, endsOn: details.endsOn)
    new.place = details.place
    if let languages = details.languages { new.languages = languages }
    new.expectedAttendees = details.expectedAttendees
    return try await add(new, on: transaction)
  }

  /// Of the acronym, with the year where that is taken.
  private func slug(for details: Programme.Details, on transaction: Transaction) async throws -> String {
    let taken = Set<String>(
      try await transaction.query("select slug::text from summits").map { try $0["slug"] })
    let plain = Slug(title: details.acronym, for: .summit, fallback: "summit")
    if !taken.contains(plain.value) { return plain.value }
    return Slug(title: "\(plain)-\(details.startsOn.year)", for: .summit, fallback: "summit") {
      taken.contains($0)
    }.value
  }
}

extension ProgrammeWrite {
  /// What the file says of the summit itself; whether that was a change. Where it says nothing, all stays.
  fileprivate func update(_ details: Programme.Details) async throws -> Bool {
    var zone: String?
    if case .said(let name) = details.timeZone, name != summit.timeZone {
      try await store.checkTimeZone(name, on: transaction)
      zone = name
    }
    let changed = try await transaction.query(
      """
      update summits m
      set
        name = file.name, place = file.place, time_zone = file.time_zone, starts_on = file.starts_on,
        ends_on = file.ends_on, languages = file.languages, expected_attendees = file.expected_attendees
      from (
        select
          id, \(try line(details.name, "name")) as name, coalesce(\(details.place), place) as place,
          coalesce(\(zone), time_zone) as time_zone, \(details.startsOn)::date as starts_on,
          \(details.endsOn)::date as ends_on, coalesce(\(details.languages), languages) as languages,
          coalesce(\(details.expectedAttendees)::integer, expected_attendees) as expected_attendees
        from summits
        where id = \(summit.id)
      ) file
      where m.id = file.id
        and (m.name, m.place, m.time_zone, m.starts_on, m.ends_on, m.languages, m.expected_attendees)
          is distinct from (file.name, file.place, file.time_zone, file.starts_on, file.ends_on, file.languages,
            file.expected_attendees)
      returning m.id
      """)
    return !changed.isEmpty
  }

  fileprivate func record(_ report: ProgrammeImport) async throws {
    _ = try await transaction.query(
      """
      select record(\(summit.id), 'programme.imported', jsonb_build_object(
        'added', \(report.added.count), 'changed', \(report.changed.count), 'cancelled', \(report.cancelled.count)))
      """)
  }
}
