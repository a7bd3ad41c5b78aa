public import Petitions
internal import Postgres

/// What erasing a person changed for others.
public struct Erasure: Sendable {
  /// The sessions whose screens and phones show something else now.
  public var sessions: Set<Session.ID>
}

extension Store {
  /// Forgets a person (rule 17). What they wrote is withdrawn and its words erased, except where a promise is
  /// latched: that question is its signers' by now, and stays, without a name. What was merged into one that is
  /// withdrawn stands by itself again. Their signatures and reports go on counting, for a row of which nobody knows
  /// whose it is; what they thought of sessions is gone. Their badge signs nothing a second time.
  public func erase(
    _ attendee: Attendee.ID, generation: Int32, in summit: Summit.ID
  ) async throws -> Erasure {
    try await deciding(in: summit, priority: .normal) { transaction in
      let known = try await transaction.query(
        """
        select
        from attendees
        where summit_id = \(summit)
          and id = \(attendee)
          and generation <= \(generation)
          and erased_at is null
        """)
      guard !known.isEmpty else { throw Refusal.attendeeUnknown }
      let withdrawn = try await transaction.query(Self.withdrawnSurvivors(of: attendee, in: summit))
      var parting: [SQL] = []
      for row in withdrawn {
        parting += try await partingAll(mergedInto: try row["id"], in: summit, on: transaction)
      }
      let questions: [Question.ID] = try await transaction.query(
        Self.questionsAsked(by: [attendee], in: summit)
      ).map { try $0["id"] }
      let results = try await transaction.pipeline(
        [Self.sessionsShowing(attendee, in: summit)] + parting + Self.eraseWords(of: attendee, in: summit)
          + Self.unlink([attendee], from: questions, in: summit))
      var sessions: Set<Session.ID> = []
      for row in results[0] { sessions.insert(try row["id"]) }
      return Erasure(sessions: sessions)
    }
  }

  /// Where the person was, and where they asked. What they asked is highlighted no more, unless it stays.
  private static func sessionsShowing(_ attendee: Attendee.ID, in summit: Summit.ID) -> SQL {
    """
    update sessions s
    set
      version = s.version + 1,
      highlighted_question_id = case
        when exists (
          select
          from questions q
          where q.summit_id = s.summit_id
            and q.id = s.highlighted_question_id
            and q.author_id = \(attendee)
            and not exists (
              select
              from promises p
              where p.summit_id = q.summit_id and p.question_id = q.id and p.state <> 'void'))
          then null
        else s.highlighted_question_id
      end
    where s.summit_id = \(summit)
      and (
        s.id in (
          select session_id
          from attendances
          where summit_id = \(summit) and attendee_id = \(attendee) and left_at is null)
        or s.id in (
          select session_id
          from questions
          where summit_id = \(summit) and author_id = \(attendee)))
    returning s.id
    """
  }

  /// What the person asked, is about to be withdrawn and counts for others too.
  private static func withdrawnSurvivors(of attendee: Attendee.ID, in summit: Summit.ID) -> SQL {
    """
    select q.id
    from questions q
    where q.summit_id = \(summit)
      and q.author_id = \(attendee)
      and q.state in ('pending', 'published', 'hidden')
      and not exists (
        select
        from promises p
        where p.summit_id = q.summit_id and p.question_id = q.id and p.state <> 'void')
      and exists (
        select
        from merges m
        where m.summit_id = q.summit_id and m.survivor_id = q.id and m.undone_at is null)
    order by q.id
    """
  }

  private static func eraseWords(of attendee: Attendee.ID, in summit: Summit.ID) -> [SQL] {
    [
      """
      update wordings w
      set
        name = null,
        text = case when p.question_id is not null then w.text end,
        salt = case when p.question_id is not null then w.salt end,
        translation = case when p.question_id is not null then w.translation end,
        translation_language = case when p.question_id is not null then w.translation_language end
      from questions q
      left join promises p on p.summit_id = q.summit_id and p.question_id = q.id and p.state <> 'void'
      where q.summit_id = \(summit)
        and q.author_id = \(attendee)
        and w.summit_id = q.summit_id
        and w.question_id = q.id
      """,
      Self.forgetNotes(to: [attendee], in: summit),
      """
      delete from ratings
      where summit_id = \(summit) and attendee_id = \(attendee)
      """,
      """
      update questions q
      set state = 'withdrawn', held_for = null, outcome = coalesce(q.outcome, 'withdrawn')
      where q.summit_id = \(summit)
        and q.author_id = \(attendee)
        and q.state in ('pending', 'published', 'hidden')
        and not exists (
          select
          from promises p
          where p.summit_id = q.summit_id and p.question_id = q.id and p.state <> 'void')
      """,
      // What counts for another keeps on, without words: undoing the merge leaves it withdrawn.
      """
      update merges m
      set previous_state = 'withdrawn', previous_held_for = null
      from questions q
      where q.summit_id = \(summit)
        and q.author_id = \(attendee)
        and m.summit_id = q.summit_id
        and m.question_id = q.id
        and m.undone_at is null
        and not exists (
          select
          from promises p
          where p.summit_id = q.summit_id and p.question_id = q.id and p.state <> 'void')
      """,
    ]
  }

  /// What curators wrote to the authors alone.
  static func forgetNotes(to attendees: [Attendee.ID], in summit: Summit.ID) -> SQL {
    """
    update curations c
    set note = null
    from questions q
    where q.summit_id = \(summit)
      and q.author_id = any (\(attendees.map(\.rawValue)))
      and c.summit_id = q.summit_id
      and c.question_id = q.id
      and not c.note_published
      and c.note is not null
    """
  }

  static func questionsAsked(by attendees: [Attendee.ID], in summit: Summit.ID) -> SQL {
    """
    select id
    from questions
    where summit_id = \(summit) and author_id = any (\(attendees.map(\.rawValue)))
    order by id
    """
  }

  /// Nobody is left behind what these people wrote and signed: their rows are nobody's, no token speaks for them, and
  /// their badges sign nothing a second time. `questions` are all that they asked; the signatures of their authors are
  /// some among others from now on, as `recount` would have it.
  static func unlink(
    _ attendees: [Attendee.ID], from questions: [Question.ID], in summit: Summit.ID
  ) -> [SQL] {
    let (ids, asked) = (attendees.map(\.rawValue), questions.map(\.rawValue))
    return [
      """
      delete from idempotency_keys
      where summit_id = \(summit) and (attendee_id = any (\(ids)) or question_id = any (\(asked)))
      """,
      """
      update questions
      set
        author_id = null,
        others = upvotes,
        wording_locked_at = coalesce(wording_locked_at, case when upvotes >= vouching() then moment() end)
      where summit_id = \(summit) and id = any (\(asked))
      """,
      """
      delete from attendances
      where summit_id = \(summit) and attendee_id = any (\(ids))
      """,
      """
      insert into erased_badges (summit_id, badge_digest)
      select summit_id, badge_digest
      from attendees
      where summit_id = \(summit) and id = any (\(ids)) and badge_digest is not null
      on conflict do nothing
      """,
      """
      update attendees
      set badge_digest = null, erased_at = moment()
      where summit_id = \(summit) and id = any (\(ids))
      """,
    ]
  }
}
