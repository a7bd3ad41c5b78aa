import API
import Foundation

/// `tribune question reject`: some by their numbers, or all that one attendee asked.
enum RejectQuestions {
  private static let numbers = Arguments(
    "NUMBER", .questionNumber, "the questions' numbers in their session", optional: true)
  private static let reason = Option(
    "reason", letter: "r", "REASON", .choice(API.Curation.Reason.self), "why")
  private static let allFrom = Option(
    "all-from", "ATTENDEE", .slug, "all that this attendee asked, in any session (tribune question show)")
  private static let undo = Flag("undo", "with --all-from: undo your own decision")
  private static let restore = Flag(
    "restore", "with --all-from: take the last decision back, whoever made it")

  static let command = Command(
    name: "reject",
    summary: "refuse questions, with a public reason",
    details: """
      The reason stands in the public ledger, without the author's name. With --all-from what waits is rejected and \
      what is public hidden, as one decision that --undo takes back where nothing was decided since; what is owed an answer is hidden at most, and \
      stays on the board.
      """,
    arguments: [numbers],
    options: QuestionCommands.addressee + [
      reason, Curation.note, allFrom, undo, restore, Shared.dryRun, Shared.summit, Shared.json,
    ],
    examples: [
      Example("Not about this.", "tribune question reject 19 --reason off_topic --session opening"),
      Example(
        "With a word to its author.",
        "tribune question reject 19 -s opening --reason unclear --note \"Which campaign do you mean?\""),
      Example(
        "Somebody advertises everywhere.",
        "tribune question reject --all-from 2041 --reason advertising --dry-run"),
    ],
    alsoCalled: ["refuse", "decline", "deny"],
    run: { call, shell in
      if let attendee = try call[allFrom] { return try await decideAll(from: attendee, call, shell) }
      if try call[numbers].isEmpty { throw call.missing(QuestionCommands.numbers) }
      if try call.addressee == nil { throw call.missing(QuestionCommands.session) }
      guard let reason = try call[reason] else { throw call.missing(Curation.reason) }
      for flag in [undo, restore, Shared.dryRun] where call[flag] {
        throw call.misuse("--\(flag.name) goes with --all-from.")
      }
      let change = QuestionChange(action: .decide(.reject), reason: reason, note: try call[Curation.note])
      let questions = try await SessionQuestions(call, in: shell)
      try await questions.change(each: try call[numbers], change, call, shell) { number, _ in
        "#\(number) is rejected."
      }
    })

  private static func decideAll(
    from attendee: String, _ call: Invocation, _ shell: Shell
  ) async throws {
    guard try call[numbers].isEmpty, try call.addressee == nil else {
      throw call.misuse("--all-from is about all questions of one attendee: name no numbers and no session.")
    }
    let reason = try call[reason]
    let takesBack = call[undo] || call[restore]
    if call[undo], call[restore] { throw call.misuse("Say one of --undo and --restore.") }
    if !takesBack, reason == nil { throw call.missing(Curation.reason) }
    if takesBack, reason != nil { throw call.misuse("Taking back needs no reason.") }
    let here = try await call.summit(in: shell)
    let change = BulkChange(
      action: call[undo] ? .undo : call[restore] ? .restore : .reject, reason: reason,
      note: try call[Curation.note],
      dryRun: call[Shared.dryRun] ? true : nil)
    let reply: Client.Reply<BulkReport> = try await here.client.send(
      "POST", here.path + ["attendees", attendee, "curation"], body: change)
    if call[Shared.json] { return shell.write(json: reply.json) }
    let report = reply.value
    if report.questions.isEmpty { return shell.say("Attendee \(attendee) has no question to decide about.") }
    if report.dryRun { shell.say("Nothing was changed. It would be:") }
    let count = report.questions.count
    let what = takesBack ? "taken back for" : "decided about"
    shell.say("\(count == 1 ? "1 question is" : "\(count) questions are") \(what) attendee \(attendee).")
    var table = Table("QUESTION", "STATE", "")
    for question in report.questions {
      let place = question.session ?? question.organisation
      table.add(
        Table.Cell("#\(question.number)" + (place.map { " \($0)" } ?? "")),
        Table.Cell("\(question.before.rawValue) → \(question.after.rawValue)"),
        Table.Cell(question.promised ? "an answer stays owed, in public" : "", .owed))
    }
    shell.output.write(table)
  }
}
