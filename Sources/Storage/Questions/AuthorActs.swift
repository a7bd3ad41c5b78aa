public import Petitions
internal import Postgres

/// Who acts on a question as its author.
public enum Author: Sendable {
  case attendee(Attendee.ID, generation: Int32)
  /// Whoever holds the question's private receipt; the caller has verified it.
  case receipt

  var attendee: Attendee.ID? { if case .attendee(let id, _) = self { id } else { nil } }
  var generation: Int32? { if case .attendee(_, let generation) = self { generation } else { nil } }
}

/// What becomes of the name shown with a question.
public enum NameChange: Sendable {
  case keep
  case takeOff
  case show(DisplayName)
}

extension Store {
  /// The author says it in other words or under another name, until three others have upvoted (rule 3); the name
  /// alone comes off at any time.
  public func edit(
    _ question: Question.ID, in summit: Summit.ID, by author: Author, text: QuestionText? = nil,
    name: NameChange = .keep
  ) async throws -> QuestionWrite {
    try await act(on: question, in: summit, priority: .normal) { transaction, petition in
      let circumstances = try await circumstances(of: petition, author, transaction)
      let newText = text?.value == petition.text ? nil : text?.value
      switch name {
      case .takeOff where newText == nil:
        return petition.name == nil ? [] : Self.takeNameOff(petition, circumstances)
      case .keep where newText == nil: return []
      case .show(let shown) where newText == nil && shown.value == petition.name: return []
      default: break
      }
      try circumstances.authorship.checkEditing()
      guard circumstances.edits < Authorship.mostEdits else { throw Refusal.tooManyEdits }
      let shown =
        switch name {
        case .keep: petition.name
        case .takeOff: nil as String?
        case .show(let name): name.value
        }
      let guarded = try GuardedName.all(in: try await transaction.query(Self.namesToGuard(in: summit)))
      let nameMatches =
        shown.flatMap { try? DisplayName($0) }?.matches(anyOf: guarded, in: petition.session) ?? false
      let standing = Publication.standing(
        ofEdited: petition.state, hold: petition.hold, moderation: circumstances.moderation,
        nameMatches: nameMatches)
      guard let words = newText ?? petition.text else { throw Refusal.questionNotPublished }
      return [
        Self.reword(question, in: summit, text: words, name: shown, by: .author),
        Self.edited(question, standing, in: summit), Self.unhighlight(question, in: summit),
      ] + (shown == petition.name ? [] : Self.forgetFormerNames(of: question, in: summit))
    }
  }

  /// The author takes the question back, until a promise is latched. What was merged into it stands by itself again. A
  /// second time changes nothing.
  public func withdraw(
    _ question: Question.ID, in summit: Summit.ID, by author: Author
  ) async throws -> QuestionWrite {
    try await act(on: question, in: summit, priority: .normal) { transaction, petition in
      let authorship = try await circumstances(of: petition, author, transaction).authorship
      if petition.state == .withdrawn { return [] }
      try authorship.checkWithdrawing()
      let parting = try await partingAll(mergedInto: question, in: summit, on: transaction)
      return parting + [
        """
        update questions
        set state = 'withdrawn', held_for = null, outcome = 'withdrawn'
        where summit_id = \(summit) and id = \(question)
        """
      ]
    }
  }

  private struct Circumstances {
    var authorship: Authorship
    var moderation: Moderation
    /// How often its author has put it in other words.
    var edits: Int
  }

  /// What the rules of authorship ask about; throws where `author` is not the question's.
  private func circumstances(
    of petition: QuestionRecord, _ author: Author, _ transaction: Transaction
  ) async throws -> Circumstances {
    let rows = try await transaction.query(
      """
      select
        m.closed_at is not null as summit_closed, coalesce(s.moderation, 'open') as moderation,
        a.id is not null as known,
        (
          select count(*) - 1
          from wordings w
          where w.summit_id = m.id and w.question_id = \(petition.id) and w.written_by = 'author') as edits
      from summits m
      left join sessions s on s.summit_id = m.id and s.id = \(petition.session)
      left join attendees a
        on a.summit_id = m.id
        and a.id = \(author.attendee)
        and a.generation <= \(author.generation)
        and a.erased_at is null
      where m.id = \(petition.summit)
      """)
    guard let row = rows.first else { throw Refusal.questionNotFound }
    if let attendee = author.attendee {
      guard try row["known"] == true else { throw Refusal.attendeeUnknown }
      if petition.author != attendee {
        // What is pending is nobody else's to know of.
        throw petition.state == .pending ? Refusal.questionNotFound as any Error : StorageRefusal.notAuthor
      }
    } else if petition.author == nil {
      // The person was unlinked from it; nobody acts for them any more.
      throw StorageRefusal.notAuthor
    }
    let rejectedFor = petition.state == .rejected ? petition.decision?.reason : nil
    return Circumstances(
      authorship: Authorship(
        state: petition.state, wordingLocked: petition.wordingLockedAt != nil,
        promiseLatched: petition.isPromised, summitClosed: try row["summit_closed"],
        rejectedFor: rejectedFor),
      moderation: try row["moderation"], edits: try row["edits"])
  }

  /// Nobody approved these words, nor put them on the wall.
  private static func edited(
    _ question: Question.ID, _ standing: Question.Standing, in summit: Summit.ID
  ) -> SQL {
    """
    update questions
    set
      state = \(standing.state), held_for = \(standing.hold),
      edited_at = moment(), corrected_at = null, approved_at = null
    where summit_id = \(summit) and id = \(question)
    """
  }

  /// A question that waited only for its name to be looked at waits no more.
  private static func takeNameOff(_ petition: QuestionRecord, _ circumstances: Circumstances) -> [SQL] {
    guard let text = petition.text else { return [] }
    var statements = [reword(petition.id, in: petition.summit, text: text, name: nil, by: .author)]
    statements += forgetFormerNames(of: petition.id, in: petition.summit)
    if petition.hold == .name, circumstances.moderation == .open, !circumstances.authorship.summitClosed {
      statements.append(
        """
        update questions
        set state = 'published', held_for = null
        where summit_id = \(petition.summit) and id = \(petition.id)
        """)
    }
    return statements
  }

  /// Only the newest wording keeps its name, if it has one, and nothing is left by which a guess at a former one
  /// could be tried.
  private static func forgetFormerNames(of question: Question.ID, in summit: Summit.ID) -> [SQL] {
    [
      """
      update wordings w
      set name = null
      from questions q
      where q.summit_id = \(summit)
        and q.id = \(question)
        and w.summit_id = q.summit_id
        and w.question_id = q.id
        and w.revision < q.revision
      """,
      """
      update idempotency_keys
      set request_digest = ''
      where summit_id = \(summit) and question_id = \(question)
      """,
    ]
  }

  static func unhighlight(_ question: Question.ID, in summit: Summit.ID) -> SQL {
    """
    update sessions
    set highlighted_question_id = null
    where summit_id = \(summit) and highlighted_question_id = \(question)
    """
  }
}

extension StorageRefusal {
  static let notAuthor = StorageRefusal(
    kind: .forbidden, code: "not_author", detail: "only the author of the question may do this")
}
