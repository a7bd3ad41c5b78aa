import Testing

@testable import tribune

@Suite("Text on a terminal", .timeLimit(.minutes(5)))
struct TerminalTextTests {
  @Test(
    "what could steer the terminal is shown as what it is",
    arguments: [
      ("\u{1B}[2J\u{7}", "␛[2J␇"),
      ("a\u{202E}b\u{2066}c", "a\\u{202E}b\\u{2066}c"),
      ("\u{9B}31m\u{85}", "\\u{9B}31m\\u{85}"),
      ("two\nlines\tand\u{7F}", "two␊lines␉and␡"),
      ("\u{2028}\u{200B}\u{FEFF}", "\\u{2028}\\u{200B}\\u{FEFF}"),
    ])
  func controls(_ text: String, _ expected: String) {
    #expect(text.shown == expected)
  }

  @Test(
    "what belongs to a language or an emoji is left alone",
    arguments: ["Où est passé l'œuf ?", "می\u{200C}خواهم", "👩‍👩‍👧", "❤️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "日本語", "e\u{301}"])
  func languages(_ text: String) {
    #expect(text.shown == text)
  }

  @Test("JSON stays the same JSON")
  func json() {
    #expect(shownJSON("{\"a\":\"\u{202E}x\u{9B}\"}\n") == "{\"a\":\"\\u202ex\\u009b\"}\n")
  }

  @Test(
    "widths count cells of a terminal",
    arguments: [
      ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("👩‍👩‍👧", 2),
      ("🇫🇷", 2), ("❤️", 2), ("❤", 1), ("…", 1), ("ｱ", 1), ("Ａ", 2), ("می\u{200C}خ", 3), ("", 0), ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2),
    ])
  func cells(_ text: String, _ expected: Int) {
    #expect(text.cells == expected)
  }

  @Test("lines break at spaces, and anywhere in what is longer than a line")
  func wrapping() {
    #expect("one two three".wrapped(to: 7) == ["one two", "three"])
    #expect("abcdefgh ij".wrapped(to: 4) == ["abcd", "efgh", "ij"])
    #expect("日本語の質問".wrapped(to: 5) == ["日本", "語の", "質問"])
    #expect("a\n\nb".wrapped(to: 5) == ["a", "", "b"])
    #expect("".wrapped(to: 5) == [""])
  }

  @Test("a cut is marked and never splits a wide character")
  func cutting() {
    #expect("abcdef".cut(to: 4) == "abc…")
    #expect("日本語".cut(to: 4) == "日…")
    #expect("日本".cut(to: 4) == "日本")
  }

  @Test("columns align by cells, numbers to the right, the last column wraps under itself")
  func table() {
    var table = Table("#", "NAME", "TEXT", right: [0])
    table.add("7", "日本", "one two three four five six seven")
    table.add("12", "Zoë\u{1B}", "short")
    #expect(
      table.lines(width: 31, colours: false) == [
        " #  NAME  TEXT",
        " 7  日本  one two three four",
        "          five six seven",
        "12  Zoë␛  short",
      ])
    #expect(table.lines(width: nil, colours: false)[1] == " 7  日本  one two three four five six seven")
  }

  @Test("colour comes and goes, the words stay")
  func colours() {
    var table = Table("A", "B")
    table.add(Table.Cell("x", .late), Table.Cell("y", .strong))
    #expect(table.lines(width: nil, colours: false)[1] == "x  y")
    #expect(table.lines(width: nil, colours: true)[1] == "\u{1B}[31mx\u{1B}[0m  \u{1B}[1my\u{1B}[0m")
  }
}
