import API
import Foundation

/// `tribune session pause`
enum PauseSession {
  static let command = Command(
    name: "pause",
    summary: "take no more questions, only upvotes",
    arguments: [Shared.sessionArgument],
    options: [Shared.dryRun, Shared.summit, Shared.json],
    examples: [
      Example("The speaker needs the room's ears.", "tribune session pause opening"),
      Example("And on again.", "tribune session open opening"),
    ],
    alsoCalled: ["stop", "hold"],
    run: { call, shell in
      let here = try await call.summit(in: shell)
      var change = SessionChange()
      change.box = .paused
      let reply = try await here.change(
        session: call[Shared.sessionArgument], change, dryRun: call[Shared.dryRun])
      let done = "The box of “\(reply.value.title)” is paused: upvotes count, questions wait."
      shell.report(call[Shared.dryRun] ? "Nothing was changed. It would be:" : done, reply, call) {
        $0.boxDetails
      }
    })
}

/// `tribune session close`
enum CloseSession {
  static let command = Command(
    name: "close",
    summary: "close a session's question box",
    details: "Upvotes still count for 15 minutes, since phones come back from dead spots.",
    arguments: [Shared.sessionArgument],
    options: [Shared.dryRun, Shared.yes, Shared.summit, Shared.json],
    examples: [
      Example("No more questions.", "tribune session close opening"),
      Example("In a script.", "tribune session close opening --yes"),
    ],
    alsoCalled: ["shut", "lock"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let here = try await call.summit(in: shell)
    let slug = try call[Shared.sessionArgument]
    var change = SessionChange()
    change.box = .closed
    let preview = try await here.change(session: slug, change, dryRun: true)
    if call[Shared.dryRun] {
      return shell.report("Nothing was changed. It would be:", preview, call) { $0.boxDetails }
    }
    try shell.confirmDestruction(
      "Close the box of “\(preview.value.title)”? No more questions; upvotes count for 15 minutes.", for: call
    )
    let reply = try await here.change(session: slug, change)
    shell.report("The box of “\(reply.value.title)” is closed.", reply, call) { $0.boxDetails }
  }
}

/// `tribune session cancel`
enum CancelSession {
  static let command = Command(
    name: "cancel",
    summary: "take a session off the programme; its questions are kept",
    arguments: [Shared.sessionArgument],
    options: [Shared.dryRun, Shared.yes, Shared.summit, Shared.json],
    examples: [
      Example("The speaker's train stands still.", "tribune session cancel opening"),
      Example("What is it again?", "tribune session cancel opening --dry-run"),
    ],
    alsoCalled: ["remove", "delete", "rm"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let here = try await call.summit(in: shell)
    let slug = try call[Shared.sessionArgument]
    let before = try await here.session(slug)
    if call[Shared.dryRun] {
      return shell.report("Nothing was changed. This would be cancelled:", before, call) { $0.details }
    }
    try shell.confirmDestruction(
      "Cancel “\(before.value.title)”, \(before.value.startsAt.span(to: before.value.endsAt))?", for: call)
    let json = try await here.client.send("DELETE", here.path + ["sessions", slug])
    if call[Shared.json] { shell.write(json: json) }
    shell.say("“\(before.value.title)” is cancelled; its questions are kept.")
  }
}
