/// `tribune attendee …`
enum AttendeeCommands {
  static let command = Command(
    name: "attendee",
    summary: "who takes part: badges, and those who do not count",
    details: """
      Attendees are called by their ids, which say nothing of who they are. What people in quarantine signed and \
      reported is kept and not counted, until they are released.
      """,
    examples: [
      Example("Badges from the registration's export.", "tribune attendee import badges.csv"),
      Example("Does anything look like stuffing?", "tribune attendee bursts"),
      Example("What would leave the counts?", "tribune attendee quarantine --burst 17-2041 --dry-run"),
      Example("That was a mistake.", "tribune attendee release --last"),
    ],
    alsoCalled: ["attendees", "people", "participant", "user", "badge", "badges"],
    subcommands: [
      ListAttendees.command, ListBursts.command, QuarantineAttendees.command, ReleaseAttendees.command,
      ListQuarantines.command, ImportBadges.command, PrintBadges.command,
    ])

  static let attendees = Arguments(
    "ATTENDEE", .slug, "attendees, by their ids (tribune attendee list)", optional: true)
}
