internal import API
internal import HTTP
internal import Petitions
internal import Postgres
internal import Storage

/// What other modules refuse, as a problem of the API. Nil for what nobody expected.
func refusal(for error: any Error) -> HTTPError? {
  switch error {
  case let refusal as Petitions.Refusal: HTTPError(refusal)
  case let refusal as StorageRefusal: HTTPError(refusal)
  case let refused as RefusedQuestion: HTTPError(refused)
  case let error as PostgresError: HTTPError(error)
  case let error as UnknownKey:
    .broken("unknown_key", field: error.key, "The keys here are \(error.known.joined(separator: ", ")).")
  case let error as UnknownWord:
    .broken(
      "one_of", field: error.field, "\(error.field) is one of \(error.known.joined(separator: ", ")).")
  case is UpvoteQueueFull, is JoinQueueFull: .busy
  default: nil
  }
}

extension HTTPError {
  /// A queue is full.
  static let busy = HTTPError(
    503, "busy", "Too many are waiting; nothing was changed. Try again.",
    headers: [Header("Retry-After", "1")])

  init(_ refusal: Petitions.Refusal) {
    self.init(refusal.status, refusal.rawValue, refusal.sentence)
  }

  /// Of several questions the one that is the reason.
  init(_ refused: RefusedQuestion) {
    self.init(refused.refusal)
    detail = "#\(refused.number) (\(refused.question)): \(refused.refusal.sentence)"
  }

  init(_ refusal: StorageRefusal) {
    let detail = refusal.detail.map {
      $0.prefix(1).uppercased() + $0.dropFirst() + ($0.hasSuffix(".") ? "" : ".")
    }
    var headers: [Header] = []
    let status: Int
    switch refusal.kind {
    case .notFound: status = 404
    case .conflict: status = 409
    case .invalid: status = 422
    case .forbidden: status = 403
    case .tooMany(let seconds):
      status = 429
      headers = [Header("Retry-After", String(seconds))]
    }
    let code = refusal.code == "invalid" ? "rule_broken" : refusal.code
    self.init(status, code, detail, field: refusal.field, rule: refusal.rule, headers: headers)
  }

  /// 503 for a database that is away, for one too busy to answer in time, and for one that lacks resources (class 53 of
  /// SQLSTATE) or whose system fails it (58); a rollback changed nothing.
  init?(_ error: PostgresError) {
    let soon = [Header("Retry-After", "1")]
    switch error.kind {
    case .unavailable:
      self.init(503, "database_away", "The database is away; nothing was changed. Try again.", headers: soon)
    case .busy: self = .busy
    case .outcomeUnknown:
      self.init(
        503, "outcome_unknown", "The connection was lost while saving. Repeating is safe.", headers: soon)
    case .server(let state) where Self.textStates.contains(state):
      self = .broken("characters", field: "text", "A text holds what no text has, such as U+0000.")
    // 53100: disk full.
    case .server("53100"):
      self.init(
        503, "database_full", "The database has no room left; nothing was changed. Try again later.",
        headers: [Header("Retry-After", "30")])
    case .server(let state) where state.hasPrefix("53") || state.hasPrefix("58"):
      self.init(
        503, "database_busy", "The database cannot do this just now; nothing was changed. Try again.",
        headers: [Header("Retry-After", "5")])
    case .server(let state) where Self.passing.contains(state) || state.hasPrefix("57P"):
      self = .busy
    default: return nil
    }
  }

  /// Characters that PostgreSQL does not hold: U+0000, and halves of pairs. They are refused where they come in, with
  /// their field; this is the second line.
  private static let textStates: Set<String> = ["22021", "22P05"]

  /// Query cancelled by its timeout, lock not available, serialization failure, deadlock.
  private static let passing: Set<String> = ["57014", "55P03", "40001", "40P01"]

  /// A text that breaks rule 1, with the field it came in, and how long it may be where that is not a question's.
  init(_ rule: TextRule, field: String, length: ClosedRange<Int>? = nil) {
    self = .broken(rule.rawValue, field: field, rule.sentence(field, length: length))
  }
}

extension Petitions.Refusal {
  var status: Int {
    switch self {
    case .attendeeUnknown: 401
    case .questionNotFound: 404
    default: 409
    }
  }

  var sentence: String {
    switch self {
    case .attendeeUnknown: "This token speaks for nobody any more: join again."
    case .questionNotFound: "There is no such question."
    case .questionNotPublished: "The question is not published."
    case .summitClosed: "The summit is closed."
    case .sessionCancelled: "The session is cancelled."
    case .boxScheduled: "The question box has not been opened yet."
    case .boxPaused: "The question box takes upvotes only for now."
    case .boxClosed: "The question box is closed."
    case .arrivedTooLate: "It arrived too late: the box closed more than 15 minutes ago."
    case .wordingLocked: "Three others have upvoted: the wording stands."
    case .tooManyEdits: "A question is put in other words 20 times at most: the wording stands."
    case .promiseLatched: "An answer is owed: the question stays."
    case .stateForbids: "The question's state does not allow that."
    case .nothingToRestore: "There is no decision to take back."
    case .questionMerged: "The question was merged: this goes to the one that counts for it."
    case .mergeIntoItself: "A question cannot be merged into itself."
    case .mergeCycle: "That one is merged into this one: undo that first."
    case .mergeAcrossAddressees:
      "Both have to be put to the same session, organisation or summit: move it first."
    case .alreadyMerged: "The question is merged into another already: undo that first."
    case .notMerged: "The question is not merged."
    case .mergeNotLatest: "Merges are undone latest first: something was merged after this one."
    case .noStage: "Only a question to a session can be answered on stage."
    case .sessionNotStarted: "The session has not started yet."
    case .nothingOwed: "No answer is owed: there is nothing to put off."
    case .alreadyAnswered: "The question is answered already."
    case .alreadyDeferred: "The answer was put off once already."
    case .tooLateToUndo:
      "The answer was given more than 10 minutes ago: it can be put in other words, not taken back."
    case .answerSuperseded: "It has been answered anew since: that answer is taken back first."
    case .notAnswered: "There is no answer that could be judged, or taken back."
    case .notUpvoter: "Only those who upvoted the question judge the answer."
    case .feedbackTooEarly: "Feedback begins ten minutes before the session's end."
    }
  }
}

extension TextRule {
  func sentence(_ field: String, length: ClosedRange<Int>? = nil) -> String {
    let allowed =
      length.map { "\($0.lowerBound) to \($0.upperBound) characters" }
      ?? "a question has 10 to 280 characters, a name 1 to 60"
    return switch self {
    case .tooShort: "\(field) is too short: \(allowed)."
    case .tooLong: "\(field) is too long: \(allowed)."
    case .controlCharacter: "\(field) has a control character."
    case .formatCharacter: "\(field) has an invisible character that only changes how others are shown."
    case .lineSeparator: "\(field) has a line or paragraph separator; use a newline."
    case .unassignedCharacter: "\(field) has a character that Unicode does not define."
    case .tooManyCombiningMarks: "\(field) has more than 4 marks on one letter."
    }
  }
}
