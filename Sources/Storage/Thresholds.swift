internal import Petitions
internal import Postgres

extension ProgrammeWrite {
  /// Fixes how many upvotes oblige an answer, at the box's first opening (rule 5), and says that it is open, in public.
  /// Questions that were there before and are past the threshold oblige from now on. Reopening keeps what was fixed.
  func fixThreshold(of session: SessionRecord) async throws {
    guard session.threshold == nil else {
      _ = try await transaction.query(
        """
        select record(\(summit.id), 'box.opened', jsonb_build_object(
          'session', \(session.slug), 'threshold', \(session.threshold)))
        """)
      return
    }
    let audience = Threshold.audience(
      ofSession: session.audience, expected: summit.expectedAttendees,
      checkedIn: try await checkedIn(to: session))
    let threshold = Threshold.value(
      share: summit.thresholdShare, floor: summit.thresholdFloor, ceiling: summit.thresholdCeiling,
      audience: audience)
    _ = try await transaction.pipeline([
      "update sessions set threshold = \(threshold) where summit_id = \(summit.id) and id = \(session.id)",
      """
      select record(\(summit.id), 'box.opened', jsonb_build_object(
        'session', \(session.slug), 'threshold', \(threshold), 'audience', \(audience)))
      """,
    ])
    try await latchAll(of: session)
  }

  /// Lowers a threshold that is fixed already: never raises it. Who is past the new one is owed an answer.
  func lowerThreshold(to threshold: Int, of session: SessionRecord) async throws {
    guard threshold >= 1 else { throw StorageRefusal.invalid("threshold", "range", "1 or more") }
    guard let old = session.threshold else {
      throw StorageRefusal.conflict(
        "threshold_not_fixed", field: "threshold", "the box was never opened; opening it fixes the threshold")
    }
    guard Threshold.maySet(from: old, to: threshold) else {
      throw StorageRefusal.invalid(
        "threshold", "never_raised", "a threshold may be lowered, never raised; it is \(old)")
    }
    guard threshold < old else { return }
    _ = try await transaction.pipeline([
      "update sessions set threshold = \(threshold) where summit_id = \(summit.id) and id = \(session.id)",
      """
      select record(\(summit.id), 'threshold.lowered', jsonb_build_object(
        'session', \(session.slug), 'from', \(old), 'to', \(threshold)))
      """,
    ])
    try await latchAll(of: session)
  }

  private func checkedIn(to session: SessionRecord) async throws -> Int {
    try await transaction.query(
      """
      select count(*) as present
      from attendances
      where summit_id = \(summit.id) and session_id = \(session.id) and left_at is null
      """
    ).first?["present"] ?? 0
  }

  private func latchAll(of session: SessionRecord) async throws {
    _ = try await transaction.query(
      """
      select latch(\(summit.id), array_agg(id order by id))
      from questions
      where summit_id = \(summit.id) and session_id = \(session.id) and state = 'published'
      having count(*) > 0
      """)
  }
}
