import Foundation
import TestSupport
import Testing

@testable import JSON
@testable import Pages

@Suite("The words of the pages", .timeLimit(.minutes(5)))
struct WordsTests {
  @Test("every language has its catalogue, and it can be read", arguments: Language.allCases)
  func readable(language: Language) throws {
    let catalogue = try Catalogue(parsing: Array(try words(language).utf8), in: language)
    #expect(catalogue.entries.count > 300)
    #expect(catalogue.entries == Catalogue.all[language]?.entries, "what is embedded is what is there")
  }

  @Test("all catalogues have the same keys, in the same order")
  func keys() throws {
    let french = try keys(of: .fr)
    for language in Language.allCases {
      let own = try keys(of: language)
      let (missing, more) = (Set(french).subtracting(own), Set(own).subtracting(french))
      #expect(missing.isEmpty, "\(language) lacks \(missing.sorted())")
      #expect(more.isEmpty, "\(language) alone has \(more.sorted())")
      #expect(own == french)
    }
  }

  @Test("a sentence has places for the same values in every language, in each form")
  func places() throws {
    for (key, french) in try catalogue(.fr).entries {
      let expected = french.places
      for language in Language.allCases {
        let entry = try #require(try catalogue(language).entries[key])
        #expect(entry.places == expected, "\(language) \(key)")
        for template in entry.templates {
          // “A question” may do without its number.
          #expect(template.places.union(["number"]) == expected.union(["number"]), "\(language) \(key)")
        }
      }
    }
  }

  @Test(
    "a sentence that numbers change has every form of its language, and no other",
    arguments: Language.allCases)
  func forms(language: Language) throws {
    let used = Set((0...200).map(language.pluralForm(of:)) + [1000, 1_000_000].map(language.pluralForm(of:)))
    for (key, entry) in try catalogue(language).entries {
      if case .forms(let forms) = entry { #expect(Set(forms.keys) == used, "\(key)") }
    }
  }

  @Test("nothing is said in empty words, or with spaces that nobody sees", arguments: Language.allCases)
  func clean(language: Language) throws {
    let text = try words(language)
    for space in ["\u{A0}", "\u{202F}", "\u{2009}", "\u{200B}", "\u{AD}", "\u{2060}"] {
      #expect(!text.contains(space), "write it \\u…, so that translators see it")
    }
    #expect(!text.contains("  \"\"") && !text.contains(": \"\"") && !text.contains(" \"\n"))
    #expect(!text.contains("'"), "an apostrophe is ’")
  }

  @Test("a key that is not there is shown, and the page still works; a value is never read as a place")
  func harmless() throws {
    let sentences = Sentences(language: .fr)
    #expect(sentences.say("page.nothing") == "page.nothing")
    #expect(sentences.count("page.nothing", 3) == "page.nothing")
    #expect(sentences.say("page.seats", ["have": "{need}"]).hasPrefix("{need} voix sur les {need}"))
    #expect(Template("{a}{b} {").filled(with: ["a": "1", "b": "{a}"]) == "1{a} {")
  }

  @Test("a broken catalogue is told apart by what is wrong with it")
  func broken() {
    func fault(_ text: String) -> CatalogueFault? {
      do { _ = try Catalogue(parsing: Array(text.utf8), in: .fr) } catch { return error }
      return nil
    }
    let comma = JSONFault(line: 1, column: 11, reason: "a key in quotes is missing")
    #expect(fault(#"{"a": "b",}"#) == .json(comma))
    #expect(fault(#"["a"]"#) == .notAnObject)
    #expect(fault(#"{"a.b": 1}"#) == .entry("a.b"))
    #expect(fault(#"{"a.b": {"one": "1"}}"#) == .entry("a.b"))
    #expect(fault(#"{"a.b": {"some": "1", "other": "2"}}"#) == .entry("a.b"))
    #expect(fault(#"{"a.b": "1", "a.b": "2"}"#) == .twice("a.b"))
    #expect(fault(#"{"a.b": {"one": "1", "other": "2"}}"#) == nil)
  }

  // MARK: Keys in the sources

  @Test("every key is said somewhere, and every key that is said is there")
  func said() throws {
    let keys = Set(try keys(of: .fr))
    var unsaid = keys
    for (path, text) in try OurSources.texts(in: ["Server", "Pages"], ".swift") {
      for literal in LiteralReader.literals(of: text, .swift) {
        guard let pattern = keyPattern(literal.text) else { continue }
        let meant = keys.filter { $0.wholeMatch(of: pattern) != nil }
        unsaid.subtract(meant)
        if literal.before.contains(/\b(say|count|pattern)\(\s*$|\bdated: $/) {
          #expect(!meant.isEmpty, "\(path):\(literal.line): \(literal.text) is in no catalogue")
        }
      }
    }
    #expect(unsaid.isEmpty, "no page says \(unsaid.sorted())")
  }

  @Test("every sentence is given the values that it has places for, and no others")
  func values() throws {
    let entries = try catalogue(.fr).entries
    var calls = 0
    for (path, text) in try OurSources.texts(in: ["Server", "Pages"], ".swift") {
      for call in text.matches(of: /\b(say|count)\(\s*"([a-z]\w*(?:\.\w+)+)"/) {
        guard let entry = entries[String(call.2)] else { continue }
        calls += 1
        var given = names(ofValuesIn: text[call.range.upperBound...])
        if call.1 == "count" { given.insert("number") }
        let places = call.1 == "count" ? entry.places.union(["number"]) : entry.places
        #expect(given == places, "\(path): \(call.2)")
      }
    }
    #expect(calls > 300)
  }

  private func words(_ language: Language) throws -> String {
    let path = OurSources.root.appending(path: "Sources/Web/words/\(language.rawValue).json")
    return try String(contentsOf: path, encoding: .utf8)
  }

  private func catalogue(_ language: Language) throws -> Catalogue { try #require(Catalogue.all[language]) }

  private func keys(of language: Language) throws -> [String] {
    let tree = try JSONTree(parsing: Array(try words(language).utf8))
    guard case .object(let members) = tree else { return [] }
    return members.map(\.key)
  }

  /// What a literal that looks like a key may mean: `moment.month.` and a value means any of them.
  private func keyPattern(_ text: String) -> Regex<Substring>? {
    guard text.wholeMatch(of: /[a-z]\w*(\.(\w+|\x{FFFC}))+/) != nil else { return nil }
    return try? Regex(
      text.replacing(".", with: #"\."#).replacing(String(SourceLiteral.value), with: #"\w+"#),
      as: Substring.self)
  }

  /// The names in `["have": …, "need": …]`, up to the end of the call.
  private func names(ofValuesIn rest: Substring) -> Set<String> {
    var (names, depth, index) = (Set<String>(), 0, rest.startIndex)
    while index < rest.endIndex {
      if (depth == 0 && rest[index] == "[") || (depth == 1 && rest[index] == ","),
        let name = rest[index...].prefixMatch(of: #/[\[,]\s*"(\w+)":/#)
      {
        names.insert(String(name.1))
      }
      switch rest[index] {
      case "(", "[": depth += 1
      case ")", "]":
        if depth == 0 { return names }
        depth -= 1
      default: break
      }
      index = rest.index(after: index)
    }
    return names
  }
}

extension Catalogue.Entry {
  /// The names of the values of all its forms.
  fileprivate var places: Set<String> { templates.reduce(into: []) { $0.formUnion($1.places) } }
}
