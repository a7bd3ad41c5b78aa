import Petitions
import Testing

@Suite("Texts of the programme", .timeLimit(.minutes(5)))
struct ProgrammeTextTests {
  @Test("a line is trimmed and composed")
  func normalized() throws {
    #expect(try ProgrammeText.line("  L’he\u{301}ritage \n") == "L’h\u{E9}ritage")
    #expect(try ProgrammeText.paragraphs("one\r\n\ttwo\n\n") == "one\n\ttwo")
  }

  @Test("what breaks a line or a terminal is refused by its rule")
  func refused() {
    #expect(throws: TextRule.controlCharacter) { try ProgrammeText.line("one\ntwo") }
    #expect(throws: TextRule.controlCharacter) { try ProgrammeText.line("\u{1B}[2J title") }
    #expect(throws: TextRule.controlCharacter) { try ProgrammeText.paragraphs("nothing\u{0}") }
    #expect(throws: TextRule.lineSeparator) { try ProgrammeText.line("one\u{2028}two") }
  }

  @Test(
    "what reaches into its neighbours is refused by its rule",
    arguments: ["\u{202E}", "\u{202B}", "\u{2067}"])
  func neighbours(direction: String) {
    #expect(throws: TextRule.formatCharacter) { try ProgrammeText.line("gpj.\(direction)exe") }
    #expect(throws: TextRule.formatCharacter) { try ProgrammeText.paragraphs("one\n\(direction)two") }
    #expect(throws: TextRule.tooManyCombiningMarks) {
      try ProgrammeText.line("Z" + String(repeating: "\u{334}", count: 5) + "algo")
    }
  }

  @Test("of a pasted pile of marks four stay on each letter")
  func piled() {
    let piled = "Za\u{334}" + String(repeating: "\u{334}", count: 10_000) + "lgo"
    #expect(CleanText(piled, longest: 100)?.value == "Za\u{334}\u{334}\u{334}\u{334}lgo")
  }

  @Test("what people paste is kept: soft hyphens, joiners, emoji")
  func kept() throws {
    for text in ["Zukunfts\u{AD}werkstatt", "می\u{200C}خواهم", "👩‍👩‍👧 family"] {
      #expect(try ProgrammeText.line(text) == text)
    }
  }
}
