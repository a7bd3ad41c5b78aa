public import Petitions
internal import Postgres

extension ProgrammeWrite {
  /// Opens, pauses or closes a session's box. What it is already is no change.
  func setBox(_ box: Box, of session: SessionRecord) async throws {
    let times: BoxTimes
    switch box {
    case .scheduled: throw StorageRefusal.invalid("box", "known", "open, paused or closed")
    case .open: times = session.boxTimes.opened(at: now, sessionEndsAt: session.endsAt)
    case .paused: times = try session.boxTimes.paused(at: now)
    case .closed: times = try session.boxTimes.closed(at: now)
    }
    guard times.said != session.box else { return }
    if times.said == .open { try await fixThreshold(of: session) }
    _ = try await transaction.query(
      """
      update sessions
      set
        box_said = \(times.said),
        opened_at = coalesce(opened_at, moment()),
        closes_at = \(times.closesAt),
        closed_at = case when \(times.said) = 'closed' then \(times.closedAt) end
      where summit_id = \(summit.id) and id = \(session.id)
      """)
    switch times.said {
    case .open: break
    case .paused:
      _ = try await transaction.query(
        "select record(\(summit.id), 'box.paused', jsonb_build_object('session', \(session.slug)))")
    case .closed, .scheduled:
      _ = try await transaction.query(
        """
        select record(\(summit.id), 'box.closed', jsonb_build_object(
          'session', \(session.slug),
          'closedAt', to_char(\(times.closedAt) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
        """)
    }
  }
}

extension Store {
  /// Records the boxes that have closed by themselves, with the time for which it was foreseen and not the hour of the
  /// recording. Any server may call it, any number at once: what one has recorded the next finds done. Returns the
  /// sessions changed.
  @discardableResult
  public func recordClosings() async throws -> [(summit: Summit.ID, session: Session.ID)] {
    let summits: [Summit.ID] = try await database.query(
      """
      select distinct summit_id
      from sessions
      where box_said in ('open', 'paused') and closes_at <= now()
      order by summit_id
      """
    ).map { try $0["summit_id"] }
    var changed: [(Summit.ID, Session.ID)] = []
    for summit in summits {
      let sessions = try await deciding(in: summit) { try await recordClosings(in: summit, on: $0) }
      changed += sessions.map { (summit, $0) }
    }
    return changed
  }

  func recordClosings(in summit: Summit.ID, on transaction: Transaction) async throws -> [Session.ID] {
    try await transaction.query(
      """
      with closed as (
        update sessions
        set box_said = 'closed', closed_at = closes_at, version = version + 1
        where summit_id = \(summit) and box_said in ('open', 'paused') and closes_at <= moment()
        returning id, slug, closed_at
      ),
      versioned as (
        update summits set version = version + 1 where id = \(summit) and exists (select from closed)
      )
      select
        id,
        record(\(summit), 'box.closed', jsonb_build_object(
          'session', slug,
          'closedAt', to_char(closed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))) as seq
      from (select * from closed order by closed_at, id) closed
      """
    ).map { try $0["id"] }
  }
}
