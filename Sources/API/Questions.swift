public struct QuestionList: Codable, Sendable {
  public var questions: [Question]
  @OrNull public var next: String?
  public init(questions: [Question], next: String? = nil) { (self.questions, self.next) = (questions, next) }
}

/// The answer to `GET …/sessions/{session}/similar?text=`: published ones that say what is being typed, at most five.
public struct SimilarQuestions: Codable, Sendable {
  public var questions: [Question]
  public init(questions: [Question]) { self.questions = questions }
}

/// A petition: what an attendee asks, and how many sign it.
public struct Question: Codable, Hashable, Sendable {
  public typealias State = Petitions.Question.State
  public typealias Outcome = Petitions.Question.Outcome

  public var id: String
  /// Within its session: #17.
  public var number: Int
  /// Slug of the session it is addressed to, or of the organisation; neither when the summit is asked.
  @OrNull public var session: String?
  @OrNull public var organisation: String?
  public var text: String
  @OrNull public var name: String?
  /// Whether a badge stands behind the name.
  public var nameVerified: Bool
  /// In the language of whoever answers, where an organizer gave one.
  @OrNull public var translation: Translation?
  public var state: State
  public var upvotes: Int
  /// Whether the caller signed it; false for strangers.
  public var upvoted: Bool
  @OrNull public var threshold: Int?
  @OrNull public var promise: Promise?
  @OrNull public var answer: Answer?
  /// What those who signed say of the answer; null while there is none.
  @OrNull public var verdicts: Verdicts?
  /// Of a merged one: the question that counts for it.
  @OrNull public var mergedInto: Survivor?
  @OrNull public var outcome: Outcome?
  public var askedAt: Timestamp
  @OrNull public var editedAt: Timestamp?
  /// An organizer corrected the wording; the original is kept.
  public var corrected: Bool
  public var highlighted: Bool
  /// Only to those who gave one: whether the answer answered it.
  public var verdict: Bool?
  /// Only to its author.
  public var mine: Bool?
  /// Only in the answer to asking: the private code that follows the question without an account.
  public var receipt: String?
  /// Only to its author and to curators: the last decision and why.
  public var curation: Curation?
  /// Only in the answer to a curator's act that changed something: what the action `undo` takes back.
  public var act: String?
  /// Only to curators: how many reports count.
  public var reports: Int?
  /// Only to curators, of what was reported: by whom, and what follows.
  public var reporting: Reporting?
  /// Only to curators, in lists by state, of one that waits: what looks like it, at most three.
  public var similar: [Lookalike]?
  /// Only to curators: how many signed it, those in quarantine with them.
  public var upvotesWithQuarantined: Int?
  /// Only to organizers: the id of the attendee who asked; nothing once they were erased or unlinked.
  public var author: String?

  public init(
    id: String, number: Int, session: String?, organisation: String?, text: String, name: String?,
    state: State, upvotes: Int, upvoted: Bool, threshold: Int?, promise: Promise?, answer: Answer?,
    outcome: Outcome?, askedAt: Timestamp, editedAt: Timestamp?, corrected: Bool, highlighted: Bool,
    nameVerified: Bool = false, translation: Translation? = nil, verdicts: Verdicts? = nil,
    mergedInto: Survivor? = nil, mine: Bool? = nil, receipt: String? = nil, curation: Curation? = nil,
    reports: Int? = nil, similar: [Lookalike]? = nil, verdict: Bool? = nil
  ) {
    (self.id, self.number, self.session, self.organisation) = (id, number, session, organisation)
    (self.text, self.name, self.state, self.upvotes) = (text, name, state, upvotes)
    (self.upvoted, self.threshold, self.promise, self.answer) = (upvoted, threshold, promise, answer)
    (self.outcome, self.askedAt, self.editedAt) = (outcome, askedAt, editedAt)
    (self.corrected, self.highlighted, self.nameVerified) = (corrected, highlighted, nameVerified)
    (self.translation, self.verdicts, self.mergedInto) = (translation, verdicts, mergedInto)
    (self.mine, self.receipt, self.curation, self.reports) = (mine, receipt, curation, reports)
    (self.similar, self.verdict) = (similar, verdict)
  }
}

/// What is reported about a question.
public struct Reporting: Codable, Hashable, Sendable {
  /// How many reported it, and how many of those count: who is present, with a badge or in the room for a while.
  public var all: Int
  public var counted: Int
  /// How many of the counted never signed anything.
  public var neverSigned: Int
  /// So many that count hold it…
  public var needed: Int
  /// …as they do now; what an answer is owed to, or a person approved, is never held.
  public var holds: Bool
  public init(all: Int, counted: Int, neverSigned: Int, needed: Int, holds: Bool) {
    (self.all, self.counted, self.neverSigned) = (all, counted, neverSigned)
    (self.needed, self.holds) = (needed, holds)
  }
}

/// A question of the same session that says nearly the same.
public struct Lookalike: Codable, Hashable, Sendable {
  public var id: String
  public var number: Int
  public var text: String
  /// Published or pending.
  public var state: Question.State
  public init(id: String, number: Int, text: String, state: Question.State) {
    (self.id, self.number, self.text, self.state) = (id, number, text, state)
  }
}

/// A question in another language.
public struct Translation: Codable, Hashable, Sendable {
  /// A lower-case language tag.
  public var language: String
  public var text: String
  public init(language: String, text: String) { (self.language, self.text) = (language, text) }
}

public struct Verdicts: Codable, Hashable, Sendable {
  /// How many say that the answer answered it, and how many that it did not.
  public var yes: Int
  public var no: Int
  public init(yes: Int, no: Int) { (self.yes, self.no) = (yes, no) }
}

/// The question into which another was merged.
public struct Survivor: Codable, Hashable, Sendable {
  public var id: String
  public var number: Int
  public init(id: String, number: Int) { (self.id, self.number) = (id, number) }
}

public struct Promise: Codable, Hashable, Sendable {
  public typealias State = Petitions.Promise.State
  public typealias Debtor = Petitions.Promise.Debtor

  public var state: State
  public var metAt: Timestamp
  /// By when an answer is due, as things stand: live at the session's end, then in writing.
  public var dueAt: Timestamp
  /// From when on lateness counts, also where the answer was put off.
  public var firstDueAt: Timestamp
  public var owedBy: String
  public var overdue: Bool
  public var disputed: Bool
  public init(
    state: State, metAt: Timestamp, dueAt: Timestamp, firstDueAt: Timestamp, owedBy: String, overdue: Bool,
    disputed: Bool
  ) {
    (self.state, self.metAt, self.dueAt) = (state, metAt, dueAt)
    (self.firstDueAt, self.owedBy) = (firstDueAt, owedBy)
    (self.overdue, self.disputed) = (overdue, disputed)
  }
}

public struct Answer: Codable, Hashable, Sendable {
  public typealias Kind = Petitions.Answer.Kind
  public typealias Reason = Petitions.Answer.Reason
  public typealias Giver = Petitions.Answer.Giver

  public var kind: Kind
  @OrNull public var text: String?
  /// Of a declined one.
  @OrNull public var reason: Reason?
  /// Of a deferred one: to when.
  @OrNull public var until: Timestamp?
  /// As whom it was given.
  public var by: Giver
  /// When the question was first answered.
  public var answeredAt: Timestamp
  @OrNull public var editedAt: Timestamp?
  public init(
    kind: Kind, text: String?, reason: Reason?, until: Timestamp? = nil, by: Giver = .organizer,
    answeredAt: Timestamp, editedAt: Timestamp?
  ) {
    (self.kind, self.text, self.reason) = (kind, text, reason)
    (self.until, self.by) = (until, by)
    (self.answeredAt, self.editedAt) = (answeredAt, editedAt)
  }
}

/// The last decision of a curator.
public struct Curation: Codable, Hashable, Sendable {
  public typealias Action = Petitions.Curation.Action
  public typealias Reason = Petitions.Curation.Reason

  public var action: Action
  @OrNull public var reason: Reason?
  @OrNull public var note: String?
  public var at: Timestamp
  /// Only to curators: what the action `restore` names as `takesBack`.
  public var id: String?
  /// Only to curators: by whose token, as `moderator Inès`.
  public var by: String?
  public init(action: Action, reason: Reason?, note: String?, at: Timestamp) {
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
/// a curator says an `action`. With `?dryRun=true` the answer tells what would be, and nothing is changed.
public struct QuestionChange: RequestBody {
  /// A decision, or `undo`, which takes one back.
  public enum Action: Word {
    case decide(Curation.Action)
    case undo

    public static let allCases = Curation.Action.allCases.map(Action.decide) + [.undo]

    public init?(rawValue: String) {
      guard let action = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
      self = action
    }

    public var rawValue: String {
      switch self {
      case .decide(let action): action.rawValue
      case .undo: "undo"
      }
    }
  }

  /// Of `correct`, the wording it shall have; of `translate`, the wording in `language`, empty to take it away.
  public var text: String?
  public var name: Change<String>
  public var action: Action?
  /// Of `merge`, `duplicate` unless given.
  public var reason: Curation.Reason?
  /// To the author alone.
  public var note: String?
  /// Of `merge`, and of `approve` where approving merges at once: the id of the question that counts for it.
  public var into: String?
  /// Of `move`: `sessions/{session}`, `organisations/{organisation}` or `summit`.
  public var to: String?
  /// Of `translate`: a lower-case language tag.
  public var language: String?
  /// Of `undo`: the caller's own act, as the answer to it said; without, the caller's last about the question.
  public var act: String?
  /// Of `restore`: the last decision, by its id, whoever made it; without, the caller's own.
  public var takesBack: String?

  public enum CodingKeys: String, CodingKey, CaseIterable {
    case text, name, action, reason, note, into, to, language, act, takesBack
  }

  public init(
    text: String? = nil, name: Change<String> = .absent, action: Action? = nil,
    reason: Curation.Reason? = nil,
    note: String? = nil, into: String? = nil, to: String? = nil, language: String? = nil, act: String? = nil,
    takesBack: String? = nil
  ) {
    (self.text, self.name, self.action, self.reason, self.note) = (text, name, action, reason, note)
    (self.into, self.to, self.language, self.act, self.takesBack) = (into, to, language, act, takesBack)
  }

  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    text = try keys.decodeIfPresent(String.self, forKey: .text)
    name = try keys.decodeChange(.name)
    action = try keys.decodeIfPresent(Action.self, forKey: .action)
    reason = try keys.decodeIfPresent(Curation.Reason.self, forKey: .reason)
    note = try keys.decodeIfPresent(String.self, forKey: .note)
    into = try keys.decodeIfPresent(String.self, forKey: .into)
    to = try keys.decodeIfPresent(String.self, forKey: .to)
    language = try keys.decodeIfPresent(String.self, forKey: .language)
    act = try keys.decodeIfPresent(String.self, forKey: .act)
    takesBack = try keys.decodeIfPresent(String.self, forKey: .takesBack)
  }

  public func encode(to encoder: any Encoder) throws {
    var keys = encoder.container(keyedBy: CodingKeys.self)
    try keys.encodeIfPresent(text, forKey: .text)
    try keys.encodeChange(name, forKey: .name)
    try keys.encodeIfPresent(action, forKey: .action)
    try keys.encodeIfPresent(reason, forKey: .reason)
    try keys.encodeIfPresent(note, forKey: .note)
    try keys.encodeIfPresent(into, forKey: .into)
    try keys.encodeIfPresent(to, forKey: .to)
    try keys.encodeIfPresent(language, forKey: .language)
    try keys.encodeIfPresent(act, forKey: .act)
    try keys.encodeIfPresent(takesBack, forKey: .takesBack)
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
