/// `tribune summit …`
enum SummitCommands {
  static let command = Command(
    name: "summit",
    summary: "editions of the conference",
    examples: [
      Example("Which summits there are.", "tribune summit list"),
      Example(
        "A copy of the programme, shifted to today, to rehearse with.", "tribune summit rehearse imedia-2017"),
    ],
    alsoCalled: ["event", "conference", "edition"],
    subcommands: [
      ListSummits.command, ShowSummit.command, AddSummit.command, EditSummit.command, RehearseSummit.command,
      CloseSummit.command, OpenOverview.command,
    ])
}
