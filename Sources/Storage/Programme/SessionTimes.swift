internal import Foundation
internal import Petitions
internal import Postgres

extension ProgrammeWrite {
  /// Moves a session, and with its end what hangs on it: the time at which its box closes by itself (rule 13), and the
  /// due dates of answers owed by its end (rule 6). Once a session has been over for so long that its box would have
  /// closed, due dates stay: lateness is not written off afterwards.
  func moveTimes(of session: SessionRecord, start: Date?, end: SessionEdit.End?) async throws {
    let startsAt = start ?? session.startsAt
    let endsAt = try newEnd(of: session, startsAt: startsAt, end)
    guard startsAt != session.startsAt || endsAt != session.endsAt else { return }
    if endsAt != session.endsAt, now < session.endsAt.addingTimeInterval(Box.grace) {
      try await movePromises(of: session, to: endsAt)
    }
    let times = session.boxTimes.sessionEndMoved(to: endsAt, at: now)
    let closesAt = endsAt == session.endsAt ? session.closesAt : times.closesAt
    _ = try await transaction.query(
      """
      update sessions
      set starts_at = \(startsAt), ends_at = \(endsAt), closes_at = \(closesAt)
      where summit_id = \(summit.id) and id = \(session.id)
      """)
  }

  private func newEnd(
    of session: SessionRecord, startsAt: Date, _ end: SessionEdit.End?
  ) throws(StorageRefusal) -> Date {
    switch end {
    case nil: return session.endsAt
    case .at(let date)?: return date
    case .extended(let minutes)?:
      guard (1...1440).contains(minutes) else {
        throw .invalid("extendBy", "range", "1 to 1440 minutes")
      }
      return session.endsAt.addingTimeInterval(Double(minutes) * 60)
    case .now?:
      guard startsAt < now else { throw .conflict("session_not_started", "the session has not started yet") }
      let runsOver = session.box != .closed && session.closesAt != nil
      guard now < session.endsAt || runsOver else {
        throw .conflict("session_over", "the session is over already")
      }
      return now
    }
  }

  /// Of what is owed by the session's end, the dates move with it: that of a live answer, and that of a written one
  /// after it. To when an answer was put off is a date of its own. So do those that undoing a merge would bring back.
  private func movePromises(of session: SessionRecord, to end: Date) async throws {
    _ = try await transaction.query(
      """
      update merges m
      set
        survivor_live_due_at = \(end),
        survivor_first_due_at = m.survivor_first_due_at + (\(end) - m.survivor_live_due_at)
      from questions q
      where q.summit_id = \(summit.id)
        and q.session_id = \(session.id)
        and m.summit_id = q.summit_id
        and m.survivor_id = q.id
        and m.undone_at is null
        and m.survivor_live_due_at = \(session.endsAt)
      """)
    let moved: [Question.ID] = try await transaction.query(
      """
      update promises p
      set
        live_due_at = \(end),
        first_due_at = p.first_due_at + (\(end) - p.live_due_at)
      from questions q
      where q.summit_id = \(summit.id)
        and q.session_id = \(session.id)
        and p.summit_id = q.summit_id
        and p.question_id = q.id
        and p.state = 'owed'
        and p.live_due_at = \(session.endsAt)
      returning p.question_id
      """
    ).map { try $0["question_id"] }
    guard !moved.isEmpty else { return }
    _ = try await transaction.query(
      """
      select record(\(summit.id), 'promise.moved', jsonb_build_object(
        'session', \(session.slug),
        'questions', (select jsonb_agg(id order by id) from unnest(\(moved)) as moved (id)),
        'from', iso(\(session.endsAt)),
        'to', iso(\(end))))
      """)
  }
}

extension SessionRecord {
  /// For the rules of boxes. What closed by itself counts as closed by a person at that time.
  var boxTimes: BoxTimes { BoxTimes(said: box, closesAt: closesAt, closedAt: closedSince) }
}
