public import Petitions
internal import Postgres

/// Where sessions take place, one after the other.
public struct RoomRecord: Hashable, Sendable, Identifiable {
  public var id: Room.ID
  public var slug: String
  public var name: String
  /// The short join code, unique among all summits: `/j/{code}`.
  public var code: String

  init(id: Room.ID, slug: String, name: String, code: String) {
    (self.id, self.slug, self.name, self.code) = (id, slug, name, code)
  }

  init(_ row: Row) throws(PostgresError) {
    (id, slug, name, code) = (try row["id"], try row["slug"], try row["name"], try row["code"])
  }

  /// What a join code is made of: nothing that is taken for another when read from a wall or said aloud, and no
  /// vowels, so that it spells no word.
  static let alphabet = Array("34678cdfghjkmnprtvwx")
  static let codeLength = 5

  static func randomCode() -> String {
    String((0..<codeLength).map { _ in alphabet[Int.random(in: alphabet.indices)] })
  }
}

extension Store {
  public func rooms(of summit: Summit.ID) async throws -> [RoomRecord] {
    let rows = try await database.query(
      """
      select *
      from rooms
      where summit_id = \(summit)
      order by name
      """)
    return try rows.map(RoomRecord.init)
  }

  public func room(_ slug: String, in summit: Summit.ID) async throws -> RoomRecord? {
    let rows = try await database.query(
      """
      select *
      from rooms
      where summit_id = \(summit) and slug = \(slug)
      """)
    return try rows.first.map(RoomRecord.init)
  }

  public func room(_ id: Room.ID, in summit: Summit.ID) async throws -> RoomRecord? {
    let rows = try await database.query("select * from rooms where summit_id = \(summit) and id = \(id)")
    return try rows.first.map(RoomRecord.init)
  }

  /// The room of a join code, and the slug of its summit. Case does not matter: a code is typed on a phone.
  public func room(withCode code: String) async throws -> (summit: String, room: RoomRecord)? {
    let rows = try await database.query(
      """
      select r.*, m.slug as summit
      from rooms r
      join summits m on m.id = r.summit_id
      where r.code = lower(\(code))
      """)
    guard let row = rows.first else { return nil }
    return (try row["summit"], try RoomRecord(row))
  }

  /// The summit's room of that name, but for case and spaces; made when there is none. The caller holds the summit's lock.
  func room(named name: String, in summit: Summit.ID, on transaction: Transaction) async throws -> Room.ID {
    let name: String = try line(name, "room")
    let rows = try await transaction.query(
      """
      select id, slug::text, name
      from rooms
      where summit_id = \(summit)
      """)
    var slugs: Set<String> = []
    for row in rows {
      let known: String = try row["name"]
      if known.roomKey == name.roomKey { return try row["id"] }
      slugs.insert(try row["slug"])
    }
    let slug = Slug(title: name, fallback: "room") { slugs.contains($0) }.value
    return try await makeRoom(named: name, slug: slug, in: summit, on: transaction)
  }

  /// Makes a room with a join code that no other has.
  func makeRoom(
    named name: String, slug: String, in summit: Summit.ID, on transaction: Transaction
  ) async throws -> Room.ID {
    while true {
      let made = try await transaction.query(
        """
        insert into rooms (summit_id, slug, name, code)
        values (\(summit), \(slug), \(name), \(RoomRecord.randomCode()))
        on conflict on constraint room_code_taken do nothing
        returning id
        """)
      if let row = made.first { return try row["id"] }
    }
  }
}
