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
    guard let old = session.threshold else {
      throw StorageRefusal.conflict(
        "threshold_not_fixed", field: "threshold", "the box was never opened; opening it fixes the threshold")
    }
    guard try Self.lowers(old, to: threshold) else { return }
    _ = try await transaction.pipeline([
      "update sessions set threshold = \(threshold) where summit_id = \(summit.id) and id = \(session.id)",
      """
      select record(\(summit.id), 'threshold.lowered', jsonb_build_object(
        'session', \(session.slug), 'from', \(old), 'to', \(threshold)))
      """,
    ])
    try await latchAll(of: session)
  }

  /// The same for what an organisation is asked. Before its first question it is what the rule will give.
  func lowerThreshold(to threshold: Int, of organisation: OrganisationRecord) async throws {
    let old = organisation.threshold ?? thresholdByRule
    guard try Self.lowers(old, to: threshold) else { return }
    _ = try await transaction.pipeline([
      """
      update organisations
      set threshold = \(threshold)
      where summit_id = \(summit.id) and id = \(organisation.id)
      """,
      """
      select record(\(summit.id), 'threshold.lowered', jsonb_build_object(
        'organisation', \(organisation.slug), 'from', \(old), 'to', \(threshold)))
      """,
      """
      select latch(\(summit.id), array_agg(id order by id))
      from questions
      where summit_id = \(summit.id) and organisation_id = \(organisation.id) and state = 'published'
      having count(*) > 0
      """,
    ])
  }

  /// The same for what the summit itself is asked.
  func lowerThreshold(to threshold: Int) async throws {
    let old = summit.threshold ?? thresholdByRule
    guard try Self.lowers(old, to: threshold) else { return }
    _ = try await transaction.pipeline([
      "update summits set threshold = \(threshold) where id = \(summit.id)",
      """
      select record(\(summit.id), 'threshold.lowered', jsonb_build_object('from', \(old), 'to', \(threshold)))
      """,
      """
      select latch(\(summit.id), array_agg(id order by id))
      from questions
      where summit_id = \(summit.id) and session_id is null and organisation_id is null and state = 'published'
      having count(*) > 0
      """,
    ])
  }

  /// Of questions to no session (rule 5); nil until the expected attendees are known.
  private var thresholdByRule: Int? {
    summit.expectedAttendees.map {
      Threshold.value(
        share: summit.thresholdShare, floor: summit.thresholdFloor, ceiling: summit.thresholdCeiling,
        audience: $0)
    }
  }

  /// Whether anything changes; throws where it would be raised.
  private static func lowers(_ old: Int?, to threshold: Int) throws(StorageRefusal) -> Bool {
    guard threshold >= 1 else { throw .invalid("threshold", "range", "1 or more") }
    guard Threshold.maySet(from: old, to: threshold) else {
      throw .invalid(
        "threshold", "never_raised",
        "a threshold may be lowered, never raised" + (old.map { "; it is \($0)" } ?? ""))
    }
    return threshold != old
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
