import API
import Foundation
import Testing

@Suite("Words of fixed sets", .timeLimit(.minutes(5)))
struct WordTests {
  @Test("a word is written as its raw value, and read again")
  func words() throws {
    let words: [any Word] = Box.allCases + Moderation.allCases + RoomPhase.allCases + Caller.Role.allCases
    for word in words { try check(word) }
  }

  @Test(
    "an unknown word is refused with its path, in what is null or within a list as well, and the known ones are said"
  )
  func unknown() throws {
    let change = #expect(throws: UnknownWord.self) {
      try JSONDecoder().decode(Strict<SessionChange>.self, from: Data(#"{"box": "ajar"}"#.utf8))
    }
    #expect(
      change?.field == "box" && change?.word == "ajar" && change?.known == ["open", "paused", "closed"])
    let list = #expect(throws: UnknownWord.self) {
      let tokens =
        #"{"tokens": [{"id": "1", "role": "king", "name": "", "createdAt": "2017-06-13T07:30:00Z"}]}"#
      _ = try JSONDecoder().decode(AccessTokenList.self, from: Data(tokens.utf8))
    }
    #expect(list?.field == "tokens.0.role")
  }

  private func check<Known: Word>(_ word: Known) throws {
    let json = try JSONEncoder().encode([word])
    #expect(json == Data("[\"\(word.rawValue)\"]".utf8))
    #expect(try JSONDecoder().decode([Known].self, from: json) == [word])
  }
}
