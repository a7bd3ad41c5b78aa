internal import API
internal import EventLoop
internal import HTTP
internal import Live
internal import Representations
internal import Storage

/// What organizers and speakers tell the hall: listed, announced, taken back (rule 14).
struct Announcements: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/api/v1/summits/:summit/announcements", list),
      .post("/api/v1/summits/:summit/announcements", announce),
      .delete("/api/v1/summits/:summit/announcements/:announcement", withdraw),
    ]
  }

  private func list(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    var scope = AnnouncementScope.everything
    if let slug = request.parameter("session") {
      scope = .session(try await services.directory.session(slug, in: summit).id)
    }
    let after = try request.parameter("after").map { text in
      guard let id = Petitions.Announcement.ID(text) else {
        throw HTTPError.broken("cursor", field: "after", "after is the next of a list.")
      }
      return id
    }
    let page = try await services.store.announcements(
      of: scope, in: summit.id, limit: try request.parameter("limit", in: 1...100) ?? 50, after: after)
    return try .tagged(
      AnnouncementList(
        announcements: page.announcements.map { API.Announcement($0, in: summit) },
        next: page.next?.description))
  }

  private func announce(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let official = try await services.requireOfficial(request, in: summit)
    let new = try request.body(NewAnnouncement.self)
    let text = try announcementText(new.text)
    var session: Petitions.Session.ID?
    if let slug = new.session { session = try await services.directory.session(slug, in: summit).id }
    guard let voice = official.voice(to: session, in: summit.id) else { throw Self.forbidden(official) }
    let write = try await services.store.announce(
      Announcing(
        text, to: session, as: voice, by: official.id, idempotencyKey: request.header("Idempotency-Key")),
      in: summit.id)
    services.changed(.channel, of: write.sessions, in: summit.id)
    return try .json(API.Announcement(write.announcement, in: summit), status: 201)
  }

  private func withdraw(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let official = try await services.requireOfficial(request, in: summit)
    let id = try request.segment("announcement", as: Petitions.Announcement.ID.self)
    let sessions = try await services.store.withdraw(
      id, in: summit.id, saidBy: official.organizes(summit.id) ? nil : official.id)
    services.changed(.channel, of: sessions, in: summit.id)
    return Response(204)
  }

  private func announcementText(_ text: String) throws -> AnnouncementText {
    do { return try AnnouncementText(text) } catch {
      throw HTTPError(error, field: "text", length: AnnouncementText.length)
    }
  }

  private static func forbidden(_ official: AccessTokenRecord) -> HTTPError {
    let may =
      switch (official.role, official.sessionSlug) {
      case (.speaker, let slug?), (.moderator, let slug?):
        "This token announces to the session \(slug) alone."
      case (.moderator, nil): "A moderator announces to a session: say which."
      default: "Organizers, moderators and speakers of this summit announce."
      }
    return HTTPError(403, "forbidden", may)
  }
}
