/// `PUT …/questions/{question}/answer`
public struct NewAnswer: RequestBody {
  public var kind: Answer.Kind
  /// Of a written one required, beside the others possible.
  public var text: String?
  /// Why it is declined.
  public var reason: Answer.Reason?
  /// To when it is deferred.
  public var until: Timestamp?
  /// When it was said on stage, where that was not just now.
  public var at: Timestamp?
  /// Ids of the other questions that it covers as well; those that share the answer that stands unless given.
  public var questions: [String]?

  public enum CodingKeys: String, CodingKey, CaseIterable { case kind, text, reason, until, at, questions }

  public init(
    kind: Answer.Kind, text: String? = nil, reason: Answer.Reason? = nil, until: Timestamp? = nil,
    at: Timestamp? = nil,
    questions: [String]? = nil
  ) {
    (self.kind, self.text, self.reason) = (kind, text, reason)
    (self.until, self.at, self.questions) = (until, at, questions)
  }
}

/// `GET …/questions/{question}/answers`: everything that was answered, the newest first.
public struct AnswerHistory: Codable, Sendable {
  public var answers: [AnswerVersion]
  public init(answers: [AnswerVersion]) { self.answers = answers }
}

/// What was answered at one time: the newest that was not taken back stands.
public struct AnswerVersion: Codable, Hashable, Sendable {
  public var kind: Answer.Kind
  /// Of one that was taken back, only to organizers.
  @OrNull public var text: String?
  @OrNull public var reason: Answer.Reason?
  @OrNull public var until: Timestamp?
  /// As whom it was given.
  public var by: Answer.Giver
  public var givenAt: Timestamp
  @OrNull public var retractedAt: Timestamp?
  /// Ids of all questions that it covers.
  public var questions: [String]
  /// What taking it back can name.
  public var id: String

  public init(
    kind: Answer.Kind, text: String?, reason: Answer.Reason?, until: Timestamp?, by: Answer.Giver,
    givenAt: Timestamp,
    retractedAt: Timestamp?, questions: [String], id: String
  ) {
    (self.kind, self.text, self.reason, self.until) = (kind, text, reason, until)
    (self.by, self.givenAt, self.retractedAt) = (by, givenAt, retractedAt)
    (self.questions, self.id) = (questions, id)
  }
}

/// `PUT …/questions/{question}/verdict`: whether the answer answered it, by those who signed.
public struct NewVerdict: RequestBody {
  public var answered: Bool
  public enum CodingKeys: String, CodingKey, CaseIterable { case answered }
  public init(answered: Bool) { self.answered = answered }
}

/// The answer to `PUT …/questions/{question}/verdict`.
public struct VerdictReceipt: Codable, Hashable, Sendable {
  /// The question that counts it: of a merged one, the survivor.
  public var question: String
  /// The caller's own.
  public var verdict: Bool
  public var verdicts: Verdicts
  public var disputed: Bool
  public init(question: String, verdict: Bool, verdicts: Verdicts, disputed: Bool) {
    (self.question, self.verdict, self.verdicts) = (question, verdict, verdicts)
    self.disputed = disputed
  }
}
