import API
import Foundation

/// `tribune question answer`
enum AnswerQuestion {
  private static let live = Flag("live", "it was answered on stage")
  private static let at = Option("at", "TIME", .time, "with --live: when it was said; now unless given")
  private static let written = Option(
    "written", letter: "w", "TEXT", .text, "the answer in writing, or - to read it from standard input")
  private static let until = Option(
    "defer", "DATE", .deadline, "put off to a day or a time, such as 2017-06-30; possible once")
  private static let reason = Option(
    "decline", "REASON", .choice(Answer.Reason.self), "no answer will be given, and why")
  private static let text = Option(
    "text", "TEXT", .text, "words beside --live, --defer or --decline, or - for standard input")
  private static let only = Flag("only", "this question alone, where others share its answer")
  private static let undo = Flag("undo", "take the last answer back, within ten minutes")

  static let command = Command(
    name: "answer",
    summary: "give one answer to a question or several, put it off, or decline it",
    details: """
      What is answered already is answered in other words from then on, together with those that share the answer; \
      every version is kept. The whole answer is in public, and those who upvoted say whether it answered.
      """,
    arguments: [QuestionCommands.numbers],
    options: QuestionCommands.addressee + [
      live, at, written, until, reason, text, only, undo, Shared.summit, Shared.json,
    ],
    examples: [
      Example("It was just answered on stage.", "tribune question answer 17 --live --session opening"),
      Example(
        "One text for three.", "tribune question answer 17 18 21 -s opening --written - <answer.txt"),
      Example(
        "Not before the figures are there.", "tribune question answer 17 -s opening --defer 2017-06-30"),
      Example("It is not theirs to say.", "tribune question answer 17 -s opening --decline not_ours"),
      Example("That was the wrong number.", "tribune question answer 17 -s opening --undo"),
    ],
    alsoCalled: ["reply", "respond", "defer", "answered"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let kind = try kind(of: call)
    let numbers = try call[QuestionCommands.numbers].reduce(into: [Int]()) { unique, number in
      if !unique.contains(number) { unique.append(number) }
    }
    let questions = try await SessionQuestions(call, in: shell)
    if kind == nil { return try await takeBack(numbers, questions, call, shell) }
    var found: [Question] = []
    for number in numbers { found.append(try await questions.question(number)) }
    guard let first = found.first, let kind else { throw call.missing(QuestionCommands.numbers) }
    let others = found.dropFirst().map(\.id)
    let answer = try await NewAnswer(
      kind: kind, text: (call[written] ?? call[text]).map(shell.text),
      reason: call[reason], until: date(call, questions), at: time(call, questions),
      questions: others.isEmpty && !call[only] ? nil : others)
    let reply: Client.Reply<Question> = try await questions.summit.client.send(
      "PUT", questions.summit.path + ["questions", first.id, "answer"], body: answer)
    shell.report("\(list(numbers)) \(kind.past).", reply, call) { $0.details }
  }

  /// Nil for taking back.
  private static func kind(of call: Invocation) throws -> Answer.Kind? {
    let said: [(isSaid: Bool, kind: Answer.Kind?)] = [
      (call[live], .live), (try call[written] != nil, .written), (try call[until] != nil, .deferred),
      (try call[reason] != nil, .declined), (call[undo], nil),
    ]
    let kinds = said.filter(\.isSaid).map(\.kind)
    guard let kind = kinds.first, kinds.count == 1 else {
      throw call.misuse("Say one of --live, --written, --defer, --decline and --undo.")
    }
    if try call[at] != nil, kind != .live { throw call.misuse("--at goes with --live.") }
    if try call[text] != nil, kind == .written || kind == nil {
      throw call.misuse("--text goes with --live, --defer or --decline.")
    }
    return kind
  }

  private static func takeBack(
    _ numbers: [Int], _ questions: SessionQuestions, _ call: Invocation, _ shell: Shell
  ) async throws {
    guard let number = numbers.first, numbers.count == 1 else {
      throw call.misuse("--undo takes a whole answer back: name one of its questions.")
    }
    let question = try await questions.question(number)
    let reply: Client.Reply<Question> = try questions.summit.client.reply(
      await questions.summit.client.send(
        "DELETE", questions.summit.path + ["questions", question.id, "answer"]))
    shell.report("The last answer to #\(number) is taken back.", reply, call) { $0.details }
  }

  /// To when it is put off.
  private static func date(_ call: Invocation, _ questions: SessionQuestions) async throws -> Timestamp? {
    guard let deadline = try call[until] else { return nil }
    return try deadline.resolved(in: try await questions.summit.summit.value.zone)
  }

  /// A clock time alone is on the session's own day.
  private static func time(_ call: Invocation, _ questions: SessionQuestions) async throws -> Timestamp? {
    guard let said = try call[at] else { return nil }
    let zone = try await questions.summit.summit.value.zone
    guard case .session(let slug) = questions.addressee else {
      return try said.resolved(on: Timestamp(Date(), in: zone).day, in: zone)
    }
    let session = try await questions.summit.session(slug).value
    return try said.resolved(on: session.startsAt.day(in: zone), in: zone)
  }

  /// `#17 is`, `#17, #18 and #21 are`
  private static func list(_ numbers: [Int]) -> String {
    let words = numbers.map { "#\($0)" }
    guard let last = words.last, words.count > 1 else { return (words.first ?? "") + " is" }
    return words.dropLast().joined(separator: ", ") + " and \(last) are"
  }
}

extension Answer.Kind {
  fileprivate var past: String {
    switch self {
    case .live, .written: "answered"
    case .deferred: "put off"
    case .declined: "declined"
    }
  }
}

/// Why no answer is given: public.
extension Answer.Reason: Choice {
  var summary: String {
    switch self {
    case .confidential: "it is a secret of somebody's"
    case .legal: "the law, or a case before a court"
    case .notOurs: "somebody else would have to answer"
    case .unknown: "nobody knows"
    case .noComment: "for no reason that is given"
    }
  }
}

/// A day, whose end is meant, or a time.
enum Deadline: Sendable, Equatable {
  case day(String)
  case time(TimeGiven)

  init(_ text: String) throws {
    if (try? ValueKind<String>.day.read(text)) != nil {
      self = .day(text)
    } else if let time = try? TimeGiven(text) {
      self = .time(time)
    } else {
      throw Misread(rule: "must be a day or a time: 2017-06-30, or 2017-06-30T18:00")
    }
  }

  func resolved(in zone: TimeZone) throws -> Timestamp {
    switch self {
    case .day(let day): try TimeGiven.local(day: day, clock: "23:59").resolved(on: day, in: zone)
    case .time(let time): try time.resolved(on: Timestamp(Date(), in: zone).day, in: zone)
    }
  }
}

extension ValueKind where Value == Deadline {
  static let deadline = ValueKind(read: Deadline.init)
}
