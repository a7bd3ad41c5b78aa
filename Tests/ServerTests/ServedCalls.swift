import EventLoop
import Foundation
import Postgres
import Storage
import TestSupport
import Tokens

// Calls of the summit that is served, written as tests read best.

extension Served {
  /// Whoever holds an access token of that role; a speaker's is for the session, a moderator's where said.
  func official(_ role: String, ofSession: Bool = false) async throws -> HTTPClient {
    let token = Tokens.AccessToken(role: role)
    _ = try await store.database.query(
      """
      insert into access_tokens (summit_id, role, name, session_id, digest)
      values (
        \(summit.id), \(role), \(role), \(ofSession || role == "speaker" ? session.id : nil), \(token.digest))
      """)
    return HTTPClient(port: stranger.port, token: token.text)
  }

  func holder(of receipt: String) -> HTTPClient { HTTPClient(port: stranger.port, token: receipt) }

  /// Does what only the owner of the database may.
  func asOwner(_ statement: String) async throws {
    var configuration = store.database.configuration
    configuration.role = nil
    (configuration.readers, configuration.workers) = (1, 1)
    let owner = Database(configuration)
    owner.start()
    defer { owner.close() }
    _ = try await owner.query("\(unsafeSQL: statement)")
  }

  /// Changes the session behind the server's back: `box_said = 'paused'`.
  func setSession(_ assignments: String) async throws {
    _ = try await store.database.query(
      "update sessions set \(unsafeSQL: assignments) where summit_id = \(summit.id) and id = \(session.id)")
  }
}

/// Paths lie under the summit's: `/questions/17`.
extension HTTPClient {
  func get(_ path: String, _ headers: [String] = []) async throws -> HTTPAnswer {
    try await call("GET", Served.path + path, headers: headers)
  }

  func put(_ path: String, _ body: String? = nil) async throws -> HTTPAnswer {
    try await call("PUT", Served.path + path, body)
  }

  func delete(_ path: String) async throws -> HTTPAnswer { try await call("DELETE", Served.path + path) }

  func post(_ path: String, _ body: String, _ headers: [String] = []) async throws -> HTTPAnswer {
    try await call("POST", Served.path + path, body, headers: headers)
  }

  func patch(_ path: String, _ body: String) async throws -> HTTPAnswer {
    try await call("PATCH", Served.path + path, body)
  }

  /// Asks the session, and gives the question's path.
  func ask(_ text: String = "Qui répond, et jusqu’à quand ?") async throws -> String {
    let answer = try await post("/sessions/opening/questions", #"{"text":"\#(text)"}"#)
    return try "/questions/\(answer.string("id"))"
  }
}

/// What stands at these keys and indices of the JSON body.
extension HTTPAnswer {
  struct Absent: Error, CustomStringConvertible { let description: String }

  func string(_ path: any Sendable...) throws -> String { try value(path) }
  func number(_ path: any Sendable...) throws -> Int { try value(path) }
  func flag(_ path: any Sendable...) throws -> Bool { try value(path) }
  func count(_ path: any Sendable...) throws -> Int { (try value(path) as [Any]).count }
  func isNull(_ path: any Sendable...) throws -> Bool { try (value(path) as Any) is NSNull }

  private func value<Value>(_ path: [any Sendable]) throws -> Value {
    var value = try JSONSerialization.jsonObject(with: body, options: .fragmentsAllowed)
    for step in path {
      if let key = step as? String, let object = value as? [String: Any], let next = object[key] {
        value = next
      } else if let index = step as? Int, let list = value as? [Any], list.indices.contains(index) {
        value = list[index]
      } else {
        throw Absent(description: "no \(step) in \(status): \(text)")
      }
    }
    guard let found = value as? Value else { throw Absent(description: "\(path) in \(status): \(text)") }
    return found
  }
}
