internal import Petitions
internal import Postgres

/// Somebody of a file, and who that is in the summit.
struct ImportedSpeaker: Hashable, Sendable {
  var id: Speaker.ID
  var slug: String
  /// Whether what is shown of them changed with this import.
  var isChanged = false
}

extension ProgrammeWrite {
  /// Everybody of the file by their key. Found again by that key, where the name is theirs too; who was added by hand,
  /// or had another key in an older file, by the name. A known key with another name is another person.
  func importSpeakers(
    of programme: Programme, over values: ImportedValues, takingAll: Bool, report: inout ProgrammeImport
  ) async throws -> [String: ImportedSpeaker] {
    let rows = try await transaction.query(
      "select * from speakers where summit_id = \(summit.id) order by id")
    var known: [(speaker: SpeakerRecord, key: String?)] = []
    for row in rows { known.append((try SpeakerRecord(row), try row["import_key"])) }
    let matches = match(programme.people, known, values, report: &report)
    var slugs = Set(known.map(\.speaker.slug))
    var speakers: [String: ImportedSpeaker] = [:]
    var said: [(id: Speaker.ID, person: Programme.Person)] = []
    var changed: [SpeakerRecord] = []
    var new: [(person: Programme.Person, slug: String)] = []
    for person in programme.people {
      guard let speaker = matches[person.key] else {
        let slug = Slug(title: person.name, fallback: "speaker") { slugs.contains($0) }.value
        slugs.insert(slug)
        new.append((person, slug))
        continue
      }
      let merged = merge(speaker, values.speakers[speaker.id], person, takingAll, report: &report)
      if merged != speaker { changed.append(merged) }
      speakers[person.key] = ImportedSpeaker(
        id: speaker.id, slug: speaker.slug, isChanged: merged != speaker)
      said.append((speaker.id, person))
    }
    try await write(changed)
    try await write(
      keys: said.map { ($0.id, $0.person.key) }, andNew: new.map(\.person.key),
      over: Dictionary(known.map { ($0.speaker.id, $0.key) }) { $1 })
    for (person, speaker) in zip(new.map(\.person), try await insert(new)) {
      speakers[person.key] = speaker
      said.append((speaker.id, person))
    }
    try await keepImported(said)
    return speakers
  }

  /// Removes those who came from a file, speak in no session of this one, are in no session here any more, not even a cancelled one,
  /// and owe nothing.
  func forgetSpeakers(but speakers: [Speaker.ID]) async throws {
    _ = try await transaction.query(
      """
      delete from speakers k
      where k.summit_id = \(summit.id)
        and k.id <> all (\(speakers))
        and exists (
          select from imported_speakers i where i.summit_id = k.summit_id and i.speaker_id = k.id)
        and not exists (
          select from session_speakers ss where ss.summit_id = k.summit_id and ss.speaker_id = k.id)
        and not exists (
          select from session_debtors d where d.summit_id = k.summit_id and d.speaker_id = k.id)
      """)
  }

  private func match(
    _ people: [Programme.Person], _ known: [(speaker: SpeakerRecord, key: String?)], _ values: ImportedValues,
    report: inout ProgrammeImport
  ) -> [String: SpeakerRecord] {
    var byKey: [String: SpeakerRecord] = [:]
    for (speaker, key) in known { if let key { byKey[key] = speaker } }
    var matches: [String: SpeakerRecord] = [:]
    var claimed: Set<Speaker.ID> = []
    for person in people {
      guard let speaker = byKey[person.key] else { continue }
      let names = [speaker.name, values.speakers[speaker.id]?.name].compactMap(\.self)
      guard names.contains(where: { areNamesOfOnePerson($0, person.name) }) else {
        report.notes.append(
          "\(person.key) was \(speaker.name) and is \(person.name) now: taken for another person")
        continue
      }
      matches[person.key] = speaker
      claimed.insert(speaker.id)
    }
    var byName: [String: SpeakerRecord] = [:]
    for (speaker, _) in known.reversed() where !claimed.contains(speaker.id) {
      byName[speaker.name] = speaker
    }
    for person in people where matches[person.key] == nil {
      matches[person.key] = byName.removeValue(forKey: person.name)
    }
    return matches
  }

  /// What a person set of a speaker stays; what the file does not say stays as well.
  private func merge(
    _ here: SpeakerRecord, _ base: ImportedSpeakerValues?, _ file: Programme.Person, _ takesAll: Bool,
    report: inout ProgrammeImport
  ) -> SpeakerRecord {
    var kept: [ProgrammeImport.Kept] = []
    func take(_ field: String, base: String?, _ value: String?, file: String?) -> String? {
      guard let file else { return value }
      let merged = Petitions.merged(base: base, here: value, file: file)
      guard merged.isKept, !takesAll else { return file }
      kept.append(
        .init(
          slug: here.slug, title: here.name, field: "speaker.\(field)", here: value.map { .text($0) },
          file: .text(file),
          reason: merged.isConflict ? .conflict : .setByHand))
      return value
    }
    var speaker = here
    speaker.name = take("name", base: base?.name ?? here.name, here.name, file: file.name) ?? here.name
    speaker.affiliation = take(
      "affiliation", base: base?.affiliation, here.affiliation, file: file.affiliation)
    speaker.biography = take("biography", base: base?.biography, here.biography, file: file.biography)
    report.kept += kept
    return speaker
  }

  private func write(_ changed: [SpeakerRecord]) async throws {
    guard !changed.isEmpty else { return }
    _ = try await transaction.query(
      """
      update speakers k
      set name = file.name, affiliation = file.affiliation, biography = file.biography
      from unnest(
        \(changed.map(\.id)), \(changed.map(\.name)), \(changed.map(\.affiliation)), \(changed.map(\.biography)))
        as file (id, name, affiliation, biography)
      where k.summit_id = \(summit.id) and k.id = file.id
      """)
  }

  /// Keys may have been swapped, so that each is let go first by who had it.
  private func write(
    keys: [(id: Speaker.ID, key: String)], andNew new: [String], over known: [Speaker.ID: String?]
  ) async throws {
    let changed = keys.filter { known[$0.id] != .some($0.key) }
    let taken = Set(changed.map(\.key) + new)
    let former = Set(changed.map(\.id))
    let letGo = known.filter { id, key in key.map { former.contains(id) || taken.contains($0) } ?? false }
      .keys
    guard !changed.isEmpty || !letGo.isEmpty else { return }
    _ = try await transaction.pipeline([
      """
      update speakers
      set import_key = null
      where summit_id = \(summit.id) and id = any (\(letGo.sorted()))
      """,
      """
      update speakers k
      set import_key = file.key
      from unnest(\(changed.map(\.id)), \(changed.map(\.key))) as file (id, key)
      where k.summit_id = \(summit.id) and k.id = file.id
      """,
    ])
  }

  /// In their order.
  private func insert(_ new: [(person: Programme.Person, slug: String)]) async throws -> [ImportedSpeaker] {
    guard !new.isEmpty else { return [] }
    let people = new.map(\.person)
    let rows = try await transaction.query(
      """
      insert into speakers (summit_id, slug, import_key, name, affiliation, biography)
      select \(summit.id), slug, key, name, affiliation, biography
      from unnest(
        \(new.map(\.slug)), \(people.map(\.key)), \(people.map(\.name)), \(people.map(\.affiliation)),
        \(people.map(\.biography))) with ordinality
        as file (slug, key, name, affiliation, biography, position)
      order by position
      returning id, slug::text
      """)
    return try rows.map { ImportedSpeaker(id: try $0["id"], slug: try $0["slug"]) }
  }
}
