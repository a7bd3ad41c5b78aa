public import Petitions
public import Postgres

public import struct Foundation.Date

/// A person in the summit, as their token proves.
public struct KnownAttendee: Hashable, Sendable {
  public var id: Attendee.ID
  /// The oldest generation of tokens that still speaks for this person.
  public var generation: Int32
  /// Whether a badge stands behind the person, and so behind the name they show.
  public var hasBadge: Bool
  public var joinedAt: Date
  public var isQuarantined: Bool
}

extension Store {
  /// People of examples, who joined an hour ago.
  public func joinExamples(_ count: Int, in summit: Summit.ID) async throws(PostgresError) -> [KnownAttendee]
  {
    try await database.query(
      """
      insert into attendees (summit_id, joined_at)
      select \(summit), now() - interval '1 hour'
      from generate_series(1, \(count))
      returning id, generation, badge_digest is not null as has_badge, joined_at,
        quarantined_at is not null as quarantined
      """
    ).map { row throws(PostgresError) in try KnownAttendee(row) }
  }

  /// The person for whom a token of that generation speaks; nil when unknown, erased or joined anew since.
  public func attendee(
    _ id: Attendee.ID, generation: Int32, in summit: Summit.ID
  ) async throws(PostgresError) -> KnownAttendee? {
    let rows = try await database.query(Self.known(id, generation: generation, in: summit))
    return try rows.first.map { row throws(PostgresError) in try KnownAttendee(row) }
  }

  static func known(_ id: Attendee.ID, generation: Int32, in summit: Summit.ID) -> SQL {
    """
    select id, generation, badge_digest is not null as has_badge, joined_at,
      quarantined_at is not null as quarantined
    from attendees
    where summit_id = \(summit)
      and id = \(id)
      and generation <= \(generation)
      and erased_at is null
    """
  }
}

extension KnownAttendee {
  init(_ row: Row) throws(PostgresError) {
    id = try row["id"]
    generation = try row["generation"]
    hasBadge = try row["has_badge"]
    joinedAt = try row["joined_at"]
    isQuarantined = try row["quarantined"]
  }
}
