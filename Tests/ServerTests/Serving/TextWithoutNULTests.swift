import API
import Foundation
import TestSupport
import Testing

@testable import HTTP
@testable import Server

@Suite("U+0000, wherever text comes in", .timeLimit(.minutes(10)))
struct TextWithoutNULTests {
  /// What a call could be sent, with U+0000 in one field.
  private struct Try: Sendable {
    let method: String
    let path: String
    let body: String
    let field: String
  }

  @Test("each string of each call is refused with its field, and nothing ends in a fault")
  func bodies() async throws {
    try await served { app in
      let ana = try await app.attendee()
      let question = try await ana.ask().split(separator: "/").last.map(String.init) ?? ""
      let tries = try await tries(app, question: question)
      #expect(tries.count > 60)
      var refused = 0
      for attempt in tries {
        for client in [app.organizer, ana] {
          let answer = try await client.call(attempt.method, attempt.path, attempt.body)
          #expect(answer.status < 500, "\(attempt.method) \(attempt.path) \(attempt.body): \(answer.text)")
          guard answer.status == 422 else { continue }
          #expect(
            answer.problem == ["rule_broken", attempt.field, "control_character"],
            "\(attempt.method) \(attempt.path) \(attempt.body)")
          refused += 1
        }
      }
      #expect(refused > 60)
    }
  }

  @Test("queries and forms are refused with the field as well, and paths lead nowhere")
  func elsewhere() async throws {
    try await served { app in
      for path in ["/announcements?session=a%00b", "/sessions/opening/similar?text=a%00b"] {
        let answer = try await app.stranger.get(path)
        #expect(answer.status == 422, "\(path)")
        #expect(answer.member("rule") == "control_character")
      }
      let form = [
        "Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin",
        "Cookie: tribune_cookies=1",
      ]
      let asked = try await app.stranger.call(
        "POST", "/a-summit/opening/questions", "text=Qui%00r%C3%A9pond+%3F", headers: form)
      #expect(asked.problem == ["rule_broken", "text", "control_character"])
      let path = try await app.stranger.call("GET", "/a-summit/open%00ing")
      #expect(path.status == 400)
    }
  }

  @Test("the place of the string is told, however deep, and an escaped backslash is none")
  func places() {
    #expect(fieldWithNUL(inJSON: Array(#"{"a": {"b": ["x", "y\u0000"]}}"#.utf8)) == "a.b.1")
    #expect(fieldWithNUL(inJSON: Array(#"{"a": "y\\u0000"}"#.utf8)) == nil)
    #expect(fieldWithNUL(inJSON: Array(#"{"a\u0000": 1}"#.utf8)) == "key")
    #expect(fieldWithNUL(inJSON: Array("{".utf8)) == nil)
  }

  /// One for each string of each call's body, by the description of the API.
  private func tries(_ app: Served, question: String) async throws -> [Try] {
    let answer = try await app.stranger.call("GET", "/api/v1/openapi.json")
    let document = try #require(JSONSerialization.jsonObject(with: answer.body) as? [String: Any])
    let schemas =
      (document["components"] as? [String: Any])?["schemas"] as? [String: [String: Any]] ?? [:]
    var tries: [Try] = []
    for (path, methods) in document["paths"] as? [String: [String: [String: Any]]] ?? [:] {
      for (method, operation) in methods {
        guard let content = (operation["requestBody"] as? [String: Any])?["content"] as? [String: Any],
          let schema = (content["application/json"] as? [String: Any])?["schema"] as? [String: Any],
          let name = (schema["$ref"] as? String)?.split(separator: "/").last,
          let properties = schemas[String(name)]?["properties"] as? [String: [String: Any]]
        else { continue }
        for (field, property) in properties {
          let types = (property["type"] as? [String]) ?? (property["type"] as? String).map { [$0] } ?? []
          let isList = types.contains("array")
          guard types.contains("string") || isList else { continue }
          let value = isList ? #"["a\u0000b"]"# : #""a\u0000b""#
          tries.append(
            Try(
              method: method.uppercased(), path: filled(path, question), body: #"{"\#(field)": \#(value)}"#,
              field: isList ? field + ".0" : field))
        }
      }
    }
    return tries
  }

  private func filled(_ path: String, _ question: String) -> String {
    path.replacing("{summit}", with: "a-summit").replacing("{session}", with: "opening")
      .replacing("{question}", with: question).replacing(/\{\w+\}/, with: "1")
  }
}
