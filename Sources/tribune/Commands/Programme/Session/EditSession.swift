import API
import Foundation

/// What `session add` and `session edit` both set.
private enum Fields {
  static let slug = Option("slug", "SLUG", .slug, "its name in addresses; from the title unless given")
  static let title = Option("title", "TITLE", .text, "what it is called")
  static let abstract = Option("abstract", "TEXT", .text, "what it is about")
  static let starts = Option("starts", "TIME", .time, "09:30, or 2017-06-13T09:30, in the summit's zone")
  static let ends = Option("ends", "TIME", .time, "likewise; 00:30 after 23:00 is on the next day")
  static let room = Option("room", "ROOM", .text, "the room's name; made where there is none of that name")
  static let speakers = Option(
    "speakers", "A,B", .list(of: .slug), "slugs of speakers, with commas between (tribune speaker list)")
  static let moderation = Option(
    "moderation", "MODE", .choice(Moderation.self), "whether questions are published at once")
  static let audience = Option(
    "audience", "PEOPLE", .number(1...1_000_000), "how many are expected in the room; for the threshold")
}

/// `tribune session add`
enum AddSession {
  private static let title = Argument("TITLE", .text, "what it is called")
  private static let starts = Option("starts", "TIME", .time, Fields.starts.summary, required: true)
  private static let ends = Option("ends", "TIME", .time, Fields.ends.summary, required: true)

  static let command = Command(
    name: "add",
    summary: "add a session to the programme",
    arguments: [title],
    options: [
      starts, ends, Fields.room, Fields.speakers, Fields.moderation, Fields.audience, Fields.abstract,
      Fields.slug,
      Shared.summit, Shared.json,
    ],
    examples: [
      Example(
        "A session that nobody had planned.",
        "tribune session add \"Open microphone\" --starts 2017-06-14T17:00 --ends 17:45 --room Auditorium"),
      Example(
        "One whose questions a person reads first.",
        "tribune session add Debate --starts 14:00 --ends 15:00 --moderation reviewed"),
    ],
    alsoCalled: ["new", "create"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let here = try await call.summit(in: shell)
    let summit = try await here.summit.value
    let zone = try summit.zone
    let start = try startingTime(call, summit, zone)
    let reply: Client.Reply<Session> = try await here.client.send(
      "POST", here.path + ["sessions"],
      body: NewSession(
        slug: call[Fields.slug], title: call[title], abstract: call[Fields.abstract], startsAt: start,
        endsAt: call[required: ends].resolved(after: start, in: zone), room: call[Fields.room],
        speakers: call[Fields.speakers], moderation: call[Fields.moderation],
        audience: call[Fields.audience]))
    shell.report("Added “\(reply.value.title)” as \(reply.value.slug).", reply, call) { $0.details }
  }

  /// A clock time alone is meant for the summit's only day, or for today during the summit.
  private static func startingTime(_ call: Invocation, _ summit: Summit, _ zone: TimeZone) throws -> Timestamp
  {
    let given = try call[required: starts]
    let today = Timestamp(Date(), in: zone).day
    let day =
      (summit.startsOn...max(summit.startsOn, summit.endsOn)).contains(today) ? today : summit.startsOn
    if case .clock(let clock) = given, day != today, summit.startsOn != summit.endsOn {
      throw call.misuse("--starts \(clock) could be on several days: say \(day)T\(clock).")
    }
    return try given.resolved(on: day, in: zone)
  }
}

/// `tribune session edit`
enum EditSession {
  private static let slug = Option(
    "slug", "SLUG", .slug, "another name in addresses; links to the old one break")
  private static let threshold = Option(
    "threshold", "UPVOTES", .number(1...1_000_000), "lower the threshold; it never rises")

  static let command = Command(
    name: "edit",
    summary: "change a session",
    details: "What is not named stays. A clock time alone is on the session's own day.",
    arguments: [Shared.sessionArgument],
    options: [
      Fields.title, Fields.starts, Fields.ends, Fields.room, Fields.speakers, Fields.moderation,
      Fields.audience,
      threshold, Fields.abstract, slug, Shared.dryRun, Shared.summit, Shared.json,
    ],
    examples: [
      Example("It moves by half an hour.", "tribune session edit opening --starts 10:00 --ends 10:45"),
      Example(
        "From now on somebody reads questions first.", "tribune session edit opening --moderation reviewed"),
      Example("Fewer upvotes shall do.", "tribune session edit opening --threshold 20"),
    ],
    alsoCalled: ["set", "change", "update", "move", "rename"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let here = try await call.summit(in: shell)
    let session = try call[Shared.sessionArgument]
    var change = SessionChange()
    change.title = try call[Fields.title]
    change.abstract = try call[Fields.abstract]
    change.room = try call[Fields.room]
    change.speakers = try call[Fields.speakers]
    change.moderation = try call[Fields.moderation]
    change.audience = try call[Fields.audience]
    change.threshold = try call[threshold]
    change.slug = try call[slug]
    if try call[Fields.starts] != nil || call[Fields.ends] != nil {
      try await setTimes(&change, call, here, try await here.session(session).value)
    }
    guard call.changesSomething else { throw call.misuse("Say what to change, such as --title or --starts.") }
    let reply = try await here.change(session: session, change, dryRun: call[Shared.dryRun])
    let dry = call[Shared.dryRun]
    shell.report(dry ? "It would be:" : "Changed “\(reply.value.title)”.", reply, call) { $0.details }
  }

  private static func setTimes(
    _ change: inout SessionChange, _ call: Invocation, _ here: SummitClient, _ session: Session
  ) async throws {
    let zone = try await here.summit.value.zone
    change.startsAt = try call[Fields.starts]?.resolved(on: session.startsAt.day(in: zone), in: zone)
    change.endsAt = try call[Fields.ends]?.resolved(after: change.startsAt ?? session.startsAt, in: zone)
  }
}

extension Summit {
  var zone: TimeZone {
    get throws {
      guard let zone = TimeZone(identifier: timeZone) else {
        throw Failure(.failed, "This machine does not know the time zone \(timeZone) of \(slug).")
      }
      return zone
    }
  }
}
