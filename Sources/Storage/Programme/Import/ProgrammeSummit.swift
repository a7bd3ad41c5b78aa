internal import Petitions
internal import Postgres

extension ProgrammeWrite {
  /// Brings the summit itself to what the file says; where it says nothing, and where a person changed it since, all
  /// stays. Into a new one there is nothing to change.
  func importSummit(
    of programme: Programme, over values: ImportedValues, _ consents: Set<ImportConsent>,
    report: inout ProgrammeImport
  ) async throws {
    let details = programme.summit
    var merge = SummitMerge(summit: summit, base: values.summit, takesAll: consents.contains(.handEdits))
    let saidName: String = try line(details.name, "name")
    let name = merge.field("name", \.name, base: \.name, file: saidName) { $0 }
    let place = merge.field("place", \.place, base: \.place, file: details.place) { $0 }
    var saidZone: String?
    if case .said(let name) = details.timeZone { saidZone = name }
    let zone =
      merge.field("timeZone", \.timeZone, base: \.timeZone, file: saidZone) { $0 } ?? summit.timeZone
    if zone != summit.timeZone { try await store.checkTimeZone(zone, on: transaction) }
    let days = merge.days(details)
    let languages = merge.field(
      "languages", \.languages, base: \.knownLanguages, file: try details.languages.map(languageTags)
    ) { $0.joined(separator: ", ") }
    let expected = merge.field(
      "expectedAttendees", \.expectedAttendees, base: \.expectedAttendees, file: details.expectedAttendees
    ) { String($0) }
    report.summitChanges = merge.changes
    report.kept += merge.kept
    report.notes += programme.uncovered(from: days.start, to: days.end, in: zone)
    guard !merge.changes.isEmpty else { return }
    let before = try await dueUnlinkings()
    _ = try await transaction.query(
      """
      update summits
      set
        name = coalesce(\(name), name), place = \(place), time_zone = \(zone), starts_on = \(days.start)::date,
        ends_on = \(days.end)::date, languages = coalesce(\(languages), languages), expected_attendees = \(expected)
      where id = \(summit.id)
      """)
    if let people = try await newlyDueUnlinkings(since: before) {
      report.questions.append(.init(consent: .peopleUnlinked, detail: people.sentence(endingOn: days.end)))
    }
  }

  /// What the public ledger tells of a change to the summit itself.
  func record(changes: [ProgrammeImport.Change]) async throws {
    guard !changes.isEmpty else { return }
    _ = try await transaction.query(
      """
      select record(\(summit.id), 'summit.changed', jsonb_build_object('fields', (
        select jsonb_object_agg(field, jsonb_build_object('from', was, 'to', is_now))
        from unnest(\(changes.map(\.field)), \(changes.map(\.from)), \(changes.map(\.to)))
          as changed (field, was, is_now))))
      """)
  }
}

/// The fields of a summit, each against what the last file and this one say.
private struct SummitMerge {
  let summit: SummitRecord
  let base: ImportedSummit?
  /// The file's word counts for all.
  let takesAll: Bool
  var changes: [ProgrammeImport.Change] = []
  var kept: [ProgrammeImport.Kept] = []

  init(summit: SummitRecord, base: ImportedSummit?, takesAll: Bool) {
    (self.summit, self.base, self.takesAll) = (summit, base, takesAll)
  }

  /// The value in force afterwards. A file that says nothing changes nothing; where none has said anything yet, this
  /// one's word is taken.
  mutating func field<Value: Equatable>(
    _ name: String, _ here: (SummitRecord) -> Value?, base: (ImportedSummit) -> Value?, file: Value?,
    _ text: (Value) -> String
  ) -> Value? {
    let here = here(summit)
    guard let file else { return here }
    let field = Petitions.merged(base: self.base.map(base) ?? here, here: here, file: file)
    return take(name, field, here: here, file: file) { $0.map(text) }
  }

  mutating func days(_ details: Programme.Details) -> (start: Day, end: Day) {
    let here = (start: summit.startsOn, end: summit.endsOn)
    let file = (start: details.startsOn, end: details.endsOn)
    let span = mergedSpan(
      base: base.map { ($0.startsOn, $0.endsOn) } ?? here, here: here, file: file, mayBeEmpty: true)
    return (
      take("startsOn", span.start, here: here.start, file: file.start) { $0.rawValue },
      take("endsOn", span.end, here: here.end, file: file.end) { $0.rawValue }
    )
  }

  private mutating func take<Value: Equatable>(
    _ name: String, _ field: Merged<Value>, here: Value, file: Value, _ text: (Value) -> String?
  ) -> Value {
    if field.isKept, !takesAll {
      kept.append(
        .init(
          title: summit.name, field: name, here: text(here).map { .text($0) },
          file: text(file).map { .text($0) },
          reason: field.isConflict ? .conflict : .setByHand))
      return here
    }
    if file != here { changes.append(.init(field: name, from: text(here), to: text(file))) }
    return file
  }
}

extension Programme {
  /// Where the summit's days leave out days of its own sessions; what begins before five in the morning belongs to the
  /// night before.
  fileprivate func uncovered(from first: Day, to last: Day, in zone: String) -> [String] {
    let days = sessionDays(in: zone, nightEndsAt: 5)
    var notes: [String] = []
    if let day = days.min(), day < first {
      notes.append("the summit starts on \(first), and its first session is on \(day)")
    }
    if let day = days.max(), day > last {
      notes.append("the summit ends on \(last), and its last session is on \(day)")
    }
    return notes
  }
}
