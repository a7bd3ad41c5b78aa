public import Petitions
internal import Postgres

/// How many badges a summit knows, and who came with one.
public struct BadgeTally: Hashable, Sendable {
  /// Those that may join.
  public var imported: Int
  /// Attendees with a badge, and without.
  public var joined: Int
  public var withoutBadge: Int
}

/// What an import of badges did.
public struct BadgeImport: Hashable, Sendable {
  public var added: Int
  /// Were known already: importing a file again is safe.
  public var known: Int
  public var tally: BadgeTally
}

extension Store {
  /// Lets these badges join; no others do. `digests` are keyed: the codes are not kept.
  public func importBadges(_ digests: [[UInt8]], in summit: Summit.ID) async throws -> BadgeImport {
    try await deciding(in: summit) { transaction in
      let summits = try await transaction.query(
        "select closed_at is not null as closed from summits where id = \(summit)")
      guard let known = summits.first else {
        throw StorageRefusal.notFound("summit_not_found", "there is no such summit")
      }
      if try known["closed"] == true { throw Refusal.summitClosed }
      let added = try await transaction.query(
        """
        insert into badges (summit_id, digest, imported_at)
        select \(summit), digest, moment()
        from unnest(\(digests)) as digest
        on conflict do nothing
        returning true
        """
      ).count
      let tally = try await transaction.query(Self.tally(of: summit))
      return BadgeImport(
        added: added, known: digests.count - added, tally: try BadgeTally(tally.first))
    }
  }

  /// Whether a badge was imported, by its keyed digest.
  public func knows(badge: [UInt8], in summit: Summit.ID) async throws -> Bool {
    try await !database.query(
      "select from badges where summit_id = \(summit) and digest = \(badge)"
    ).isEmpty
  }

  public func badges(of summit: Summit.ID) async throws -> BadgeTally {
    try BadgeTally(try await database.query(Self.tally(of: summit)).first)
  }

  private static func tally(of summit: Summit.ID) -> SQL {
    """
    select
      (select count(*) from badges where summit_id = \(summit)) as imported,
      count(*) filter (where badge_digest is not null) as joined,
      count(*) filter (where badge_digest is null) as without_badge
    from attendees
    where summit_id = \(summit) and erased_at is null
    """
  }
}

extension BadgeTally {
  fileprivate init(_ row: Row?) throws(PostgresError) {
    guard let row else { throw PostgresError(kind: .decoding, message: "count(*) returned nothing") }
    (imported, joined, withoutBadge) = (
      try row["imported"], try row["joined"], try row["without_badge"]
    )
  }
}
