public import Petitions
internal import Postgres

extension Store {
  /// Undoes an act of this token's own: its last about the question (`only`: of that kind), or the one with that id. Refused where anything was
  /// decided since, by whomever: it stays as it was decided last. Once more changes nothing.
  public func takeBack(
    _ act: OfficialAct.ID? = nil, on question: Question.ID, in summit: Summit.ID, by token: AccessToken.ID,
    only kind: Curation.Action? = nil, dryRun: Bool = false,
    reach: (@Loop (QuestionRecord) throws -> Void)? = nil
  ) async throws -> QuestionWrite {
    try await self.act(on: question, in: summit, dryRun: dryRun) { transaction, petition in
      try reach?(petition)
      let done = try await own(act, on: question, in: summit, by: token, only: kind, transaction)
      if done.isTakenBack { return [] }
      guard done.action.isUndoable else {
        throw StorageRefusal.conflict(
          "not_undoable", "what was done by \(done.action.rawValue) is not taken back, but done anew")
      }
      // What the wall shows is the session's: whoever chose another question since has decided about this act.
      let questions = done.wall == nil ? [question, done.into].compactMap(\.self) : []
      let later = try await transaction.query(
        Self.newest(after: done.id, on: questions, wall: done.wall, in: summit))
      if let row = later.first { throw StorageRefusal.decidedSince(try LaterAct(row)) }
      return try await undoing(done, of: petition, by: token, on: transaction) + [
        """
        update acts
        set taken_back_at = moment()
        where summit_id = \(summit) and id = \(done.id)
        """
      ]
    }
  }

  private func own(
    _ act: OfficialAct.ID?, on question: Question.ID, in summit: Summit.ID, by token: AccessToken.ID,
    only kind: Curation.Action?, _ transaction: Transaction
  ) async throws -> DoneAct {
    let undoable = Curation.Action.allCases.filter { $0.isUndoable && (kind ?? $0) == $0 }.map(\.rawValue)
    let rows = try await transaction.query(
      """
      select
        id, question_id, action, into_id, wall_id, left_session_id, left_organisation_id,
        taken_back_at is not null as taken_back, done_by is not distinct from \(token) as own
      from acts
      where summit_id = \(summit)
        and question_id = \(question)
        and action not in ('answer', 'retract')
        and case
          when \(act) is null then done_by = \(token) and taken_back_at is null and action = any (\(undoable))
          else id = \(act)
        end
      order by id desc
      limit 1
      """)
    guard let row = rows.first else {
      if act == nil { throw Refusal.nothingToRestore }
      throw StorageRefusal.notFound("act_not_found", field: "act", "there is no such act on this question")
    }
    guard try row["own"] == true else {
      throw StorageRefusal(
        kind: .forbidden, code: "not_own_act", field: "act",
        detail: "somebody else did that: only they undo it")
    }
    return try DoneAct(row)
  }

  private func undoing(
    _ done: DoneAct, of petition: QuestionRecord, by token: AccessToken.ID, on transaction: Transaction
  ) async throws -> [SQL] {
    let (question, summit) = (petition.id, petition.summit)
    switch done.action {
    case .highlight:
      guard petition.isHighlighted else { throw StorageRefusal.changedSince(petition) }
      return [Self.wallAsBefore(done, in: summit)]
    case .unhighlight:
      let wall = try await transaction.pipeline([
        Self.isClosed(summit),
        """
        select highlighted_question_id is null as dark
        from sessions
        where summit_id = \(summit) and id = \(done.wall)
        """,
      ])
      if try wall[0].first?["closed"] == true { throw Refusal.summitClosed }
      guard petition.state == .published, petition.session == done.wall, try wall[1].first?["dark"] == true
      else { throw StorageRefusal.changedSince(petition) }
      return [Self.highlighted(question, of: done.wall, in: summit)]
    case .merge: return try await unmerging(petition, by: token, on: transaction)
    case .move:
      return try await moving(
        petition, to: done.left, .move(to: done.left), by: token, takingBack: done.id, on: transaction)
    default:
      let rows = try await transaction.query(Self.restorable(by: done.id, of: question, in: summit))
      guard let before = petition.standing, let last = try Restorable(rows.first, of: petition) else {
        throw StorageRefusal.changedSince(petition)
      }
      let after = try Curation.standing(
        after: .restore, of: before, promiseLatched: petition.isPromised, last: last.decision)
      return Self.takenBack(last, of: petition, after)
        + [try Self.decided(.restore, about: petition, by: token, isAct: false)]
        + Self.recorded(.restore, about: petition, takesBack: last.decision.action)
    }
  }

  /// What was large there before comes back, unless anything was decided about that one meanwhile.
  private static func wallAsBefore(_ done: DoneAct, in summit: Summit.ID) -> SQL {
    """
    update sessions s
    set highlighted_question_id = (
      select q.id
      from acts a
      join questions q on q.summit_id = a.summit_id and q.id = a.shown_before_id
      where a.summit_id = s.summit_id
        and a.id = \(done.id)
        and q.session_id = s.id
        and q.state = 'published'
        and not exists (
          select
          from acts later
          where later.summit_id = a.summit_id
            and later.question_id = q.id
            and later.id > a.id
            and later.taken_back_at is null)
    )
    where s.summit_id = \(summit) and s.id = \(done.wall)
    """
  }
}
