internal import Petitions
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
          'closedAt', iso(\(times.closedAt))))
        """)
    }
  }
}
