import API
import Foundation
import HTTP
import Petitions
import Postgres
import Storage
import TestSupport
import Testing
import Tokens

@testable import Server

/// Tribune serving a database of a test's own, with a summit, a session whose box is open, and an organizer.
@Loop struct Served {
  let store: Store
  let organizer: HTTPClient
  let stranger: HTTPClient
  let summit: SummitRecord
  let session: SessionRecord
  /// Everything that is answered.
  let routes: [Route]

  static let path = "/api/v1/summits/a-summit"
  var questions: String { "\(Self.path)/sessions/opening/questions" }

  /// Someone who joined.
  func attendee() async throws -> HTTPClient {
    let joined = try await stranger.call("POST", "\(Self.path)/attendees", "{}")
    try #require(joined.status == 201)
    return HTTPClient(port: stranger.port, token: joined.member("token"))
  }

  /// Someone who has been in the session for a while.
  func present() async throws -> HTTPClient {
    let phone = try await attendee()
    _ = try await phone.call("PUT", "\(Self.path)/sessions/opening/attendance")
    _ = try await store.database.query(
      "update attendances set arrived_at = now() - interval '1 hour' where arrived_at > now() - interval '1 hour'"
    )
    return phone
  }

  /// Asks, and returns the question.
  func asked(_ text: String = "Qui répondra à cette question ?", by attendee: HTTPClient) async throws
    -> API.Question
  {
    let answer = try await attendee.call("POST", questions, #"{"text": "\#(text)"}"#)
    try #require(answer.status == 201, "\(answer.text)")
    return try answer.json(API.Question.self)
  }
}

@Loop func served<Value: Sendable>(
  moderation: Moderation = .open, boxOpen: Bool = true, publicURL: String? = nil,
  _ test: @Loop (Served) async throws -> Value
) async throws -> Value {
  try await TestDatabase.migrated { store in
    var newSummit = NewSummitRecord(
      slug: "a-summit", name: "A summit", timeZone: "Europe/Paris",
      startsOn: try #require(Day(rawValue: "2017-06-13")), endsOn: try #require(Day(rawValue: "2017-06-14")))
    newSummit.expectedAttendees = 100
    let summit = try await store.add(newSummit)
    var newSession = NewSessionRecord(
      title: "The opening", startsAt: Date(timeIntervalSinceNow: -600),
      endsAt: Date(timeIntervalSinceNow: 3600))
    newSession.slug = "opening"
    newSession.moderation = moderation
    var session = try await store.add(newSession, in: summit.id)
    if boxOpen {
      var edit = SessionEdit()
      edit.box = .open
      session = try await store.edit("opening", in: summit.id, edit)
    }
    let key = try #require(SigningKey(try await store.signingKey(named: "tokens")))
    let token = Tokens.AccessToken(role: "organizer")
    try await store.ensureServerOrganizer(named: "tests") {
      token.digest
    } mint: {
      token.digest
    }
    let application = try Application(
      store.database, key: key, publicURL: publicURL.flatMap { PublicURL($0) })
    let address = try application.listen(on: "127.0.0.1:0")
    let served = Served(
      store: store, organizer: HTTPClient(port: address.port, token: token.text),
      stranger: HTTPClient(port: address.port), summit: summit, session: session, routes: application.routes)
    let result: Result<Value, any Error>
    do { result = .success(try await test(served)) } catch { result = .failure(error) }
    await application.stop()
    return try result.get()
  }
}

extension Application {
  func listen(on text: String) throws -> ListenAddress {
    try listen(on: try #require(ListenAddress(text)))
  }
}
