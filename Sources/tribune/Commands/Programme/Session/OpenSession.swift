import API
import Foundation

/// `tribune session open`
enum OpenSession {
  private static let audience = Option(
    "audience", "PEOPLE", .number(1...1_000_000), "how many are in the room: the threshold is a share of them"
  )

  static let command = Command(
    name: "open",
    summary: "open a session's question box",
    details: """
      The first opening fixes the threshold: how many upvotes oblige an answer. It is shown before, and asked \
      about on a terminal. Later it can be lowered, never raised. Opening again keeps it.
      """,
    arguments: [Shared.sessionArgument],
    options: [audience, Shared.dryRun, Shared.yes, Shared.summit, Shared.json],
    examples: [
      Example("Let the questions in.", "tribune session open opening"),
      Example("For a small room.", "tribune session open workshop-2 --audience 40"),
      Example("What would the threshold be?", "tribune session open opening --dry-run"),
    ],
    alsoCalled: ["start", "begin", "resume", "reopen", "unpause"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let here = try await call.summit(in: shell)
    let slug = try call[Shared.sessionArgument]
    var change = SessionChange()
    change.box = .open
    change.audience = try call[audience]

    let before = try await here.session(slug).value
    let preview = try await here.change(session: slug, change, dryRun: true)
    if before.threshold == nil, let threshold = preview.value.threshold {
      shell.say(
        "In “\(before.title)”, \(threshold) upvotes will oblige an answer"
          + (await reason(for: preview.value, here)) + ". Opening fixes that; later it can only be lowered.")
    }
    if call[Shared.dryRun] {
      return shell.report("Nothing was changed. It would be:", preview, call) { $0.boxDetails }
    }
    if before.threshold == nil, shell.isInteractive, !call[Shared.yes],
      !shell.confirms("Open it?", usual: true)
    {
      throw Failure(.failed, "Nothing was changed.")
    }
    let reply = try await here.change(session: slug, change)
    shell.report("The box of “\(reply.value.title)” is open.", reply, call) { $0.boxDetails }
  }

  /// ` (10 % of 520 people, at least 5, at most 150)`; nothing where the rule cannot be had.
  private static func reason(for session: Session, _ here: SummitClient) async -> String {
    guard let summit = try? await here.summit.value else { return "" }
    let rule = summit.thresholdRule
    let audience = session.audience ?? summit.expectedAttendees
    let people = audience.map { "\($0) people" } ?? "those checked in"
    return " (\(rule.share) % of \(people), at least \(rule.floor), at most \(rule.ceiling))"
  }
}
