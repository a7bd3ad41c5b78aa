import API
import Foundation

/// `tribune attendee list`
enum ListAttendees {
  private static let suspects = Flag("suspects", "only who is in quarantine or part of a burst")
  private static let limit = Option("limit", "COUNT", .number(1...1_000_000), "so many at most")

  static let command = Command(
    name: "list",
    summary: "attendees by what they did, in the order of their joining",
    options: [suspects, limit, Shared.summit, Shared.json],
    examples: [
      Example("Whom to look at.", "tribune attendee list --suspects"),
      Example(
        "How many came with a badge.",
        "tribune attendee list --json | jq '[.attendees[].badge] | map(select(.)) | length'"),
    ],
    alsoCalled: ["ls", "index", "show"],
    run: { call, shell in
      let here = try await call.summit(in: shell)
      let query = [("limit", "100")] + (call[suspects] ? [("suspects", "true")] : [])
      let people = try await here.client.list(
        here.path + ["attendees"], query, limit: try call[limit], as: AttendeeList.self)
      if call[Shared.json] { return shell.write(json: people.json) }
      if people.elements.isEmpty {
        return shell.say(call[suspects] ? "There are no suspects." : "Nobody has joined yet.")
      }
      var table = Table(
        "ATTENDEE", "JOINED", "BADGE", "QUESTIONS", "UPVOTES", "REPORTS", "SESSIONS", "STATE",
        right: [3, 4, 5, 6])
      for person in people.elements {
        table.add(
          Table.Cell(person.id), Table.Cell(person.joinedAt.dayAndClock),
          Table.Cell(person.badge ? "yes" : ""),
          Table.Cell(String(person.questions)), Table.Cell(String(person.upvotes)),
          Table.Cell(String(person.reports)), Table.Cell(String(person.sessions)), person.state)
      }
      shell.output.write(table)
    })
}

extension AttendeeEntry {
  fileprivate var state: Table.Cell {
    if let quarantined {
      return Table.Cell("quarantine \(quarantined.quarantine): \(quarantined.reason.rawValue)", .owed)
    }
    return Table.Cell(erased ? "erased" : "counts", erased ? .faint : .plain)
  }
}

/// `tribune attendee bursts`
enum ListBursts {
  static let command = Command(
    name: "bursts",
    summary: "what looks like stuffing: many phones that are one, perhaps",
    details: """
      A burst is twenty phones or more without a badge that joined within a minute, or forty within ten that opened no \
      session's page, and signed the same question within a minute of joining; or five that joined within a minute, \
      never signed anything and reported the same question. It is a reason to look, not a verdict. A summit can have \
      those who signed and opened no page quarantined by itself: tribune summit edit --stuffing quarantine.
      """,
    options: [Shared.summit, Shared.json],
    examples: [Example("After a question shot up.", "tribune attendee bursts")],
    alsoCalled: ["suspects", "stuffing", "fraud"],
    run: { call, shell in
      let here = try await call.summit(in: shell)
      let bursts = try await here.client.list(here.path + ["attendees", "bursts"], as: BurstList.self)
      if call[Shared.json] { return shell.write(json: bursts.json) }
      if bursts.elements.isEmpty { return shell.say("Nothing looks like stuffing.") }
      var table = Table("BURST", "QUESTION", "FROM", "ATTENDEES", "COUNTING", "BECAUSE", right: [3, 4])
      for burst in bursts.elements {
        table.add(
          Table.Cell(burst.id), Table.Cell("#\(burst.number)" + (burst.session.map { " \($0)" } ?? "")),
          Table.Cell(burst.from.dayAndClock), Table.Cell(String(burst.attendees.count)),
          Table.Cell(String(burst.counting), burst.counting > 0 ? .owed : .faint), Table.Cell(burst.because))
      }
      shell.output.write(table)
      shell.say("To set one aside: tribune attendee quarantine --burst BURST --dry-run")
    })
}

/// `tribune attendee quarantines`
enum ListQuarantines {
  static let command = Command(
    name: "quarantines",
    summary: "who was set aside, when and why",
    options: [Shared.summit, Shared.json],
    examples: [Example("What was decided.", "tribune attendee quarantines")],
    alsoCalled: ["history", "decisions"],
    run: { call, shell in
      let here = try await call.summit(in: shell)
      let list = try await here.client.list(here.path + ["quarantines"], as: QuarantineList.self)
      if call[Shared.json] { return shell.write(json: list.json) }
      if list.elements.isEmpty { return shell.say("Nobody was ever set aside.") }
      var table = Table("QUARANTINE", "AT", "REASON", "ATTENDEES", "STANDING", "BY", "NOTE", right: [3, 4])
      for quarantine in list.elements {
        table.add(
          Table.Cell(quarantine.id), Table.Cell(quarantine.at.dayAndClock),
          Table.Cell(quarantine.reason.rawValue),
          Table.Cell(String(quarantine.attendees)),
          Table.Cell(String(quarantine.standing), quarantine.standing > 0 ? .owed : .faint),
          Table.Cell(quarantine.automatic ? "itself" : "organizer"), Table.Cell(quarantine.note ?? ""))
      }
      shell.output.write(table)
    })
}

extension AttendeeList: ListPage {
  static let key = "attendees"
  static let identity = "id"
  var elements: [AttendeeEntry] { attendees }
}

extension BurstList: ListPage {
  static let key = "bursts"
  static let identity = "id"
  var elements: [BurstEntry] { bursts }
}

extension QuarantineList: ListPage {
  static let key = "quarantines"
  static let identity = "id"
  var elements: [QuarantineEntry] { quarantines }
}
