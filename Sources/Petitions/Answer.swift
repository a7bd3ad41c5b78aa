public import struct Foundation.Date
public import typealias Foundation.TimeInterval

/// What is answered to a question (rule 7).
public struct Answer: Hashable, Sendable {
  public struct ID: Identifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
  }

  public enum Kind: String, CaseIterable, Sendable {
    /// On stage.
    case live
    case written
    /// Put off to a date: it is still owed.
    case deferred
    case declined

    /// Whether nothing is owed after it. SQL has the same as `settles`.
    public var settles: Bool { self != .deferred }
    /// Whether it says something that the signers can judge. SQL has the same as `is_judged`.
    public var isJudged: Bool { self == .live || self == .written }
  }

  /// Why an answer is declined.
  public enum Reason: String, CaseIterable, Sendable {
    case confidential, legal, unknown
    case notOurs = "not_ours"
    case noComment = "no_comment"
  }

  /// As whom somebody answers.
  public enum Giver: String, CaseIterable, Sendable { case organizer, speaker, organisation }

  /// What it says.
  public enum Content: Hashable, Sendable {
    case live(AnswerText?)
    case written(AnswerText)
    case deferred(to: Date, AnswerText?)
    case declined(Reason, AnswerText?)

    public var kind: Kind {
      switch self {
      case .live: .live
      case .written: .written
      case .deferred: .deferred
      case .declined: .declined
      }
    }

    public var text: AnswerText? {
      switch self {
      case .written(let text): text
      case .live(let text), .deferred(_, let text), .declined(_, let text): text
      }
    }

    public var reason: Reason? { if case .declined(let reason, _) = self { reason } else { nil } }
    public var deferredTo: Date? { if case .deferred(let date, _) = self { date } else { nil } }
  }

  /// A rule that a time of an answer breaks. The raw value is the stable code that the API answers as `rule`.
  public enum TimeRule: String, Error, CaseIterable, Sendable {
    /// It lies ahead.
    case future
    /// It lies within the longest deferral.
    case range
    /// It does not lie ahead.
    case past
    /// It is not before the session's start.
    case inSession = "in_session"
  }

  /// What the rules ask of the question that is answered.
  public struct Circumstances: Hashable, Sendable {
    public var state: Question.State
    /// Nil where nothing was ever owed.
    public var promise: Promise?
    /// The kind of the answer that stands.
    public var answer: Kind?
    /// When its session begins; nil where it is asked of an organisation or the summit.
    public var sessionStartsAt: Date?

    public init(state: Question.State, promise: Promise?, answer: Kind?, sessionStartsAt: Date?) {
      (self.state, self.promise, self.answer) = (state, promise, answer)
      self.sessionStartsAt = sessionStartsAt
    }
  }

  /// An answer can be put off by so much at most.
  public static let longestDeferral: TimeInterval = 366 * 24 * 60 * 60
  /// So long it can be taken back: it was a slip of the finger.
  public static let undoable: TimeInterval = 10 * 60

  /// Whether a question can be answered so now. Better late than never: what was declined can be answered, and the
  /// other way round; every answer is kept.
  public static func check(
    _ kind: Kind, to question: Circumstances, at now: Date
  ) throws(Refusal) {
    switch question.state {
    case .published: break
    case .hidden where question.promise != nil: break  // hiding a question does not hide the debt
    case .merged: throw .questionMerged
    default: throw .questionNotPublished
    }
    switch kind {
    case .live:
      guard let start = question.sessionStartsAt else { throw .noStage }
      guard start <= now else { throw .sessionNotStarted }
    case .deferred:
      if let answer = question.answer, answer.settles { throw .alreadyAnswered }
      guard let promise = question.promise, promise.state == .owed else { throw .nothingOwed }
      guard promise.deferredTo == nil else { throw .alreadyDeferred }
    case .written, .declined: break
    }
  }

  /// To when an answer may be put off.
  public static func checkDeferral(to date: Date, at now: Date) throws(TimeRule) {
    guard date > now else { throw .future }
    guard date <= now.addingTimeInterval(longestDeferral) else { throw .range }
  }

  /// When an answer can have been given on stage.
  public static func checkStage(saidAt said: Date, sessionStartsAt start: Date, at now: Date) throws(TimeRule)
  {
    guard said <= now else { throw .past }
    guard said >= start else { throw .inSession }
  }

  /// Whether what was given then can be taken back now.
  public static func checkRetracting(givenAt given: Date, at now: Date) throws(Refusal) {
    guard now < given.addingTimeInterval(undoable) else { throw .tooLateToUndo }
  }

  /// What becomes of the promise.
  public static func promise(_ promise: Promise, after content: Content) -> Promise {
    var promise = promise
    switch content {
    case .live, .written: promise.state = .kept
    case .declined: promise.state = .declined
    case .deferred(let date, _): promise.deferredTo = date
    }
    return promise
  }
}

/// The words of an answer: 1–5000 Unicode scalars, several lines, otherwise as a question's text.
public struct AnswerText: Hashable, Sendable, CustomStringConvertible {
  public static let length = 1...5000

  public let value: String

  public init(_ text: String) throws(TextRule) {
    let text = text.normalizedText
    try text.checkText(length: Self.length, newlines: true)
    value = text
  }

  public var description: String { value }
}
