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
  /// The rooms that the file names, made where the summit has none of that name.
  func importRooms(of programme: Programme) async throws -> [String: Room.ID] {
    let rows = try await transaction.query(
      "select id, slug::text, name from rooms where summit_id = \(summit.id)")
    var rooms: [String: Room.ID] = [:]
    var slugs: Set<String> = []
    for row in rows {
      rooms[try row["name"]] = try row["id"]
      slugs.insert(try row["slug"])
    }
    for name in programme.sessions.compactMap(\.room) where rooms[name] == nil {
      let slug = Slug(title: name, fallback: "room") { slugs.contains($0) }.value
      slugs.insert(slug)
      rooms[name] = try await store.makeRoom(named: name, slug: slug, in: summit.id, on: transaction)
    }
    return rooms
  }

  /// Everybody of the file by their key. Found again by that key; who was added by hand, or had another key in an older
  /// file, by the name.
  func importSpeakers(of programme: Programme) async throws -> [String: ImportedSpeaker] {
    let rows = try await transaction.query(
      "select * from speakers where summit_id = \(summit.id) order by id")
    var known: [String: SpeakerRecord] = [:]
    var unclaimed: [String: SpeakerRecord] = [:]
    var slugs: Set<String> = []
    let keys = Set(programme.people.map(\.key))
    for row in rows {
      let speaker = try SpeakerRecord(row)
      slugs.insert(speaker.slug)
      if let key: String = try row["import_key"], keys.contains(key) {
        known[key] = speaker
      } else {
        unclaimed[speaker.name] = speaker
      }
    }
    var speakers: [String: ImportedSpeaker] = [:]
    var changed: [(person: Programme.Person, id: Speaker.ID)] = []
    var new: [(person: Programme.Person, slug: String)] = []
    for person in programme.people {
      if let speaker = known[person.key] ?? unclaimed.removeValue(forKey: person.name) {
        let isChanged = !speaker.shows(person)
        speakers[person.key] = ImportedSpeaker(id: speaker.id, slug: speaker.slug, isChanged: isChanged)
        if isChanged || known[person.key] == nil { changed.append((person, speaker.id)) }
      } else {
        let slug = Slug(title: person.name, fallback: "speaker") { slugs.contains($0) }.value
        slugs.insert(slug)
        new.append((person, slug))
      }
    }
    try await write(changed)
    for (key, speaker) in try await insert(new) { speakers[key] = speaker }
    return speakers
  }

  /// Removes those who came from a file and are in no session any more, not even a cancelled one.
  func forgetSpeakers() async throws {
    _ = try await transaction.query(
      """
      delete from speakers k
      where k.summit_id = \(summit.id)
        and k.import_key is not null
        and not exists (
          select from session_speakers ss where ss.summit_id = k.summit_id and ss.speaker_id = k.id)
      """)
  }

  private func write(_ changed: [(person: Programme.Person, id: Speaker.ID)]) async throws {
    guard !changed.isEmpty else { return }
    let people = changed.map(\.person)
    _ = try await transaction.query(
      """
      update speakers k
      set
        import_key = file.key, name = file.name,
        affiliation = coalesce(file.affiliation, k.affiliation), biography = coalesce(file.biography, k.biography)
      from unnest(
        \(changed.map(\.id)), \(people.map(\.key)), \(people.map(\.name)), \(people.map(\.affiliation)),
        \(people.map(\.biography))) as file (id, key, name, affiliation, biography)
      where k.summit_id = \(summit.id) and k.id = file.id
      """)
  }

  private func insert(
    _ new: [(person: Programme.Person, slug: String)]
  ) async throws -> [(key: String, speaker: ImportedSpeaker)] {
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
      returning id, slug::text, import_key
      """)
    return try rows.map { row in
      (try row["import_key"], ImportedSpeaker(id: try row["id"], slug: try row["slug"]))
    }
  }
}

extension SpeakerRecord {
  /// Whether it says all that the file says of the person; what the file does not say stays.
  fileprivate func shows(_ person: Programme.Person) -> Bool {
    name == person.name && (person.affiliation == nil || affiliation == person.affiliation)
      && (person.biography == nil || biography == person.biography)
  }
}
