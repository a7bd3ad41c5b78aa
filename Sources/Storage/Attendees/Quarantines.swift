public import Petitions
public import Postgres

public import struct Foundation.Date

/// One decision that some people do not count.
public struct QuarantineRecord: Hashable, Sendable, Identifiable {
  public var id: Quarantine.ID
  public var reason: Quarantine.Reason
  /// For organizers alone.
  public var note: String?
  /// Whether the server decided by itself, as the summit wanted it.
  public var isAutomatic: Bool
  public var decidedAt: Date
  /// Whom it was about, and who of them still does not count.
  public var attendees: Int
  public var standing: Int
}

/// What quarantining or releasing people did, or would do.
public struct QuarantineOutcome: Sendable {
  /// Nil where people of several quarantines were released, and where nobody was in question.
  public var quarantine: Quarantine.ID?
  /// Who counts no more, or counts again.
  public var attendees: [Attendee.ID]
  /// For whom that was so already.
  public var unchanged: [Attendee.ID]
  public var questions: [CountChange]
  public var sessions: Set<Session.ID>
}

extension Store {
  /// People count no more, as one decision (rule 16): what they signed, judged and reported stays and is not counted.
  /// `token` is whoever decides; nil for the server itself.
  public func quarantine(
    _ attendees: [Attendee.ID], for reason: Quarantine.Reason, note: String? = nil, in summit: Summit.ID,
    by token: AccessToken.ID?, dryRun: Bool = false
  ) async throws -> QuarantineOutcome {
    let note: String? = try paragraphs(note, "note")
    return try await deciding(in: summit, dryRun: dryRun) { transaction in
      let people = try await people(attendees, in: summit, on: transaction)
      let chosen = people.filter { !$0.isQuarantined }.map(\.id)
      let others = people.filter(\.isQuarantined).map(\.id)
      guard !chosen.isEmpty else { return .nothing(unchanged: others) }
      let made = try await transaction.query(
        """
        insert into quarantines (summit_id, reason, note, decided_by, decided_at)
        values (\(summit), \(reason), \(note), \(token), moment())
        returning id
        """)
      guard let id: Quarantine.ID = try made.first?["id"] else { return .nothing(unchanged: others) }
      let ids = chosen.map(\.rawValue)
      let changes = try await changeWhoCounts(
        chosen, in: summit, on: transaction,
        [
          """
          insert into quarantined_attendees (summit_id, quarantine_id, attendee_id)
          select \(summit), \(id), attendee_id
          from unnest(\(ids)) as attendee_id
          """,
          """
          update attendees
          set quarantined_at = moment(), quarantine_reason = \(reason)
          where summit_id = \(summit) and id = any (\(ids))
          """,
        ])
      _ = try await transaction.query(
        """
        select record(\(summit), 'attendees.quarantined', jsonb_build_object(
          'quarantine', \(id), 'count', \(chosen.count), 'reason', \(reason),
          'questions', \(changes.questions.count)))
        """)
      return QuarantineOutcome(
        quarantine: id, attendees: chosen, unchanged: others, questions: changes.questions,
        sessions: changes.sessions)
    }
  }

  /// All people of one quarantine count again.
  public func release(
    quarantine: Quarantine.ID, in summit: Summit.ID, dryRun: Bool = false
  ) async throws -> QuarantineOutcome {
    try await deciding(in: summit, dryRun: dryRun) { transaction in
      let rows = try await transaction.query(
        """
        select a.attendee_id
        from quarantines d
        left join quarantined_attendees a
          on a.summit_id = d.summit_id and a.quarantine_id = d.id and a.released_at is null
        where d.summit_id = \(summit) and d.id = \(quarantine)
        order by a.attendee_id
        """)
      guard !rows.isEmpty else {
        throw StorageRefusal.notFound("quarantine_not_found", "there is no such quarantine")
      }
      let attendees: [Attendee.ID] = try rows.compactMap { try $0["attendee_id"] }
      guard !attendees.isEmpty else {
        throw StorageRefusal.conflict(
          "quarantine_released", "everybody of this quarantine was released before")
      }
      return try await release(attendees, of: quarantine, in: summit, on: transaction)
    }
  }

  /// These people count again, whatever quarantine they are in.
  public func release(
    _ attendees: [Attendee.ID], in summit: Summit.ID, dryRun: Bool = false
  ) async throws -> QuarantineOutcome {
    try await deciding(in: summit, dryRun: dryRun) { transaction in
      let people = try await people(attendees, in: summit, on: transaction)
      let chosen = people.filter(\.isQuarantined).map(\.id)
      let others = people.filter { !$0.isQuarantined }.map(\.id)
      guard !chosen.isEmpty else { return .nothing(unchanged: others) }
      var outcome = try await release(chosen, of: nil, in: summit, on: transaction)
      outcome.unchanged = others
      return outcome
    }
  }

  private func release(
    _ attendees: [Attendee.ID], of quarantine: Quarantine.ID?, in summit: Summit.ID,
    on transaction: Transaction
  ) async throws -> QuarantineOutcome {
    let ids = attendees.map(\.rawValue)
    let changes = try await changeWhoCounts(
      attendees, in: summit, on: transaction,
      [
        """
        update quarantined_attendees
        set released_at = moment()
        where summit_id = \(summit) and attendee_id = any (\(ids)) and released_at is null
        """,
        """
        update attendees
        set quarantined_at = null, quarantine_reason = null
        where summit_id = \(summit) and id = any (\(ids))
        """,
      ])
    _ = try await transaction.query(
      """
      select record(\(summit), 'attendees.released', jsonb_build_object(
        'quarantine', \(quarantine), 'count', \(attendees.count), 'questions', \(changes.questions.count)))
      """)
    return QuarantineOutcome(
      quarantine: quarantine, attendees: attendees, unchanged: [], questions: changes.questions,
      sessions: changes.sessions)
  }

  private struct Person {
    var id: Attendee.ID
    var isQuarantined: Bool
  }

  /// Each once, in the order of their ids; refuses the whole where one is unknown. Who was erased can be in question
  /// too: what they signed still counts.
  private func people(
    _ attendees: [Attendee.ID], in summit: Summit.ID, on transaction: Transaction
  ) async throws -> [Person] {
    let wanted = Set(attendees)
    let people = try await transaction.query(
      """
      select id, quarantined_at is not null as quarantined
      from attendees
      where summit_id = \(summit) and id = any (\(wanted.map(\.rawValue)))
      order by id
      """
    ).map { Person(id: try $0["id"], isQuarantined: try $0["quarantined"]) }
    if let unknown = wanted.subtracting(people.map(\.id)).min() {
      throw StorageRefusal.attendeeNotFound(unknown)
    }
    return people
  }

  /// Decisions about who does not count, the newest first.
  public func quarantines(of summit: Summit.ID) async throws(PostgresError) -> [QuarantineRecord] {
    try await database.query(
      """
      select
        d.id, d.reason, d.note, d.decided_by is null as automatic, d.decided_at, count(*) as attendees,
        count(*) filter (where a.released_at is null) as standing
      from quarantines d
      join quarantined_attendees a on a.summit_id = d.summit_id and a.quarantine_id = d.id
      where d.summit_id = \(summit)
      group by d.summit_id, d.id
      order by d.id desc
      """
    ).map { row throws(PostgresError) in
      QuarantineRecord(
        id: try row["id"], reason: try row["reason"], note: try row["note"],
        isAutomatic: try row["automatic"],
        decidedAt: try row["decided_at"], attendees: try row["attendees"], standing: try row["standing"])
    }
  }

  /// How many would have signed each question if those in quarantine counted; only of questions where that differs.
  public func upvotesWithQuarantined(
    among questions: [Question.ID], in summit: Summit.ID
  ) async throws(PostgresError) -> [Question.ID: Int] {
    let rows = try await database.query(
      """
      select u.question_id, count(distinct u.attendee_id) as upvotes
      from upvotes u
      join attendees a on a.summit_id = u.summit_id and a.id = u.attendee_id
      where u.summit_id = \(summit) and u.question_id = any (\(questions.map(\.rawValue)))
      group by u.question_id
      having count(a.quarantined_at) > 0
      """)
    var upvotes: [Question.ID: Int] = [:]
    for row in rows { upvotes[try row["question_id"]] = try row["upvotes"] }
    return upvotes
  }
}

extension QuarantineOutcome {
  fileprivate static func nothing(unchanged: [Attendee.ID]) -> QuarantineOutcome {
    QuarantineOutcome(quarantine: nil, attendees: [], unchanged: unchanged, questions: [], sessions: [])
  }
}

extension StorageRefusal {
  static func attendeeNotFound(_ attendee: Attendee.ID) -> StorageRefusal {
    .notFound("attendee_not_found", field: "attendees", "there is no attendee \(attendee) in this summit")
  }
}
