import API

/// `tribune stage …`
enum StageCommands {
  static let command = Command(
    name: "stage",
    summary: "the monitors of speakers and hosts",
    examples: [
      Example("A code for the tablet at the speakers' feet.", "tribune stage link opening"),
      Example(
        "For the host, in the same room all day.", "tribune stage link --room auditorium --as moderator"),
    ],
    alsoCalled: ["monitor", "speaker-view"],
    subcommands: [LinkStage.command])
}

extension StageRole: Choice {
  var summary: String {
    switch self {
    case .speaker: "marks questions answered, promises answers in writing, shows questions on the wall"
    case .moderator: "the host: chooses what the wall shows, and passes over questions"
    }
  }
}

/// `tribune stage link`
enum LinkStage {
  private static let session = Argument(
    "SESSION", .slug, "the session, by its slug (tribune session list); or say --room", optional: true)
  private static let role = Option(
    "as", "ROLE", .choice(StageRole.self), "who stands there; a speaker unless said")
  private static let room = Option(
    "room", letter: "r", "ROOM", .slug, "the room, by its slug: its stage follows the programme all day")
  private static let minutes = Option(
    "for", "MINUTES", .number(1...1440), "for how long the link can be used; 30 unless said")
  private static let name = Option("name", "NAME", .text, "a name to know it by in the list of tokens")

  static let command = Command(
    name: "link",
    summary: "sign a monitor in: a link and its code, which work once",
    details: """
      Scan the code with the tablet or laptop that stands on stage: nothing is to be typed there. The first device \
      that opens the link is signed in until the summit's last day is over; for another device make another link. \
      tribune token list shows who is signed in, tribune token revoke ends it, and makes an unused link worthless. So \
      does revoking your own token, with all the stages that you linked.
      On a terminal the code is drawn; into a file or a pipe goes the link alone.
      """,
    arguments: [session],
    options: [role, room, minutes, name, Shared.summit, Shared.json],
    examples: [
      Example("The tablet at the speakers' feet.", "tribune stage link opening"),
      Example("The host's phone, for this session.", "tribune stage link opening --as moderator"),
      Example(
        "The room's monitor, all day; set up in the evening.",
        "tribune stage link --room auditorium --for 900"),
    ],
    alsoCalled: ["open", "qr", "code", "login", "sign-in"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let (session, room) = (try call[optional: session], try call[room])
    guard (session == nil) != (room == nil) else {
      throw call.misuse("Say whose stage it is: a SESSION, or --room ROOM.")
    }
    let role = try call[role] ?? .speaker
    let here = try await call.summit(in: shell)
    let name = try call[name] ?? "stage of \(session ?? room ?? here.slug)"
    let reply = try await here.linkStage(
      NewStageLink(role: role, session: session, room: room, name: name, minutes: try call[minutes]))
    if call[Shared.json] { return shell.write(json: reply.json) }
    draw(DrawnCode(rows: reply.value.code), in: shell)
    shell.output.line(reply.value.url.shown)
    let whose = role == .speaker ? "the speakers' monitor" : "the host's monitor"
    shell.say(
      """
      Works once, until \(reply.value.expiresAt.clock): whoever opens it and presses its button is \(whose) of \
      \(session.map { "session \($0)" } ?? "room \(room ?? "")"). To end that: tribune token revoke \(reply.value.id)
      """)
  }

  /// Where it fits.
  private static func draw(_ code: DrawnCode, in shell: Shell) {
    guard let width = shell.output.width, !code.rows.isEmpty else { return }
    guard code.width <= width else {
      return shell.say("The terminal is too narrow for the code: \(code.width) columns are needed.")
    }
    for line in code.lines(colours: shell.output.colours) { shell.output.line(line) }
  }
}
