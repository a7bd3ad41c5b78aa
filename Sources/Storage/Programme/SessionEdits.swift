public import Foundation
public import Petitions
internal import Postgres

/// A session to be.
public struct NewSessionRecord: Sendable {
  /// Made of the title where nil.
  public var slug: String?
  /// Made up where nil.
  public var guid: String?
  public var title: String
  public var abstract: String?
  public var language: String?
  public var startsAt: Date
  public var endsAt: Date
  /// A room's name; made when the summit has none of that name.
  public var room: String?
  /// Slugs, in their order on stage.
  public var speakers: [String] = []
  public var moderation = Moderation.open
  public var audience: Int?

  public init(title: String, startsAt: Date, endsAt: Date) {
    (self.title, self.startsAt, self.endsAt) = (title, startsAt, endsAt)
  }
}

/// What changes of a session: nil stays, an empty text or room is taken away.
public struct SessionEdit: Sendable {
  public enum End: Sendable, Hashable {
    case at(Date)
    /// From where it is.
    case extended(minutes: Int)
    case now
  }

  public var slug: String?
  public var title: String?
  public var abstract: String?
  public var startsAt: Date?
  public var end: End?
  public var room: String?
  public var speakers: [String]?
  public var moderation: Moderation?
  public var audience: Int?
  public var box: Box?
  /// Only lower than it is.
  public var threshold: Int?

  public init() {}
}

extension Store {
  public func add(_ new: NewSessionRecord, in summit: Summit.ID) async throws -> SessionRecord {
    try await changingProgramme(of: summit) { write in
      let transaction = write.transaction
      var taken: Set<String> = []
      for row in try await transaction.query("select slug::text from sessions where summit_id = \(summit)") {
        taken.insert(try row["slug"])
      }
      let slug =
        new.slug ?? Slug(title: new.title, for: .session, fallback: "session") { taken.contains($0) }.value
      var room: Room.ID?
      if let name = new.room, !name.isEmpty {
        room = try await self.room(named: name, in: summit, on: transaction)
      }
      let rows = try await transaction.query(
        """
        insert into sessions
          (summit_id, slug, guid, title, abstract, language, starts_at, ends_at, room_id, moderation, audience)
        values (
          \(summit), \(slug), \(new.guid ?? UUID().uuidString.lowercased()), \(try line(new.title, "title")),
          nullif(\(try paragraphs(new.abstract, "abstract")), ''), \(new.language), \(new.startsAt), \(new.endsAt), \(room),
          \(new.moderation), \(new.audience))
        returning id
        """)
      guard let id: Session.ID = try rows.first?["id"] else {
        throw StorageRefusal.notFound("session_not_found", "there is no such session")
      }
      try await write.setSpeakers(new.speakers, of: id)
      try await write.touch()
      return try await session(id, in: summit, on: transaction)
    }
  }

  /// Changes a session, its end, its box and its threshold, all or nothing, in this order. A dry run answers with the
  /// session as it would be.
  public func edit(
    _ slug: String, in summit: Summit.ID, _ edit: SessionEdit, dryRun: Bool = false
  ) async throws -> SessionRecord {
    try await changingProgramme(of: summit, dryRun: dryRun) { write in
      let before = try await write.session(slug)
      try await self.change(before, edit, write)
      try await write.moveTimes(of: before, start: edit.startsAt, end: edit.end)
      if let box = edit.box {
        try await write.setBox(
          box, of: try await session(before.id, in: summit, on: write.transaction))
      }
      if let threshold = edit.threshold {
        try await write.lowerThreshold(
          to: threshold, of: try await session(before.id, in: summit, on: write.transaction))
      }
      let after = try await session(before.id, in: summit, on: write.transaction)
      guard after != before else { return before }
      try await write.touch(before.id)
      return try await session(before.id, in: summit, on: write.transaction)
    }
  }

  /// Takes a session off the programme: its box closes for good, its questions are kept. Once more changes nothing.
  public func cancel(_ slug: String, in summit: Summit.ID, dryRun: Bool = false) async throws -> SessionRecord
  {
    try await changingProgramme(of: summit, dryRun: dryRun) { write in
      guard let session = try await session(slug, in: summit, on: write.transaction) else {
        throw StorageRefusal.notFound("session_not_found", "there is no such session")
      }
      if session.cancelledAt == nil {
        try await write.cancel([session])
        try await write.touch(session.id)
      }
      // A file that has it again does not bring back what a person cancelled, were it after a file that lacked it.
      _ = try await write.transaction.query(
        """
        update imported_sessions
        set cancelled = false
        where summit_id = \(summit) and session_id = \(session.id) and cancelled
        """)
      return try await self.session(session.id, in: summit, on: write.transaction)
    }
  }

  private func change(_ session: SessionRecord, _ edit: SessionEdit, _ write: ProgrammeWrite) async throws {
    var room = session.room?.id
    if let name = edit.room {
      room =
        name.isEmpty
        ? nil : try await self.room(named: name, in: session.summit, on: write.transaction)
    }
    _ = try await write.transaction.query(
      """
      update sessions
      set
        slug = coalesce(\(edit.slug), slug),
        title = coalesce(\(try line(edit.title, "title")), title),
        abstract = nullif(coalesce(\(try paragraphs(edit.abstract, "abstract")), abstract), ''),
        room_id = \(room),
        moderation = coalesce(\(edit.moderation), moderation),
        audience = coalesce(\(edit.audience), audience)
      where summit_id = \(session.summit) and id = \(session.id)
      """)
    if let speakers = edit.speakers { try await write.setSpeakers(speakers, of: session.id) }
  }
}

extension ProgrammeWrite {
  /// Who is on stage, by slugs, in this order. Who accepted to answer still does; somebody new has not.
  func setSpeakers(_ slugs: [String], of session: Session.ID) async throws {
    var unique: [String] = []
    for slug in slugs where !unique.contains(slug) { unique.append(slug) }
    let unknown = try await transaction.query(
      """
      select slug
      from unnest(\(unique)) with ordinality as asked (slug, position)
      where not exists (select from speakers k where k.summit_id = \(summit.id) and k.slug = asked.slug)
      order by position
      """)
    if let row = unknown.first {
      let slug: String = try row["slug"]
      throw StorageRefusal.invalid("speakers", "known", "no speaker has the slug \(slug)")
    }
    _ = try await transaction.pipeline([
      "delete from session_speakers where summit_id = \(summit.id) and session_id = \(session)",
      """
      insert into session_speakers (summit_id, session_id, speaker_id, position)
      select k.summit_id, \(session), k.id, asked.position
      from unnest(\(unique)) with ordinality as asked (slug, position)
      join speakers k on k.summit_id = \(summit.id) and k.slug = asked.slug
      """,
    ])
  }
}
