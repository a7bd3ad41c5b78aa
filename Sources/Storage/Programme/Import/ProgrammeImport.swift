public import Petitions
internal import Postgres

public import struct Foundation.Date

/// What an import did, or would do.
public struct ProgrammeImport: Sendable {
  public struct Item: Hashable, Sendable {
    public var slug: String
    public var title: String
    /// What changed of it: `title, abstract, language, startsAt, endsAt, room, speakers`, and `cancelled` where it
    /// comes back.
    public var fields: [String] = []
  }

  /// Of the summit itself: `name, place, timeZone, startsOn, endsOn, languages, expectedAttendees`.
  public struct Change: Hashable, Sendable {
    public var field: String
    public var from: String?
    public var to: String?
  }

  /// What stays as it is here, though the file says something else.
  public struct Kept: Hashable, Sendable {
    public enum Value: Hashable, Sendable {
      case text(String)
      case time(Date)
    }

    /// Of the session or speaker; nil of the summit itself.
    public var slug: String?
    public var title: String
    /// As for changes; `speaker.name` and so on of a speaker, `missing` of what is gone from the file, `debtors`.
    public var field: String
    public var here: Value?
    public var file: Value?
    public var reason: KeptReason
  }

  /// What somebody has to say yes to before it is done. Until then nothing is.
  public struct Question: Hashable, Sendable {
    public var consent: ImportConsent
    public var detail: String
  }

  public var summit: Summit.ID
  public var slug: String
  /// Whether the summit itself is new.
  public var created: Bool
  public var summitChanges: [Change] = []
  public var added: [Item] = []
  public var changed: [Item] = []
  public var cancelled: [Item] = []
  public var kept: [Kept] = []
  public var questions: [Question] = []
  public var unchanged = 0
  /// What a person should look at.
  public var notes: [String] = []
  /// Whose screens and phones show something else now.
  public var sessions: Set<Session.ID> = []
}

extension Store {
  /// Brings the programme to what a file says, all or nothing, under the summit's lock; what people set by hand since
  /// the last import stays. The file is that of the summit whose sessions, name and days agree with it, or of `slug`, by
  /// a person's word (`isNamed`) or as the only one in question; of none, or where `isNew` says so, it makes a new summit. Sessions gone from the file are cancelled,
  /// if they came from one and are not on; questions, boxes, thresholds and moderation stay as they are, but what hangs
  /// on a session's end moves with it. Refused with the code of an `ImportConsent` (a conflict) where a person has to
  /// say so and did not. A dry run returns the same, with those questions, and changes nothing.
  public func importProgramme(
    _ programme: Programme, into slug: String? = nil, isNamed: Bool = true, isNew: Bool = false,
    consents: Set<ImportConsent> = [], dryRun: Bool = false
  ) async throws -> ProgrammeImport {
    guard !programme.sessions.isEmpty else {
      throw StorageRefusal.invalid("sessions", "some", "the file has no session; nothing was changed")
    }
    return try await deciding(dryRun: dryRun) { transaction in
      // One import at a time: two of the same new summit would make it twice. Taken before any summit's lock, by
      // imports alone, so nobody waits in a circle.
      _ = try await transaction.query("select pg_advisory_xact_lock(7332, 0)")
      let target = try await target(of: programme, in: slug, isNamed: isNamed, isNew: isNew, on: transaction)
      let summit: SummitRecord
      if let known = target.summit {
        summit = known
      } else {
        summit = try await make(programme, on: transaction)
      }
      try await decide(in: summit.id, on: transaction)
      let write = try await programmeWrite(in: summit.id, on: transaction)
      var report = ProgrammeImport(summit: summit.id, slug: summit.slug, created: target.summit == nil)
      report.notes = target.notes
      report.questions += target.question.map { [.init(consent: .summitUnclear, detail: $0)] } ?? []
      let values = try await write.importedValues()
      try await write.importSummit(of: programme, over: values, consents, report: &report)
      try await write.importSessions(of: programme, over: values, consents, report: &report)
      try await write.keepImported(programme.summit, ofNew: report.created)
      report.questions.removeAll { consents.contains($0.consent) }
      if let question = report.questions.first, !dryRun {
        throw StorageRefusal.conflict(question.consent.rawValue, question.detail)
      }
      try await write.record(report)
      return report
    }
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
  /// Counts the change and puts in the ledger what is public of it.
  fileprivate func record(_ report: ProgrammeImport) async throws {
    let isChange = !(report.added.isEmpty && report.changed.isEmpty && report.cancelled.isEmpty)
    if isChange || !report.summitChanges.isEmpty || !report.sessions.isEmpty { try await touch() }
    try await record(changes: report.summitChanges)
    guard isChange else { return }
    _ = try await transaction.query(
      """
      select record(\(summit.id), 'programme.imported', jsonb_build_object(
        'added', \(report.added.count), 'changed', \(report.changed.count), 'cancelled', \(report.cancelled.count)))
      """)
  }
}
