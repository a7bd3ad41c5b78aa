import API
import EventLoop
import Foundation
import TestSupport
import Testing

/// The calls that change a programme, with values of the API. Paths lie under `/api/v1`.
extension Served {
  /// The token of an organizer of the whole server.
  var organizerToken: String? { organizer.token }

  func get(_ path: String, token: String? = nil, headers: [String] = []) async throws -> HTTPAnswer {
    try await stranger.call("GET", "/api/v1" + path, token: token, headers: headers)
  }

  func delete(_ path: String, token: String? = nil) async throws -> HTTPAnswer {
    try await stranger.call("DELETE", "/api/v1" + path, token: token)
  }

  func post(_ path: String, _ body: some Encodable, token: String? = nil) async throws -> HTTPAnswer {
    try await stranger.call("POST", "/api/v1" + path, text(body), token: token)
  }

  func patch(_ path: String, _ body: some Encodable, token: String? = nil) async throws -> HTTPAnswer {
    try await stranger.call("PATCH", "/api/v1" + path, text(body), token: token)
  }

  private func text(_ body: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
  }

  /// Another summit than `a-summit`.
  func makeSummit(_ slug: String) async throws {
    let new = NewSummit(
      slug: slug, name: "Another", timeZone: "Europe/Paris", startsOn: "2017-06-13", endsOn: "2017-06-14")
    let answer = try await post("/summits", new, token: organizerToken)
    try #require(answer.status == 201)
  }

  /// Another session than `opening`.
  func makeSession(_ slug: String) async throws {
    let new = NewSession(
      slug: slug, title: "Another", startsAt: Timestamp(Date(timeIntervalSinceNow: -600)),
      endsAt: Timestamp(Date(timeIntervalSinceNow: 3000)))
    let answer = try await post("/summits/a-summit/sessions", new, token: organizerToken)
    try #require(answer.status == 201)
  }

  func makeToken(_ role: Petitions.AccessToken.Role, session: String? = nil) async throws -> API.AccessToken {
    let answer = try await post(
      "/summits/a-summit/tokens", NewAccessToken(role: role, session: session), token: organizerToken)
    try #require(answer.status == 201)
    return try answer.json(API.AccessToken.self)
  }
}

extension HTTPAnswer {
  /// `code`, and `field` and `rule` where a value broke one.
  var problem: [String?] { ["code", "field", "rule"].map(member) }
}

/// A change of some keys.
func changed<Change>(_ change: Change, _ edit: (inout Change) -> Void) -> Change {
  var change = change
  edit(&change)
  return change
}
