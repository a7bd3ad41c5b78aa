import Testing

@testable import tribune

@Suite("A code drawn in the terminal", .timeLimit(.minutes(5)))
struct DrawnCodeTests {
  @Test("two modules stand in a character, with four bare ones around")
  func modules() {
    let code = DrawnCode(rows: ["10", "11", "01"])
    #expect(code.width == 10)
    let lines = code.lines(colours: true).map {
      $0.replacing("\u{1B}[38;5;16;48;5;231m", with: "").replacing("\u{1B}[0m", with: "")
    }
    #expect(lines.count == 6 && lines.allSatisfy { $0.count == 10 })
    #expect(lines[2] == "    █▄    " && lines[3] == "     ▀    ")
  }

  @Test("without colours the light modules are drawn")
  func withoutColours() {
    let lines = DrawnCode(rows: ["1"]).lines(colours: false)
    #expect(lines[0] == "█████████" && lines[2] == "████▄████")
  }
}
