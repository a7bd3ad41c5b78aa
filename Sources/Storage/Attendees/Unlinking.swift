public import Petitions
internal import Postgres

internal import struct Foundation.Date

/// People of one summit who were unlinked, at the time for which it was foreseen.
public struct Unlinking: Hashable, Sendable {
  public var summit: Summit.ID
  public var attendees: Int
  /// Whose screens and phones show something else now.
  public var sessions: Set<Session.ID>
}

extension Store {
  /// Unlinks people from what they wrote and signed, once their summit has kept them for the days that it said (rule
  /// 17): counts and words stay, and are nobody's. Any server may call it, any number at once, however late: whom one
  /// has unlinked the next finds done, and the time recorded is the one for which it was foreseen.
  @discardableResult
  public func unlinkPeople() async throws -> [Unlinking] {
    // Who joined first is unlinked first.
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
    for summit in summits {
      let unlinking = try await deciding(in: summit) { try await unlinkPeople(of: summit, on: $0) }
      if unlinking.attendees > 0 { done.append(unlinking) }
    }
    return done
  }

  private func unlinkPeople(
    of summit: Summit.ID, on transaction: Transaction
  ) async throws -> Unlinking {
    let due = try await transaction.query(
      """
      select a.id, unlinks_at(m, a.joined_at) as at
      from summits m
      join attendees a on a.summit_id = m.id
      where m.id = \(summit) and a.erased_at is null and unlinks_at(m, a.joined_at) <= moment()
      order by at, a.id
      """)
    guard !due.isEmpty else { return Unlinking(summit: summit, attendees: 0, sessions: []) }
    let attendees: [Attendee.ID] = try due.map { try $0["id"] }
    let results = try await transaction.pipeline(
      [Self.sessionsVisited(by: attendees, in: summit), Self.questionsAsked(by: attendees, in: summit)]
        + Self.takeNamesOff(attendees, in: summit) + Self.unlink(attendees, in: summit)
        + [
          "update quarantines set note = null where summit_id = \(summit)",
          "update summits m set unlinked_for = unlinks_at(m) where m.id = \(summit)",
        ])
    let questions: [Question.ID] = try results[1].map { try $0["id"] }
    let touched = try await transaction.query(Self.touch(questions, in: summit))
    // One entry for each time that was foreseen; nearly always there is one.
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
    return Unlinking(
      summit: summit, attendees: attendees.count,
      sessions: Set(try (results[0] + touched).map { try $0["id"] }))
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

  private static func questionsAsked(by attendees: [Attendee.ID], in summit: Summit.ID) -> SQL {
    """
    select id
    from questions
    where summit_id = \(summit) and author_id = any (\(attendees.map(\.rawValue)))
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
