/// The whole of what `tribune` understands.
enum Root {
  static let command: Command = Command(
    name: "tribune",
    summary: "questions to the stage that oblige an answer",
    details: """
      Organizers run a summit from here: the programme, the question boxes, the questions, the tokens, the ledger.
      Data goes to standard output, messages to standard error. Exit codes: 0 done, 1 failed, 2 wrong usage, \
      3 not signed in or not allowed, 4 not found, 5 conflict.
      """,
    options: [Shared.server],
    examples: [
      Example("Five minutes before a session: open its box.", "tribune session open opening"),
      Example(
        "During it: let questions through with single keys.", "tribune question watch --session opening"),
      Example("Approve two questions by their numbers.", "tribune question approve 17 18 --session opening"),
      Example("What a command takes.", "tribune help question reject"),
    ],
    subcommands: [
      SessionCommands.command, QuestionCommands.command, PromiseCommands.command, AttendeeCommands.command,
      Announce.command, AnnouncementCommands.command, FeedbackCommands.command, SpeakerCommands.command,
      OrganisationCommands.command, ProgrammeCommands.command,
      SummitCommands.command, StageCommands.command, TokenCommands.command, LedgerCommands.command,
      Login.command,
      Completion.command,
      serve, help,
    ])

  private static let serve = Command(
    name: "serve",
    summary: "run the server",
    details: """
      Serves on TRIBUNE_LISTEN (127.0.0.1:8080 unless set) from the PostgreSQL that TRIBUNE_DATABASE names, and \
      prints one line when it is ready. SIGINT and SIGTERM stop it. scripts/run prepares everything and then \
      starts this.
      """,
    examples: [
      Example("Set up this machine and serve.", "scripts/run"),
      Example(
        "Serve from a database that is there.",
        "TRIBUNE_DATABASE='host=/run/postgresql dbname=tribune' tribune serve"),
    ],
    surplus: "The server is told by the environment what to do, not by arguments.",
    run: { call, _ in try await Serve.run(call.words) })

  /// Understood by the parser at any level; here so that it is listed.
  private static let help = Command(
    name: "help", summary: "explain a command", details: "`tribune COMMAND --help` says the same.",
    arguments: [Argument("COMMAND", .text, "the command to explain", optional: true)],
    examples: [Example("What opening a box takes.", "tribune help session open")])
}
