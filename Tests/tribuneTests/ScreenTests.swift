import Testing

@testable import tribune

@Suite("Keys and screens", .timeLimit(.minutes(5)))
struct ScreenTests {
  private func keys(_ text: String) -> [Key] {
    var reader = KeyReader()
    return reader.read(Array(text.utf8)) + reader.settle()
  }

  @Test(
    "the sequences of terminals are keys",
    arguments: [
      ("a", [Key.character("a")]), ("\u{1B}[A", [.up]), ("\u{1B}OB", [.down]), ("\u{1B}[5~", [.pageUp]),
      ("\u{1B}[1~\u{1B}[F", [.home, .end]), ("\u{3}", [.interrupt]), ("\u{1A}", [.suspend]), ("\r", [.enter]),
      ("\u{1B}", [.escape]), ("\u{1B}[1;5A", []), ("\u{1B}x", []), ("é", []),
    ])
  func sequences(_ text: String, _ expected: [Key]) {
    #expect(keys(text) == expected)
  }

  @Test("an arrow key whose bytes come apart is still an arrow key")
  func apart() {
    var reader = KeyReader()
    #expect(reader.read([27]).isEmpty && reader.isAmid)
    #expect(reader.read([91]).isEmpty && reader.isAmid)
    #expect(reader.read([65]) == [.up] && !reader.isAmid)
  }

  @Test("what is pasted presses no keys")
  func pasted() {
    #expect(keys("\u{1B}[200~approve all\u{1B}[A\u{1B}[201~q") == [.character("q")])
  }

  @Test("only what changed is drawn, and nothing when nothing did")
  func differences() {
    var screen = Screen()
    #expect(screen.update(to: ["one", "two"]).contains("\u{1B}[2J"))
    #expect(screen.update(to: ["one", "two"]) == "")
    let update = screen.update(to: ["one", "three"])
    #expect(update.contains("\u{1B}[2;1Hthree") && !update.contains("one") && !update.contains("\u{1B}[2J"))
    screen.forget()
    #expect(screen.update(to: ["one", "three"]).contains("one"))
  }
}
