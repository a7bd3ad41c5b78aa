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

extension Summit.Identity: Choice {
  var summary: String {
    switch self {
    case .open: "a token per phone"
    case .badge: "a code per person; who joined without one stays"
    }
  }
}

extension Quarantine.Policy: Choice {
  var summary: String {
    switch self {
    case .flag: "bursts are shown by tribune attendee bursts, and you decide"
    case .quarantine: "bursts are quarantined by themselves; you may release them"
    }
  }
}

/// `tribune summit edit`
enum EditSummit {
  private static let identity = Option(
    "identity", "IDENTITY", .choice(Summit.Identity.self), "who may take part")
  private static let stuffing = Option(
    "stuffing", "POLICY", .choice(Quarantine.Policy.self), "what becomes of bursts that look like stuffing")
  private static let share = Option(
    "share", "PERCENT", .number(1...100), "thresholds: per cent of a session's audience")
  private static let floor = Option("floor", "UPVOTES", .number(1...1_000_000), "thresholds: never fewer")
  private static let ceiling = Option("ceiling", "UPVOTES", .number(1...1_000_000), "thresholds: never more")
  private static let threshold = Option(
    "threshold", "UPVOTES", .number(1...1_000_000),
    "lower the threshold of what the summit itself is asked; it never rises")
  private static let answers = Option(
    "answers", "DAYS", .number(1...366), "within how many days to answer in writing")
  private static let controller = Option("controller", "NAME", .text, "who is responsible for personal data")
  private static let contact = Option("contact", "ADDRESS", .text, "how to reach them")
  private static let retention = Option(
    "retention", "DAYS", .number(1...3660), "after how many days people are unlinked from what they wrote")

  private static let publicRatings = Option(
    "public-ratings", "ON|OFF", .choice(Switch.self),
    "whether everybody sees a session's average, once more than five rated it")

  private static let accent = Option(
    "accent", "COLOUR", .text, "its own colour on all pages, such as #0a5; none takes it away")
  private static let logo = Option(
    "logo", "FILE", .file, "its logo, a PNG or SVG of at most 40 KiB; none takes it away")

  static let command = Command(
    name: "edit",
    summary: "change a summit and its rules",
    details: """
      What is not named stays. Thresholds that are fixed already stay too. When a summit comes to ask for badges, who \
      joined without one stays. Retention counts from the summit's last day; where it is over already, people are \
      unlinked at once, and for good, which is asked first. Its colour stands for what readers do themselves; it is darkened or lightened \
      where it could not be read. What is owed, kept or late keeps its own colours.
      """,
    arguments: [Shared.summitArgument],
    options: [
      Fields.name, Fields.place, Fields.zone, Fields.starts, Fields.ends, Fields.languages, Fields.expected,
      identity, stuffing, share, floor, ceiling, threshold, answers, controller, contact, retention,
      publicRatings, accent, logo,
      Shared.yes, Shared.summit, Shared.json,
    ],
    examples: [
      Example("More people come than were expected.", "tribune summit edit --expected 560"),
      Example(
        "Who answers for the data.",
        "tribune summit edit --controller \"iMedia\" --contact privacy@example.org --retention 90"),
      Example("Ask everybody for their badge.", "tribune summit edit --identity badge"),
      Example("Its own look.", "tribune summit edit --accent '#0a5' --logo logo.svg"),
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
    change.identity = try call[identity]
    change.stuffing = try call[stuffing]
    change.threshold = try call[threshold]
    change.answerPeriod = try call[answers]
    change.controller = try call[controller]
    change.contact = try call[contact]
    change.retention = try call[retention]
    change.publicRatings = try call[publicRatings].map { $0 == .on }
    change.accent = try call[accent].map { $0 == "none" ? "" : $0 }
    change.logo = try call[logo].map { $0 == "none" ? "" : try logoFile($0) }
    if try call[share] != nil || call[floor] != nil || call[ceiling] != nil {
      var rule = try await here.summit.value.thresholdRule
      rule.share = try call[share] ?? rule.share
      rule.floor = try call[floor] ?? rule.floor
      rule.ceiling = try call[ceiling] ?? rule.ceiling
      change.thresholdRule = rule
    }
    let unlinks = try await confirmsUnlinking(change, here, call, shell)
    let reply: Client.Reply<Summit> = try await here.client.send(
      "PATCH", here.path, unlinks ? [("accept", "people_unlinked")] : [], body: change)
    shell.report("Changed \(reply.value.slug).", reply, call) { $0.details }
    if change.identity == .badge { try await tellOfBadges(here, shell) }
  }

  /// In base64. What is in it, the server looks at; what is larger would not arrive.
  private static func logoFile(_ name: String) throws -> String {
    let bytes = try readFile(name)
    guard bytes.count <= 40 << 10 else {
      throw Failure(.failed, "\(name) is no logo: it has more than 40 KiB.")
    }
    return bytes.base64EncodedString()
  }

  /// Where the days of retention are over with this change and were not before, people are unlinked at once, which is
  /// asked. Whether that was said.
  private static func confirmsUnlinking(
    _ change: SummitChange, _ here: SummitClient, _ call: Invocation, _ shell: Shell
  ) async throws -> Bool {
    if call[Shared.yes] { return true }
    guard change.retention != nil || change.endsOn != nil || change.timeZone != nil else { return false }
    let before = try await here.summit.value
    var summit = before
    summit.retention = change.retention ?? summit.retention
    summit.endsOn = change.endsOn ?? summit.endsOn
    guard let day = summit.unlinksOn, day <= Summit.today, before.unlinksOn.map({ $0 > Summit.today }) ?? true
    else { return false }
    try shell.confirmDestruction(
      "\(here.slug) ended on \(summit.endsOn): its people are unlinked at once, and for good. Go on?",
      for: call)
    return true
  }

  private static func tellOfBadges(_ here: SummitClient, _ shell: Shell) async throws {
    let badges: Client.Reply<Badges> = try await here.client.get(here.path + ["badges"])
    let without = badges.value.withoutBadge
    if without > 0 {
      shell.say(
        without == 1 ? "1 attendee without a badge stays." : "\(without) attendees without a badge stay.")
    }
    if badges.value.imported == 0 {
      shell.say(
        "No badges are imported yet, so that nobody can join until then: tribune attendee import FILE")
    }
  }
}
