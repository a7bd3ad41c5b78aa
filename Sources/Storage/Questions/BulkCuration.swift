public import Petitions
internal import Postgres

/// What a decision about all that one person asked did, or would do.
public struct BulkCuration: Sendable {
  public struct Decision: Hashable, Sendable {
    public var question: Question.ID
    public var number: Int
    /// Slugs of whom it is addressed to; neither where that is the summit.
    public var session: String?
    public var organisation: String?
    public var before: Question.State
    public var after: Question.State
    /// An answer is owed: it is hidden at most, and stays on the board.
    public var isPromised: Bool
  }

  public var decisions: [Decision]
  /// Whose screens and phones show something else now.
  public var sessions: Set<Session.ID>
}

extension Store {
  /// Turns down all that waits of what one person asked, and hides all that is published, as one decision. What is
  /// owed an answer is hidden, never turned down.
  public func rejectAll(
    from attendee: Attendee.ID, for reason: Curation.Reason, note: String? = nil, in summit: Summit.ID,
    by token: AccessToken.ID?, dryRun: Bool = false
  ) async throws -> BulkCuration {
    try await decidingAbout(attendee, in: summit, dryRun: dryRun) { transaction in
      let petitions = try await transaction.query(
        """
        select p.*
        from questions q
        \(Self.wholeQuestion(of: "q.id", in: summit))
        where q.summit_id = \(summit) and q.author_id = \(attendee) and q.state in ('pending', 'published')
        order by q.id
        """
      ).map { try QuestionRecord($0) }
      var statements: [SQL] = []
      for petition in petitions {
        let rejects = petition.state == .pending && !petition.isPromised
        let act: CuratorAct = rejects ? .reject(reason, note: note) : .hide(reason, note: note)
        guard let before = petition.standing else { continue }
        let after = try Curation.standing(
          after: act.action, of: before, promiseLatched: petition.isPromised, last: nil)
        statements += [
          Self.noted(act.action.rawValue, on: petition.id, in: summit, by: token),
          try Self.decided(act, about: petition, by: token),
        ]
        statements += [Self.stands(petition, after, approved: false)]
        statements += Self.recorded(act, about: petition)
      }
      statements.append(
        """
        with bulk as (select nextval('curation_bulks') as id)
        update curations c
        set bulk_id = bulk.id
        from bulk
        where c.summit_id = \(summit)
          and c.question_id = any (\(petitions.map(\.id.rawValue)))
          and c.decided_at = moment()
        """)
      return (petitions, statements)
    }
  }

  /// Takes the last such decision back, whoever made it; what was decided anew since then stays as it is. Whoever made
  /// one before means their own, and may not know of the later one.
  public func restoreAll(
    from attendee: Attendee.ID, in summit: Summit.ID, by token: AccessToken.ID?, dryRun: Bool = false
  ) async throws -> BulkCuration {
    try await decidingAbout(attendee, in: summit, dryRun: dryRun) { transaction in
      let decided = try await transaction.query(Self.lastBulk(about: attendee, in: summit))
      if let token, let row = decided.first, try row["decided_by"] != token,
        try await !transaction.query(Self.lastBulk(about: attendee, in: summit, by: token)).isEmpty
      {
        let questions: [Question.ID] = try decided.map { try $0["question_id"] }
        let newest = try await transaction.query(Self.newest(on: questions, in: summit)).first
        throw try newest.map { StorageRefusal.decidedSince(try LaterAct($0)) } ?? Refusal.nothingToRestore
      }
      return try await takingBack(decided, in: summit, by: token, isUndo: false, transaction)
    }
  }

  /// Undoes this token's own last such decision; of what was decided about since, nothing changes. Refused where that
  /// is all.
  public func undoAll(
    from attendee: Attendee.ID, in summit: Summit.ID, by token: AccessToken.ID, dryRun: Bool = false
  ) async throws -> BulkCuration {
    try await decidingAbout(attendee, in: summit, dryRun: dryRun) { transaction in
      let decided = try await transaction.query(Self.lastBulk(about: attendee, in: summit, by: token))
      return try await takingBack(decided, in: summit, by: token, isUndo: true, transaction)
    }
  }

  private func takingBack(
    _ decided: [Row], in summit: Summit.ID, by token: AccessToken.ID?, isUndo: Bool,
    _ transaction: Transaction
  ) async throws -> (petitions: [QuestionRecord], statements: [SQL]) {
    var petitions: [QuestionRecord] = []
    var statements: [SQL] = []
    var since: LaterAct?
    for row in decided {
      let id: Question.ID = try row["question_id"]
      let act: OfficialAct.ID? = try row["act_id"]
      let results = try await transaction.pipeline([
        Self.petition(id, in: summit), Self.lastRestorable(of: id, in: summit),
        Self.newest(after: act, on: [id], in: summit),
      ])
      if isUndo, let later = results[2].first {
        since = try LaterAct(later)
        continue
      }
      guard let petition = try results[0].first.map({ try QuestionRecord($0) }),
        let before = petition.standing,
        let last = try Restorable(results[1].first, of: petition), last.id == (try row["id"])
      else { continue }
      let after = try Curation.standing(
        after: .restore, of: before, promiseLatched: petition.isPromised, last: last.decision)
      statements += Self.takenBack(last, of: petition, after)
      if isUndo, let act {
        statements.append(
          "update acts set taken_back_at = moment() where summit_id = \(summit) and id = \(act)")
      } else {
        statements.append(Self.noted("restore", on: id, in: summit, by: token))
      }
      statements += [try Self.decided(.restore, about: petition, by: token, isAct: !isUndo)]
      statements += Self.recorded(.restore, about: petition, takesBack: last.decision.action)
      petitions.append(petition)
    }
    if petitions.isEmpty {
      if let since { throw StorageRefusal.decidedSince(since) }
      throw Refusal.nothingToRestore
    }
    return (petitions, statements)
  }

  /// Under the summit's lock: finds what is to be decided, does it, and tells where each question stands then.
  private func decidingAbout(
    _ attendee: Attendee.ID, in summit: Summit.ID, dryRun: Bool,
    _ decide: @Loop (Transaction) async throws -> (petitions: [QuestionRecord], statements: [SQL])
  ) async throws -> BulkCuration {
    try await deciding(in: summit, dryRun: dryRun) { transaction in
      let results = try await transaction.pipeline([
        "select closed_at is not null as closed from summits where id = \(summit)",
        "select from attendees where summit_id = \(summit) and id = \(attendee)",
      ])
      guard !results[1].isEmpty else { throw StorageRefusal.attendeeNotFound(attendee) }
      if try results[0].first?["closed"] == true { throw Refusal.summitClosed }
      let (petitions, statements) = try await decide(transaction)
      guard !petitions.isEmpty else { return BulkCuration(decisions: [], sessions: []) }
      _ = try await transaction.pipeline(statements)
      let ids = petitions.map(\.id)
      let after = try await transaction.pipeline([
        "select latch(\(summit), \(ids.map(\.rawValue)))", Self.touch(ids, in: summit),
        "select id, state from questions where summit_id = \(summit) and id = any (\(ids.map(\.rawValue)))",
      ])
      var states: [Question.ID: Question.State] = [:]
      for row in after[2] { states[try row["id"]] = try row["state"] }
      return BulkCuration(
        decisions: petitions.map { petition in
          BulkCuration.Decision(
            question: petition.id, number: petition.number, session: petition.sessionSlug,
            organisation: petition.organisationSlug, before: petition.state,
            after: states[petition.id] ?? petition.state, isPromised: petition.isPromised)
        }, sessions: Set(try after[1].map { try $0["id"] }))
    }
  }

  /// The newest decisions made at once about what the person asked, as far as they were not taken back.
  private static func lastBulk(
    about attendee: Attendee.ID, in summit: Summit.ID, by token: AccessToken.ID? = nil
  ) -> SQL {
    """
    with own as (
      select c.id, c.question_id, c.bulk_id, c.act_id, c.decided_by
      from curations c
      join questions q on q.summit_id = c.summit_id and q.id = c.question_id
      where c.summit_id = \(summit)
        and q.author_id = \(attendee)
        and c.bulk_id is not null
        and c.taken_back_at is null
        and (\(token) is null or c.decided_by = \(token))
    )
    select id, question_id, act_id, decided_by
    from own
    where bulk_id = (select max(bulk_id) from own)
    order by question_id
    """
  }
}
