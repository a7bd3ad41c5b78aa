internal import Foundation
internal import Petitions
internal import Postgres

extension ProgrammeWrite {
  /// Cancels what came from a file and is gone from this one. What is on, or has been, stays unless a person said that
  /// it may go; that most of a programme is gone is asked first.
  func cancelMissing(
    from programme: Programme, before: [SessionRecord], over values: ImportedValues,
    _ consents: Set<ImportConsent>, report: inout ProgrammeImport
  ) async throws {
    let guids = Set(programme.sessions.map(\.guid))
    let imported = before.filter { values.sessions[$0.id] != nil && $0.cancelledAt == nil }
      .sorted { ($0.startsAt, $0.id) < ($1.startsAt, $1.id) }
    var missing = imported.filter { !guids.contains($0.guid) }
    if 2 * missing.count > imported.count {
      report.questions.append(
        .init(
          consent: .programmeMostlyGone,
          detail:
            "\(missing.count) of the \(imported.count) sessions that came from a file are not in this one"
        ))
    }
    if !consents.contains(.runningCancelled) {
      for session in missing where session.hasBegun(by: now) {
        report.kept.append(
          .init(slug: session.slug, title: session.title, field: "missing", reason: .running))
      }
      missing.removeAll { $0.hasBegun(by: now) }
    }
    guard !missing.isEmpty else { return }
    report.cancelled = missing.map { .init(slug: $0.slug, title: $0.title) }
    report.sessions.formUnion(missing.map(\.id))
    let open = missing.filter { $0.box == .open || $0.box == .paused }
    _ = try await transaction.query(
      """
      update imported_sessions i
      set cancelled = true, box_said = was.box_said, closes_at = was.closes_at
      from (
        select missing.id, was.box_said, was.closes_at
        from unnest(\(missing.map(\.id))) as missing (id)
        left join unnest(\(open.map(\.id)), \(open.map(\.box)), \(open.map(\.closesAt)))
          as was (id, box_said, closes_at) on was.id = missing.id
      ) was
      where i.summit_id = \(summit.id) and i.session_id = was.id
      """)
    try await cancel(missing)
    _ = try await transaction.query(
      """
      update sessions
      set version = version + 1
      where summit_id = \(summit.id) and id = any (\(missing.map(\.id)))
      """)
  }

  /// Takes sessions off the programme: their boxes close, their questions are kept.
  func cancel(_ sessions: [SessionRecord]) async throws {
    let open = sessions.filter { $0.box == .open || $0.box == .paused }
    _ = try await transaction.pipeline([
      """
      update sessions
      set box_said = 'closed', closed_at = moment()
      where summit_id = \(summit.id) and id = any (\(open.map(\.id)))
      """,
      """
      select record(\(summit.id), 'box.closed', jsonb_build_object(
        'session', slug, 'closedAt', iso(moment())))
      from unnest(\(open.map(\.slug))) as closed (slug)
      """,
      """
      update sessions
      set cancelled_at = moment(), highlighted_question_id = null
      where summit_id = \(summit.id) and id = any (\(sessions.map(\.id)))
      """,
      """
      select record(\(summit.id), 'session.cancelled', jsonb_build_object('session', slug))
      from unnest(\(sessions.map(\.slug))) as cancelled (slug)
      """,
    ])
  }

  /// Back on the programme. A box that an import closed is as it was; one that a person closed stays closed.
  func restore(_ sessions: [(session: SessionRecord, base: ImportedSession?, endsAt: Date)]) async throws {
    guard !sessions.isEmpty else { return }
    _ = try await transaction.pipeline([
      """
      update sessions
      set cancelled_at = null
      where summit_id = \(summit.id) and id = any (\(sessions.map(\.session.id)))
      """,
      """
      select record(\(summit.id), 'session.restored', jsonb_build_object('session', slug))
      from unnest(\(sessions.map(\.session.slug))) as restored (slug)
      """,
    ])
    for (session, base, endsAt) in sessions {
      guard let base, let box = base.box else { continue }
      var times = BoxTimes(said: box, closesAt: base.closesAt)
      if endsAt != session.endsAt { times = times.sessionEndMoved(to: endsAt, at: now) }
      try await reopen(session, times)
    }
  }

  private func reopen(_ session: SessionRecord, _ times: BoxTimes) async throws {
    _ = try await transaction.query(
      """
      update sessions
      set box_said = \(times.said), closes_at = \(times.closesAt), closed_at = null
      where summit_id = \(summit.id) and id = \(session.id)
      """)
    switch times.box(at: now) {
    case .open: try await fixThreshold(of: session)
    case .paused:
      _ = try await transaction.query(
        "select record(\(summit.id), 'box.paused', jsonb_build_object('session', \(session.slug)))")
    // It would have closed by itself meanwhile, which the ledger has already.
    case .closed, .scheduled: break
    }
  }
}

extension SessionRecord {
  /// Whether it is on, or has been: its box takes something, or it began and does not lie wholly in the past unopened.
  fileprivate func hasBegun(by now: Date) -> Bool {
    box == .open || box == .paused || (startsAt <= now && (now < endsAt || openedAt != nil))
  }
}
