internal import Petitions
internal import Postgres

// Merging never moves rows (rule 10): it copies the merged question's upvotes to the survivor, `via` it, and later ones
// are written to both. Undoing deletes what came `via`.

extension Store {
  /// What merges a question into another, or into the one that counts for that.
  func merging(
    _ petition: QuestionRecord, into other: Question.ID, _ act: CuratorAct, by token: AccessToken.ID?,
    on transaction: Transaction
  ) async throws -> [SQL] {
    let summit = petition.summit
    let results = try await transaction.pipeline([
      Self.isClosed(summit),
      """
      select p.*
      from (
        select coalesce(merged_into_id, id) as id
        from questions
        where summit_id = \(summit) and id = \(other)
      ) survivor
      \(Self.wholeQuestion(of: "survivor.id", in: summit))
      """,
    ])
    guard let row = results[1].first else {
      throw StorageRefusal.invalid("into", "known", "there is no such question")
    }
    let survivor = try QuestionRecord(row)
    let isNew = try Merge.isNew(
      petition.side, into: survivor.side, named: other,
      summitClosed: try results[0].first?["closed"] == true)
    guard isNew else { return [] }
    return [try Self.decided(act, about: petition, by: token)]
      + Self.united(petition, with: survivor, by: token)
      + [Self.mergeRecorded(petition, into: survivor, act.reason)]
  }

  /// What undoes a merge.
  func unmerging(
    _ petition: QuestionRecord, by token: AccessToken.ID?, on transaction: Transaction
  ) async throws -> [SQL] {
    let summit = petition.summit
    let results = try await transaction.pipeline([
      Self.isClosed(summit),
      """
      select
        m.previous_state,
        (
          select latest.question_id
          from merges latest
          where latest.summit_id = m.summit_id and latest.survivor_id = m.survivor_id and latest.undone_at is null
          order by latest.id desc
          limit 1
        ) as latest_id,
        p.*
      from merges m
      \(Self.wholeQuestion(of: "m.survivor_id", in: summit))
      where m.summit_id = \(summit) and m.question_id = \(petition.id) and m.undone_at is null
      """,
    ])
    let row = results[1].first
    let survivor = try row.map { row in try QuestionRecord(row) }
    try Merge.checkUndoing(
      petition.side, into: survivor?.side, latest: try row?["latest_id"],
      summitClosed: try results[0].first?["closed"] == true)
    var statements = Self.parted(petition.id, in: summit, by: token)
    if try row?["previous_state"] == Question.State.withdrawn {
      statements += try await partingAll(mergedInto: petition.id, in: summit, on: transaction)
    }
    return statements
  }

  /// What lets all that was merged into a question stand by itself again, the latest first: the question is about to be
  /// withdrawn. One of them that was withdrawn itself meanwhile sets free in turn what was merged into it.
  func partingAll(
    mergedInto survivor: Question.ID, in summit: Summit.ID, on transaction: Transaction
  ) async throws -> [SQL] {
    let merges = try await transaction.query(
      """
      select question_id, previous_state
      from merges
      where summit_id = \(summit) and survivor_id = \(survivor) and undone_at is null
      order by id desc
      """)
    var statements: [SQL] = []
    for merge in merges {
      let question: Question.ID = try merge["question_id"]
      statements += Self.parted(question, in: summit, by: nil)
      if try merge["previous_state"] == Question.State.withdrawn {
        statements += try await partingAll(mergedInto: question, in: summit, on: transaction)
      }
    }
    return statements
  }

  private static func united(
    _ petition: QuestionRecord, with survivor: QuestionRecord, by token: AccessToken.ID?
  ) -> [SQL] {
    let (question, summit) = (petition.id, petition.summit)
    return [
      """
      insert into merges
        (summit_id, question_id, survivor_id, carried, previous_state, previous_held_for, decided_by, merged_at)
      select
        q.summit_id, q.id, \(survivor.id),
        array(
          select c.id
          from questions c
          where c.summit_id = q.summit_id and c.merged_into_id = q.id
          order by c.id),
        q.state, q.held_for, \(token), moment()
      from questions q
      where q.summit_id = \(summit) and q.id = \(question)
      """,
      // What came to it from others merged before keeps their `via`.
      """
      insert into upvotes (summit_id, question_id, attendee_id, via_id, created_at)
      select summit_id, \(survivor.id), attendee_id, coalesce(via_id, question_id), created_at
      from upvotes
      where summit_id = \(summit) and question_id = \(question)
      on conflict do nothing
      """,
      """
      update questions
      set merged_into_id = \(survivor.id)
      where summit_id = \(summit) and merged_into_id = \(question)
      """,
      """
      update questions
      set state = 'merged', held_for = null, merged_into_id = \(survivor.id)
      where summit_id = \(summit) and id = \(question)
      """,
      "select recount(\(summit), array[\(question), \(survivor.id)])",
      "select unite_promises(\(summit), \(question))",
    ]
  }

  private static func mergeRecorded(
    _ petition: QuestionRecord, into survivor: QuestionRecord, _ reason: Curation.Reason?
  ) -> SQL {
    """
    select record(\(petition.summit), 'question.merged', jsonb_build_object(
      'question', \(petition.id), 'session', \(petition.sessionSlug), 'organisation', \(petition.organisationSlug),
      'number', \(petition.number), 'into', id, 'intoNumber', number, 'reason', \(reason), 'upvotes', upvotes))
    from questions
    where summit_id = \(petition.summit) and id = \(survivor.id)
    """
  }
}

extension QuestionRecord {
  /// For the rules of merging.
  var side: Merge.Side { Merge.Side(id: id, state: state, addressee: addressee, survivor: mergedInto?.id) }
}
