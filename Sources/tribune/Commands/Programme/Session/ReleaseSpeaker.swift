import API

/// `tribune session release`
enum ReleaseSpeaker {
  static let command = Command(
    name: "release",
    summary: "let somebody go who accepted to owe the answers by name",
    details: """
      Who accepted owes a session's answers for good, also when a programme has them on its stage no more. This lets \
      one of them go, and the public ledger tells it. When nobody is left, the summit's organizers owe the answers.
      """,
    arguments: [Shared.sessionArgument, Shared.speakerArgument],
    options: [Shared.yes, Shared.summit, Shared.json],
    examples: [
      Example("She could not come; the others answer.", "tribune session release opening camille-duval")
    ],
    alsoCalled: ["excuse"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let here = try await call.summit(in: shell)
    let (session, speaker) = (try call[Shared.sessionArgument], try call[Shared.speakerArgument])
    let before = try await here.session(session).value
    try shell.confirmDestruction(
      "Let \(speaker) go, who accepted to answer for “\(before.title)”? The public ledger tells it.",
      for: call)
    let reply: Client.Reply<Session> = try here.client.reply(
      await here.client.send("DELETE", here.path + ["sessions", session, "acceptance", speaker]))
    shell.report("\(speaker) does not owe its answers any more.", reply, call) { $0.details }
  }
}
