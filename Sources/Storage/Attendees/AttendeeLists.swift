public import Petitions
public import Postgres

public import struct Foundation.Date

/// A person as organizers see them: what they do, never who they are.
public struct AttendeeSummary: Hashable, Sendable, Identifiable {
  public struct Quarantined: Hashable, Sendable {
    public var by: Quarantine.ID
    public var reason: Quarantine.Reason
    public var at: Date
  }

  public var id: Attendee.ID
  public var joinedAt: Date
  public var hasBadge: Bool
  public var questions: Int
  public var upvotes: Int
  public var reports: Int
  /// Sessions whose page they opened.
  public var sessions: Int
  public var quarantined: Quarantined?
  /// Erased by themselves, or unlinked: the questions are nobody's any more.
  public var isErased: Bool
}

extension Store {
  /// The attendees after `id`, in the order of their joining; of those given, where some are.
  public func attendees(
    of summit: Summit.ID, among chosen: [Attendee.ID]? = nil, after id: Attendee.ID? = nil, limit: Int
  ) async throws(PostgresError) -> [AttendeeSummary] {
    try await database.query(
      """
      select
        a.id, a.joined_at, a.badge_digest is not null as has_badge, a.erased_at is not null as erased,
        (
          select count(*) from questions where summit_id = a.summit_id and author_id = a.id
        ) as questions,
        (
          select count(*)
          from upvotes
          where summit_id = a.summit_id and attendee_id = a.id and via_id is null
        ) as upvotes,
        (
          select count(*) from reports where summit_id = a.summit_id and attendee_id = a.id
        ) as reports,
        (
          select count(*) from attendances where summit_id = a.summit_id and attendee_id = a.id
        ) as sessions,
        c.quarantine_id, a.quarantine_reason, a.quarantined_at
      from attendees a
      left join quarantined_attendees c
        on c.summit_id = a.summit_id and c.attendee_id = a.id and c.released_at is null
      where a.summit_id = \(summit)
        and a.id > coalesce(\(id), 0)
        and (\(chosen == nil) or a.id = any (\((chosen ?? []).map(\.rawValue))))
      order by a.id
      limit \(limit)
      """
    ).map { row throws(PostgresError) in try AttendeeSummary(row) }
  }

  /// Who does not count, the ids in order.
  public func quarantinedAttendees(of summit: Summit.ID) async throws(PostgresError) -> [Attendee.ID] {
    try await database.query(
      """
      select attendee_id
      from quarantined_attendees
      where summit_id = \(summit) and released_at is null
      order by attendee_id
      """
    ).map { row throws(PostgresError) in try row["attendee_id"] }
  }
}

extension AttendeeSummary {
  fileprivate init(_ row: Row) throws(PostgresError) {
    (id, joinedAt, hasBadge) = (try row["id"], try row["joined_at"], try row["has_badge"])
    (questions, upvotes) = (try row["questions"], try row["upvotes"])
    (reports, sessions, isErased) = (try row["reports"], try row["sessions"], try row["erased"])
    if let by: Quarantine.ID = try row["quarantine_id"] {
      quarantined = Quarantined(
        by: by, reason: try row["quarantine_reason"], at: try row["quarantined_at"])
    }
  }
}
