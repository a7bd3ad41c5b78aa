import Foundation
import TestSupport
import Testing

@testable import Pages

/// What people read comes from the catalogues. These tests read our sources and find text that does not.
@Suite("No text is hard-coded", .timeLimit(.minutes(5)))
struct HardCodedTextTests {
  /// What is the same in every language, or no text for people.
  private static let allowed: Set<String> = [
    // Names.
    "Tribune", "Français", "English", "JSON",
    // Of `<meta name="color-scheme">`.
    "dark light", "light dark",
    // What a keyboard acts on.
    "a, button, input, select, textarea, summary",
    // Of French grammar.
    "là", "être", "delà", "même", "mêmes",
  ]

  @Test("no markup of ours has words between its tags, or in an attribute that is read out")
  func markup() throws {
    for (path, text) in try OurSources.texts(in: ["Server", "Pages"], ".swift") {
      for literal in LiteralReader.literals(of: text, .swift) where isMarkup(literal.text) {
        for found in words(inMarkup: literal.text) {
          Issue.record("\(path):\(literal.line): “\(found)” belongs in the catalogues")
        }
      }
    }
  }

  @Test("no other literal of a page is a sentence")
  func pages() throws {
    let classes = try classNames()
    for (path, text) in try OurSources.texts(in: "Pages", ".swift") {
      for literal in LiteralReader.literals(of: text, .swift) where !isMarkup(literal.text) {
        let plain = literal.text.replacing(#/ ?[\w:-]+="[^"]*"/#, with: "")
        guard isProse(plain), !areClasses(plain, classes), !isCommand(plain), !isStylesheet(plain) else {
          continue
        }
        Issue.record("\(path):\(literal.line): “\(plain)” belongs in the catalogues")
      }
    }
  }

  @Test("no module says anything of its own")
  func modules() throws {
    let classes = try classNames()
    for (path, text) in try OurSources.texts(in: "Web", ".js") {
      for literal in LiteralReader.literals(of: text, .javaScript) {
        let isInner = literal.before.contains(
          /(querySelector|querySelectorAll|closest|matches|matchMedia)\($/)
        guard isProse(literal.text), !isInner, !isName(literal.text), !areClasses(literal.text, classes)
        else { continue }
        Issue.record("\(path):\(literal.line): “\(literal.text)” belongs in the catalogues")
      }
    }
  }

  @Test("no drawing, static page or stylesheet says anything of its own")
  func assets() throws {
    for kind in [".html", ".svg"] {
      for (path, text) in try OurSources.texts(in: "Web", kind) {
        #expect(words(inMarkup: text).isEmpty, "\(path)")
      }
    }
    for (path, text) in try OurSources.texts(in: "Web", ".css") {
      for content in text.matches(of: /\bcontent:\s*"([^"]*)"/) {
        #expect(!hasWord(String(content.1)), "\(path): \(content.1)")
      }
    }
  }

  @Test(
    "the net holds",
    arguments: [
      (##"<p class="hint">\(x) votes</p>"##, true), (##"<p class="hint">\(x)</p>"##, false),
      (##"<a title="Go there" href="/x">\(x)</a>"##, true),
      (##"<input placeholder="\(x)" name="text">"##, false),
      (##"<b>été</b>"##, true), (##"<b>&middot; 1</b>"##, false),
    ])
  func net(source: String, isCaught: Bool) {
    let literals = LiteralReader.literals(
      of: "let x = #\"\(source.replacing("\\(", with: "\\#("))\"#", .swift)
    #expect(literals.contains { !words(inMarkup: $0.text).isEmpty } == isCaught)
  }

  @Test("the net for modules holds")
  func netForModules() {
    let source = #"""
      // it's "a comment"
      /* and 'this too' */
      const x = /"no text" here/.test(a) ? 'Sending your vote' : `${number} votes left ${f("Oui, merci")}`;
      a.addEventListener("Escape", b / c, "tag late", 'Envoyé');
      """#
    let texts = LiteralReader.literals(of: source, .javaScript).map(\.text)
    #expect(
      texts == [
        "Sending your vote", "Oui, merci", "\u{FFFC} votes left \u{FFFC}", "Escape", "tag late", "Envoyé",
      ])
    #expect(texts.map(isProse) == [true, true, true, false, true, true])
  }

  // MARK: What is text

  private func isMarkup(_ text: String) -> Bool { text.contains(/<\/?[a-z][^<>]*>|<!/) }

  /// Between tags, and in the attributes that are shown or read out.
  private func words(inMarkup text: String) -> [String] {
    let bare = text.replacing(/&#?\w+;/, with: "")
    let attributes = bare.matches(of: /\b(title|aria-label|alt|placeholder|label|summary)="([^"]*)"/)
    let texts = bare.replacing(/<!--.*?-->/.dotMatchesNewlines(), with: "\n")
      .replacing(/\s[\w:-]+="[^"]*"/, with: "").replacing(/<[^<>]*>?/, with: "\n").split(separator: "\n")
    return (attributes.map { String($0.2) } + texts.map { String($0) })
      .map {
        $0.split { $0 == "\u{FFFC}" || $0.isWhitespace }.filter { hasWord(String($0)) }.joined(separator: " ")
      }
      .filter { !$0.isEmpty && !Self.allowed.contains($0) && !isCommand($0) }
  }

  private func hasWord(_ text: String) -> Bool { text.contains(/\p{L}{2}/) }

  /// Two words with a space between them, a letter that only people write, or a word with a capital, but names of keys,
  /// headers and errors.
  private func isProse(_ text: String) -> Bool {
    if Self.allowed.contains(text) { return false }
    if text.contains(/\p{L}{2,}[,:;.!?…]? +(\x{FFFC}|\p{L})/) || text.contains(/\x{FFFC} +\p{L}{2,}/) {
      return true
    }
    if text.unicodeScalars.contains(where: { !$0.isASCII && $0.properties.isAlphabetic }) { return true }
    let names = [
      "Esc", "Refresh",
      "Escape", "Enter", "Tab", "Home", "End", "Space", "Delete", "Backspace", "Accept", "Authorization",
    ]
    return text.contains(/^[A-Z][a-z]+[.…!?]?$/) && !names.contains(text)
  }

  /// For a terminal, as a whole or its options.
  /// Names of caches, locks, stores and acts in a browser: nobody reads them.
  private func isName(_ text: String) -> Bool {
    text.contains(/^(tribune|pages|files|upvote|question) [\w\x{FFFC} -]*$/)
  }

  /// Printed pages carry theirs with them.
  private func isStylesheet(_ text: String) -> Bool { text.contains("@page {") }

  private func isCommand(_ text: String) -> Bool { text.hasPrefix("tribune ") || text.hasPrefix(" --") }

  private func areClasses(_ text: String, _ classes: Set<String>) -> Bool {
    text.split { $0.isWhitespace || $0 == "\u{FFFC}" }.allSatisfy { classes.contains(String($0)) }
  }

  private func classNames() throws -> Set<String> {
    Set(
      try OurSources.texts(in: "Web", ".css").flatMap { _, text in
        text.matches(of: /\.([a-z][\w-]*)/).map { String($0.1) }
      })
  }
}
