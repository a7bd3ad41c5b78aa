internal import API
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Live
internal import Representations
internal import Storage
internal import Tokens

/// Joining, and what is held about whoever joined.
struct Attendees: Resource {
  let services: Services

  var routes: [Route] {
    [
      .post("/api/v1/summits/:summit/attendees", join),
      .get("/api/v1/summits/:summit/attendees/me", held),
      .delete("/api/v1/summits/:summit/attendees/me", erase),
    ]
  }

  private func join(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    try services.refuseForeignPage(request)
    let wanted = request.body.isEmpty ? Join() : try request.body(Join.self)
    let (attendee, token) = try await services.join(summit, badge: wanted.badge, for: request)
    return try .json(
      Joined(attendee: attendee.id.description, token: token), status: 201,
      services.cookies(token, for: summit))
  }

  private func held(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let me = try await services.requireAttendee(request, in: summit)
    guard let held = try await services.store.held(about: me.id, generation: me.generation, in: summit.id)
    else {
      throw Services.unauthorized("This token speaks for nobody any more: join again.")
    }
    return try .json(API.HeldData(held, in: summit))
  }

  private func erase(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let me = try await services.requireAttendee(request, in: summit)
    let erasure = try await services.store.erase(me.id, generation: me.generation, in: summit.id)
    services.changed(.people, of: erasure.sessions, in: summit.id)
    return Response(204, services.cookies("", for: summit, seconds: 0))
  }
}

extension Services {
  /// Joins a person; the token is theirs to keep.
  func join(
    _ summit: SummitRecord, badge: String? = nil, for request: Request
  ) async throws -> (KnownAttendee, token: String) {
    let attendee: KnownAttendee
    if let badge {
      let digest = try digest(ofBadge: badge, in: summit)
      attendee = try await join(summit, badge: digest, from: limits.source(request))
    } else {
      try limits.checkJoining(summit, from: limits.source(request))
      attendee = try await joins.join(summit.id)
    }
    let token = AttendeeToken(
      summit: summit.id.rawValue, attendee: attendee.id.rawValue, generation: attendee.generation)
    return (attendee, token.text(signedWith: key))
  }

  /// A badge that is known joins, whatever was tried from the same address before.
  private func join(
    _ summit: SummitRecord, badge: [UInt8], from source: Limiter.Who
  ) async throws -> KnownAttendee {
    guard try await store.knows(badge: badge, in: summit.id) else { throw limits.unknownBadge(from: source) }
    try limits.checkRejoining(badge: badge, in: summit.id)
    return try await joins.join(summit.id, badge: badge)
  }

  private func digest(ofBadge code: String, in summit: SummitRecord) throws(HTTPError) -> [UInt8] {
    let badge: BadgeCode
    do { badge = try BadgeCode(code) } catch {
      let rule = error == .empty ? "required" : error.rawValue
      throw .broken(rule, field: "badge", "A badge code \(error.sentence).")
    }
    return Digest.badge(badge, summit: summit.id.rawValue, key: key)
  }

  private static let renewedCookie = "tribune_renewed"
  /// So long a cookie is kept from the last visit on: an answer may be put off for a year, and whoever signed judges it.
  private static let kept = 60 * 60 * 24 * 400
  private static let renewed = 60 * 60 * 24 * 3

  /// One cookie for the summit's pages and one for its API: other summits are other people.
  func cookies(_ token: String, for summit: SummitRecord, seconds: Int = kept) -> [Header] {
    ["/\(summit.slug)", "/api/v1/summits/\(summit.slug)"].map {
      cookie(Self.cookie, token, path: $0, seconds: seconds)
    }
  }

  /// What a page sets anew for whoever reads it, some days after that was last done: a third cookie is gone by then. Only
  /// for a page that is the reader's own, never for one that is kept for all.
  func renewal(for me: AttendeeIdentity?, _ request: Request, in summit: SummitRecord) -> [Header] {
    guard me != nil, request.cookie(Self.renewedCookie) == nil, let token = request.cookie(Self.cookie) else {
      return []
    }
    return cookies(token, for: summit)
      + [cookie(Self.renewedCookie, "1", path: "/\(summit.slug)", seconds: Self.renewed)]
  }
}
