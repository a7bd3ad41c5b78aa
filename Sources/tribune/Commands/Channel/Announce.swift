import API
import Foundation

/// `tribune announce`
enum Announce {
  private static let text = Argument(
    "TEXT", .text, "what to say, at most 280 characters, or - to read it from standard input")
  private static let session = Option(
    "session", letter: "s", "SESSION", .slug, "to the people of one session; to the whole summit unless given"
  )

  static let command = Command(
    name: "announce",
    summary: "tell the hall something: on the walls for 60 seconds, and on every phone",
    details: """
      Organizers tell the whole summit or a session, moderators and speakers their session. A token for one session \
      announces to that one without being told. What was said: tribune announcement list.
      """,
    arguments: [text],
    options: [session, Shared.summit, Shared.json],
    examples: [
      Example("To everybody.", "tribune announce \"Lunch is served on the terrace until 14:00.\""),
      Example("To one room.", "tribune announce \"We start five minutes late.\" --session opening"),
      Example("From a file.", "tribune announce - <notice.txt"),
    ],
    alsoCalled: ["say", "tell", "broadcast", "notify"],
    surplus: "The text is one word for the shell: put it in quotes.",
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let here = try await call.summit(in: shell)
    let session = try await session(call, here)
    let said = NewAnnouncement(text: shell.text(try call[text]), session: session)
    let reply: Client.Reply<Announcement> =
      if let session {
        try await here.suggesting(session: session) { try await send(said, here) }
      } else {
        try await send(said, here)
      }
    let whom = session.map { "the people of \($0)" } ?? "the whole summit"
    shell.report("Told \(whom): on the walls for 60 seconds, and on the phones.", reply, call) { $0.details }
  }

  private static func send(
    _ said: NewAnnouncement, _ here: SummitClient
  ) async throws -> Client.Reply<Announcement> {
    try await here.client.send("POST", here.path + ["announcements"], body: said)
  }

  /// The one that is named, or the only one that the token is for.
  private static func session(_ call: Invocation, _ here: SummitClient) async throws -> String? {
    if let named = try call[session] { return named }
    guard here.client.access.token != nil else { return nil }
    let caller: Client.Reply<Caller> = try await here.client.get(["me"])
    return caller.value.session
  }
}

extension Announcement {
  /// To whom it was said.
  var audience: String { session ?? "the summit" }

  var details: Details {
    var details = Details()
    details.add("Announcement", id)
    details.add("To", session.map { "session \($0)" } ?? "the summit")
    details.add("From", from)
    details.add("At", announcedAt.dayAndClock)
    details.add("Text", text, .strong)
    return details
  }
}
