public import Foundation
public import Petitions
internal import Postgres

/// One item of the programme, with its question box at the moment of reading.
public struct SessionRecord: Hashable, Sendable, Identifiable {
  public var id: Session.ID
  public var summit: Summit.ID
  public var slug: String
  public var guid: String
  public var title: String
  public var abstract: String?
  public var language: String?
  public var startsAt: Date
  public var endsAt: Date
  public var room: RoomRecord?
  /// In their order on stage.
  public var speakers: [SpeakerRecord]
  public var moderation: Moderation
  /// The number the organizer gave, from which the threshold is computed.
  public var audience: Int?
  /// The box now.
  public var box: Box
  /// When it was opened first.
  public var openedAt: Date?
  /// When it closes, or closed, by itself; nil where it stays open until closed.
  public var closesAt: Date?
  /// Since when it is closed; nil while it is not.
  public var closedSince: Date?
  /// Nil until the box was opened.
  public var threshold: Int?
  public var acceptedAt: Date?
  public var acceptedBy: String?
  public var cancelledAt: Date?
  public var highlighted: Question.ID?
  public var version: Int

  init(_ row: Row) throws(PostgresError) {
    (id, summit, slug, guid) = (try row["id"], try row["summit_id"], try row["slug"], try row["guid"])
    (title, abstract, language) = (try row["title"], try row["abstract"], try row["language"])
    (startsAt, endsAt) = (try row["starts_at"], try row["ends_at"])
    room = nil
    if let id: Room.ID = try row["room_id"] {
      room = RoomRecord(
        id: id, slug: try row["room_slug"], name: try row["room_name"], code: try row["room_code"])
    }
    speakers = try Self.speakers(row)
    (moderation, audience) = (try row["moderation"], try row["audience"])
    (box, openedAt) = (try row["box"], try row["opened_at"])
    (closesAt, closedSince) = (try row["closes_at"], try row["closed_since"])
    threshold = try row["threshold"]
    (acceptedAt, acceptedBy) = (try row["accepted_at"], try row["accepted_by"])
    (cancelledAt, highlighted) = (try row["cancelled_at"], try row["highlighted_question_id"])
    version = try row["version"]
  }

  private static func speakers(_ row: Row) throws(PostgresError) -> [SpeakerRecord] {
    let ids: [Speaker.ID] = try row["speaker_ids"]
    let slugs: [String] = try row["speaker_slugs"]
    let names: [String] = try row["speaker_names"]
    let affiliations: [String?] = try row["speaker_affiliations"]
    let biographies: [String?] = try row["speaker_biographies"]
    return ids.indices.map {
      SpeakerRecord(
        id: ids[$0], slug: slugs[$0], name: names[$0], affiliation: affiliations[$0],
        biography: biographies[$0])
    }
  }
}

extension Store {
  /// In the order of the day; cancelled ones too.
  public func sessions(of summit: Summit.ID) async throws -> [SessionRecord] {
    let rows = try await database.query(
      """
      select *
      from programme
      where summit_id = \(summit)
      order by starts_at, room_name, id
      """)
    return try rows.map(SessionRecord.init)
  }

  /// Those of one room, in the order of the day; cancelled ones too.
  public func sessions(of summit: Summit.ID, in room: Room.ID) async throws -> [SessionRecord] {
    let rows = try await database.query(
      """
      select *
      from programme
      where summit_id = \(summit) and room_id = \(room)
      order by starts_at, id
      """)
    return try rows.map(SessionRecord.init)
  }

  public func session(_ slug: String, in summit: Summit.ID) async throws -> SessionRecord? {
    try await session(slug, in: summit, on: database)
  }

  func session(
    _ slug: String, in summit: Summit.ID, on connection: some Querying
  ) async throws -> SessionRecord? {
    let rows = try await connection.query(
      """
      select *
      from programme
      where summit_id = \(summit) and slug = \(slug)
      """)
    return try rows.first.map(SessionRecord.init)
  }

  func session(
    _ id: Session.ID, in summit: Summit.ID, on connection: some Querying
  ) async throws -> SessionRecord {
    let rows = try await connection.query(
      """
      select *
      from programme
      where summit_id = \(summit) and id = \(id)
      """)
    guard let row = rows.first else {
      throw StorageRefusal.notFound("session_not_found", "there is no such session")
    }
    return try SessionRecord(row)
  }
}
