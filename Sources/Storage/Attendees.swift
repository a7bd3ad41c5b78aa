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
  /// Joins a person. With a badge that joined before it is the same attendee with a new generation: tokens of older
  /// ones speak for nobody any more. `badge` is a keyed digest, never the code itself. Only badges that were imported
  /// join.
  public func join(_ summit: Summit.ID, badge: [UInt8]? = nil) async throws -> KnownAttendee {
    let results = try await database.atomically([
      """
      select
        closed_at is not null as closed,
        identity = 'badge' and \(badge) is null as badge_missing,
        exists (
          select from erased_badges where summit_id = \(summit) and badge_digest = \(badge)
        ) as badge_erased,
        \(badge) is not null
          and not exists (select from badges where summit_id = \(summit) and digest = \(badge)) as badge_unknown
      from summits
      where id = \(summit)
      """,
      """
      insert into attendees (summit_id, badge_digest)
      select m.id, \(badge)
      from summits m
      where m.id = \(summit)
        and m.closed_at is null
        and (m.identity = 'open' or \(badge) is not null)
        and not exists (select from erased_badges e where e.summit_id = m.id and e.badge_digest = \(badge))
        and (
          \(badge) is null
          or exists (select from badges b where b.summit_id = m.id and b.digest = \(badge)))
      on conflict (summit_id, badge_digest) do update set generation = attendees.generation + 1
      returning id, generation, badge_digest is not null as has_badge, joined_at,
        quarantined_at is not null as quarantined
      """,
    ])
    if let row = results[1].first { return try KnownAttendee(row) }
    guard let summit = results[0].first else {
      throw StorageRefusal.notFound("summit_not_found", "there is no such summit")
    }
    if try summit["closed"] == true { throw Refusal.summitClosed }
    if try summit["badge_missing"] == true {
      throw StorageRefusal.invalid("badge", "required", "this summit asks for a badge code")
    }
    if try summit["badge_unknown"] == true { throw StorageRefusal.badgeUnknown }
    throw StorageRefusal.conflict(
      "badge_erased", field: "badge", "its holder had everything about them erased; ask for another badge")
  }

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
    let rows = try await database.query(
      """
      select id, generation, badge_digest is not null as has_badge, joined_at,
        quarantined_at is not null as quarantined
      from attendees
      where summit_id = \(summit)
        and id = \(id)
        and generation <= \(generation)
        and erased_at is null
      """)
    return try rows.first.map { row throws(PostgresError) in try KnownAttendee(row) }
  }
}

extension StorageRefusal {
  /// No badge of this summit has such a code.
  public static let badgeUnknown = StorageRefusal(
    kind: .invalid, code: "badge_unknown", field: "badge", rule: "known",
    detail: "no badge of this summit has this code")
}

extension KnownAttendee {
  fileprivate init(_ row: Row) throws(PostgresError) {
    id = try row["id"]
    generation = try row["generation"]
    hasBadge = try row["has_badge"]
    joinedAt = try row["joined_at"]
    isQuarantined = try row["quarantined"]
  }
}
