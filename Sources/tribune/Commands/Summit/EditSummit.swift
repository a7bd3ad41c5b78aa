import API
import Foundation

/// What `summit add` and `summit edit` both set.
private enum Fields {
  static let name = Option("name", "NAME", .text, "what it is called")
  static let place = Option("place", "PLACE", .text, "where it is")
  static let zone = Option("zone", "ZONE", .text, "its time zone, such as Europe/Paris")
  static let starts = Option("starts", "DAY", .day, "its first day, such as 2017-06-13")
  static let ends = Option("ends", "DAY", .day, "its last day")
  static let languages = Option(
    "languages", "A,B", .list(of: .text), "language tags, its own first, such as fr,en")
  static let expected = Option(
    "expected", "PEOPLE", .number(1...1_000_000), "how many attendees are expected; for thresholds")
}

/// `tribune summit add`
enum AddSummit {
  private static let slug = Argument("SUMMIT", .slug, "its name in addresses, such as imedia-2018")
  private static let name = Option("name", "NAME", .text, Fields.name.summary, required: true)
  private static let zone = Option("zone", "ZONE", .text, Fields.zone.summary, required: true)
  private static let starts = Option("starts", "DAY", .day, Fields.starts.summary, required: true)
  private static let ends = Option("ends", "DAY", .day, Fields.ends.summary, required: true)

  static let command = Command(
    name: "add",
    summary: "make an empty summit; programme import makes one with its programme",
    arguments: [slug],
    options: [name, zone, starts, ends, Fields.place, Fields.languages, Fields.expected, Shared.json],
    examples: [
      Example(
        "The next edition.",
        "tribune summit add imedia-2018 --name \"iMedia Brand Summit\" --zone Europe/Paris "
          + "--starts 2018-06-12 --ends 2018-06-13 --place Biarritz --languages fr,en")
    ],
    alsoCalled: ["new", "create"],
    run: { call, shell in
      let summit = try NewSummit(
        slug: call[slug], name: call[required: name], place: call[Fields.place],
        timeZone: call[required: zone], startsOn: call[required: starts], endsOn: call[required: ends],
        languages: call[Fields.languages], expectedAttendees: call[Fields.expected])
      let reply: Client.Reply<Summit> = try await call.client(in: shell).send(
        "POST", ["summits"], body: summit)
      shell.report("Added \(reply.value.slug).", reply, call) { $0.details }
    })
}

enum Switch: String, Choice {
  case on, off

  var summary: String {
    switch self {
    case .on: "yes"
    case .off: "no"
    }
  }
}

/// `tribune summit edit`
enum EditSummit {
  private static let share = Option(
    "share", "PERCENT", .number(1...100), "thresholds: per cent of a session's audience")
  private static let floor = Option("floor", "UPVOTES", .number(1...1_000_000), "thresholds: never fewer")
  private static let ceiling = Option("ceiling", "UPVOTES", .number(1...1_000_000), "thresholds: never more")
  private static let answers = Option(
    "answers", "DAYS", .number(1...366), "within how many days to answer in writing")
  private static let controller = Option("controller", "NAME", .text, "who is responsible for personal data")
  private static let contact = Option("contact", "ADDRESS", .text, "how to reach them")
  private static let retention = Option(
    "retention", "DAYS", .number(1...3660), "after how many days people are unlinked from what they wrote")

  private static let publicRatings = Option(
    "public-ratings", "ON|OFF", .choice(Switch.self),
    "whether everybody sees a session's average, once more than five rated it")

  static let command = Command(
    name: "edit",
    summary: "change a summit and its rules",
    details: "What is not named stays. Thresholds that are fixed already stay too.",
    arguments: [Shared.summitArgument],
    options: [
      Fields.name, Fields.place, Fields.zone, Fields.starts, Fields.ends, Fields.languages, Fields.expected,
      share, floor, ceiling, answers, controller, contact, retention, publicRatings, Shared.summit,
      Shared.json,
    ],
    examples: [
      Example("More people come than were expected.", "tribune summit edit --expected 560"),
      Example(
        "Who answers for the data.",
        "tribune summit edit --controller \"iMedia\" --contact privacy@example.org"),
    ],
    alsoCalled: ["set", "change", "update"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    guard call.changesSomething else {
      throw call.misuse("Say what to change, such as --expected or --share.")
    }
    let here = try await call.summit(call[optional: Shared.summitArgument], in: shell)
    var change = SummitChange()
    change.name = try call[Fields.name]
    change.place = try call[Fields.place]
    change.timeZone = try call[Fields.zone]
    change.startsOn = try call[Fields.starts]
    change.endsOn = try call[Fields.ends]
    change.languages = try call[Fields.languages]
    change.expectedAttendees = try call[Fields.expected]
    change.answerPeriod = try call[answers]
    change.controller = try call[controller]
    change.contact = try call[contact]
    change.retention = try call[retention]
    change.publicRatings = try call[publicRatings].map { $0 == .on }
    if try call[share] != nil || call[floor] != nil || call[ceiling] != nil {
      var rule = try await here.summit.value.thresholdRule
      rule.share = try call[share] ?? rule.share
      rule.floor = try call[floor] ?? rule.floor
      rule.ceiling = try call[ceiling] ?? rule.ceiling
      change.thresholdRule = rule
    }
    let reply: Client.Reply<Summit> = try await here.client.send("PATCH", here.path, body: change)
    shell.report("Changed \(reply.value.slug).", reply, call) { $0.details }
  }
}
