public import Petitions
internal import Postgres

/// One person joins. `badge` is a keyed digest, never the code itself.
public struct JoinOperation: Sendable, Hashable {
  public var summit: Summit.ID
  public var badge: [UInt8]?

  public init(_ summit: Summit.ID, badge: [UInt8]? = nil) { (self.summit, self.badge) = (summit, badge) }
}

/// What became of it; a refusal changed nothing.
public typealias JoinOutcome = Result<KnownAttendee, any Error>

extension Store {
  /// Joins a person. With a badge that joined before it is the same attendee with a new generation: tokens of older
  /// ones speak for nobody any more. Only badges that were imported join.
  public func join(_ summit: Summit.ID, badge: [UInt8]? = nil) async throws -> KnownAttendee {
    try await join([JoinOperation(summit, badge: badge)])[0].get()
  }

  /// Joins many in one round trip, an outcome for each in their order. No two of them have the same badge. It takes no
  /// lock of a summit, and a connection that upvotes do not wait for.
  func join(_ operations: [JoinOperation]) async throws(PostgresError) -> [JoinOutcome] {
    let results = try await database.atomically(
      [
        """
        with asked as materialized (
          select *
          from unnest(\(operations.map(\.summit.rawValue)), \(operations.map(\.badge))) with ordinality
            as asked (summit_id, badge, position)
        ),
        judged as materialized (
          select
            a.summit_id, a.badge, a.position,
            case
              when m.id is null then 'summit_not_found'
              when m.closed_at is not null then 'summit_closed'
              when m.identity = 'badge' and a.badge is null then 'badge_missing'
              when exists (
                select from erased_badges e where e.summit_id = m.id and e.badge_digest = a.badge
              ) then 'badge_erased'
              when a.badge is not null
                and not exists (select from badges b where b.summit_id = m.id and b.digest = a.badge)
                then 'badge_unknown'
              else 'joined'
            end as outcome
          from asked a
          left join summits m on m.id = a.summit_id
        ),
        joined as (
          insert into attendees (summit_id, badge_digest)
          select summit_id, badge
          from judged
          where outcome = 'joined'
          order by position
          on conflict (summit_id, badge_digest) do update set generation = attendees.generation + 1
          returning summit_id, id, generation, badge_digest, joined_at, quarantined_at
        ),
        -- Those without a badge are alike: the first to ask is the first that was made.
        numbered as (
          select *, row_number() over (partition by summit_id, badge_digest order by id) as number
          from joined
        ),
        asking as (
          select *, row_number() over (partition by summit_id, badge, outcome order by position) as number
          from judged
        )
        select
          a.outcome, n.id, n.generation, n.badge_digest is not null as has_badge, n.joined_at,
          n.quarantined_at is not null as quarantined
        from asking a
        left join numbered n
          on a.outcome = 'joined'
          and n.summit_id = a.summit_id
          and n.badge_digest is not distinct from a.badge
          and n.number = a.number
        order by a.position
        """
      ], on: .second)
    return results[0].map { row in Result { try KnownAttendee(joined: row) } }
  }
}

extension KnownAttendee {
  /// Throws what refused the operation.
  fileprivate init(joined row: Row) throws {
    switch try row["outcome"] as String {
    case "joined": try self.init(row)
    case "summit_closed": throw Refusal.summitClosed
    case "badge_missing":
      throw StorageRefusal.invalid("badge", "required", "this summit asks for a badge code")
    case "badge_unknown": throw StorageRefusal.badgeUnknown
    case "badge_erased":
      throw StorageRefusal.conflict(
        "badge_erased", field: "badge", "its holder had everything about them erased; ask for another badge")
    default: throw StorageRefusal.notFound("summit_not_found", "there is no such summit")
    }
  }
}

extension StorageRefusal {
  /// No badge of this summit has such a code.
  public static let badgeUnknown = StorageRefusal(
    kind: .invalid, code: "badge_unknown", field: "badge", rule: "known",
    detail: "no badge of this summit has this code")
}
