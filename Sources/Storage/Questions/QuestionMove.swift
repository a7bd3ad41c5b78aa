internal import Petitions
internal import Postgres

extension Store {
  /// What carries a question over, with all that was merged into it: upvotes, reports, wordings and decisions stay, it
  /// gets a new number, and the threshold there is its own from now on. Taking a move back gives the numbers back too.
  func moving(
    _ petition: QuestionRecord, to target: Question.Addressee, _ act: CuratorAct, by token: AccessToken.ID?,
    takingBack moved: OfficialAct.ID? = nil, on transaction: Transaction
  ) async throws -> [SQL] {
    let (question, summit) = (petition.id, petition.summit)
    if petition.addressee == target { return [] }
    let results = try await transaction.pipeline([Self.isClosed(summit), Self.place(target, in: summit)])
    if try results[0].first?["closed"] == true { throw Refusal.summitClosed }
    if petition.state == .merged { throw Refusal.questionMerged }
    guard act.action.allowedIn.contains(petition.state) else { throw Refusal.stateForbids }
    guard let place = results[1].first else {
      throw StorageRefusal.invalid("to", "known", "there is no such session or organisation")
    }
    if try place["cancelled"] == true { throw Refusal.sessionCancelled }
    guard try place["accepts"] == true else {
      throw StorageRefusal.conflict("organisation_takes_no_questions")
    }
    let from = try await transaction.query(Self.place(petition.addressee, in: summit)).first
    return [
      Self.touch(question, in: summit), Self.unhighlight(question, in: summit),
      Self.renumbered(question, to: target, in: summit),
    ] + (moved.map { [Self.numberedAsBefore($0, in: summit)] } ?? [])
      + Self.dueThere(question, target, in: summit) + [
        try Self.decided(act, about: petition, by: token, isAct: moved == nil),
        """
        select record(\(summit), 'question.moved', jsonb_build_object(
          'question', q.id, 'from', \(try from?["place"] as String?), 'fromNumber', \(petition.number),
          'to', \(try place["place"] as String), 'number', q.number, 'reason', \(act.reason),
          'with', (
            select jsonb_agg(merged.id order by merged.id)
            from questions merged
            where merged.summit_id = q.summit_id and merged.merged_into_id = q.id)))
        from questions q
        where q.summit_id = \(summit) and q.id = \(question)
        """,
      ]
  }

  /// Whether questions can be put there, and what the ledger calls it.
  private static func place(_ addressee: Question.Addressee, in summit: Summit.ID) -> SQL {
    switch addressee {
    case .session(let session):
      """
      select 'sessions/' || slug as place, cancelled_at is not null as cancelled, true as accepts
      from sessions
      where summit_id = \(summit) and id = \(session)
      """
    case .organisation(let organisation):
      """
      select 'organisations/' || slug as place, false as cancelled, accepted_at is not null as accepts
      from organisations
      where summit_id = \(summit) and id = \(organisation)
      """
    case .summit: "select 'summit' as place, false as cancelled, true as accepts"
    }
  }

  /// The question first, then what was merged into it, in the numbers that come next there. An organisation and the
  /// summit get their threshold with their first question, as when it is asked.
  private static func renumbered(
    _ question: Question.ID, to target: Question.Addressee, in summit: Summit.ID
  ) -> SQL {
    """
    with moving as (
      select id, row_number() over (order by id <> \(question), id) as place, count(*) over () as together
      from questions
      where summit_id = \(summit) and (id = \(question) or merged_into_id = \(question))
    ),
    numbered_by_session as (
      update sessions
      set last_number = last_number + (select count(*) from moving)
      where summit_id = \(summit) and id = \(target.session)
      returning last_number
    ),
    numbered_by_organisation as (
      update organisations o
      set
        last_number = o.last_number + (select count(*) from moving),
        threshold = coalesce(o.threshold, threshold_by_rule(m))
      from summits m
      where m.id = \(summit) and o.summit_id = m.id and o.id = \(target.organisation)
      returning o.last_number
    ),
    numbered_by_summit as (
      update summits
      set
        last_number = last_number + (select count(*) from moving),
        threshold = coalesce(threshold, threshold_by_rule(summits))
      where id = \(summit) and \(target == .summit)
      returning last_number
    )
    update questions q
    set
      session_id = \(target.session), organisation_id = \(target.organisation),
      number = n.last_number - m.together + m.place
    from moving m
    cross join (
      select last_number from numbered_by_session
      union all
      select last_number from numbered_by_organisation
      union all
      select last_number from numbered_by_summit
    ) n
    where q.summit_id = \(summit) and q.id = m.id
    """
  }

  /// Numbers are not given twice, so those from before the move are free.
  private static func numberedAsBefore(_ moved: OfficialAct.ID, in summit: Summit.ID) -> SQL {
    """
    update questions q
    set number = (a.left_numbers ->> q.id::text)::integer
    from acts a
    where a.summit_id = \(summit)
      and a.id = \(moved)
      and q.summit_id = a.summit_id
      and a.left_numbers ? q.id::text
      and q.session_id is not distinct from a.left_session_id
      and q.organisation_id is not distinct from a.left_organisation_id
    """
  }

  /// What is owed already may come live there, while that is sooner than in writing (`Promise.moved`); also what
  /// undoing a merge would bring back.
  private static func dueThere(
    _ question: Question.ID, _ target: Question.Addressee, in summit: Summit.ID
  ) -> [SQL] {
    [
      """
      update promises p
      set live_due_at = \(liveThere(target, in: summit, before: "p.first_due_at"))
      from questions q
      where q.summit_id = \(summit)
        and (q.id = \(question) or q.merged_into_id = \(question))
        and p.summit_id = q.summit_id
        and p.question_id = q.id
        and p.state in ('owed', 'void')
      """,
      """
      update merges m
      set survivor_live_due_at = \(liveThere(target, in: summit, before: "m.survivor_first_due_at"))
      from questions q
      where q.summit_id = \(summit)
        and (q.id = \(question) or q.merged_into_id = \(question))
        and m.summit_id = q.summit_id
        and m.survivor_id = q.id
        and m.survivor_first_due_at is not null
        and m.undone_at is null
      """,
    ]
  }

  /// The end of the session there; null where that is over, or no sooner than in writing.
  private static func liveThere(
    _ target: Question.Addressee, in summit: Summit.ID, before writtenDueAt: String
  ) -> SQL {
    """
    (
      select s.ends_at
      from sessions s
      where s.summit_id = \(summit)
        and s.id = \(target.session)
        and s.ends_at > moment()
        and s.ends_at < \(unsafeSQL: writtenDueAt))
    """
  }
}
