import API
import Foundation

/// `tribune announcement …`
enum AnnouncementCommands {
  static let command = Command(
    name: "announcement",
    summary: "what was announced; to announce: tribune announce",
    examples: [
      Example("What was said today.", "tribune announcement list"),
      Example("That was a mistake.", "tribune announcement withdraw 12"),
    ],
    alsoCalled: ["announcements", "notice"],
    subcommands: [ListAnnouncements.command, WithdrawAnnouncement.command])
}

/// `tribune announcement list`
enum ListAnnouncements {
  private static let session = Option(
    "session", letter: "s", "SESSION", .slug, "only what this session heard, the summit's among them")
  private static let limit = Option("limit", "COUNT", .number(1...10_000), "so many at most")

  static let command = Command(
    name: "list",
    summary: "what was announced, the newest first",
    options: [session, limit, Shared.summit, Shared.json],
    examples: [
      Example("All of it.", "tribune announcement list"),
      Example("The last one that a room heard.", "tribune announcement list --session opening --limit 1"),
    ],
    alsoCalled: ["ls", "index", "show"],
    run: { call, shell in
      let here = try await call.summit(in: shell)
      let announcements = try await here.announcements(session: call[session], limit: call[limit])
      if call[Shared.json] { return shell.write(json: announcements.json) }
      if announcements.elements.isEmpty { return shell.say("Nothing was announced yet.") }
      var table = Table("ID", "AT", "TO", "FROM", "TEXT")
      for announcement in announcements.elements {
        table.add(
          Table.Cell(announcement.id), Table.Cell(announcement.announcedAt.dayAndClock),
          Table.Cell(announcement.audience), Table.Cell(announcement.from),
          Table.Cell(announcement.text.replacing("\n", with: " ")))
      }
      shell.output.write(table)
    })
}

/// `tribune announcement withdraw`
enum WithdrawAnnouncement {
  private static let id = Argument("ID", .slug, "the announcement's id (tribune announcement list)")

  static let command = Command(
    name: "withdraw",
    summary: "take an announcement back: off walls and phones, its words erased",
    arguments: [id],
    options: [Shared.dryRun, Shared.yes, Shared.summit],
    examples: [Example("It was meant for another room.", "tribune announcement withdraw 12")],
    alsoCalled: ["remove", "delete", "rm", "retract"],
    surplus: "Take back one announcement at a time.",
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let here = try await call.summit(in: shell)
    let id = try call[id]
    let announcements = try await here.announcements().elements
    guard let announcement = announcements.first(where: { $0.id == id }) else {
      throw Failure(
        .notFound, "Nothing that stands announced in \(here.slug) has that id.",
        advice: "See: tribune announcement list")
    }
    let title = "“\(announcement.text)”, to \(announcement.audience)"
    if call[Shared.dryRun] { return shell.say("Nothing was changed. This would be taken back: \(title).") }
    try shell.confirmDestruction("Take back \(title)?", for: call)
    try await here.client.send("DELETE", here.path + ["announcements", id])
    shell.say("Taken back: \(title).")
  }
}
