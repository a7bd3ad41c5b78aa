internal import Foundation
internal import Petitions
internal import Postgres

/// What the last imported file said, by which an import tells what people changed since. Nil or absent where no file
/// has said anything yet.
struct ImportedValues {
  var summit: ImportedSummit?
  var sessions: [Session.ID: ImportedSession] = [:]
  var speakers: [Speaker.ID: ImportedSpeakerValues] = [:]
}

struct ImportedSummit {
  var name: String
  var place: String?
  var timeZone: String?
  var startsOn: Day
  var endsOn: Day
  var languages: [String]?
  var expectedAttendees: Int?

  /// A summit that no file gave languages has the usual ones.
  var knownLanguages: [String] { languages ?? NewSummitRecord.usualLanguages }
}

struct ImportedSession: Hashable {
  var title: String
  var abstract: String?
  var language: String?
  var startsAt: Date
  var endsAt: Date
  var room: Room.ID?
  var speakers: [Speaker.ID]
  /// It was an import that cancelled it.
  var isCancelled = false
  /// The box as it was then.
  var box: Box?
  var closesAt: Date?
}

struct ImportedSpeakerValues: Hashable {
  var name: String
  var affiliation: String?
  var biography: String?
}

extension ProgrammeWrite {
  func importedValues() async throws -> ImportedValues {
    let results = try await transaction.pipeline([
      """
      select
        name, place, time_zone, to_char(starts_on, 'YYYY-MM-DD') as starts_on,
        to_char(ends_on, 'YYYY-MM-DD') as ends_on, languages, expected_attendees
      from imported_summits
      where summit_id = \(summit.id)
      """,
      "select * from imported_sessions where summit_id = \(summit.id)",
      "select * from imported_speakers where summit_id = \(summit.id)",
    ])
    var values = ImportedValues()
    values.summit = try results[0].first.map { row in
      ImportedSummit(
        name: try row["name"], place: try row["place"], timeZone: try row["time_zone"],
        startsOn: try row["starts_on"], endsOn: try row["ends_on"], languages: try row["languages"],
        expectedAttendees: try row["expected_attendees"])
    }
    for row in results[1] {
      values.sessions[try row["session_id"]] = ImportedSession(
        title: try row["title"], abstract: try row["abstract"], language: try row["language"],
        startsAt: try row["starts_at"], endsAt: try row["ends_at"], room: try row["room_id"],
        speakers: try row["speaker_ids"], isCancelled: try row["cancelled"], box: try row["box_said"],
        closesAt: try row["closes_at"])
    }
    for row in results[2] {
      values.speakers[try row["speaker_id"]] = ImportedSpeakerValues(
        name: try row["name"], affiliation: try row["affiliation"], biography: try row["biography"])
    }
    return values
  }

  /// Keeps what this file says of the summit; where it says nothing, what the last one said.
  func keepImported(_ details: Programme.Details, ofNew isNew: Bool) async throws {
    var zone = isNew ? details.timeZone.name : nil
    if case .said(let name) = details.timeZone { zone = name }
    _ = try await transaction.query(
      """
      insert into imported_summits as i
        (summit_id, acronym, name, place, time_zone, starts_on, ends_on, languages, expected_attendees)
      values (
        \(summit.id), \(details.acronym), \(details.name), \(details.place), \(zone), \(details.startsOn)::date,
        \(details.endsOn)::date, \(details.languages), \(details.expectedAttendees))
      on conflict (summit_id) do update set
        acronym = excluded.acronym, name = excluded.name, place = coalesce(excluded.place, i.place),
        time_zone = coalesce(excluded.time_zone, i.time_zone), starts_on = excluded.starts_on,
        ends_on = excluded.ends_on, languages = coalesce(excluded.languages, i.languages),
        expected_attendees = coalesce(excluded.expected_attendees, i.expected_attendees)
      """)
  }

  /// Keeps what this file says of its sessions. None of them is cancelled by an import any more.
  func keepImported(_ sessions: [(id: Session.ID, says: ImportedSession)]) async throws {
    let says = sessions.map(\.says)
    // An array of arrays has to be a table: one row for each speaker of each session.
    let stages = sessions.flatMap { session in session.says.speakers.map { (session.id, $0) } }
    _ = try await transaction.query(
      """
      insert into imported_sessions as i
        (summit_id, session_id, title, abstract, language, starts_at, ends_at, room_id, speaker_ids)
      select
        \(summit.id), file.id, file.title, file.abstract, file.language, file.starts_at, file.ends_at, file.room_id,
        coalesce(stage.speaker_ids, '{}')
      from unnest(
        \(sessions.map(\.id)), \(says.map(\.title)), \(says.map(\.abstract)), \(says.map(\.language)),
        \(says.map(\.startsAt)), \(says.map(\.endsAt)), \(says.map(\.room)))
        as file (id, title, abstract, language, starts_at, ends_at, room_id)
      left join (
        select session_id, array_agg(speaker_id order by position) as speaker_ids
        from unnest(\(stages.map(\.0)), \(stages.map(\.1))) with ordinality
          as stage (session_id, speaker_id, position)
        group by session_id
      ) stage on stage.session_id = file.id
      on conflict (summit_id, session_id) do update set
        title = excluded.title, abstract = excluded.abstract, language = excluded.language,
        starts_at = excluded.starts_at, ends_at = excluded.ends_at, room_id = excluded.room_id,
        speaker_ids = excluded.speaker_ids, cancelled = false, box_said = null, closes_at = null
      """)
  }

  /// Keeps what this file says of its people; where it says nothing, what the last one said.
  func keepImported(_ people: [(id: Speaker.ID, person: Programme.Person)]) async throws {
    let persons = people.map(\.person)
    _ = try await transaction.query(
      """
      insert into imported_speakers as i (summit_id, speaker_id, name, affiliation, biography)
      select \(summit.id), id, name, affiliation, biography
      from unnest(
        \(people.map(\.id)), \(persons.map(\.name)), \(persons.map(\.affiliation)), \(persons.map(\.biography)))
        as file (id, name, affiliation, biography)
      on conflict (summit_id, speaker_id) do update set
        name = excluded.name, affiliation = coalesce(excluded.affiliation, i.affiliation),
        biography = coalesce(excluded.biography, i.biography)
      """)
  }
}
