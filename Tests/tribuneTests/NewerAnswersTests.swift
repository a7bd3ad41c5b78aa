import API
import Foundation
import Testing

@testable import tribune

@Suite("A newer server's answers", .timeLimit(.minutes(5)))
struct NewerAnswersTests {
  @Test("a word that this version does not know fails by a sentence that names it and its place")
  func unknownWord() throws {
    let server = try ServerAddress("http://tribune.example")
    let client = Client(Access(server: server, token: nil, source: "--server"))
    let list =
      #"{"questions": [{"id": "1", "number": 1, "text": "", "nameVerified": false, "state": "archived"}]}"#
    let failure = #expect(throws: Failure.self) {
      let _: QuestionList = try client.decode(Data(list.utf8))
    }
    #expect(failure?.message.contains("“archived” (questions.0.state)") == true)
    #expect(failure?.status == .failed)
  }
}
