import EventLoop
import Foundation
import HTTP
import Petitions
import Postgres
import Storage
import TestSupport
import Testing
import Tokens

@testable import Server

/// Tribune serving on a port of its own, from a database of its own: a summit with one session, its box open.
@Loop struct TestApplication {
  let store: Store
  let application: Application
  let key: SigningKey
  let port: UInt16
  let summit: Summit.ID
  let session: Petitions.Session.ID

  /// `moderation` and `threshold` are the session's.
  static func serving(
    moderation: String = "open", threshold: Int = 50, _ test: @Loop (TestApplication) async throws -> Void
  ) async throws {
    try await TestDatabase.migrated { store in
      let summit: Summit.ID = try await store.id(
        """
        insert into summits (slug, name, place, time_zone, starts_on, ends_on, expected_attendees)
        values ('exemple', 'Sommet d’exemple', 'Biarritz', 'Europe/Paris', '2017-06-13', '2017-06-14', 500)
        returning id
        """)
      let session: Petitions.Session.ID = try await store.id(
        """
        insert into sessions (
          summit_id, slug, guid, title, starts_at, ends_at, moderation, box_said, opened_at, closes_at, threshold)
        values (
          \(summit), 'ouverture', 'ouverture', 'L’ouverture', now(), now() + interval '1 hour', \(moderation), 'open',
          now(), now() + interval '75 minutes', \(threshold))
        returning id
        """)
      let key = SigningKey()
      let application = try Application(store.database, key: key, publicURL: nil)
      let address = try application.listen(on: ListenAddress(host: "127.0.0.1", port: 0))
      let served = TestApplication(
        store: store, application: application, key: key, port: address.port, summit: summit, session: session
      )
      let result: Result<Void, any Error>
      do { result = .success(try await test(served)) } catch { result = .failure(error) }
      await application.stop()
      try result.get()
    }
  }

  /// Somebody whom the server does not know.
  var stranger: Client { Client(port: port, bearer: nil) }

  /// A phone that joined.
  func phone() async throws -> Client {
    let joined = try await stranger.post("/attendees")
    return Client(port: port, bearer: try joined.text("token"))
  }

  /// Whoever holds an access token of that role; a speaker's is for the session.
  func official(_ role: String, session: Bool = false) async throws -> Client {
    let token = AccessToken(role: role)
    _ = try await store.database.query(
      """
      insert into access_tokens (summit_id, role, name, session_id, digest)
      values (\(summit), \(role), \(role), \(session || role == "speaker" ? self.session : nil), \(token.digest))
      """)
    return Client(port: port, bearer: token.text)
  }

  func holder(of receipt: String) -> Client { Client(port: port, bearer: receipt) }
}

extension Store {
  func id<ID: PostgresDecodable & Sendable>(_ sql: SQL) async throws -> ID {
    let row = try await database.query(sql).first
    return try #require(row)["id"]
  }
}

/// Calls the API of the summit, one connection a call.
struct Client: Sendable {
  let port: UInt16
  let bearer: String?

  func get(_ path: String, _ headers: [String] = []) async throws -> Reply {
    try await call("GET", path, headers)
  }
  func put(_ path: String) async throws -> Reply { try await call("PUT", path) }
  func delete(_ path: String) async throws -> Reply { try await call("DELETE", path) }

  func post(_ path: String, _ body: String = "", _ headers: [String] = []) async throws -> Reply {
    try await call("POST", path, headers, body)
  }

  func patch(_ path: String, _ body: String) async throws -> Reply { try await call("PATCH", path, [], body) }

  /// Asks the session, and gives the question's path.
  func ask(_ text: String = "Qui répond, et jusqu’à quand ?") async throws -> String {
    let reply = try await post("/sessions/ouverture/questions", #"{"text":"\#(text)"}"#)
    return try "/questions/\(reply.text("id"))"
  }

  /// A path that starts with `/api` is the whole one; others lie under the summit's.
  func call(_ method: String, _ path: String, _ headers: [String] = [], _ body: String = "") async throws
    -> Reply
  {
    let path = path.hasPrefix("/api") ? path : "/api/v1/summits/exemple" + path
    var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"] + headers
    if let bearer { lines.append("Authorization: Bearer \(bearer)") }
    if !body.isEmpty { lines += ["Content-Type: application/json", "Content-Length: \(body.utf8.count)"] }
    let socket = try RawSocket(port: port)
    socket.send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    return try Reply(await socket.receive())
  }
}

/// What the server answered.
struct Reply {
  struct Malformed: Error, CustomStringConvertible { let description: String }

  let status: Int
  let headers: [(name: String, value: String)]
  let body: String

  init(_ text: String) throws {
    guard let end = text.range(of: "\r\n\r\n") else { throw Malformed(description: text) }
    let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
    guard let line = lines.first, let status = Int(line.split(separator: " ").dropFirst().first ?? "") else {
      throw Malformed(description: text)
    }
    self.status = status
    headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      return (
        parts[0].lowercased(), parts.dropFirst().first.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
      )
    }
    body = String(text[end.upperBound...])
  }

  func header(_ name: String) -> String? { headers.first { $0.name == name.lowercased() }?.value }

  var code: String? { try? text("code") }

  /// The text at these keys and indices of the JSON body; the others likewise.
  func text(_ path: any Sendable...) throws -> String { try value(path) }
  func number(_ path: any Sendable...) throws -> Int { try value(path) }
  func flag(_ path: any Sendable...) throws -> Bool { try value(path) }
  func count(_ path: any Sendable...) throws -> Int { (try value(path) as [Any]).count }
  func isNull(_ path: any Sendable...) throws -> Bool { try (value(path) as Any) is NSNull }

  private func value<Value>(_ path: [any Sendable]) throws -> Value {
    var value = try JSONSerialization.jsonObject(with: Data(body.utf8), options: .fragmentsAllowed)
    for step in path {
      if let key = step as? String, let object = value as? [String: Any], let next = object[key] {
        value = next
      } else if let index = step as? Int, let list = value as? [Any], list.indices.contains(index) {
        value = list[index]
      } else {
        throw Malformed(description: "no \(step) in \(status): \(body)")
      }
    }
    guard let found = value as? Value else { throw Malformed(description: "\(path) in \(status): \(body)") }
    return found
  }
}
