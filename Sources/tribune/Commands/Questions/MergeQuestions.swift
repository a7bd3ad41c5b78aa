import API

/// `tribune question approve`, also of what is merged at once.
enum ApproveQuestions {
  private static let into = Option(
    "into", "NUMBER", .questionNumber, "merge them into this question at once, which asks the same")

  static let command = Command(
    name: "approve",
    summary: "publish questions that wait",
    arguments: [QuestionCommands.numbers],
    options: QuestionCommands.addressee + [into, Shared.summit, Shared.json],
    examples: [
      Example("Let two through.", "tribune question approve 17 18 --session opening"),
      Example("Number 17 asks that already.", "tribune question approve 21 --into 17 --session opening"),
      Example(
        "All that wait.",
        "tribune question list -s opening --state pending --json | jq '.questions[].number' | "
          + "xargs tribune question approve -s opening"),
    ],
    alsoCalled: ["accept", "publish", "allow"],
    run: { call, shell in
      let questions = try await SessionQuestions(call, in: shell)
      var change = QuestionChange(action: .decide(.approve))
      if let survivor = try call[into] { change.into = try await questions.question(survivor).id }
      try await questions.change(each: try call[QuestionCommands.numbers], change, call, shell) {
        "#\($0) is \($1.mergedInto.map { "merged into #\($0.number)" } ?? "approved")."
      }
    })
}

/// `tribune question merge`
enum MergeQuestions {
  private static let into = Option(
    "into", "NUMBER", .questionNumber, "the question that shall count for them", required: true)
  private static let reason = Option(
    "reason", letter: "r", "REASON", .choice(API.Curation.Reason.self), "why; duplicate unless given")

  static let command = Command(
    name: "merge",
    summary: "unite questions that ask the same: one counts everybody, each person once",
    details: """
      Who signed or signs one of them is counted by the other from now on. The reason stands in the public ledger. \
      tribune question unmerge takes it back, the latest merge first.
      """,
    arguments: [QuestionCommands.numbers],
    options: QuestionCommands.addressee + [
      into, reason, Curation.note, Shared.dryRun, Shared.summit, Shared.json,
    ],
    examples: [
      Example("Both ask who owns the data.", "tribune question merge 21 --into 17 --session opening"),
      Example("Could it be done?", "tribune question merge 21 22 --into 17 -s opening --dry-run"),
    ],
    alsoCalled: ["unite", "join", "combine"],
    run: { call, shell in
      let questions = try await SessionQuestions(call, in: shell)
      let survivor = try call[required: into]
      let change = QuestionChange(
        action: .decide(.merge), reason: try call[reason], note: try call[Curation.note],
        into: try await questions.question(survivor).id)
      try await questions.change(
        each: try call[QuestionCommands.numbers], change, dryRun: call[Shared.dryRun], call, shell
      ) { "#\($0) is merged into #\($1.mergedInto?.number ?? survivor)." }
    })
}

/// `tribune question unmerge`
enum UnmergeQuestions {
  static let command = Command(
    name: "unmerge",
    summary: "take a merge back: each counts its own people again",
    details: "Of what was merged into the same question, the latest goes first.",
    arguments: [QuestionCommands.numbers],
    options: QuestionCommands.addressee + [Shared.dryRun, Shared.summit, Shared.json],
    examples: [Example("They are not the same.", "tribune question unmerge 21 --session opening")],
    alsoCalled: ["part", "split", "separate"],
    run: { call, shell in
      let questions = try await SessionQuestions(call, in: shell)
      try await questions.change(
        each: try call[QuestionCommands.numbers], QuestionChange(action: .decide(.unmerge)),
        dryRun: call[Shared.dryRun], call, shell
      ) { "#\($0) stands by itself again: \($1.state.rawValue), with \($1.upvotes) upvotes of its own." }
    })
}
