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
