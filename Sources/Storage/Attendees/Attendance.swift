public import Petitions
internal import Postgres

/// Who is in which session: an attendee is in one at a time.
public struct CheckIn: Sendable {
  /// Checked in to the session now.
  public var attendees: Int
  /// The sessions whose number changed, the one entered and the one left; none where the attendee was there already.
  public var changed: Set<Session.ID>
}

extension Store {
  /// Checks an attendee in to a session, and out of the one they were in.
  public func checkIn(
    _ attendee: Attendee.ID, generation: Int32, to session: Session.ID, in summit: Summit.ID
  ) async throws -> CheckIn {
    try await deciding(in: summit, priority: .normal) { transaction in
      let results = try await transaction.pipeline([
        """
        select m.closed_at is not null as summit_closed
        from attendees a
        join summits m on m.id = a.summit_id
        where a.summit_id = \(summit)
          and a.id = \(attendee)
          and a.erased_at is null
          and a.generation <= \(generation)
        """,
        """
        select cancelled_at is not null as cancelled
        from sessions
        where summit_id = \(summit) and id = \(session)
        """,
      ])
      guard let known = results[0].first else { throw Refusal.attendeeUnknown }
      guard let entered = results[1].first else {
        throw StorageRefusal.notFound("session_not_found", "there is no such session")
      }
      if try known["summit_closed"] == true { throw Refusal.summitClosed }
      if try entered["cancelled"] == true { throw Refusal.sessionCancelled }
      return try await move(attendee, to: session, in: summit, transaction)
    }
  }

  private func move(
    _ attendee: Attendee.ID, to session: Session.ID, in summit: Summit.ID, _ transaction: Transaction
  ) async throws(PostgresError) -> CheckIn {
    let results = try await transaction.pipeline([
      """
      update attendances
      set left_at = moment()
      where summit_id = \(summit)
        and attendee_id = \(attendee)
        and session_id <> \(session)
        and left_at is null
      returning session_id
      """,
      """
      insert into attendances as a (summit_id, attendee_id, session_id, arrived_at)
      values (\(summit), \(attendee), \(session), moment())
      on conflict (summit_id, attendee_id, session_id) do update
      set left_at = null
      where a.left_at is not null
      returning session_id
      """,
      """
      select count(*) as attendees
      from attendances
      where summit_id = \(summit) and session_id = \(session) and left_at is null
      """,
    ])
    var changed: Set<Session.ID> = []
    for row in results[0] + results[1] { changed.insert(try row["session_id"]) }
    if !changed.isEmpty {
      _ = try await transaction.query(
        """
        update sessions
        set version = version + 1
        where summit_id = \(summit) and id = any (\(changed.map(\.rawValue)))
        """)
    }
    guard let counted = results[2].first else {
      throw PostgresError(kind: .decoding, message: "count(*) returned nothing")
    }
    return CheckIn(attendees: try counted["attendees"], changed: changed)
  }
}
