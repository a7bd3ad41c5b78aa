import API
import Foundation

/// `tribune question hide`, `restore`, `undo`, `highlight`, `unhighlight`: one decision about one question or several, each by
/// itself, so that one refusal does not hold up the others.
enum Curation {

  static let hide = decision(
    .hide, "take published questions off lists and wall, with a public reason", past: "hidden",
    needsReason: true,
    examples: [
      Example("It names somebody's child.", "tribune question hide 12 --reason personal --session opening")
    ],
    alsoCalled: ["unpublish", "remove", "delete", "rm"])

  /// What is taken back is read first and named to the server: somebody may decide anew meanwhile.
  static let restore = Command(
    name: "restore",
    summary: "take the last decision back, whoever made it: approved, rejected or hidden",
    details: """
      It says what it takes back and by whom that was decided. To undo what you did yourself, and nothing else, there \
      is tribune question undo.
      """,
    arguments: [QuestionCommands.numbers],
    options: QuestionCommands.addressee + [Shared.summit, Shared.json],
    examples: [Example("It was hidden by mistake.", "tribune question restore 12 --session opening")],
    alsoCalled: ["unhide", "unreject"],
    run: { call, shell in
      let questions = try await SessionQuestions(call, in: shell)
      try await questions.change(
        each: try call[QuestionCommands.numbers],
        { question in
          if let decision = question.curation { shell.say("#\(question.number): \(decision.told).") }
          return QuestionChange(action: .decide(.restore), takesBack: question.curation?.id)
        }, call, shell
      ) { number, after in "#\(number): that is taken back; it is \(after.state.rawValue)." }
    })

  static let undo = Command(
    name: "undo",
    summary: "undo what you did last to a question, unless somebody decided since",
    details: """
      Approving, rejecting, hiding, merging, moving, highlighting and taking off the wall are undone as if they had \
      never been. Where anything was decided about the question since, nothing is changed and it is said what.
      """,
    arguments: [QuestionCommands.numbers],
    options: QuestionCommands.addressee + [Shared.summit, Shared.json],
    examples: [Example("That was the wrong number.", "tribune question undo 12 --session opening")],
    alsoCalled: ["revert", "oops"],
    run: { call, shell in
      let questions = try await SessionQuestions(call, in: shell)
      try await questions.change(
        each: try call[QuestionCommands.numbers], QuestionChange(action: .undo), call, shell
      ) { number, _ in "#\(number): undone." }
    })

  static let highlight = decision(
    .highlight, "put a question large on the wall", past: "highlighted",
    examples: [
      Example("The host is about to read it out.", "tribune question highlight 17 --session opening")
    ],
    alsoCalled: ["feature", "pin", "star"])

  static let unhighlight = decision(
    .unhighlight, "take a question back into the list on the wall", past: "no longer highlighted",
    examples: [Example("It is answered.", "tribune question unhighlight 17 --session opening")],
    alsoCalled: ["unpin", "unstar"])

  static let reason = Option(
    "reason", letter: "r", "REASON", .choice(API.Curation.Reason.self), "why", required: true)
  static let note = Option("note", "TEXT", .text, "a word to the author alone")

  private static func decision(
    _ action: API.Curation.Action, _ summary: String, past: String, needsReason: Bool = false,
    examples: [Example],
    alsoCalled: [String]
  ) -> Command {
    Command(
      name: action.rawValue,
      summary: summary,
      details: needsReason ? "The reason stands in the public ledger, without the author's name." : "",
      arguments: [QuestionCommands.numbers],
      options: QuestionCommands.addressee + (needsReason ? [reason, note] : []) + [
        Shared.summit, Shared.json,
      ],
      examples: examples,
      alsoCalled: alsoCalled,
      run: { call, shell in
        var change = QuestionChange(action: .decide(action))
        if needsReason {
          change.reason = try call[reason]
          change.note = try call[note]
        }
        let questions = try await SessionQuestions(call, in: shell)
        try await questions.change(each: try call[QuestionCommands.numbers], change, call, shell) {
          number, _ in "#\(number) is \(past)."
        }
      })
  }
}

/// `tribune question correct`
enum CorrectQuestion {
  private static let text = Argument(
    "TEXT", .text, "the wording it shall have, or - to read it from standard input")

  static let command = Command(
    name: "correct",
    summary: "correct a question's wording; the original is kept, and it is shown as corrected",
    arguments: [QuestionCommands.number, text],
    options: QuestionCommands.addressee + [Shared.summit, Shared.json],
    examples: [
      Example("A name misspelt.", "tribune question correct 17 \"Who owns the data?\" --session opening"),
      Example("From a file.", "tribune question correct 17 - --session opening <wording.txt"),
    ],
    alsoCalled: ["edit", "fix", "reword", "change"],
    run: { call, shell in
      let questions = try await SessionQuestions(call, in: shell)
      let wording = shell.text(try call[text])
      let question = try await questions.question(try call[QuestionCommands.number])
      let reply = try await questions.change(
        question.id, QuestionChange(text: wording, action: .decide(.correct)))
      shell.report("#\(question.number) is corrected.", reply, call) { $0.details }
    })
}

extension API.Curation {
  /// `hide (offensive), by moderator Inès at 14:02`
  fileprivate var told: String {
    let reason = reason.map { " (\($0.rawValue))" } ?? ""
    let by = by.map { "by \($0) " } ?? ""
    return "\(action.rawValue)\(reason), \(by)at \(at.clock)".shown
  }
}
