internal import Petitions
internal import Postgres

extension Store {
  /// What somebody else decided is restored by naming it: whoever decided about the question before, and does not name
  /// it, means their own decision and may not know of the later one.
  func checkRestoring(
    _ act: CuratorAct, _ petition: QuestionRecord, by token: AccessToken.ID?, on transaction: Transaction
  ) async throws {
    let (question, summit) = (petition.id, petition.summit)
    let results = try await transaction.pipeline([
      Self.newest(on: [question], in: summit),
      """
      select max(id) as id
      from curations
      where summit_id = \(summit) and question_id = \(question)
      """,
    ])
    let newest = try results[0].first.map { try LaterAct($0) }
    if case .restoreAfter(let named) = act {
      let last: Curation.ID? = try results[1].first?["id"]
      if last == named { return }
      throw newest.map(StorageRefusal.decidedSince) ?? StorageRefusal.changedSince(petition)
    }
    guard let token, let newest, newest.by != token else { return }
    if try await transaction.query(Self.acted(token, on: question, in: summit)).first?["acted"] == true {
      throw StorageRefusal.decidedSince(newest)
    }
  }

  /// The last decision that can be taken back.
  struct Restorable {
    var id: Int64
    var decision: Curation.Decision

    /// Nil where there is none, or where something else has happened to the question since.
    init?(_ row: Row?, of petition: QuestionRecord) throws {
      guard let row else { return nil }
      let action: Curation.Action = try row["action"]
      let stands =
        switch action {
        case .reject: petition.state == .rejected
        case .hide: petition.state == .hidden
        default: petition.state == .published && petition.approvedAt != nil
        }
      guard stands,
        let before = Question.Standing(try row["previous_state"], hold: try row["previous_held_for"])
      else { return nil }
      id = try row["id"]
      decision = Curation.Decision(action: action, before: before)
    }
  }

  /// What that act decided.
  static func restorable(by act: OfficialAct.ID, of question: Question.ID, in summit: Summit.ID) -> SQL {
    """
    select id, act_id, action, previous_state, previous_held_for
    from curations
    where summit_id = \(summit)
      and question_id = \(question)
      and act_id = \(act)
      and previous_state is not null
      and taken_back_at is null
    """
  }

  static func lastRestorable(of question: Question.ID, in summit: Summit.ID) -> SQL {
    """
    select id, act_id, action, previous_state, previous_held_for
    from curations
    where summit_id = \(summit)
      and question_id = \(question)
      and previous_state is not null
      and taken_back_at is null
    order by id desc
    limit 1
    """
  }

  static func takenBack(_ last: Restorable, of petition: QuestionRecord, _ after: Question.Standing)
    -> [SQL]
  {
    [
      """
      update questions q
      set state = \(after.state), held_for = \(after.hold), approved_at = c.previous_approved_at
      from curations c
      where q.summit_id = \(petition.summit) and q.id = \(petition.id)
        and c.summit_id = q.summit_id and c.id = \(last.id)
      """,
      """
      update curations
      set taken_back_at = moment()
      where summit_id = \(petition.summit) and id = \(last.id)
      """,
    ]
  }
}
