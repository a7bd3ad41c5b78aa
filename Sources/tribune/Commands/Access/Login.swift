import API
import Foundation

/// `tribune login`
enum Login {
  private static let forget = Flag("forget", "sign out: remove the saved login of the server")

  static let command = Command(
    name: "login",
    summary: "sign in to a server",
    details: """
      Asks for a token, unseen, or reads it from standard input; a token is never an argument, since others on \
      the machine can see those. It is checked with the server and saved for your user alone. The last server \
      signed in to is the one that commands talk to.
      On the machine that serves, nothing needs to be signed in: commands find the server and its organizer's \
      token in TRIBUNE_STATE (.tribune unless set).
      """,
    options: [forget, Shared.json],
    examples: [
      Example(
        "Sign in, and paste the token when asked.", "tribune login --server https://tribune.example.org"),
      Example(
        "From a file, without a terminal.", "tribune login --server https://tribune.example.org <token.txt"),
      Example("Sign out.", "tribune login --forget"),
    ],
    alsoCalled: ["signin", "sign-in", "auth", "logout"],
    surplus:
      "A token never goes into the arguments, where others can see it: paste it when asked, or pipe it in.",
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let store = LoginStore(environment: shell.environment)
    let (server, source) = try place(call, shell)
    if call[forget] {
      guard try store.forget(server) else { throw Failure(.notFound, "No login to \(server) is saved.") }
      return shell.say("The login to \(server) is removed.")
    }
    let text = try shell.readSecret("Token for \(server) (not shown): ")
    let token = try Access.token(in: text, from: "what was given")
    if !server.isPrivate {
      shell.say("Warning: \(server) is not encrypted, so others on the way can read the token.")
    }
    let access = Access(server: server, token: token, source: source)
    let caller: Client.Reply<Caller> = try await check(access)
    try store.save(LoginStore.Login(server: server, token: token))
    if call[Shared.json] { shell.write(json: caller.json) }
    shell.say("Signed in to \(server) as \(caller.value.sentence).")
  }

  private static func check(_ access: Access) async throws -> Client.Reply<Caller> {
    do {
      return try await Client(access).get(["me"])
    } catch let failure as Failure where failure.status == .notAllowed {
      throw Failure(
        .notAllowed, "\(access.server) does not know this token: it may be incomplete, or revoked.",
        advice: "Nothing was saved. An organizer makes one with: tribune token create --role organizer")
    }
  }

  /// Without `--server`, the server that commands would talk to; a server's usual address where there is none.
  private static func place(_ call: Invocation, _ shell: Shell) throws -> (ServerAddress, String) {
    do {
      let access = try Access.find(server: call[Shared.server], in: shell)
      return (access.server, access.source)
    } catch let failure as Failure where failure.status == .notAllowed {
      if let server = try call[Shared.server] { return (server, "--server") }
      guard let server = try? ServerAddress("http://127.0.0.1:8080") else { throw failure }
      return (server, "the usual address; name another with --server")
    }
  }
}

extension Caller {
  /// `moderator of imedia-2017, session opening`
  var sentence: String {
    let subject = name.map { "“\($0)”, \(role.rawValue)" } ?? role.rawValue
    let place = summit.map { " of \($0)" } ?? " of every summit"
    return subject + place + (session.map { ", session \($0)" } ?? "")
  }
}
