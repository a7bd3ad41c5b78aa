import API
import Foundation

/// `tribune promise …`
enum PromiseCommands {
  static let command = Command(
    name: "promise",
    summary: "what is owed, and what became of it",
    details: """
      A question that passes its threshold obliges an answer: live by the session's end, then in writing. The board is \
      public; here it is listed for the terminal and for spreadsheets, and those who owe are written to.
      """,
    examples: [
      Example("Who is late?", "tribune promise list --overdue"),
      Example("A letter to each who owes an answer.", "tribune promise remind --output reminders"),
    ],
    alsoCalled: ["board", "debt", "answers"],
    subcommands: [ListPromises.command, RemindDebtors.command])

  static let overdue = Flag("overdue", "only those that are late")
}

/// `tribune promise list`
enum ListPromises {
  private static let state = Option(
    "state", "STATES", .list(of: .choice(Promise.State.self)), "only these, with commas between")
  private static let organisation = Option(
    "organisation", letter: "o", "ORGANISATION", .slug, "only those of questions to it, by its slug")
  private static let limit = Option("limit", "COUNT", .number(1...100_000), "so many at most")
  private static let csv = Flag("csv", "the whole board as CSV, for spreadsheets")

  static let command = Command(
    name: "list",
    summary: "the board: late ones first, then by due date, then what was settled",
    options: [
      PromiseCommands.overdue, state, Shared.session, organisation, limit, csv, Shared.summit, Shared.json,
    ],
    examples: [
      Example("Who is late?", "tribune promise list --overdue"),
      Example("What one session still owes.", "tribune promise list --state owed --session opening"),
      Example("The whole board for a spreadsheet.", "tribune promise list --csv > promises.csv"),
    ],
    alsoCalled: ["ls", "index", "show"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let here = try await call.summit(in: shell)
    if call[csv] {
      let filters = [state.name, Shared.session.name, organisation.name, limit.name]
      guard !call[PromiseCommands.overdue], !call[Shared.json], filters.allSatisfy({ call.values[$0] == nil })
      else { throw call.misuse("--csv is of the whole board: it goes with no filter, and not with --json.") }
      let table = try await here.client.send("GET", here.path + ["promises.csv"])
      return shell.output.write(String(decoding: table, as: UTF8.self))
    }
    var query = [("limit", "100")]
    if call[PromiseCommands.overdue] { query.append(("overdue", "true")) }
    if let states = try call[state] { query.append(("state", states.map(\.rawValue).joined(separator: ","))) }
    if let session = try call[Shared.session] { query.append(("session", session)) }
    if let slug = try call[organisation] { query.append(("organisation", slug)) }
    let listing = try await here.client.list(
      here.path + ["promises"], query, limit: call[limit], as: Board.self)
    if call[Shared.json] { return shell.write(json: listing.json) }
    if listing.elements.isEmpty { return shell.say("There is no such promise in \(here.slug).") }
    shell.output.write(promiseTable(listing.elements, at: Date()))
  }
}

extension Board: ListPage {
  static let key = "promises"
  static let identity = "url"
  var elements: [BoardPromise] { promises }
}

extension Promise.State: Choice {
  var summary: String {
    switch self {
    case .owed: "an answer is due, or late"
    case .kept: "answered on stage or in writing"
    case .declined: "an answer was declined, with a reason"
    case .void: "carried by people who count no more"
    }
  }
}
