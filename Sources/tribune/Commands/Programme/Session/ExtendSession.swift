import API
import Foundation

/// `tribune session extend`
enum ExtendSession {
  private static let minutes = Argument("MINUTES", .number(1...1440), "by how much later it ends")

  static let command = Command(
    name: "extend",
    summary: "move a session's end, and with it the box and what is due",
    details:
      "To end earlier: tribune session edit SESSION --ends TIME, or tribune session end SESSION for now.",
    arguments: [Shared.sessionArgument, minutes],
    options: [Shared.dryRun, Shared.summit, Shared.json],
    examples: [
      Example("The debate is too good to stop.", "tribune session extend debate 10"),
      Example("When would the box close then?", "tribune session extend debate 10 --dry-run"),
    ],
    alsoCalled: ["prolong", "lengthen", "delay"],
    run: { call, shell in
      let here = try await call.summit(in: shell)
      var change = SessionChange()
      change.extendBy = try call[minutes]
      let reply = try await here.change(
        session: call[Shared.sessionArgument], change, dryRun: call[Shared.dryRun])
      let session = reply.value
      let done = "“\(session.title)” ends at \(session.endsAt.clock)."
      shell.report(call[Shared.dryRun] ? "Nothing was changed. It would be:" : done, reply, call) {
        $0.boxDetails
      }
    })
}

/// `tribune session end`
enum EndSession {
  static let command = Command(
    name: "end",
    summary: "end a session now: live answers are due, the box closes 15 minutes later",
    arguments: [Shared.sessionArgument],
    options: [Shared.dryRun, Shared.yes, Shared.summit, Shared.json],
    examples: [
      Example("They have left the stage.", "tribune session end opening"),
      Example("When would the box close?", "tribune session end opening --dry-run"),
    ],
    alsoCalled: ["finish", "stop"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let here = try await call.summit(in: shell)
    let slug = try call[Shared.sessionArgument]
    var change = SessionChange()
    change.ended = true
    let before = try await here.session(slug).value
    let preview = try await here.change(session: slug, change, dryRun: true)
    if call[Shared.dryRun] {
      return shell.report("Nothing was changed. It would be:", preview, call) { $0.boxDetails }
    }
    try shell.confirmDestruction(
      "End “\(before.title)” now, at \(preview.value.endsAt.clock) instead of \(before.endsAt.clock)?",
      for: call)
    let reply = try await here.change(session: slug, change)
    shell.report("“\(reply.value.title)” ended at \(reply.value.endsAt.clock).", reply, call) {
      $0.boxDetails
    }
  }
}
