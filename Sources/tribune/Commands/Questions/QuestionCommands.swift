import API
import Foundation

/// `tribune question …`
enum QuestionCommands {
  static let command = Command(
    name: "question",
    summary: "what the audience asks, and what curators decide",
    details: """
      Questions are called by their number within their session, as on the wall: #17; instead of a session, \
      --organisation names what an organisation is asked, and --own what the summit itself is. Rejecting and hiding \
      need a reason, which is public; a note goes to the author alone.
      """,
    examples: [
      Example("Curate with single keys while they come in.", "tribune question watch --session opening"),
      Example("What waits for approval.", "tribune question list --session opening --state pending"),
      Example("Let two through.", "tribune question approve 17 18 --session opening"),
      Example("Two ask the same.", "tribune question merge 21 --into 17 --session opening"),
      Example("Refuse one.", "tribune question reject 19 --reason off_topic --session opening"),
    ],
    alsoCalled: ["petition", "queue", "q"],
    subcommands: [
      ListQuestions.command, ShowQuestion.command, WatchQuestions.command, ApproveQuestions.command,
      RejectQuestions.command, Curation.hide, Curation.restore, Curation.undo, CorrectQuestion.command,
      TranslateQuestion.command,
      MergeQuestions.command, UnmergeQuestions.command, MoveQuestions.command, AnswerQuestion.command,
      Curation.highlight,
      Curation.unhighlight,
    ])

  static let number = Argument("NUMBER", .questionNumber, "the question's number in its session")
  static let numbers = Arguments("NUMBER", .questionNumber, "the questions' numbers in their session")
  static let session = Option(
    "session", letter: "s", "SESSION", .slug, "the session, by its slug (tribune session list)")
  static let openSession = Option(
    "session", letter: "s", "SESSION", .slug,
    "the session, by its slug; not needed while only one box is open")
}

/// `tribune question list`
enum ListQuestions {
  private static let state = Option(
    "state", "STATES", .list(of: .choice(Question.State.self)),
    "only these, with commas between; pending and published unless given")
  private static let all = Flag("all", letter: "a", "in every state")
  private static let sort = Option(
    "sort", "ORDER", .choice(QuestionOrder.self), "in which order; top unless given")
  private static let limit = Option("limit", "COUNT", .number(1...10_000), "so many at most")

  static let command = Command(
    name: "list",
    summary: "a session's questions",
    options: [
      QuestionCommands.openSession, QuestionCommands.organisation, QuestionCommands.own, state, all, sort,
      limit, Shared.summit, Shared.json,
    ],
    examples: [
      Example("What the room wants to know most.", "tribune question list --session opening --limit 5"),
      Example("What waits for approval.", "tribune question list --session opening --state pending"),
      Example(
        "The texts alone, for another program.",
        "tribune question list --session opening --json | jq -r '.questions[].text'"),
    ],
    alsoCalled: ["ls", "index"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let questions = try await call.questions(in: shell)
    let states = try call[all] ? Question.State.allCases : call[state]
    let listing = try await questions.list(states: states, sort: call[sort], limit: call[limit])
    if call[Shared.json] { return shell.write(json: listing.json) }
    if listing.elements.isEmpty { return shell.say("There is no such question in \(questions.session).") }
    shell.output.write(questionTable(listing.elements.groupingLookalikes))
  }
}

/// `tribune question show`
enum ShowQuestion {
  static let command = Command(
    name: "show",
    summary: "one question in full",
    arguments: [QuestionCommands.number],
    options: [
      QuestionCommands.openSession, QuestionCommands.organisation, QuestionCommands.own, Shared.summit,
      Shared.json,
    ],
    examples: [
      Example("Who asked, who signed, what was decided.", "tribune question show 17 --session opening")
    ],
    alsoCalled: ["view", "get", "info"],
    run: { call, shell in
      let questions = try await call.questions(in: shell)
      let question = try await questions.question(try call[QuestionCommands.number])
      let reply: Client.Reply<Question> = try await questions.summit.client.get(
        questions.summit.path + ["questions", question.id])
      if call[Shared.json] { return shell.write(json: reply.json) }
      shell.output.write(reply.value.details)
      guard reply.value.answer != nil else { return }
      let history: Client.Reply<AnswerHistory> = try await questions.summit.client.get(
        questions.summit.path + ["questions", question.id, "answers"])
      guard history.value.answers.count > 1 else { return }
      shell.output.line()
      shell.output.write(historyTable(history.value.answers))
    })
}

extension SessionQuestions {
  /// Of the addressee that is named, which it has to be.
  init(_ call: Invocation, in shell: Shell) async throws {
    guard let addressee = try call.addressee else { throw call.missing(QuestionCommands.session) }
    self.init(summit: try await call.summit(in: shell), addressee: addressee)
  }
}

extension Invocation {
  /// The questions of the addressee that is named, or of the only one whose box is open. Where something is decided
  /// the session has to be named: two boxes may have changed places since the last look.
  func questions(in shell: Shell) async throws -> SessionQuestions {
    let summit = try await summit(in: shell)
    if let addressee = try addressee { return SessionQuestions(summit: summit, addressee: addressee) }
    let sessions = try await summit.sessions().elements.filter { !$0.cancelled }
    let open = sessions.filter { $0.box == .open || $0.box == .paused }
    guard let only = open.first, open.count == 1 else {
      let slugs = (open.isEmpty ? sessions : open).map(\.slug)
      let which = open.isEmpty ? "No box is open" : "Several boxes are open"
      throw misuse(
        "\(which): say which session with --session (\(slugs.prefix(12).joined(separator: ", "))).")
    }
    shell.say("Session \(only.slug): “\(only.title)”")
    return SessionQuestions(summit: summit, session: only.slug)
  }
}
