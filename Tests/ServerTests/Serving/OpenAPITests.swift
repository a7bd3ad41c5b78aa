import API
import Foundation
import HTTP
import TestSupport
import Testing

@testable import Server

@Suite("The description of the API for machines", .timeLimit(.minutes(10)))
struct OpenAPITests {
  @Test("names every route that there is, and no other")
  func routes() async throws {
    try await served { served in
      let there = Set(
        served.routes.map(\.description).filter { $0.contains(" /api/") })
      let described = Set(Operation.all.map { "\($0.method.uppercased()) \($0.path)" })
      #expect(there.subtracting(described).sorted() == [])
      #expect(described.subtracting(there).sorted() == [])
    }
  }

  @Test("describes values as they are: keys, what may be null, what is required")
  func schemas() async throws {
    try await served { served in
      let answer = try await served.stranger.call("GET", "/api/v1/openapi.json")
      #expect(answer.status == 200)
      let document = try #require(JSONSerialization.jsonObject(with: answer.body) as? [String: Any])
      let components = try #require(document["components"] as? [String: Any])
      let schemas = try #require(components["schemas"] as? [String: [String: Any]])
      let question = try #require(schemas["Question"])
      let properties = try #require(question["properties"] as? [String: [String: Any]])
      let required = try #require(question["required"] as? [String])
      #expect(properties["upvotes"]?["type"] as? String == "integer")
      #expect(properties["name"]?["type"] as? [String] == ["string", "null"])
      #expect(properties["askedAt"]?["format"] as? String == "date-time")
      #expect(required.contains("upvotes") && !required.contains("name"))
      #expect(schemas["NewQuestion"]?["additionalProperties"] as? Bool == false)
      #expect(schemas["QuestionList"] != nil && schemas["Problem"] != nil)
    }
  }
}
