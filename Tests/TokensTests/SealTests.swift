import Testing
import Tokens

@Suite("Seals", .timeLimit(.minutes(5)))
struct SealTests {
  let key = SigningKey()

  @Test("are opened where they were made for, and nowhere else")
  func places() {
    let sealed = Seal.sealed("top.12.7.0", for: "questions 1", with: key)
    #expect(sealed.hasPrefix("top.12.7.0."))
    #expect(Seal.opened(sealed, for: "questions 1", with: key) == "top.12.7.0")
    #expect(Seal.opened(sealed, for: "questions 2", with: key) == nil)
    #expect(Seal.opened(sealed, for: "questions 1", with: SigningKey()) == nil)
  }

  @Test(
    "what was changed, cut or never sealed is nothing",
    arguments: ["", ".", "top.12.7.0", "top.12.7.0.", "top.12.7.0.0000000000000000", "é.é"])
  func forged(text: String) { #expect(Seal.opened(text, for: "questions 1", with: key) == nil) }
}
