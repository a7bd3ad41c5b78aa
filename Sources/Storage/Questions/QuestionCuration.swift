public import Petitions
internal import Postgres

/// What an organizer or a moderator, or on stage a speaker, decides about a question (rule 8). Notes go to the author
/// alone.
public enum CuratorAct: Hashable, Sendable {
  case approve
  case reject(Curation.Reason, note: String? = nil)
  case hide(Curation.Reason, note: String? = nil)
  /// Takes the last approval, rejection or hiding back; whoever decided about the question before, only its own.
  case restore
  /// The same of whomever's, while that decision is the last.
  case restoreAfter(Curation.ID)
  case correct(QuestionText, reason: Curation.Reason? = nil, note: String? = nil)
  case highlight
  case unhighlight
  /// Unites its people with those of another question (rule 10), which counts for both from then on.
  case merge(into: Question.ID, Curation.Reason = .duplicate, note: String? = nil)
  /// Undoes that, the latest merge first.
  case unmerge
  /// Carries it over, with its upvotes and its history.
  case move(to: Question.Addressee, reason: Curation.Reason? = nil, note: String? = nil)
  /// Gives the wording of now a translation, or takes it away.
  case translate(Question.Translation?)

  public var action: Curation.Action {
    switch self {
    case .approve: .approve
    case .reject: .reject
    case .hide: .hide
    case .restore, .restoreAfter: .restore
    case .correct: .correct
    case .highlight: .highlight
    case .unhighlight: .unhighlight
    case .merge: .merge
    case .unmerge: .unmerge
    case .move: .move
    case .translate: .translate
    }
  }

  /// Of a merge: the question that it names.
  var survivor: Question.ID? { if case .merge(let other, _, _) = self { other } else { nil } }

  var reason: Curation.Reason? {
    switch self {
    case .reject(let reason, _), .hide(let reason, _): reason
    case .merge(_, let reason, _): reason
    case .correct(_, let reason, _), .move(_, let reason, _): reason
    default: nil
    }
  }

  var note: String? {
    switch self {
    case .reject(_, let note), .hide(_, let note): note
    case .correct(_, _, let note), .merge(_, _, let note), .move(_, _, let note): note
    default: nil
    }
  }
}

extension Store {
  /// Decides about a question. `token` is whoever decides; nil for the server itself. A dry run changes nothing. `reach`
  /// throws where the token does not reach the question: it may have been moved since somebody looked.
  public func curate(
    _ question: Question.ID, in summit: Summit.ID, _ act: CuratorAct, by token: AccessToken.ID?,
    dryRun: Bool = false, reach: (@Loop (QuestionRecord) throws -> Void)? = nil
  ) async throws -> QuestionWrite {
    try await self.act(on: question, in: summit, dryRun: dryRun, noting: true) { transaction, petition in
      try reach?(petition)
      let statements = try await statements(act, on: petition, by: token, transaction)
      if statements.isEmpty { return [] }
      return [
        Self.noted(act.action.rawValue, on: question, into: act.survivor, in: summit, by: token)
      ] + statements
    }
  }

  private func statements(
    _ act: CuratorAct, on petition: QuestionRecord, by token: AccessToken.ID?, _ transaction: Transaction
  ) async throws -> [SQL] {
    switch act {
    case .merge(let other, _, _):
      try await merging(petition, into: other, act, by: token, on: transaction)
    case .unmerge: try await unmerging(petition, by: token, on: transaction)
    case .move(let addressee, _, _):
      try await moving(petition, to: addressee, act, by: token, on: transaction)
    case .translate(let translation): try await translating(petition, translation, on: transaction)
    case .approve, .reject, .hide, .restore, .restoreAfter, .correct, .highlight, .unhighlight:
      try await deciding(act, about: petition, by: token, on: transaction)
    }
  }

  /// What is decided about the question itself.
  private func deciding(
    _ act: CuratorAct, about petition: QuestionRecord, by token: AccessToken.ID?, on transaction: Transaction
  ) async throws -> [SQL] {
    let (question, summit) = (petition.id, petition.summit)
    let results = try await transaction.pipeline([
      Self.isClosed(summit), Self.lastRestorable(of: question, in: summit),
    ])
    if [.approve, .reject, .highlight].contains(act.action), try results[0].first?["closed"] == true {
      throw Refusal.summitClosed
    }
    if act.action == .restore { try await checkRestoring(act, petition, by: token, on: transaction) }
    if case .hide = act, petition.state == .merged {
      switch try await mergedState(of: petition, on: transaction) {
      case .hidden: return []
      case .withdrawn: throw Refusal.stateForbids
      default: return try Self.hidden(merged: petition, act, by: token)
      }
    }
    guard let before = petition.standing else { throw Refusal.stateForbids }
    let last = try Restorable(results[1].first, of: petition)
    let after = try Curation.standing(
      after: act.action, of: before, promiseLatched: petition.isPromised, last: last?.decision)
    switch act {
    case .approve where petition.state == .published && petition.approvedAt != nil: return []
    case .restore, .restoreAfter:
      guard let last else { throw Refusal.nothingToRestore }
      return Self.takenBack(last, of: petition, after) + [try Self.decided(act, about: petition, by: token)]
        + Self.recorded(act, about: petition, takesBack: last.decision.action)
    case .correct(let text, _, _):
      if text.value == petition.text { return [] }
      return [
        Self.reword(question, in: summit, text: text.value, name: petition.name, by: .organizer),
        """
        update questions
        set corrected_at = moment()
        where summit_id = \(summit) and id = \(question)
        """,
        try Self.decided(act, about: petition, by: token),
      ] + Self.recorded(act, about: petition)
    case .highlight:
      guard let session = petition.session else {
        throw StorageRefusal.conflict("question_without_session")
      }
      if petition.isHighlighted { return [] }
      return [Self.highlighted(question, of: session, in: summit)]
    case .unhighlight: return petition.isHighlighted ? [Self.unhighlight(question, in: summit)] : []
    default:
      return [try Self.decided(act, about: petition, by: token)]
        + [Self.stands(petition, after, approved: act == .approve)]
        + Self.recorded(act, about: petition)
    }
  }

  static func highlighted(_ question: Question.ID, of session: Session.ID?, in summit: Summit.ID) -> SQL {
    """
    update sessions
    set highlighted_question_id = \(question)
    where summit_id = \(summit) and id = \(session)
    """
  }

  static func isClosed(_ summit: Summit.ID) -> SQL {
    "select closed_at is not null as closed from summits where id = \(summit)"
  }

  /// Keeps the decision, and with it where the question stood where it can be taken back; with the act that was noted
  /// last, unless it only takes one back.
  static func decided(
    _ act: CuratorAct, about petition: QuestionRecord, by token: AccessToken.ID?, isAct: Bool = true
  ) throws(StorageRefusal) -> SQL {
    let note: String? = try paragraphs(act.note, "note")
    return """
      insert into curations (
        summit_id, question_id, action, reason, note, decided_by, decided_at, previous_state, previous_held_for,
        previous_approved_at, act_id)
      select
        summit_id, id, \(act.action), \(act.reason), \(note), \(token), moment(),
        case when \(act.action.isRestorable) then state end,
        case when \(act.action.isRestorable) then held_for end,
        case when \(act.action.isRestorable) then approved_at end,
        case when \(isAct) then currval('acts_id_seq') end
      from questions
      where summit_id = \(petition.summit) and id = \(petition.id)
      """
  }

  static func stands(_ petition: QuestionRecord, _ standing: Question.Standing, approved: Bool) -> SQL {
    """
    update questions
    set
      state = \(standing.state), held_for = \(standing.hold),
      approved_at = case when \(approved) then moment() else approved_at end
    where summit_id = \(petition.summit) and id = \(petition.id)
    """
  }

  /// What the ledger tells of it: neither names nor words, only the digest of the wording as it is from now on, and
  /// not even that where the reason is that the words should not be known.
  static func recorded(
    _ act: CuratorAct, about petition: QuestionRecord, takesBack: Curation.Action? = nil
  ) -> [SQL] {
    guard act.action.isPublic else { return [] }
    return [
      """
      select record(\(petition.summit), \("question.\(act.action.rawValue)"), jsonb_build_object(
        'question', q.id, 'session', \(petition.sessionSlug), 'organisation', \(petition.organisationSlug),
        'number', q.number, 'reason', \(act.reason), 'takesBack', \(takesBack),
        'digest', case when \(act.reason?.tellsText ?? true) then encode(w.digest, 'hex') end))
      from questions q
      join wordings w on w.summit_id = q.summit_id and w.question_id = q.id and w.revision = q.revision
      where q.summit_id = \(petition.summit) and q.id = \(petition.id)
      """
    ]
  }
}

extension QuestionRecord {
  /// Nil where it was merged: it stands with the survivor.
  var standing: Question.Standing? { Question.Standing(state, hold: hold) }
}

extension Question.Standing {
  init?(_ state: Question.State, hold: Question.Hold?) {
    switch state {
    case .pending:
      guard let hold else { return nil }
      self = .pending(hold)
    case .published: self = .published
    case .rejected: self = .rejected
    case .withdrawn: self = .withdrawn
    case .hidden: self = .hidden
    case .merged: return nil
    }
  }
}
