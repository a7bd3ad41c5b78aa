internal import EventLoop
internal import HTTP
internal import Live
internal import Storage
internal import Tokens

/// A stage as its address names it, and what whoever holds it may do there.
struct StagePlace: Sendable {
  let summit: SummitRecord
  /// The room whose programme it follows; nil where it is of one session.
  let room: RoomRecord?
  /// Nil where nothing takes place in the room.
  let session: SessionRecord?

  /// `/{summit}/{session}/stage` or `/{summit}/rooms/{room}/stage`: its pages, and all that its cookie is sent to.
  var path: String {
    "/\(summit.slug)/" + (room.map { "rooms/\($0.slug)" } ?? session?.slug ?? "") + "/stage"
  }

  /// The events that it follows.
  var stream: String {
    "/api/v1/summits/\(summit.slug)/"
      + (room.map { "rooms/\($0.slug)" } ?? "sessions/\(session?.slug ?? "")") + "/live"
  }

  /// The token where it is for this stage: of a room it speaks for the session that is on there.
  func admitted(_ record: AccessTokenRecord) -> AccessTokenRecord? {
    guard let room else { return record.session == session?.id ? record : nil }
    guard record.stage?.room == room.id else { return nil }
    var record = record
    (record.session, record.sessionSlug) = (session?.id, session?.slug)
    return record
  }
}

extension Services {
  static let stageCookie = "tribune_stage"

  func stagePlace(of request: Request) async throws -> StagePlace {
    let summit = try await directory.summit(of: request)
    guard request.names("room") else {
      return StagePlace(
        summit: summit, room: nil, session: try await directory.session(of: request, in: summit))
    }
    let room = try await room(of: request, in: summit)
    return StagePlace(
      summit: summit, room: room, session: try await live.state(of: room, in: summit).session)
  }

  /// Whoever is signed in on this stage; nil for everybody else.
  func stageHolder(_ request: Request, at place: StagePlace) async throws -> AccessTokenRecord? {
    guard let cookie = request.cookie(Self.stageCookie), let token = AccessToken(cookie) else { return nil }
    return try await store.stage(digest: token.digest, in: place.summit.id).flatMap(place.admitted)
  }

  /// Sent to the stage's own pages and nowhere else.
  func stageCookie(_ token: String, at place: StagePlace, seconds: Int) -> Header {
    cookie(Self.stageCookie, token, path: place.path, seconds: seconds)
  }
}

extension Request {
  /// Whether the route's pattern has such a segment.
  fileprivate func names(_ segment: String) -> Bool { (try? self.segment(segment)) != nil }

  /// A browser that shows a page, and not a program.
  var wantsPage: Bool { header("Accept")?.contains("text/html") == true }
}
