import API
import Foundation

/// `tribune session list`
enum ListSessions {
  private static let box = Option("box", "STATE", .choice(Box.self), "only those whose box is in this state")

  static let command = Command(
    name: "list",
    summary: "the programme, with the state of each box",
    options: [box, Shared.summit, Shared.json],
    examples: [
      Example("All of it.", "tribune session list"),
      Example("Where questions come in right now.", "tribune session list --box open"),
    ],
    alsoCalled: ["ls", "index"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let sessions = try await call.summit(in: shell).sessions()
    let wanted = try call[box]
    if call[Shared.json] { return try shell.write(sessions, where: "box", is: wanted?.rawValue) }
    let shown = sessions.elements.filter { wanted == nil || $0.box == wanted }
    if shown.isEmpty { return shell.say("There is no such session.") }
    var table = Table("SESSION", "WHEN", "ROOM", "BOX", "THRESHOLD", "TITLE", right: [4])
    for session in shown.sorted(by: { $0.startsAt < $1.startsAt }) {
      table.add(
        Table.Cell(session.slug, session.box == .open ? .strong : .plain),
        Table.Cell(session.startsAt.span(to: session.endsAt)), Table.Cell(session.room ?? ""),
        session.boxCell, Table.Cell(session.threshold.map(String.init) ?? ""),
        Table.Cell(session.title, session.cancelled ? .faint : .plain))
    }
    shell.output.write(table)
  }
}

/// `tribune session show`
enum ShowSession {
  static let command = Command(
    name: "show",
    summary: "one session in full",
    arguments: [Shared.sessionArgument],
    options: [Shared.summit, Shared.json],
    examples: [Example("Who speaks, where, and how the box stands.", "tribune session show opening")],
    alsoCalled: ["view", "get", "info"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let reply = try await call.summit(in: shell).session(try call[Shared.sessionArgument])
    shell.show(reply, call) { $0.details }
  }
}
