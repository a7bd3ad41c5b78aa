public import Petitions
public import Postgres

public import struct Foundation.Date

/// People who came one right after the other and did the same about a question (rule 16).
public struct BurstRecord: Hashable, Sendable, Identifiable {
  /// What they did.
  public enum Act: String, Sendable { case signed, reported }

  public struct Person: Hashable, Sendable {
    public var id: Attendee.ID
    public var joinedAt: Date
    public var isQuarantined: Bool
    /// Had come to no session when they did it.
    public var isStranger: Bool
  }

  public var act: Act
  public var question: Question.ID
  public var number: Int
  /// Slug; nil where the question is addressed to no session.
  public var session: String?
  /// The earliest first.
  public var people: [Person]

  /// The question and the first who came: the same while the burst goes on.
  public var id: String {
    "\(question)-\(people.first.map(\.id.description) ?? "")" + (act == .reported ? "-reports" : "")
  }
  /// Those who still count.
  public var counted: [Attendee.ID] { people.filter { !$0.isQuarantined }.map(\.id) }

  /// Whom the server itself may set aside: of many who signed, those who never came to a session.
  var evident: [Attendee.ID] {
    let strangers = people.filter(\.isStranger)
    guard act == .signed, strangers.count >= Burst.least else { return [] }
    return strangers.filter { !$0.isQuarantined }.map(\.id)
  }
}

extension Store {
  /// Bursts that look like stuffing, the largest first; of those who joined since `earliest`, where it is given. SQL
  /// finds who did something in haste, the rule `Petitions.Burst` the crowds among them. Whom an organizer released is
  /// left alone; who was erased since is not.
  public func bursts(
    in summit: Summit.ID, since earliest: Date? = nil
  ) async throws(PostgresError) -> [BurstRecord] {
    let signed = try Self.grouped(
      try await database.query(Self.hastySigners(in: summit, since: earliest)), .signed)
    let reported = try Self.grouped(
      try await database.query(Self.silentReporters(in: summit, since: earliest)), .reported)
    return (signed + reported).sorted { ($1.people.count, $0.id) < ($0.people.count, $1.id) }
  }

  private static func hastySigners(in summit: Summit.ID, since earliest: Date?) -> SQL {
    """
    with suspects as materialized (
      select
        u.question_id, a.id, a.joined_at, a.quarantined_at is not null as quarantined,
        not exists (
          select
          from attendances t
          where t.summit_id = a.summit_id and t.attendee_id = a.id and t.arrived_at <= u.created_at
        ) as stranger
      from attendees a
      join upvotes u on u.summit_id = a.summit_id and u.attendee_id = a.id and u.via_id is null
      where a.summit_id = \(summit)
        and a.joined_at >= coalesce(\(earliest), '-infinity')
        and a.badge_digest is null
        and u.created_at between a.joined_at and a.joined_at + make_interval(secs => \(Burst.haste))
        and not exists (
          select
          from attendances t
          where t.summit_id = a.summit_id
            and t.attendee_id = a.id
            and t.arrived_at <= u.created_at - make_interval(secs => \(Burst.settling)))
        and not exists (
          select
          from quarantined_attendees c
          where c.summit_id = a.summit_id and c.attendee_id = a.id and c.released_at is not null)
    )
    \(crowds(of: Burst.least, in: summit))
    """
  }

  private static func silentReporters(in summit: Summit.ID, since earliest: Date?) -> SQL {
    """
    with suspects as materialized (
      select
        r.question_id, a.id, a.joined_at, a.quarantined_at is not null as quarantined,
        not exists (
          select
          from attendances t
          where t.summit_id = a.summit_id and t.attendee_id = a.id and t.arrived_at <= r.reported_at
        ) as stranger
      from reports r
      join attendees a on a.summit_id = r.summit_id and a.id = r.attendee_id
      where r.summit_id = \(summit)
        and a.joined_at >= coalesce(\(earliest), '-infinity')
        and a.badge_digest is null
        and not exists (
          select from upvotes u where u.summit_id = a.summit_id and u.attendee_id = a.id)
        and not exists (
          select
          from quarantined_attendees c
          where c.summit_id = a.summit_id and c.attendee_id = a.id and c.released_at is not null)
    )
    \(crowds(of: Burst.leastReporters, in: summit))
    """
  }

  /// Those among the suspects who are many about one question.
  private static func crowds(of least: Int, in summit: Summit.ID) -> SQL {
    """
    select p.*, q.number, s.slug as session
    from suspects p
    join questions q on q.summit_id = \(summit) and q.id = p.question_id
    left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
    where p.question_id in (
      select question_id from suspects group by question_id having count(*) >= \(least))
    order by p.question_id, p.joined_at, p.id
    """
  }

  /// The bursts among rows of people, which come question by question.
  private static func grouped(_ rows: [Row], _ act: BurstRecord.Act) throws(PostgresError) -> [BurstRecord] {
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
            isQuarantined: try rows[end]["quarantined"], isStranger: try rows[end]["stranger"]))
        end += 1
      }
      let crowds =
        switch act {
        case .signed:
          Burst.bursts(among: people.map { Burst.Signer(joinedAt: $0.joinedAt, isStranger: $0.isStranger) })
        case .reported: Burst.bursts(amongReporters: people.map(\.joinedAt))
        }
      for crowd in crowds {
        bursts.append(
          BurstRecord(
            act: act, question: question, number: try rows[start]["number"],
            session: try rows[start]["session"], people: crowd.map { people[$0] }))
      }
      start = end
    }
    return bursts
  }

  /// Quarantines the bursts of summits that want it done by itself. Any server may call it, any number at once: whom
  /// one has quarantined the next finds done. Returns, and tells after each commit, what changed. A summit that fails holds up no other; its
  /// error is thrown at the end.
  @discardableResult
  public func quarantineBursts(
    telling tell: @Loop (Summit.ID, QuarantineOutcome) -> Void = { _, _ in }
  ) async throws -> [(summit: Summit.ID, outcome: QuarantineOutcome)] {
    let summits: [Summit.ID] = try await database.query(
      "select id from summits where stuffing = 'quarantine' and closed_at is null order by id"
    ).map { try $0["id"] }
    var done: [(Summit.ID, QuarantineOutcome)] = []
    try await forEach(summits) { summit in
      for burst in try await bursts(in: summit, since: Date(timeIntervalSinceNow: -Self.burstMemory))
      where !burst.evident.isEmpty {
        let outcome = try await quarantine(burst.evident, for: .stuffing, in: summit, by: nil)
        guard !outcome.attendees.isEmpty else { continue }
        done.append((summit, outcome))
        tell(summit, outcome)
      }
    }
    return done
  }

  /// Seconds for which the server itself looks back: whoever came before that has been seen.
  private static let burstMemory = 900.0
}
