public import Petitions
public import Postgres

public import struct Foundation.Date

/// A question as everyone may see it, and what only its author or curators may: one row of the view `petitions`.
public struct Petition: Hashable, Sendable, Identifiable {
  /// A latched promise.
  public struct Promise: Hashable, Sendable {
    /// `owed, kept, declined, void`
    public var state: String
    public var metAt: Date
    public var dueAt: Date
    public var isOverdue: Bool
    /// Who accepted to owe the answer; nil while the summit's organizers do.
    public var debtor: String?
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
  /// `answered, merged, declined, rejected, withdrawn, expired`
  public var outcome: String?
  public var mergedInto: Question.ID?
  public var isHighlighted: Bool
  /// Whether the wall may show it: a person approved it, or three others upvoted it.
  public var isForWall: Bool
  public var promise: Promise?
  public var decision: Decision?
}

extension Petition {
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
    mergedInto = try row["merged_into_id"]
    isHighlighted = try row["highlighted"]
    isForWall = try row["wall"]
    let promiseState: String? = try row["promise_state"]
    if let promiseState {
      promise = Promise(
        state: promiseState, metAt: try row["met_at"], dueAt: try row["due_at"],
        isOverdue: try row["overdue"], debtor: try row["debtor"])
    }
    let action: Curation.Action? = try row["curation_action"]
    if let action {
      decision = Decision(
        action: action, reason: try row["curation_reason"], note: try row["curation_note"],
        at: try row["curated_at"])
    }
  }
}

extension Store {
  /// One question, in whatever state; who may see it is the caller's to decide.
  public func petition(_ id: Question.ID, in summit: Summit.ID) async throws(PostgresError) -> Petition? {
    try await database.query(Self.petition(id, in: summit)).first.map { row throws(PostgresError) in
      try Petition(row)
    }
  }

  /// The question that a session numbers so.
  public func petition(
    number: Int, of session: Session.ID, in summit: Summit.ID
  ) async throws(PostgresError) -> Petition? {
    try await database.query(
      """
      select *
      from petitions
      where summit_id = \(summit) and session_id = \(session) and number = \(number)
      """
    ).first.map { row throws(PostgresError) in try Petition(row) }
  }

  static func petition(_ id: Question.ID, in summit: Summit.ID) -> SQL {
    "select * from petitions where summit_id = \(summit) and id = \(id)"
  }

  /// Which of the questions the attendee signed, on themselves or on one merged into them. Nil where a token of that
  /// generation speaks for nobody any more.
  public func upvoted(
    among questions: [Question.ID], by attendee: Attendee.ID, generation: Int32, in summit: Summit.ID
  ) async throws(PostgresError) -> Set<Question.ID>? {
    let rows = try await database.query(
      """
      select distinct u.question_id
      from attendees a
      left join upvotes u
        on u.summit_id = a.summit_id
        and u.attendee_id = a.id
        and u.question_id = any (\(questions.map(\.rawValue)))
      where a.summit_id = \(summit)
        and a.id = \(attendee)
        and a.generation <= \(generation)
        and a.erased_at is null
      """)
    guard !rows.isEmpty else { return nil }
    var upvoted: Set<Question.ID> = []
    for row in rows {
      if let question: Question.ID = try row["question_id"] { upvoted.insert(question) }
    }
    return upvoted
  }
}
