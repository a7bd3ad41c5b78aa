import API

/// `tribune session accept`
enum AcceptSession {
  static let by = Option("by", "NAME", .text, "the person who says so; the token's name unless given")

  static let command = Command(
    name: "accept",
    summary: "its speakers accept to owe the answers by name, for good",
    details: """
      Until they have, the summit's organizers owe what a session is asked. The speakers' own token does it, or an \
      organizer's once they have said so: --by is kept, for organizers alone.
      """,
    arguments: [Shared.sessionArgument],
    options: [by, Shared.summit, Shared.json],
    examples: [
      Example("She said yes on the phone.", "tribune session accept opening --by \"Camille Duval\"")
    ],
    alsoCalled: ["agree", "commit"],
    run: { call, shell in
      let here = try await call.summit(in: shell)
      let reply = try await here.accept(session: try call[Shared.sessionArgument], by: try call[by])
      let speakers = reply.value.speakers.map(\.name).joined(separator: ", ")
      shell.report("\(speakers): answers are owed by name.", reply, call) { $0.details }
    })
}
