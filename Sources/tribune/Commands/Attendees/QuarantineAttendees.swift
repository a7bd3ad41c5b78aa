import API
import Foundation

/// Why people do not count: public, in the ledger.
extension Quarantine.Reason: Choice {
  var summary: String {
    switch self {
    case .stuffing: "many who are one"
    case .duplicate: "the same person twice"
    case .offTopic: "not here for the summit"
    case .offensive: "insults others"
    case .personal: "after somebody's private life"
    case .advertising: "sells something"
    case .unclear: "nobody knows what for"
    case .answeredBefore: "asks on and on what was answered"
    }
  }
}

/// `tribune attendee quarantine`
enum QuarantineAttendees {
  private static let reason = Option(
    "reason", letter: "r", "REASON", .choice(Quarantine.Reason.self), "why; stuffing unless given")
  private static let note = Option("note", "TEXT", .text, "a word for organizers alone")
  private static let burst = Option("burst", "BURST", .slug, "those of a burst (tribune attendee bursts)")

  private static let reportersOf = Option(
    "reporters-of", "NUMBER", .questionNumber,
    "whoever reported this question; with --session, where it is one's")

  static let command = Command(
    name: "quarantine",
    summary: "people count no more: what they signed, reported and judged is kept aside",
    details: """
      Counts follow exactly. A promise that was reached only through them is void, and what only their reports took \
      off the list is back. The reason and the number of people stand in the public ledger. To undo it: tribune \
      attendee release --last.
      """,
    arguments: [AttendeeCommands.attendees],
    options: [
      burst, reportersOf, QuestionCommands.openSession, reason, note, Shared.dryRun, Shared.summit,
      Shared.json,
    ],
    examples: [
      Example("What would leave the counts?", "tribune attendee quarantine --burst 17-2041 --dry-run"),
      Example(
        "What they held is back, and they count no more.",
        "tribune attendee quarantine --reporters-of 3 --session opening"),
      Example("Two that are one.", "tribune attendee quarantine 2041 2042 --reason duplicate"),
    ],
    alsoCalled: ["exclude", "ban", "block", "ignore"],
    run: { call, shell in
      let people = try call[AttendeeCommands.attendees]
      let (named, reported) = (try call[burst], try call[reportersOf])
      let ways = [!people.isEmpty, named != nil, reported != nil].count { $0 }
      guard ways == 1 else {
        throw call.misuse("Say whom: attendees by their ids, --burst BURST, or --reporters-of NUMBER.")
      }
      let here = try await call.summit(in: shell)
      var question: String?
      if let reported { question = try await call.questions(in: shell).question(reported).id }
      let body = NewQuarantine(
        attendees: people.isEmpty ? nil : people, burst: named, reportersOf: question,
        reason: try call[reason] ?? .stuffing, note: try call[note],
        dryRun: call[Shared.dryRun] ? true : nil)
      let reply: Client.Reply<QuarantineReport> = try await here.client.send(
        "POST", here.path + ["quarantines"], body: body)
      shell.report(reply, call, done: "in quarantine")
    })
}

/// `tribune attendee release`
enum ReleaseAttendees {
  private static let last = Flag("last", "everybody of the newest quarantine that stands")
  private static let quarantine = Option(
    "quarantine", "QUARANTINE", .slug, "everybody of this one (tribune attendee quarantines)")

  static let command = Command(
    name: "release",
    summary: "people count again, as if they had never been in quarantine",
    arguments: [AttendeeCommands.attendees],
    options: [last, quarantine, Shared.dryRun, Shared.summit, Shared.json],
    examples: [
      Example("The last one was a mistake.", "tribune attendee release --last"),
      Example("One of them was a person after all.", "tribune attendee release 2041"),
    ],
    alsoCalled: ["undo", "restore", "unban", "unquarantine"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let people = try call[AttendeeCommands.attendees]
    var wanted = try call[quarantine]
    let ways = [!people.isEmpty, wanted != nil, call[last]].count { $0 }
    guard ways == 1 else {
      throw call.misuse("Say whom: attendees by their ids, --quarantine QUARANTINE, or --last.")
    }
    let here = try await call.summit(in: shell)
    if call[last] {
      let all = try await here.client.list(here.path + ["quarantines"], as: QuarantineList.self).elements
      guard let newest = all.first(where: { $0.standing > 0 }) else {
        throw Failure(.conflict, "Nobody is in quarantine in \(here.slug).")
      }
      wanted = newest.id
    }
    let reply: Client.Reply<QuarantineReport>
    if let wanted {
      let query = call[Shared.dryRun] ? [("dryRun", "true")] : []
      reply = try here.client.reply(
        try await here.client.send("DELETE", here.path + ["quarantines", wanted], query))
    } else {
      reply = try await here.client.send(
        "POST", here.path + ["releases"],
        body: NewRelease(attendees: people, dryRun: call[Shared.dryRun] ? true : nil))
    }
    shell.report(reply, call, done: "released")
  }
}

extension Shell {
  fileprivate func report(_ reply: Client.Reply<QuarantineReport>, _ call: Invocation, done: String) {
    if call[Shared.json] { return write(json: reply.json) }
    let report = reply.value
    if report.dryRun { say("Nothing was changed. It would be:") }
    let name = report.id.map { " (quarantine \($0))" } ?? ""
    let count = report.attendees.count
    say("\(count == 1 ? "1 attendee is" : "\(count) attendees are") \(done)\(name).")
    if !report.unchanged.isEmpty { say("So already: \(report.unchanged.joined(separator: ", ")).") }
    guard !report.questions.isEmpty else { return }
    var table = Table("QUESTION", "UPVOTES", "COUNTED", "STATE", "PROMISE", right: [1, 2])
    for question in report.questions {
      let place = question.session ?? question.organisation
      table.add(
        Table.Cell("#\(question.number)" + (place.map { " \($0)" } ?? "")),
        Table.Cell(String(question.upvotes)), Table.Cell(String(question.counted), .strong),
        question.state.cell, question.promise.cell)
    }
    output.write(table)
  }
}

extension CountedQuestion.Shift {
  fileprivate var cell: Table.Cell {
    guard changes else { return Table.Cell(after?.rawValue ?? "") }
    return Table.Cell("\(before?.rawValue ?? "none") → \(after?.rawValue ?? "none")", .owed)
  }
}
