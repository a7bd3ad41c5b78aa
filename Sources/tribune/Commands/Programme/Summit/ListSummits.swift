import API
import Foundation

/// `tribune summit list`
enum ListSummits {
  static let command = Command(
    name: "list",
    summary: "the summits of this server",
    options: [Shared.json],
    examples: [Example("All of them.", "tribune summit list")],
    alsoCalled: ["ls", "index"],
    run: { call, shell in
      let summits = try await call.client(in: shell).list(["summits"], as: SummitList.self)
      if call[Shared.json] { return shell.write(json: summits.json) }
      if summits.elements.isEmpty {
        return shell.say("There is no summit yet: tribune programme import FILE")
      }
      var table = Table("SUMMIT", "FROM", "TO", "PLACE", "STATE", "NAME")
      for summit in summits.elements.sorted(by: { $0.startsOn < $1.startsOn }) {
        table.add(
          Table.Cell(summit.slug), Table.Cell(summit.startsOn), Table.Cell(summit.endsOn),
          Table.Cell(summit.place ?? ""), Table.Cell(summit.closedAt == nil ? "running" : "closed"),
          Table.Cell(summit.name))
      }
      shell.output.write(table)
    })
}

/// `tribune summit show`
enum ShowSummit {
  static let command = Command(
    name: "show",
    summary: "one summit in full, with its rules",
    arguments: [Shared.summitArgument],
    options: [Shared.summit, Shared.json],
    examples: [Example("Its dates, and how thresholds come about.", "tribune summit show imedia-2017")],
    alsoCalled: ["view", "get", "info"],
    run: { call, shell in
      let reply = try await call.summit(call[optional: Shared.summitArgument], in: shell).summit
      shell.show(reply, call) { $0.details }
    })
}

extension Summit {
  var details: Details {
    let rule = thresholdRule
    var details = Details()
    details.add("Summit", slug)
    details.add("Name", name, .strong)
    details.add("Place", place)
    details.add("Dates", startsOn == endsOn ? startsOn : "\(startsOn) to \(endsOn)")
    details.add("Time zone", timeZone)
    details.add("Languages", languages.joined(separator: ", "))
    details.add("Expected", expectedAttendees.map { "\($0) attendees" })
    details.add("Identity", identity == .badge ? "badge: a code per person" : "open: a token per phone")
    if stuffing == .quarantine { details.add("Stuffing", "bursts are quarantined by themselves") }
    details.add(
      "Threshold", "\(rule.share) % of the audience, at least \(rule.floor), at most \(rule.ceiling)")
    details.add("Own questions", threshold.map { "\($0) upvotes oblige an answer" })
    details.add("Answers", "in writing within \(answerPeriod) days")
    details.add("Controller", controller)
    details.add("Contact", contact)
    details.add(
      "Retention", retention.map { "\($0) days" + (unlinksOn.map { "; people are unlinked on \($0)" } ?? "") }
    )
    details.add("Ratings", publicRatings ? "averages are public above five" : "for organizers and speakers")
    details.add("Colour", accent)
    details.add("Logo", logo.map { _ in "has one" })
    details.add("Closed", closedAt.map(\.dayAndClock))
    return details
  }
}

extension Summit {
  /// The day on which people are unlinked from what they wrote, at its first minute; nil without a period.
  var unlinksOn: String? {
    guard let retention, let last = Self.days.date(from: endsOn) else { return nil }
    return Self.days.string(from: last.addingTimeInterval(Double(retention + 1) * 86_400))
  }

  static var today: String { days.string(from: Date()) }

  private static var days: DateFormatter {
    let days = DateFormatter()
    days.calendar = Calendar(identifier: .gregorian)
    days.locale = Locale(identifier: "en_US_POSIX")
    days.timeZone = TimeZone(identifier: "UTC")
    days.dateFormat = "yyyy-MM-dd"
    return days
  }
}
