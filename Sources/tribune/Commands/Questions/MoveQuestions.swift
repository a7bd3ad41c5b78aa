import API

/// `tribune question move`
enum MoveQuestions {
  private static let numbers = Arguments(
    "NUMBER", .questionNumber, "the questions' numbers in their session", optional: true)
  private static let to = Option("to", "SESSION", .slug, "to this session of the summit")
  private static let toOrganisation = Option(
    "to-organisation", "ORGANISATION", .slug, "to this organisation, which takes questions")
  private static let toSummit = Flag("to-summit", "to the summit itself: its organizers owe the answers")
  private static let allUnanswered = Flag(
    "all-unanswered", letter: "a", "all that are published and have no answer yet")
  private static let reason = Option(
    "reason", letter: "r", "REASON", .choice(API.Curation.Reason.self), "why, in public")

  static let command = Command(
    name: "move",
    summary: "carry questions over to another session, an organisation or the summit",
    details: """
      They keep their upvotes and their history and get a new number; what was merged into them comes along. The \
      threshold there is theirs from now on, and what is owed already stays owed.
      """,
    arguments: [numbers],
    options: QuestionCommands.addressee + [
      to, toOrganisation, toSummit, allUnanswered, reason, Curation.note, Shared.dryRun, Shared.summit,
      Shared.json,
    ],
    examples: [
      Example("Three that were not reached.", "tribune question move 17 18 19 --to closing -s opening"),
      Example(
        "After the session: which would go along?",
        "tribune question move --all-unanswered --to-summit --session opening --dry-run"),
    ],
    alsoCalled: ["carry", "transfer", "reassign", "forward"],
    run: { call, shell in
      let (target, place) = try target(call)
      let questions = try await SessionQuestions(call, in: shell)
      let numbers = try await numbers(of: questions, call)
      if numbers.isEmpty { return shell.say("Every question in \(questions.session) is answered.") }
      let change = QuestionChange(
        action: .decide(.move), reason: try call[reason], note: try call[Curation.note], to: target)
      let dryRun = call[Shared.dryRun]
      try await questions.change(each: numbers, change, dryRun: dryRun, call, shell) { number, after in
        // Each is tried by itself: which number it would get depends on those before.
        dryRun ? "#\(number) moved to \(place)." : "#\(number) is #\(after.number) of \(place) now."
      }
    })

  /// As the API writes it, and as it is said.
  private static func target(_ call: Invocation) throws -> (to: String, place: String) {
    var targets: [(to: String, place: String)] = []
    if let session = try call[to] { targets.append(("sessions/\(session)", session)) }
    if let organisation = try call[toOrganisation] {
      targets.append(("organisations/\(organisation)", organisation))
    }
    if call[toSummit] { targets.append(("summit", "the summit")) }
    guard let target = targets.first, targets.count == 1 else {
      throw call.misuse("Say one of --to SESSION, --to-organisation ORGANISATION and --to-summit.")
    }
    return target
  }

  /// In the order in which they were asked, so that they follow each other there too.
  private static func numbers(of questions: SessionQuestions, _ call: Invocation) async throws -> [Int] {
    let named = try call[numbers]
    guard call[allUnanswered] else {
      if named.isEmpty { throw call.missing(numbers) }
      return named
    }
    guard named.isEmpty else { throw call.misuse("--all-unanswered needs no numbers.") }
    let published = try await questions.list(states: [.published], sort: .new).elements
    return published.filter { $0.answer == nil || $0.answer?.kind == .deferred }.map(\.number).sorted()
  }
}
