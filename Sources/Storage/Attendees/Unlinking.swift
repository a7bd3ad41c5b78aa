public import Petitions
internal import Postgres

internal import struct Foundation.Date

/// People of one summit who were unlinked in one transaction, at the time for which it was foreseen.
public struct Unlinking: Hashable, Sendable {
  public var summit: Summit.ID
  public var attendees: Int
  /// Whose screens and phones show something else now.
  public var sessions: Set<Session.ID>
}

extension Store {
  /// Unlinks people from what they wrote and signed, once their summit has kept them for the days that it said (rule
  /// 17): counts and words stay, and are nobody's. At most `batch` people a transaction, who joined first first, so that
  /// nobody waits long for the summit's lock, and `most` people a call; what is left is done by the next call, also
  /// after a restart. Any server may call it, any number at once, however late: whom one has unlinked the next finds
  /// done, and the time recorded is the one for which it was foreseen. Returns, and tells after each commit, what it did. A summit that
  /// fails holds up no other; its error is thrown at the end.
  /// - Locks: each summit's, once a batch.
  @discardableResult
  public func unlinkPeople(
    batch: Int = 1_000, most: Int = 10_000, telling tell: @Loop (Unlinking) -> Void = { _ in }
  ) async throws -> [Unlinking] {
    let summits: [Summit.ID] = try await database.query(
      """
      select m.id
      from summits m
      cross join lateral (
        select a.joined_at
        from attendees a
        where a.summit_id = m.id and a.erased_at is null
        order by a.joined_at
        limit 1
      ) first
      where unlinks_at(m) <= now() and unlinks_at(m, first.joined_at) <= now()
      order by m.id
      """
    ).map { try $0["id"] }
    var done: [Unlinking] = []
    var left = most
    try await forEach(summits) { summit in
      while left > 0 {
        let size = min(batch, left)
        let unlinking = try await deciding(in: summit) {
          try await unlinkPeople(of: summit, atMost: size, on: $0)
        }
        if unlinking.attendees > 0 {
          done.append(unlinking)
          tell(unlinking)
        }
        left -= unlinking.attendees
        if unlinking.attendees < size { break }
      }
    }
    return done
  }

  private func unlinkPeople(
    of summit: Summit.ID, atMost size: Int, on transaction: Transaction
  ) async throws -> Unlinking {
    // Whoever joins anew at this moment is passed over: joining takes no lock of the summit, and waiting for several
    // rows in another order than it does would be a deadlock.
    let due = try await transaction.query(
      """
      select a.id, unlinks_at(m, a.joined_at) as at
      from summits m
      join attendees a on a.summit_id = m.id
      where m.id = \(summit) and a.erased_at is null and unlinks_at(m, a.joined_at) <= moment()
      order by a.joined_at, a.id
      limit \(size)
      for update of a skip locked
      """)
    guard !due.isEmpty else { return Unlinking(summit: summit, attendees: 0, sessions: []) }
    let attendees: [Attendee.ID] = try due.map { try $0["id"] }
    let questions: [Question.ID] = try await transaction.query(Self.questionsAsked(by: attendees, in: summit))
      .map { try $0["id"] }
    let results = try await transaction.pipeline(
      [Self.sessionsVisited(by: attendees, in: summit)] + Self.takeNamesOff(attendees, in: summit)
        + Self.unlink(attendees, from: questions, in: summit)
        + [
          "update quarantines set note = null where summit_id = \(summit) and note is not null",
          Self.noteThatAllAreUnlinked(in: summit), Self.touch(questions, in: summit),
        ])
    // One entry for each time that was foreseen; nearly always there is one a batch.
    let times: [Date] = try due.map { try $0["at"] }
    for time in Set(times).sorted() {
      let count = times.count { $0 == time }
      _ = try await transaction.query(
        """
        select record(\(summit), 'people.unlinked', jsonb_build_object(
          'attendees', \(count),
          'scheduledAt', to_char(\(time) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
        """)
    }
    let touched = results[0] + (results.last ?? [])
    return Unlinking(
      summit: summit, attendees: attendees.count, sessions: Set(try touched.map { try $0["id"] }))
  }

  /// From then on whoever joins has the days of retention for themselves.
  private static func noteThatAllAreUnlinked(in summit: Summit.ID) -> SQL {
    """
    update summits m
    set unlinked_for = unlinks_at(m)
    where m.id = \(summit)
      and not exists (
        select
        from attendees a
        where a.summit_id = m.id and a.erased_at is null and unlinks_at(m, a.joined_at) <= moment())
    """
  }

  /// Where they are now: the numbers of those in the room change.
  private static func sessionsVisited(by attendees: [Attendee.ID], in summit: Summit.ID) -> SQL {
    """
    update sessions
    set version = version + 1
    where summit_id = \(summit)
      and id in (
        select session_id
        from attendances
        where summit_id = \(summit) and attendee_id = any (\(attendees.map(\.rawValue))) and left_at is null)
    returning id
    """
  }

  /// The words stay: without the names that stood with them, and what curators wrote to their authors.
  private static func takeNamesOff(_ attendees: [Attendee.ID], in summit: Summit.ID) -> [SQL] {
    let ids = attendees.map(\.rawValue)
    return [
      """
      update wordings w
      set name = null
      from questions q
      where q.summit_id = \(summit)
        and q.author_id = any (\(ids))
        and w.summit_id = q.summit_id
        and w.question_id = q.id
        and w.name is not null
      """,
      Self.forgetNotes(to: attendees, in: summit),
    ]
  }
}
