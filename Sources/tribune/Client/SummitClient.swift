import API
import Foundation

/// The API of one summit.
struct SummitClient: Sendable {
  var client: Client
  let slug: String

  var path: [String] { ["summits", slug] }
  var summit: Client.Reply<Summit> {
    get async throws { try await client.get(path) }
  }

  func sessions() async throws -> Listing<Session> {
    try await client.list(path + ["sessions"], as: SessionList.self)
  }

  func session(_ slug: String) async throws -> Client.Reply<Session> {
    try await suggesting(session: slug) { try await client.get(path + ["sessions", slug]) }
  }

  func change(
    session slug: String, _ change: SessionChange, dryRun: Bool = false
  ) async throws -> Client.Reply<Session> {
    try await suggesting(session: slug) {
      try await client.send(
        "PATCH", path + ["sessions", slug], dryRun ? [("dryRun", "true")] : [], body: change)
    }
  }

  func speakers() async throws -> Listing<Speaker> {
    try await client.list(path + ["speakers"], as: SpeakerList.self)
  }

  func speaker(_ slug: String) async throws -> Client.Reply<Speaker> {
    try await suggesting(speaker: slug) { try await client.get(path + ["speakers", slug]) }
  }

  func change(speaker slug: String, _ change: SpeakerChange) async throws -> Client.Reply<Speaker> {
    try await suggesting(speaker: slug) {
      try await client.send("PATCH", path + ["speakers", slug], body: change)
    }
  }

  func announcements(session: String? = nil, limit: Int? = nil) async throws -> Listing<Announcement> {
    let query = [("limit", "100")] + (session.map { [("session", $0)] } ?? [])
    func list() async throws -> Listing<Announcement> {
      try await client.list(path + ["announcements"], query, limit: limit, as: AnnouncementList.self)
    }
    guard let session else { return try await list() }
    return try await suggesting(session: session) { try await list() }
  }

  func organisations() async throws -> Listing<Organisation> {
    try await client.list(path + ["organisations"], as: OrganisationList.self)
  }

  func organisation(_ slug: String) async throws -> Client.Reply<Organisation> {
    try await suggesting(organisation: slug) { try await client.get(path + ["organisations", slug]) }
  }

  func change(
    organisation slug: String, _ change: OrganisationChange
  ) async throws -> Client.Reply<Organisation> {
    try await suggesting(organisation: slug) {
      try await client.send("PATCH", path + ["organisations", slug], body: change)
    }
  }

  // MARK: Acceptance

  func accept(session slug: String, by name: String?) async throws -> Client.Reply<Session> {
    try await suggesting(session: slug) {
      try await client.send("PUT", path + ["sessions", slug, "acceptance"], body: NewAcceptance(by: name))
    }
  }

  func accept(organisation slug: String, by name: String?) async throws -> Client.Reply<Organisation> {
    try await suggesting(organisation: slug) {
      try await client.send(
        "PUT", path + ["organisations", slug, "acceptance"], body: NewAcceptance(by: name))
    }
  }

  // MARK: Stages

  /// A slug that the server does not know is answered with the one that was meant.
  func linkStage(_ link: NewStageLink) async throws -> Client.Reply<StageLink> {
    if let session = link.session { _ = try await self.session(session) }
    if let room = link.room {
      let rooms = try await client.list(path + ["rooms"], as: RoomList.self).elements.map(\.slug)
      guard rooms.contains(room) else {
        var message = "There is no room “\(room)” in \(slug)."
        if let near = closest(to: room, among: rooms) { message += " Did you mean “\(near)”?" }
        throw Failure(.notFound, message, advice: "Its rooms are: \(rooms.joined(separator: ", "))")
      }
    }
    return try await client.send("POST", path + ["stage-links"], body: link)
  }

  // MARK: Not found, but nearly

  /// A slug mistyped in a hurry is answered with the one that was meant.
  func suggesting<Value: Sendable>(
    session slug: String, _ body: () async throws -> Value
  ) async throws -> Value {
    try await suggesting("session", slug, among: { try await sessions().elements.map(\.slug) }, body)
  }

  func suggesting<Value: Sendable>(
    organisation slug: String, _ body: () async throws -> Value
  ) async throws -> Value {
    try await suggesting(
      "organisation", slug, among: { try await organisations().elements.map(\.slug) }, body)
  }

  private func suggesting<Value: Sendable>(
    speaker slug: String, _ body: () async throws -> Value
  ) async throws -> Value {
    try await suggesting("speaker", slug, among: { try await speakers().elements.map(\.slug) }, body)
  }

  private func suggesting<Value: Sendable>(
    _ what: String, _ slug: String, among slugs: () async throws -> [String], _ body: () async throws -> Value
  ) async throws -> Value {
    do {
      return try await body()
    } catch let failure as Failure where failure.status == .notFound {
      guard let known = try? await slugs(), !known.contains(slug) else { throw failure }
      var message = "There is no \(what) “\(slug)” in \(self.slug)."
      if let near = closest(to: slug, among: known) { message += " Did you mean “\(near)”?" }
      throw Failure(.notFound, message, advice: "See: tribune \(what) list --summit \(self.slug)")
    }
  }
}

extension Invocation {
  /// The server that the options, the environment or a login name.
  func client(in shell: Shell) throws -> Client {
    Client(try Access.find(server: self[Shared.server], in: shell))
  }

  /// The summit that is named, or the only one there is, or the one that the token is for.
  func summit(_ named: String? = nil, in shell: Shell) async throws -> SummitClient {
    let client = try client(in: shell)
    let option = try self[Shared.summit]
    if let named, let option, named != option {
      throw misuse("“\(named)” and --summit \(option) name two summits.")
    }
    if let slug = named ?? option { return SummitClient(client: client, slug: slug) }
    let slugs = try await client.list(["summits"], as: SummitList.self).elements.map(\.slug)
    guard let only = slugs.first else {
      throw Failure(
        .notFound, "There is no summit at \(client.access.server) yet.",
        advice: "Make one with: tribune programme import FILE, or tribune summit add")
    }
    guard slugs.count == 1 else {
      if client.access.token != nil, let caller: Client.Reply<Caller> = try? await client.get(["me"]),
        let slug = caller.value.summit
      {
        return SummitClient(client: client, slug: slug)
      }
      throw misuse("There are several summits: say which with --summit (\(slugs.joined(separator: ", "))).")
    }
    return SummitClient(client: client, slug: only)
  }
}
