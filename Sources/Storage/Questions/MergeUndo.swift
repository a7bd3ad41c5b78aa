internal import Petitions
internal import Postgres

extension Store {
  /// Undoes the standing merge of a question: both are as they would be had it never been, with whoever signed or
  /// withdrew meanwhile.
  static func parted(_ question: Question.ID, in summit: Summit.ID, by token: AccessToken.ID?) -> [SQL] {
    signaturesParted(question, in: summit) + [
      verdictsParted(question, in: summit), standsAgain(question, in: summit),
      """
      select recount(m.summit_id, array[m.question_id, m.survivor_id])
      from merges m
      where m.summit_id = \(summit) and m.question_id = \(question) and m.undone_at is null
      """,
    ] + survivorAsBefore(question, in: summit) + [
      """
      insert into curations (summit_id, question_id, action, decided_by, decided_at)
      values (\(summit), \(question), \(Curation.Action.unmerge), \(token), moment())
      """,
      recorded(question, in: summit),
      """
      select review_promises(summit_id, array[question_id, survivor_id])
      from merges
      where summit_id = \(summit) and question_id = \(question) and undone_at is null
      """,
      """
      select latch(summit_id, array[question_id, survivor_id])
      from merges
      where summit_id = \(summit) and question_id = \(question) and undone_at is null
      """,
      """
      update merges
      set undone_at = moment()
      where summit_id = \(summit) and question_id = \(question) and undone_at is null
      """,
    ]
  }

  /// What came to the survivor by the merge leaves it; what had been merged into the question before is its own again,
  /// with those who signed or withdrew there since.
  private static func signaturesParted(_ question: Question.ID, in summit: Summit.ID) -> [SQL] {
    [
      """
      delete from upvotes u
      using merges m
      where m.summit_id = \(summit) and m.question_id = \(question) and m.undone_at is null
        and u.summit_id = m.summit_id
        and u.question_id = m.survivor_id
        and u.via_id = any (m.question_id || m.carried)
      """,
      """
      update questions c
      set merged_into_id = m.question_id
      from merges m
      where m.summit_id = \(summit) and m.question_id = \(question) and m.undone_at is null
        and c.summit_id = m.summit_id
        and c.id = any (m.carried)
      """,
      """
      delete from upvotes u
      using merges m
      where m.summit_id = \(summit) and m.question_id = \(question) and m.undone_at is null
        and u.summit_id = m.summit_id
        and u.question_id = m.question_id
        and u.via_id = any (m.carried)
        and not exists (
          select
          from upvotes given
          where given.summit_id = u.summit_id
            and given.question_id = u.via_id
            and given.attendee_id = u.attendee_id
            and given.via_id is null)
      """,
      """
      insert into upvotes (summit_id, question_id, attendee_id, via_id, created_at)
      select given.summit_id, m.question_id, given.attendee_id, given.question_id, given.created_at
      from merges m
      join upvotes given
        on given.summit_id = m.summit_id and given.question_id = any (m.carried) and given.via_id is null
      where m.summit_id = \(summit) and m.question_id = \(question) and m.undone_at is null
      on conflict do nothing
      """,
    ]
  }

  /// Of an answer to the survivor those judge who signed it; who came by the merge alone no longer does.
  private static func verdictsParted(_ question: Question.ID, in summit: Summit.ID) -> SQL {
    """
    delete from verdicts v
    using merges m
    where m.summit_id = \(summit) and m.question_id = \(question) and m.undone_at is null
      and v.summit_id = m.summit_id
      and v.question_id = m.survivor_id
      and v.given_at >= m.merged_at
      and exists (
        select
        from upvotes theirs
        where theirs.summit_id = v.summit_id
          and theirs.question_id = m.question_id
          and theirs.attendee_id = v.attendee_id)
      and not exists (
        select
        from upvotes own
        where own.summit_id = v.summit_id
          and own.question_id = v.question_id
          and own.attendee_id = v.attendee_id)
    """
  }

  /// In a closed summit, where this happens only as somebody is forgotten, it gets the outcome it would have had.
  private static func standsAgain(_ question: Question.ID, in summit: Summit.ID) -> SQL {
    """
    update questions q
    set
      state = m.previous_state, held_for = m.previous_held_for, merged_into_id = null,
      outcome = case
        when s.closed_at is not null or m.previous_state = 'withdrawn'
          then outcome_of(m.previous_state, p.state, a.kind)
        else q.outcome
      end
    from merges m
    join summits s on s.id = m.summit_id
    join questions same on same.summit_id = m.summit_id and same.id = m.question_id
    left join promises p on p.summit_id = m.summit_id and p.question_id = m.question_id
    left join answers a on a.summit_id = same.summit_id and a.id = same.answer_id
    where m.summit_id = \(summit) and m.question_id = \(question) and m.undone_at is null
      and q.summit_id = m.summit_id
      and q.id = m.question_id
    """
  }

  /// The survivor's wording is fixed no more where the merge alone had fixed it, and what it owes is due when it was.
  private static func survivorAsBefore(_ question: Question.ID, in summit: Summit.ID) -> [SQL] {
    [
      """
      update questions q
      set wording_locked_at = null
      from merges m
      where m.summit_id = \(summit) and m.question_id = \(question) and m.undone_at is null
        and q.summit_id = m.summit_id
        and q.id = m.survivor_id
        and q.wording_locked_at = m.merged_at
        and q.others < vouching()
      """,
      """
      update promises p
      set live_due_at = m.survivor_live_due_at, first_due_at = m.survivor_first_due_at
      from merges m
      where m.summit_id = \(summit) and m.question_id = \(question) and m.undone_at is null
        and m.survivor_first_due_at is not null
        and p.summit_id = m.summit_id
        and p.question_id = m.survivor_id
        and p.met_at <= m.merged_at
      """,
    ]
  }

  private static func recorded(_ question: Question.ID, in summit: Summit.ID) -> SQL {
    """
    select record(\(summit), 'question.unmerged', jsonb_build_object(
      'question', q.id, 'session', s.slug, 'organisation', o.slug, 'number', q.number,
      'from', survivor.id, 'fromNumber', survivor.number, 'upvotes', q.upvotes))
    from merges m
    join questions q on q.summit_id = m.summit_id and q.id = m.question_id
    join questions survivor on survivor.summit_id = m.summit_id and survivor.id = m.survivor_id
    left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
    left join organisations o on o.summit_id = q.summit_id and o.id = q.organisation_id
    where m.summit_id = \(summit) and m.question_id = \(question) and m.undone_at is null
    """
  }
}
