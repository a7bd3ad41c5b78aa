public import Petitions
public import Postgres

// Merged questions are to be read on as what they were, and can be hidden as such.

extension QuestionRecord {
  /// What the public may see of it. A merged one asks `Store.merged(_:in:)` how it stands.
  public func publicity(merged: Publicity.Merged? = nil) -> Publicity {
    let reason = decision.flatMap { $0.action == .hide ? $0.reason : nil }
    return Publicity(of: state, hiddenFor: reason, merged: merged)
  }
}

extension Store {
  /// How those of the questions stand that are merged.
  public func merged(
    _ petitions: [QuestionRecord], in summit: Summit.ID
  ) async throws(PostgresError) -> [Question.ID: Publicity.Merged] {
    let ids = petitions.filter { $0.state == .merged }.map(\.id.rawValue)
    if ids.isEmpty { return [:] }
    let rows = try await database.query(
      """
      select q.id, m.previous_state, survivor.state, case when c.action = 'hide' then c.reason end as hidden_for
      from unnest(\(ids)) asked (id)
      join questions q on q.summit_id = \(summit) and q.id = asked.id
      join merges m on m.summit_id = q.summit_id and m.question_id = q.id and m.undone_at is null
      join questions survivor on survivor.summit_id = q.summit_id and survivor.id = q.merged_into_id
      left join lateral (
        select action, reason
        from curations c
        where c.summit_id = survivor.summit_id and c.question_id = survivor.id
        order by c.id desc
        limit 1
      ) c on true
      """)
    var merged: [Question.ID: Publicity.Merged] = [:]
    for row in rows {
      merged[try row["id"]] = Publicity.Merged(
        itself: try row["previous_state"],
        survivor: Publicity(of: try row["state"], hiddenFor: try row["hidden_for"]))
    }
    return merged
  }

  /// As what a merged question would stand by itself.
  func mergedState(of petition: QuestionRecord, on transaction: Transaction) async throws -> Question.State? {
    try await transaction.query(
      """
      select previous_state
      from merges
      where summit_id = \(petition.summit) and question_id = \(petition.id) and undone_at is null
      """
    ).first?["previous_state"]
  }

  /// What hides a merged question: it stays merged, and stands as hidden where the merge is undone.
  static func hidden(
    merged petition: QuestionRecord, _ act: CuratorAct, by token: AccessToken.ID?
  ) throws(StorageRefusal) -> [SQL] {
    let note: String? = try paragraphs(act.note, "note")
    return [
      """
      insert into curations (
        summit_id, question_id, action, reason, note, decided_by, decided_at, previous_state, previous_held_for,
        previous_approved_at)
      select
        q.summit_id, q.id, \(act.action), \(act.reason), \(note), \(token), moment(), m.previous_state,
        m.previous_held_for, q.approved_at
      from questions q
      join merges m on m.summit_id = q.summit_id and m.question_id = q.id and m.undone_at is null
      where q.summit_id = \(petition.summit) and q.id = \(petition.id)
      """,
      """
      update merges
      set previous_state = 'hidden', previous_held_for = null
      where summit_id = \(petition.summit) and question_id = \(petition.id) and undone_at is null
      """,
    ] + recorded(act, about: petition)
  }
}
