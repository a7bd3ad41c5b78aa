public import Foundation
public import Petitions
internal import Postgres

/// Somebody other than a speaker to whom questions can be addressed, once they accept.
public struct OrganisationRecord: Hashable, Sendable, Identifiable {
  public var id: Organisation.ID
  public var slug: String
  public var name: String
  /// From then on it takes questions and owes answers by name.
  public var acceptedAt: Date?
  /// The person who said so.
  public var acceptedBy: String?
  public var threshold: Int?
  public var version: Int

  init(_ row: Row) throws(PostgresError) {
    (id, slug, name) = (try row["id"], try row["slug"], try row["name"])
    (acceptedAt, acceptedBy) = (try row["accepted_at"], try row["accepted_by"])
    (threshold, version) = (try row["threshold"], try row["version"])
  }
}

/// What changes of an organisation: nil stays.
public struct OrganisationEdit: Sendable {
  public var name: String?
  /// Only lower than it is.
  public var threshold: Int?

  public init() {}
}

extension Store {
  public func organisations(of summit: Summit.ID) async throws -> [OrganisationRecord] {
    let rows = try await database.query(
      """
      select *
      from organisations
      where summit_id = \(summit)
      order by name, id
      """)
    return try rows.map(OrganisationRecord.init)
  }

  public func organisation(_ slug: String, in summit: Summit.ID) async throws -> OrganisationRecord? {
    try await organisation(slug, in: summit, on: database)
  }

  func organisation(
    _ slug: String, in summit: Summit.ID, on connection: some Querying
  ) async throws -> OrganisationRecord? {
    let rows = try await connection.query(
      """
      select *
      from organisations
      where summit_id = \(summit) and slug = \(slug)
      """)
    return try rows.first.map(OrganisationRecord.init)
  }

  /// `slug` is made of the name where nil.
  public func addOrganisation(
    named name: String, slug: String? = nil, in summit: Summit.ID
  ) async throws -> OrganisationRecord {
    try await changingProgramme(of: summit) { write in
      var taken: Set<String> = []
      for row in try await write.transaction.query(
        "select slug::text from organisations where summit_id = \(summit)")
      {
        taken.insert(try row["slug"])
      }
      let name: String = try line(name, "name")
      let slug = slug ?? Slug(title: name, fallback: "organisation") { taken.contains($0) }.value
      let rows = try await write.transaction.query(
        """
        insert into organisations (summit_id, slug, name)
        values (\(summit), \(slug), \(name))
        returning *
        """)
      try await write.touch()
      guard let row = rows.first else {
        throw StorageRefusal.notFound("organisation_not_found", "there is no such organisation")
      }
      return try OrganisationRecord(row)
    }
  }

  public func edit(
    organisation slug: String, in summit: Summit.ID, _ edit: OrganisationEdit
  ) async throws -> OrganisationRecord {
    try await changingProgramme(of: summit) { write in
      let before = try await write.organisation(slug)
      _ = try await write.transaction.query(
        """
        update organisations
        set name = coalesce(\(try line(edit.name, "name")), name)
        where summit_id = \(summit) and id = \(before.id)
        """)
      if let threshold = edit.threshold { try await write.lowerThreshold(to: threshold, of: before) }
      guard try await write.organisation(slug) != before else { return before }
      try await write.touch(before.id)
      return try await write.organisation(slug)
    }
  }
}
