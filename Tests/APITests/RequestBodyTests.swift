import API
import Foundation
import Testing

@Suite("Request bodies", .timeLimit(.minutes(5)))
struct RequestBodyTests {
  @Test("a misspelt key is refused, and named")
  func unknownKey() {
    let error = #expect(throws: UnknownKey.self) {
      try decode(NewQuestion.self, #"{"text": "Pourquoi ?", "nmae": "Claire"}"#)
    }
    #expect(error?.key == "nmae")
  }

  @Test("a key that is absent, null or set is told apart")
  func changes() throws {
    #expect(try decode(QuestionChange.self, "{}").name == .absent)
    #expect(try decode(QuestionChange.self, #"{"name": null}"#).name == .null)
    #expect(try decode(QuestionChange.self, #"{"name": "Claire"}"#).name == .value("Claire"))
  }

  private func decode<Body: RequestBody>(_: Body.Type, _ json: String) throws -> Body {
    try JSONDecoder().decode(Strict<Body>.self, from: Data(json.utf8)).body
  }
}
