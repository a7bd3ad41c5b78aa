import API
import Foundation

/// `tribune token …`
enum TokenCommands {
  static let command = Command(
    name: "token",
    summary: "who may do what: tokens for organizers, moderators, speakers and organisations",
    examples: [
      Example(
        "For somebody who reads questions at one session.",
        "tribune token create --role moderator --session opening"),
      Example("Which there are.", "tribune token list"),
    ],
    alsoCalled: ["access", "key"],
    subcommands: [CreateToken.command, ListTokens.command, RevokeToken.command])
}

/// Whose tokens: of one summit, or with `--whole-server` those that no summit limits.
private struct TokenScope {
  static let wholeServer = Flag("whole-server", "the organizers' of the whole server, minted at its starts")

  let client: Client
  let path: [String]
  let name: String

  init(_ call: Invocation, in shell: Shell) async throws {
    if call[Self.wholeServer] {
      if try call[Shared.summit] != nil {
        throw call.misuse("--whole-server is of no summit: leave --summit out.")
      }
      (client, path, name) = (try call.client(in: shell), ["tokens"], "the whole server")
    } else {
      let here = try await call.summit(in: shell)
      (client, path, name) = (here.client, here.path + ["tokens"], here.slug)
    }
  }

  func tokens() async throws -> Listing<AccessToken> {
    try await client.list(path, as: AccessTokenList.self)
  }
}

extension AccessToken.Role: Choice {
  var summary: String {
    switch self {
    case .organizer: "all of the summit"
    case .moderator: "the questions of the summit, or of one session"
    case .speaker: "one session's stage, and the answers to what it is asked"
    case .organisation: "the answers to what one organisation is asked"
    }
  }
}

/// `tribune token create`
enum CreateToken {
  private static let role = Option(
    "role", letter: "r", "ROLE", .choice(AccessToken.Role.self), "for whom", required: true)
  private static let organisation = Option(
    "organisation", letter: "o", "ORGANISATION", .slug, "the organisation, by its slug")
  private static let name = Option("name", "NAME", .text, "a name to know it by in the list")
  private static let expires = Option(
    "expires", letter: "e", "WHEN", .deadline, "a day, at whose end it becomes worthless, or a time")

  static let command = Command(
    name: "create",
    summary: "make a token; it is said this once",
    details: "The token alone goes to standard output, so that it can go straight into a file.",
    options: [role, Shared.session, organisation, name, expires, Shared.summit, Shared.json],
    examples: [
      Example(
        "A moderator for one session.", "tribune token create --role moderator --session opening --name Inès"),
      Example(
        "Until the summit is over.", "tribune token create --role moderator --name Inès --expires 2017-06-14"),
      Example(
        "Straight into a file that only you can read.",
        "(umask 077; tribune token create --role organizer >token.txt)"),
    ],
    alsoCalled: ["add", "new", "mint"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let role = try call[required: role]
    let session = try call[Shared.session]
    if role == .speaker, session == nil {
      throw call.misuse("A speaker's token is for one session: say --session.")
    }
    if role == .organizer, session != nil {
      throw call.misuse("An organizer's token is for the whole summit: leave --session out.")
    }
    let organisation = try call[organisation]
    if (role == .organisation) != (organisation != nil) {
      throw call.misuse("--role organisation and --organisation SLUG go together.")
    }
    let here = try await call.summit(in: shell)
    var wanted = NewAccessToken(
      role: role, name: try call[name], session: session, organisation: organisation)
    if let deadline = try call[expires] {
      wanted.expiresAt = try deadline.resolved(in: try await here.summit.value.zone)
    }
    let reply: Client.Reply<AccessToken> = try await here.client.send(
      "POST", here.path + ["tokens"], body: wanted)
    if call[Shared.json] { return shell.write(json: reply.json) }
    guard let token = reply.value.token else {
      throw Failure(.failed, "The server made a token but did not say it.")
    }
    let place = session.map { "session \($0)" } ?? organisation ?? here.slug
    shell.say(
      "A token for \(role == .organizer || role == .organisation ? "an" : "a") \(role.rawValue) of \(place), \(reply.value.id). It is said this once:"
    )
    shell.output.line(token.shown)
  }
}

/// `tribune token list`
enum ListTokens {
  static let command = Command(
    name: "list",
    summary: "the tokens of the summit, or of the whole server, without their secrets",
    options: [TokenScope.wholeServer, Shared.summit, Shared.json],
    examples: [
      Example("Who has access.", "tribune token list"),
      Example("Who organizes everything.", "tribune token list --whole-server"),
    ],
    alsoCalled: ["ls", "index", "show"],
    run: { call, shell in
      let tokens = try await TokenScope(call, in: shell).tokens()
      if call[Shared.json] { return shell.write(json: tokens.json) }
      if tokens.elements.isEmpty { return shell.say("There are no tokens yet.") }
      var table = Table("TOKEN", "ROLE", "FOR", "CREATED", "LAST USED", "STATE", "NAME", "LINKED BY")
      for token in tokens.elements {
        table.add(
          Table.Cell(token.id), Table.Cell(token.role.rawValue), Table.Cell(token.place),
          Table.Cell(token.createdAt.dayAndClock),
          Table.Cell(token.lastUsedAt?.dayAndClock ?? "never", token.lastUsedAt == nil ? .faint : .plain),
          Table.Cell(token.standing, token.revokedAt == nil ? .plain : .faint), Table.Cell(token.name),
          Table.Cell(token.stage?.madeBy.map { "\($0.name) (\($0.id))" } ?? ""))
      }
      shell.output.write(table)
    })
}

extension AccessToken {
  /// What it is for.
  fileprivate var place: String {
    let place = session ?? organisation ?? stage?.room ?? ""
    return stage == nil ? place : "stage of \(place)"
  }

  /// A stage that is signed in, or whose link can still sign one in.
  fileprivate var isOpenStage: Bool {
    guard revokedAt == nil, let stage else { return false }
    return stage.ends.date > Date()
  }

  fileprivate var standing: String {
    if let revokedAt { return "revoked \(revokedAt.dayAndClock)" }
    guard let stage else {
      guard let expiresAt else { return "valid" }
      return (expiresAt.date > Date() ? "until " : "expired ") + expiresAt.dayAndClock
    }
    let words = stage.expiresAt == nil ? ("link until", "link expired") : ("until", "ended")
    return "\(isOpenStage ? words.0 : words.1) \(stage.ends.dayAndClock)"
  }
}

extension StageAccess {
  /// When the stage is signed out, or before that its link becomes worthless.
  fileprivate var ends: Timestamp { expiresAt ?? linkExpiresAt }
}

/// `tribune token revoke`
enum RevokeToken {
  private static let token = Argument(
    "TOKEN", .slug, "the token's id (tribune token list), not the token itself")

  static let command = Command(
    name: "revoke",
    summary: "make a token worthless, at once and for good",
    details: """
      The stages whose links were made with it end as well, and its unused links are worthless: whoever had a lost \
      token may have made them. Link the stages anew with another token.
      """,
    arguments: [token],
    options: [TokenScope.wholeServer, Shared.dryRun, Shared.yes, Shared.summit],
    examples: [
      Example("A phone was lost.", "tribune token revoke 12"),
      Example("A copy of organizer.token was.", "tribune token revoke 3 --whole-server"),
    ],
    alsoCalled: ["remove", "delete", "rm"],
    surplus: "Revoke one token at a time.",
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let scope = try await TokenScope(call, in: shell)
    let id = try call[token]
    let tokens = try await scope.tokens().elements
    guard let known = tokens.first(where: { $0.id == id }) else {
      throw Failure(
        .notFound, "There is no token with that id of \(scope.name).",
        advice: "See: tribune token list" + (call[TokenScope.wholeServer] ? " --whole-server" : ""))
    }
    let stages = tokens.filter { $0.isOpenStage && $0.stage?.madeBy?.id == id }.map(\.id)
    let title =
      "the \(known.role.rawValue)'s token \(known.id)" + (known.name.isEmpty ? "" : " (\(known.name))")
      + (stages.isEmpty ? "" : ", and with it the stages that it linked: \(stages.joined(separator: ", "))")
    if call[Shared.dryRun] { return shell.say("Nothing was changed. This would be revoked: \(title).") }
    try shell.confirmDestruction("Revoke \(title)?", for: call)
    try await scope.client.send("DELETE", scope.path + [id])
    shell.say("Revoked \(title).")
  }
}
