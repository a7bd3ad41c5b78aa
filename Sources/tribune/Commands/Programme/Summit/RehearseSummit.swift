import API
import Foundation

/// `tribune summit rehearse`
enum RehearseSummit {
  private static let slug = Option("slug", "SLUG", .slug, "the copy's name in addresses")
  private static let starts = Option("starts", "DAY", .day, "the copy's first day; today unless given")

  static let command = Command(
    name: "rehearse",
    summary: "copy a summit's programme to today, to try everything out",
    details: "The copy has the sessions, rooms and speakers, and no questions. The original is left alone.",
    arguments: [Shared.summitArgument],
    options: [slug, starts, Shared.summit, Shared.json],
    examples: [
      Example("The evening before.", "tribune summit rehearse imedia-2017"),
      Example("For Monday.", "tribune summit rehearse imedia-2017 --starts 2017-06-12 --slug monday"),
    ],
    alsoCalled: ["copy", "clone"],
    run: { call, shell in
      let here = try await call.summit(call[optional: Shared.summitArgument], in: shell)
      let rehearsal = try NewRehearsal(slug: call[slug], startsOn: call[starts])
      let reply: Client.Reply<Summit> = try await here.client.send(
        "POST", here.path + ["rehearsals"], body: rehearsal)
      shell.report("\(reply.value.slug) is a copy of \(here.slug) to rehearse with.", reply, call) {
        $0.details
      }
    })
}

/// `tribune summit close`
enum CloseSummit {
  static let command = Command(
    name: "close",
    summary: "close a summit for good: every question gets its outcome",
    arguments: [Shared.summitArgument],
    options: [Shared.dryRun, Shared.yes, Shared.summit, Shared.json],
    examples: [Example("When all is answered, or long over.", "tribune summit close imedia-2017")],
    alsoCalled: ["end", "finish"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let here = try await call.summit(call[optional: Shared.summitArgument], in: shell)
    let before = try await here.summit
    if call[Shared.dryRun] {
      return shell.report("Nothing was changed. This would be closed for good:", before, call) { $0.details }
    }
    try shell.confirmDestruction("Close \(before.value.name) (\(here.slug)) for good?", for: call)
    var change = SummitChange()
    change.closed = true
    let reply: Client.Reply<Summit> = try await here.client.send("PATCH", here.path, body: change)
    shell.report("\(here.slug) is closed.", reply, call) { $0.details }
  }
}
