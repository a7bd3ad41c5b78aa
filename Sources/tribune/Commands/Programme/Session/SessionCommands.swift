/// `tribune session …`
enum SessionCommands {
  static let command = Command(
    name: "session",
    summary: "sessions and their question boxes",
    details: """
      A box is scheduled, open, paused (upvotes only) or closed. Opening it for the first time fixes the threshold: \
      how many upvotes oblige an answer.
      """,
    examples: [
      Example("What is on, and which boxes are open.", "tribune session list"),
      Example("Let the questions in.", "tribune session open opening"),
    ],
    alsoCalled: ["talk", "box"],
    subcommands: [
      ListSessions.command, ShowSession.command, AddSession.command, EditSession.command, OpenSession.command,
      PauseSession.command, CloseSession.command, ExtendSession.command, EndSession.command,
      AcceptSession.command, ReleaseSpeaker.command, CancelSession.command,
    ])
}
