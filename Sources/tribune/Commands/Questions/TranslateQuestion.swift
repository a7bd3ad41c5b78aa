import API

/// `tribune question translate`
enum TranslateQuestion {
  private static let text = Argument(
    "TEXT", .text, "the wording in the other language, or - to read it from standard input", optional: true)
  private static let language = Option(
    "language", letter: "l", "TAG", .text, "the language of the text, such as en or pt-br")
  private static let remove = Flag("remove", "take the translation away")

  static let command = Command(
    name: "translate",
    summary: "give a question's wording in another language, for a speaker who does not read it",
    details: "It stands under the question until its wording changes.",
    arguments: [QuestionCommands.number, text],
    options: QuestionCommands.addressee + [language, remove, Shared.summit, Shared.json],
    examples: [
      Example(
        "For a speaker from abroad.",
        "tribune question translate 17 \"Who owns the data?\" --language en --session opening"),
      Example("That was wrong.", "tribune question translate 17 --remove --session opening"),
    ],
    alsoCalled: ["translation"],
    run: { call, shell in
      var change = QuestionChange(text: "", action: .decide(.translate))
      if call[remove] {
        if try call[optional: text] != nil { throw call.misuse("--remove needs no text.") }
      } else {
        change.text = shell.text(try call[text])
        guard let tag = try call[language] else { throw call.missing(language) }
        change.language = tag
      }
      let questions = try await SessionQuestions(call, in: shell)
      let question = try await questions.question(try call[QuestionCommands.number])
      let reply = try await questions.change(question.id, change)
      let done = reply.value.translation.map { "is translated (\($0.language))" } ?? "has no translation now"
      shell.report("#\(question.number) \(done).", reply, call) { $0.details }
    })
}
