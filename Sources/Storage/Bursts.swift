public import Petitions
public import Postgres

public import struct Foundation.Date

/// People who came one right after the other and signed the same question at once (rule 16).
public struct BurstRecord: Hashable, Sendable, Identifiable {
  public struct Person: Hashable, Sendable {
    public var id: Attendee.ID
    public var joinedAt: Date
    public var isQuarantined: Bool
  }

  public var question: Question.ID
  public var number: Int
  /// Slug; nil where the question is addressed to no session.
  public var session: String?
  /// The earliest first.
  public var people: [Person]

  /// The question and the first who came: the same while the burst goes on.
  public var id: String { "\(question)-\(people.first.map(\.id.description) ?? "")" }
  /// Those who still count.
  public var counted: [Attendee.ID] { people.filter { !$0.isQuarantined }.map(\.id) }
}

extension Store {
  /// Bursts that look like stuffing, the largest first; of those who joined since `earliest`, where it is given. SQL
  /// finds who signed in haste, the rule `Petitions.Burst` the runs among them. Whom an organizer released is left
  /// alone.
  public func bursts(
    in summit: Summit.ID, since earliest: Date? = nil
  ) async throws(PostgresError) -> [BurstRecord] {
    let rows = try await database.query(
      """
      with hasty as materialized (
        select u.question_id, a.id, a.joined_at, a.quarantined_at is not null as quarantined
        from attendees a
        join upvotes u on u.summit_id = a.summit_id and u.attendee_id = a.id and u.via_id is null
        where a.summit_id = \(summit)
          and a.joined_at >= coalesce(\(earliest), '-infinity')
          and a.badge_digest is null
          and a.erased_at is null
          and u.created_at <= a.joined_at + make_interval(secs => \(Burst.haste))
          and not exists (
            select from attendances t where t.summit_id = a.summit_id and t.attendee_id = a.id)
          and not exists (
            select
            from quarantined_attendees c
            where c.summit_id = a.summit_id and c.attendee_id = a.id and c.released_at is not null)
      )
      select h.*, q.number, s.slug as session
      from hasty h
      join questions q on q.summit_id = \(summit) and q.id = h.question_id
      left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
      where h.question_id in (
        select question_id from hasty group by question_id having count(*) >= \(Burst.least))
      order by h.question_id, h.joined_at, h.id
      """)
    var bursts: [BurstRecord] = []
    var start = 0
    while start < rows.count {
      let question: Question.ID = try rows[start]["question_id"]
      var people: [BurstRecord.Person] = []
      var end = start
      while end < rows.count, try rows[end]["question_id"] == question {
        people.append(
          BurstRecord.Person(
            id: try rows[end]["id"], joinedAt: try rows[end]["joined_at"],
            isQuarantined: try rows[end]["quarantined"]))
        end += 1
      }
      for run in Burst.runs(people.map(\.joinedAt)) {
        bursts.append(
          BurstRecord(
            question: question, number: try rows[start]["number"], session: try rows[start]["session"],
            people: Array(people[run])))
      }
      start = end
    }
    return bursts.sorted { ($1.people.count, $0.id) < ($0.people.count, $1.id) }
  }

  /// Quarantines the bursts of summits that want it done by itself. Any server may call it, any number at once: whom
  /// one has quarantined the next finds done. Returns what changed.
  @discardableResult
  public func quarantineBursts() async throws -> [(summit: Summit.ID, outcome: QuarantineOutcome)] {
    let summits: [Summit.ID] = try await database.query(
      "select id from summits where stuffing = 'quarantine' and closed_at is null order by id"
    ).map { try $0["id"] }
    var done: [(Summit.ID, QuarantineOutcome)] = []
    for summit in summits {
      for burst in try await bursts(in: summit, since: Date(timeIntervalSinceNow: -Self.burstMemory))
      where !burst.counted.isEmpty {
        let outcome = try await quarantine(burst.counted, for: .stuffing, in: summit, by: nil)
        if !outcome.attendees.isEmpty { done.append((summit, outcome)) }
      }
    }
    return done
  }

  /// Seconds for which the server itself looks back: whoever came before that has been seen.
  private static let burstMemory = 900.0
}
