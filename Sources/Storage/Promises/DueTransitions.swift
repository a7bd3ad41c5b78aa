internal import Petitions
internal import Postgres

// What passes by itself (rule 13): boxes close, live hours go by, answers become late. What is true follows from the
// times alone; here it is put on record, for the ledger and for whoever looks on.

extension Store {
  /// Records what has passed, with the times for which it was foreseen and not the hour of the recording, in the order of
  /// those times: after an outage the ledger says what it would have said without. Any server may call it, any number
  /// at once: what one has recorded the next finds done. Returns, and tells of each summit after its commit, what changed for those
  /// who look on, `session` nil where it is an organisation's or the summit's. A summit that fails holds up no other; its
  /// error is thrown at the end.
  /// - Locks: each summit's, one after the other.
  @discardableResult
  public func recordDueTransitions(
    telling tell: @Loop (Set<ChangeNotice>) -> Void = { _ in }
  ) async throws -> Set<ChangeNotice> {
    let summits: [Summit.ID] = try await database.query(
      """
      select summit_id
      from sessions
      where box_said in ('open', 'paused') and closes_at <= now()
      union
      select p.summit_id
      from promises p
      join questions q on q.summit_id = p.summit_id and q.id = p.question_id
      where p.state = 'owed'
        and q.state <> 'merged'
        and (
          late_from(p) <= now() and p.late_recorded_for is distinct from late_from(p)
          or p.live_due_at <= now() and p.live_told_for is distinct from p.live_due_at)
      order by summit_id
      """
    ).map { try $0["summit_id"] }
    var changes: Set<ChangeNotice> = []
    try await forEach(summits) { summit in
      let passed = try await deciding(in: summit) { try await recordDueTransitions(in: summit, on: $0) }
      changes.formUnion(passed)
      tell(passed)
    }
    return changes
  }

  func recordDueTransitions(in summit: Summit.ID, on transaction: Transaction) async throws -> Set<
    ChangeNotice
  > {
    let passed = try await transaction.query(Self.passed(in: summit))
    guard !passed.isEmpty else { return [] }
    var records: [SQL] = []
    for row in passed {
      guard let kind: String = try row["kind"] else { continue }
      records.append("select record(\(summit), \(kind), \(try row["details"] as String)::jsonb)")
    }
    let sessions: [Session.ID?] = try passed.map { try $0["session_id"] }
    let organisations: [Organisation.ID?] = try passed.map { try $0["organisation_id"] }
    _ = try await transaction.pipeline(
      records + [
        """
        update sessions
        set version = version + 1
        where summit_id = \(summit) and id = any (\(sessions.compactMap { $0?.rawValue }))
        """,
        """
        update organisations
        set version = version + 1
        where summit_id = \(summit) and id = any (\(organisations.compactMap { $0?.rawValue }))
        """,
        "update summits set version = version + 1 where id = \(summit)",
      ])
    return Set(sessions.map { ChangeNotice(summit: summit, session: $0) })
  }

  /// Marks what has passed as told, and returns it in the order of the times foreseen; `kind` is null of a live hour,
  /// of which the ledger does not tell.
  private static func passed(in summit: Summit.ID) -> SQL {
    """
    with closed as (
      update sessions
      set box_said = 'closed', closed_at = closes_at
      where summit_id = \(summit) and box_said in ('open', 'paused') and closes_at <= moment()
      returning id, slug, closed_at
    ),
    -- Both marks at once: a statement updates a row once.
    passed as (
      update promises p
      set
        late_recorded_for = case when late_from(before) <= moment() then late_from(before) else p.late_recorded_for end,
        live_told_for = case when before.live_due_at <= moment() then before.live_due_at else p.live_told_for end
      from promises before
      join questions q on q.summit_id = before.summit_id and q.id = before.question_id
      where before.summit_id = \(summit)
        and before.state = 'owed'
        and q.state <> 'merged'
        and (
          late_from(before) <= moment() and before.late_recorded_for is distinct from late_from(before)
          or before.live_due_at <= moment() and before.live_told_for is distinct from before.live_due_at)
        and p.summit_id = before.summit_id
        and p.question_id = before.question_id
      returning
        p.question_id, q.session_id, q.organisation_id,
        p.late_recorded_for is distinct from before.late_recorded_for as is_late, p.late_recorded_for
    )
    select
      closed_at as at, 'box.closed' as kind, id, id as session_id, null::bigint as organisation_id,
      jsonb_build_object(
        'session', slug,
        'closedAt', iso(closed_at))::text as details
    from closed
    union all
    select
      late_recorded_for, case when is_late then 'promise.overdue' end, question_id, session_id, organisation_id,
      jsonb_build_object(
        'question', question_id,
        'scheduledAt', iso(late_recorded_for))::text
    from passed
    order by at, kind, id
    """
  }
}
