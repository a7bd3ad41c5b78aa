import API
import Foundation

/// `tribune feedback …`
enum FeedbackCommands {
  static let command = Command(
    name: "feedback",
    summary: "what attendees think of the sessions",
    details: """
      Attendees give one to five stars and a comment, from ten minutes before a session's end. Organizers and the \
      session's speakers read them, without names. Public averages: tribune summit edit --public-ratings on.
      """,
    examples: [
      Example("How it went.", "tribune feedback show opening"),
      Example("All sessions in short.", "tribune feedback list"),
    ],
    alsoCalled: ["rating", "ratings", "stars"],
    subcommands: [ListFeedback.command, ShowFeedback.command])
}

/// `tribune feedback list`
enum ListFeedback {
  static let command = Command(
    name: "list",
    summary: "every session with its average and how many rated it",
    options: [Shared.summit, Shared.json],
    examples: [
      Example("All of them.", "tribune feedback list"),
      Example(
        "The best three.",
        "tribune feedback list --json | jq -r '.sessions | sort_by(-.average)[:3][].session'"),
    ],
    alsoCalled: ["ls", "index"],
    run: { call, shell in
      let here = try await call.summit(in: shell)
      let sessions = try await here.client.list(here.path + ["feedback"], as: FeedbackOverview.self)
      if call[Shared.json] { return shell.write(json: sessions.json) }
      if sessions.elements.isEmpty { return shell.say("There are no sessions yet.") }
      var table = Table("SESSION", "STARS", "RATINGS", "COMMENTS", "TITLE", right: [1, 2, 3])
      for session in sessions.elements {
        table.add(
          Table.Cell(session.session), Table.Cell(session.average.map(\.oneDecimal) ?? "", .strong),
          Table.Cell(String(session.ratings)), Table.Cell(String(session.comments)),
          Table.Cell(session.title))
      }
      shell.output.write(table)
    })
}

/// `tribune feedback show`
enum ShowFeedback {
  private static let limit = Option("limit", "COUNT", .number(1...10_000), "so many comments at most")

  static let command = Command(
    name: "show",
    summary: "one session's stars as a histogram, and its comments",
    arguments: [Shared.sessionArgument],
    options: [limit, Shared.summit, Shared.json],
    examples: [
      Example("How it went.", "tribune feedback show opening"),
      Example(
        "The comments alone, for another program.",
        "tribune feedback show opening --json | jq -r '.comments[].comment'"),
    ],
    alsoCalled: ["view", "get", "info"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let here = try await call.summit(in: shell)
    let slug = try call[Shared.sessionArgument]
    let path = here.path + ["sessions", slug, "feedback"]
    let comments = try await here.suggesting(session: slug) {
      do {
        return try await here.client.list(
          path, [("limit", "100")], limit: call[limit], as: FeedbackReport.self)
      } catch let failure as Failure where failure.status == .failed {
        throw await mayNotRead(here, path) ?? failure
      }
    }
    if call[Shared.json] { return shell.write(json: comments.json) }
    let report: FeedbackReport = try here.client.decode(comments.json)
    guard let average = report.average else {
      return shell.say("Nobody has rated \(slug) yet: they can from ten minutes before its end.")
    }
    for line in Histogram(report.histogram).lines(on: shell.output) { shell.output.line(line) }
    let people = report.ratings == 1 ? "1 rating" : "\(report.ratings) ratings"
    let mean = shell.output.styled(average.oneDecimal, .strong)
    shell.output.line("\(mean) of 5 stars, \(people)")
    for comment in report.comments {
      var details = Details()
      details.add("\(comment.stars) ★", comment.comment)
      details.add("", comment.at.dayAndClock, .faint)
      shell.output.line()
      shell.output.write(details)
    }
  }

  /// To others than organizers and the session's speakers the server answers less, which reads as no report.
  private static func mayNotRead(_ here: SummitClient, _ path: [String]) async -> Failure? {
    guard (try? await here.client.get(path, as: FeedbackSeen.self)) != nil else { return nil }
    return Failure(
      .notAllowed, "Only organizers and the session's speakers read its feedback.",
      advice: here.client.access.token == nil ? "Sign in with: tribune login" : nil)
  }
}

extension Double {
  /// `4.3`
  var oneDecimal: String {
    let tenths = Int((self * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
