import API
import Foundation

/// `tribune question watch`: the live queue, between the terminal and the server.
enum WatchQuestions {
  static let command = Command(
    name: "watch",
    summary: "the live queue: curate with single keys while questions come in",
    details: """
      Keys: a approves, m merges one that waits into the published one that it looks like, r rejects and h hides (a \
      second key says why), l puts a question large on the wall or takes it off, x sets aside whoever reported it, so \
      that all they held is back (for organizers), u takes your last act back unless somebody decided since, arrows or \
      j and k move, s changes the order, q quits.
      """,
    options: [QuestionCommands.openSession, Shared.summit],
    examples: [
      Example("Beside the stage, during the session.", "tribune question watch --session opening"),
      Example("The only open box.", "tribune question watch"),
    ],
    alsoCalled: ["live", "moderate", "follow", "curate"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    guard isatty(STDIN_FILENO) == 1, shell.output.isTerminal, shell.environment["TERM"] != "dumb" else {
      throw call.misuse("The live queue needs a terminal; programs can use tribune question list --json.")
    }
    var questions = try await call.questions(in: shell)
    // In a hall five seconds of silence are worth saying.
    questions.summit.client = Client(questions.summit.client.access, timeout: 5)
    // Failing here, before the screen is taken, is said like any failure.
    let session = try await questions.summit.session(questions.session)
    var watch = QueueWatch(
      questions: questions, session: session, colours: shell.output.colours)
    try RawTerminal.enter(.fullScreen)
    defer { RawTerminal.leave() }
    try await watch.run()
  }
}
