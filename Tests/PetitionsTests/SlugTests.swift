import Petitions
import Testing

@Suite("Slugs", .timeLimit(.minutes(5)))
struct SlugTests {
  @Test(
    "of titles are plain and readable",
    arguments: [
      ("L’héritage digital du Président Obama", "l-heritage-digital-du-president-obama"),
      ("  What?! 100 % open — source  ", "what-100-open-source"),
      ("Œuvres & straße, Łódź", "oeuvres-strasse-lodz"),
      ("日本", "session"), ("", "session"), ("¿¡!", "session"), ("Ａ１", "a1"),
    ])
  func titles(title: String, expected: String) {
    let slug = Slug(title: title, fallback: "session")
    #expect(slug.value == expected)
    #expect(Slug(slug.value) != nil)
  }

  @Test("are cut between words, at 64 characters")
  func long() {
    let words = Slug(title: String(repeating: "abcdefgh ", count: 20), fallback: "x")
    #expect(words.value == "abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh")
    let word = Slug(title: String(repeating: "a", count: 200), fallback: "x")
    #expect(word.value.utf8.count == 64)
    #expect(Slug(word.value) != nil)
  }

  @Test("are told apart by a number, and reserved ones are left to our own pages")
  func taken() {
    #expect(Slug(title: "Ledger", for: .session, fallback: "x").value == "ledger-2")
    #expect(Slug(title: "API", for: .summit, fallback: "x").value == "api-2")
    let taken: Set = ["talk", "talk-2"]
    #expect(Slug(title: "Talk", fallback: "x", isTaken: taken.contains).value == "talk-3")
    let long = String(repeating: "a", count: 64)
    let other = Slug(title: long, fallback: "x", isTaken: { $0 == long })
    #expect(other.value == String(repeating: "a", count: 62) + "-2")
  }

  @Test(
    "given by a person are checked",
    arguments: [
      "", "-a", "a-", "A", "é", "a b", "a_b", "a/b", "..", "\u{130}", String(repeating: "a", count: 65),
      "ledger",
    ])
  func refused(text: String) {
    #expect(Slug(text, for: .session) == nil)
  }

  @Test("of one letter and of 64 are fine", arguments: ["a", "9", "a--b", String(repeating: "a", count: 64)])
  func accepted(text: String) {
    #expect(Slug(text, for: .session)?.value == text)
  }
}
