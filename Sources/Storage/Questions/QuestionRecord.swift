public import Petitions
public import Postgres

public import struct Foundation.Date

/// A question as everyone may see it, and what only its author or curators may: one row of the view `petitions`.
public struct QuestionRecord: Hashable, Sendable, Identifiable {
  /// A latched promise.
  public struct Promise: Hashable, Sendable {
    public var state: Petitions.Promise.State
    public var metAt: Date
    public var metUpvotes: Int
    /// As it was when it was met.
    public var threshold: Int
    /// By when an answer is due, as things stand.
    public var dueAt: Date
    /// From when on lateness counts, also where the answer was put off.
    public var firstDueAt: Date
    /// To when it was put off, once.
    public var deferredTo: Date?
    /// Since when it is kept, declined or void.
    public var settledAt: Date?
    public var isOverdue: Bool
    /// Who accepted to owe the answer; nil while the summit's organizers do.
    public var debtor: String?
  }

  /// The answer that stands.
  public struct Answer: Hashable, Sendable, Identifiable {
    public var id: Petitions.Answer.ID
    public var kind: Petitions.Answer.Kind
    public var text: String?
    public var reason: Petitions.Answer.Reason?
    /// To when it was put off.
    public var deferredTo: Date?
    /// As whom it was given.
    public var givenAs: Petitions.Answer.Giver
    /// When the question was first answered.
    public var answeredAt: Date
    /// When the answer was last put in other words.
    public var editedAt: Date?
  }

  /// What those who signed say of the answer.
  public struct Verdicts: Hashable, Sendable {
    public var yes: Int
    public var no: Int
    /// Enough say that it answered nothing (rule 7).
    public var isDisputed: Bool

    public init(yes: Int, no: Int, isDisputed: Bool) {
      (self.yes, self.no, self.isDisputed) = (yes, no, isDisputed)
    }
  }

  /// The question in the language of whoever answers.
  public struct Translation: Hashable, Sendable {
    /// A lower-case language tag.
    public var language: String
    public var text: String
  }

  /// The question into which it was merged.
  public struct Survivor: Hashable, Sendable, Identifiable {
    public var id: Question.ID
    public var number: Int
  }

  /// The last decision of a curator about it.
  public struct Decision: Hashable, Sendable {
    public var action: Curation.Action
    public var reason: Curation.Reason?
    /// To the author alone.
    public var note: String?
    public var at: Date
  }

  public var summit: Summit.ID
  public var id: Question.ID
  public var number: Int
  /// Whom it is addressed to: a session, or an organisation, or else the summit.
  public var session: Session.ID?
  public var sessionSlug: String?
  public var organisation: Organisation.ID?
  public var organisationSlug: String?
  /// Nil once the words were erased.
  public var text: String?
  public var name: String?
  /// Whether a badge stands behind the name.
  public var isNameVerified: Bool
  public var translation: Translation?
  public var state: Question.State
  /// Why it waits for a person, where it does.
  public var hold: Question.Hold?
  public var upvotes: Int
  public var reports: Int
  /// Nil once the person was unlinked from it.
  public var author: Attendee.ID?
  public var revision: Int
  public var threshold: Int?
  public var askedAt: Date
  public var editedAt: Date?
  public var correctedAt: Date?
  public var wordingLockedAt: Date?
  public var approvedAt: Date?
  public var outcome: Question.Outcome?
  public var mergedInto: Survivor?
  public var isHighlighted: Bool
  /// Whether the wall may show it: a person approved it, or three others upvoted it.
  public var isForWall: Bool
  public var promise: Promise?
  public var answer: Answer?
  public var verdicts: Verdicts
  public var decision: Decision?

  /// Whom it is addressed to.
  public var addressee: Question.Addressee {
    session.map(Question.Addressee.session) ?? organisation.map(Question.Addressee.organisation) ?? .summit
  }

  /// Whether an answer is or was owed to it: a promise that became void binds nobody.
  public var isPromised: Bool { promise.map { $0.state != .void } ?? false }
}

extension QuestionRecord {
  init(_ row: Row) throws(PostgresError) {
    summit = try row["summit_id"]
    id = try row["id"]
    number = try row["number"]
    session = try row["session_id"]
    sessionSlug = try row["session"]
    organisation = try row["organisation_id"]
    organisationSlug = try row["organisation"]
    text = try row["text"]
    name = try row["name"]
    isNameVerified = try row["name_verified"]
    translation = try Translation(row)
    state = try row["state"]
    hold = try row["held_for"]
    upvotes = try row["upvotes"]
    reports = try row["reports"]
    author = try row["author_id"]
    revision = try row["revision"]
    threshold = try row["threshold"]
    askedAt = try row["asked_at"]
    editedAt = try row["edited_at"]
    correctedAt = try row["corrected_at"]
    wordingLockedAt = try row["wording_locked_at"]
    approvedAt = try row["approved_at"]
    outcome = try row["outcome"]
    mergedInto = try Survivor(row)
    isHighlighted = try row["highlighted"]
    isForWall = try row["wall"]
    promise = try Promise(row)
    answer = try Answer(row)
    verdicts = Verdicts(
      yes: try row["verdicts_yes"], no: try row["verdicts_no"], isDisputed: try row["disputed"])
    decision = try Decision(row)
  }
}

// Each of these is nil where the row tells of none.

extension QuestionRecord.Translation {
  fileprivate init?(_ row: Row) throws(PostgresError) {
    let text: String? = try row["translation"]
    guard let text else { return nil }
    self.init(language: try row["translation_language"], text: text)
  }
}

extension QuestionRecord.Survivor {
  fileprivate init?(_ row: Row) throws(PostgresError) {
    let id: Question.ID? = try row["merged_into_id"]
    guard let id else { return nil }
    self.init(id: id, number: try row["merged_into_number"])
  }
}

extension QuestionRecord.Promise {
  fileprivate init?(_ row: Row) throws(PostgresError) {
    let state: Petitions.Promise.State? = try row["promise_state"]
    guard let state else { return nil }
    self.init(
      state: state, metAt: try row["met_at"], metUpvotes: try row["met_upvotes"],
      threshold: try row["promise_threshold"], dueAt: try row["due_at"], firstDueAt: try row["first_due_at"],
      deferredTo: try row["deferred_to"], settledAt: try row["settled_at"], isOverdue: try row["overdue"],
      debtor: try row["debtor"])
  }
}

extension QuestionRecord.Answer {
  fileprivate init?(_ row: Row) throws(PostgresError) {
    let id: Petitions.Answer.ID? = try row["answer_id"]
    guard let id else { return nil }
    self.init(
      id: id, kind: try row["answer_kind"], text: try row["answer_text"], reason: try row["answer_reason"],
      deferredTo: try row["answer_deferred_to"], givenAs: try row["answer_given_as"],
      answeredAt: try row["answered_at"], editedAt: try row["answer_edited_at"])
  }
}

extension QuestionRecord.Decision {
  fileprivate init?(_ row: Row) throws(PostgresError) {
    let action: Curation.Action? = try row["curation_action"]
    guard let action else { return nil }
    self.init(
      action: action, reason: try row["curation_reason"], note: try row["curation_note"],
      at: try row["curated_at"])
  }
}

extension Store {
  /// One question, in whatever state; who may see it is the caller's to decide.
  public func petition(_ id: Question.ID, in summit: Summit.ID) async throws(PostgresError) -> QuestionRecord?
  {
    try await database.query(Self.petition(id, in: summit)).first.map { row throws(PostgresError) in
      try QuestionRecord(row)
    }
  }

  /// The question that a session numbers so.
  public func petition(
    number: Int, of session: Session.ID, in summit: Summit.ID
  ) async throws(PostgresError) -> QuestionRecord? {
    try await petition(number: number, of: .session(session), in: summit)
  }

  /// The question that a session, an organisation or the summit numbers so.
  public func petition(
    number: Int, of addressee: Question.Addressee, in summit: Summit.ID
  ) async throws(PostgresError) -> QuestionRecord? {
    try await database.query(Self.petition(number: number, of: addressee, in: summit)).first.map {
      row throws(PostgresError) in try QuestionRecord(row)
    }
  }

  static func petition(number: Int, of addressee: Question.Addressee, in summit: Summit.ID) -> SQL {
    // In the words of the index that holds numbers apart.
    let put: SQL =
      switch addressee {
      case .session(let id): "q.session_id = \(id) and q.organisation_id is null"
      case .organisation(let id): "q.session_id is null and q.organisation_id = \(id)"
      case .summit: "q.session_id is null and q.organisation_id is null"
      }
    return """
      select p.*
      from questions q
      \(wholeQuestion(of: "q.id", in: summit))
      where q.summit_id = \(summit) and \(put) and q.number = \(number)
      """
  }

  static func petition(_ id: Question.ID, in summit: Summit.ID) -> SQL {
    "select * from petitions where summit_id = \(summit) and id = \(id)"
  }
}
