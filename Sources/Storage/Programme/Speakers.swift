public import Petitions
internal import Postgres

/// Somebody of the programme.
public struct SpeakerRecord: Hashable, Sendable, Identifiable {
  public var id: Speaker.ID
  public var slug: String
  public var name: String
  public var affiliation: String?
  public var biography: String?

  init(id: Speaker.ID, slug: String, name: String, affiliation: String?, biography: String?) {
    (self.id, self.slug, self.name) = (id, slug, name)
    (self.affiliation, self.biography) = (affiliation, biography)
  }

  init(_ row: Row) throws(PostgresError) {
    (id, slug, name) = (try row["id"], try row["slug"], try row["name"])
    (affiliation, biography) = (try row["affiliation"], try row["biography"])
  }
}

extension Store {
  public func speakers(of summit: Summit.ID) async throws -> [SpeakerRecord] {
    let rows = try await database.query(
      """
      select *
      from speakers
      where summit_id = \(summit)
      order by name, id
      """)
    return try rows.map(SpeakerRecord.init)
  }

  public func speaker(_ slug: String, in summit: Summit.ID) async throws -> SpeakerRecord? {
    let rows = try await database.query(
      """
      select *
      from speakers
      where summit_id = \(summit) and slug = \(slug)
      """)
    return try rows.first.map(SpeakerRecord.init)
  }
}

/// A speaker to be.
public struct NewSpeakerRecord: Sendable {
  /// Made of the name where nil.
  public var slug: String?
  public var name: String
  public var affiliation: String?
  public var biography: String?

  public init(slug: String? = nil, name: String, affiliation: String? = nil, biography: String? = nil) {
    (self.slug, self.name) = (slug, name)
    (self.affiliation, self.biography) = (affiliation, biography)
  }
}

/// What changes of a speaker: nil stays, an empty text is taken away.
public struct SpeakerEdit: Sendable {
  public var name: String?
  public var affiliation: String?
  public var biography: String?

  public init(name: String? = nil, affiliation: String? = nil, biography: String? = nil) {
    (self.name, self.affiliation, self.biography) = (name, affiliation, biography)
  }
}

extension Store {
  public func add(_ new: NewSpeakerRecord, in summit: Summit.ID) async throws -> SpeakerRecord {
    try await changingProgramme(of: summit) { write in
      var taken: Set<String> = []
      for row in try await write.transaction.query(
        "select slug::text from speakers where summit_id = \(summit)")
      {
        taken.insert(try row["slug"])
      }
      let name: String = try line(new.name, "name")
      let slug = new.slug ?? Slug(title: name, fallback: "speaker") { taken.contains($0) }.value
      let rows = try await write.transaction.query(
        """
        insert into speakers (summit_id, slug, name, affiliation, biography)
        values (
          \(summit), \(slug), \(name), nullif(\(try line(new.affiliation, "affiliation")), ''),
          nullif(\(try paragraphs(new.biography, "biography")), ''))
        returning *
        """)
      try await write.touch()
      guard let row = rows.first else {
        throw StorageRefusal.notFound("speaker_not_found", "there is no such speaker")
      }
      return try SpeakerRecord(row)
    }
  }

  /// Also in a closed summit: a name that is wrong can be put right at any time.
  public func edit(
    speaker slug: String, in summit: Summit.ID, _ edit: SpeakerEdit
  ) async throws -> SpeakerRecord {
    try await changingProgramme(of: summit, evenClosed: true) { write in
      let rows = try await write.transaction.query(
        """
        update speakers
        set
          name = coalesce(\(try line(edit.name, "name")), name),
          affiliation = nullif(coalesce(\(try line(edit.affiliation, "affiliation")), affiliation), ''),
          biography = nullif(coalesce(\(try paragraphs(edit.biography, "biography")), biography), '')
        where summit_id = \(summit) and slug = \(slug)
        returning *
        """)
      guard let row = rows.first else {
        throw StorageRefusal.notFound("speaker_not_found", "there is no such speaker")
      }
      let speaker = try SpeakerRecord(row)
      _ = try await write.transaction.query(
        """
        update sessions s
        set version = s.version + 1
        from session_speakers ss
        where ss.summit_id = \(summit)
          and ss.speaker_id = \(speaker.id)
          and s.summit_id = ss.summit_id
          and s.id = ss.session_id
        """)
      try await write.touch()
      return speaker
    }
  }

  /// Refused (`speaker_in_use`) while the speaker is on a session.
  public func remove(speaker slug: String, in summit: Summit.ID) async throws {
    try await changingProgramme(of: summit) { write in
      let rows = try await write.transaction.query(
        "delete from speakers where summit_id = \(summit) and slug = \(slug) returning id")
      if rows.isEmpty { throw StorageRefusal.notFound("speaker_not_found", "there is no such speaker") }
      try await write.touch()
    }
  }
}
