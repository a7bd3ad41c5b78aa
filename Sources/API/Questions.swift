public struct QuestionList: Codable, Sendable {
  public var questions: [Question]
  @OrNull public var next: String?
  public init(questions: [Question], next: String? = nil) { (self.questions, self.next) = (questions, next) }
}

/// A petition: what an attendee asks, and how many sign it.
public struct Question: Codable, Hashable, Sendable {
  public var id: String
  /// Within its session: #17.
  public var number: Int
  /// Slug of the session it is addressed to, or of the organisation; neither when the summit is asked.
  @OrNull public var session: String?
  @OrNull public var organisation: String?
  public var text: String
  @OrNull public var name: String?
  /// `pending, published, rejected, merged, withdrawn, hidden`
  public var state: String
  public var upvotes: Int
  /// Whether the caller signed it; false for strangers.
  public var upvoted: Bool
  @OrNull public var threshold: Int?
  @OrNull public var promise: Promise?
  @OrNull public var answer: Answer?
  @OrNull public var outcome: String?
  public var askedAt: Timestamp
  @OrNull public var editedAt: Timestamp?
  /// An organizer corrected the wording; the original is kept.
  public var corrected: Bool
  public var highlighted: Bool
  /// Only to its author.
  public var mine: Bool?
  /// Only in the answer to asking: the private code that follows the question without an account.
  public var receipt: String?
  /// Only to its author and to curators: the last decision and why.
  public var curation: Curation?
  /// Only to curators.
  public var reports: Int?

  public init(
    id: String, number: Int, session: String?, organisation: String?, text: String, name: String?,
    state: String, upvotes: Int, upvoted: Bool, threshold: Int?, promise: Promise?, answer: Answer?,
    outcome: String?, askedAt: Timestamp, editedAt: Timestamp?, corrected: Bool, highlighted: Bool,
    mine: Bool? = nil, receipt: String? = nil, curation: Curation? = nil, reports: Int? = nil
  ) {
    (self.id, self.number, self.session, self.organisation) = (id, number, session, organisation)
    (self.text, self.name, self.state, self.upvotes) = (text, name, state, upvotes)
    (self.upvoted, self.threshold, self.promise, self.answer) = (upvoted, threshold, promise, answer)
    (self.outcome, self.askedAt, self.editedAt) = (outcome, askedAt, editedAt)
    (self.corrected, self.highlighted, self.mine) = (corrected, highlighted, mine)
    (self.receipt, self.curation, self.reports) = (receipt, curation, reports)
  }
}

public struct Promise: Codable, Hashable, Sendable {
  /// `none, owed, kept, declined, void`
  public var state: String
  public var metAt: Timestamp
  public var dueAt: Timestamp
  public var owedBy: String
  public var overdue: Bool
  public var disputed: Bool
  public init(
    state: String, metAt: Timestamp, dueAt: Timestamp, owedBy: String, overdue: Bool, disputed: Bool
  ) {
    (self.state, self.metAt, self.dueAt) = (state, metAt, dueAt)
    (self.owedBy, self.overdue, self.disputed) = (owedBy, overdue, disputed)
  }
}

public struct Answer: Codable, Hashable, Sendable {
  /// `live, written, deferred, declined`
  public var kind: String
  @OrNull public var text: String?
  @OrNull public var reason: String?
  public var answeredAt: Timestamp
  @OrNull public var editedAt: Timestamp?
  public init(kind: String, text: String?, reason: String?, answeredAt: Timestamp, editedAt: Timestamp?) {
    (self.kind, self.text, self.reason) = (kind, text, reason)
    (self.answeredAt, self.editedAt) = (answeredAt, editedAt)
  }
}

/// The last decision of a curator.
public struct Curation: Codable, Hashable, Sendable {
  public var action: String
  @OrNull public var reason: String?
  @OrNull public var note: String?
  public var at: Timestamp
  public init(action: String, reason: String?, note: String?, at: Timestamp) {
    (self.action, self.reason, self.note, self.at) = (action, reason, note, at)
  }
}

/// `POST …/questions`
public struct NewQuestion: RequestBody {
  public var text: String
  public var name: String?
  public enum CodingKeys: String, CodingKey, CaseIterable { case text, name }
  public init(text: String, name: String? = nil) { (self.text, self.name) = (text, name) }
}

/// `PATCH …/questions/{question}`: an author changes `text` or `name` (null takes the name off);
/// a curator says an `action`: `approve, reject, hide, restore, correct, highlight, unhighlight`.
public struct QuestionChange: RequestBody {
  public var text: String?
  public var name: Change<String>
  public var action: String?
  /// `duplicate, off_topic, offensive, personal, advertising, unclear, answered_before`
  public var reason: String?
  /// To the author alone.
  public var note: String?

  public enum CodingKeys: String, CodingKey, CaseIterable { case text, name, action, reason, note }

  public init(
    text: String? = nil, name: Change<String> = .absent, action: String? = nil, reason: String? = nil,
    note: String? = nil
  ) {
    (self.text, self.name, self.action, self.reason, self.note) = (text, name, action, reason, note)
  }

  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    text = try keys.decodeIfPresent(String.self, forKey: .text)
    name = try keys.decodeChange(.name)
    action = try keys.decodeIfPresent(String.self, forKey: .action)
    reason = try keys.decodeIfPresent(String.self, forKey: .reason)
    note = try keys.decodeIfPresent(String.self, forKey: .note)
  }

  public func encode(to encoder: any Encoder) throws {
    var keys = encoder.container(keyedBy: CodingKeys.self)
    try keys.encodeIfPresent(text, forKey: .text)
    try keys.encodeChange(name, forKey: .name)
    try keys.encodeIfPresent(action, forKey: .action)
    try keys.encodeIfPresent(reason, forKey: .reason)
    try keys.encodeIfPresent(note, forKey: .note)
  }
}

/// The answer to `PUT` and `DELETE …/questions/{question}/upvote`.
public struct UpvoteReceipt: Codable, Hashable, Sendable {
  public var question: String
  public var upvotes: Int
  public var upvoted: Bool
  public init(question: String, upvotes: Int, upvoted: Bool) {
    (self.question, self.upvotes, self.upvoted) = (question, upvotes, upvoted)
  }
}
