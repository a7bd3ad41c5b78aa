import Foundation
import TestSupport
import Testing

@testable import Pages

/// The oldest browsers that the README names: iOS 15.4, Chrome 90, Firefox 90. One piece of younger syntax takes a whole
/// module, and every one that imports it, from their readers; a younger function fails when it is called.
@Suite("Modules run in the oldest browsers that are supported", .timeLimit(.minutes(5)))
struct ModuleSyntaxTests {
  /// What is younger, as a regular expression and by name.
  static let younger: [(name: String, pattern: String)] = [
    ("a look-behind (iOS 16.4)", #"\(\?<[=!]"#),
    ("findLast (Chrome 97)", #"\.findLast(Index)?\("#),
    ("at (Chrome 92)", #"\.at\("#),
    ("copying array methods (iOS 16)", #"\.(toSorted|toReversed|toSpliced|with)\("#),
    ("groupBy (iOS 17.4)", #"\b(Object|Map)\.groupBy\("#),
    ("Array.fromAsync", #"\bArray\.fromAsync\("#),
    ("Object.hasOwn (Chrome 93)", #"\bObject\.hasOwn\("#),
    ("structuredClone (Chrome 98)", #"\bstructuredClone\("#),
    ("crypto.randomUUID (Chrome 92, and HTTPS alone)", #"\brandomUUID\("#),
    ("AbortSignal.timeout and any (iOS 16, 17.4)", #"\bAbortSignal\.(timeout|any)\("#),
    ("Promise.withResolvers and try", #"\bPromise\.(withResolvers|try)\("#),
    ("sets as in mathematics (iOS 17)", #"\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\("#),
    ("URLSearchParams.size (iOS 17)", #"\b(query|searchParams|params)\.size\b"#),
    ("requestSubmit (iOS 16)", #"\.requestSubmit\("#),
    ("requestIdleCallback (no Safari)", #"\brequestIdleCallback\("#),
    ("checkVisibility (iOS 17.4)", #"\.checkVisibility\("#),
    ("a popover (iOS 17)", #"\.(showPopover|togglePopover)\("#),
    ("the property `role` (Firefox 119)", #"\brole:|\.role\b"#),
    ("static blocks of classes (iOS 16.4)", #"\bstatic\s*\{"#),
    ("private `in` (iOS 15, Chrome 91)", #"#\w+ in "#),
    ("import attributes (iOS 17.2)", #"\bimport\b[^;\n]*\b(with|assert)\s*\{"#),
    ("Web Locks, which a sleeping page holds for ever", #"\bnavigator\.locks\b"#),
  ]

  @Test("no module uses what they do not have")
  func modules() throws {
    for (path, text) in try OurSources.texts(in: "Web/modules", ".js") {
      for found in Self.found(in: text) { Issue.record("\(path): \(found)") }
    }
  }

  @Test("no stylesheet nests rules or layers them, which older browsers skip as a whole")
  func stylesheets() throws {
    for (path, text) in try OurSources.texts(in: "Web/css", ".css") {
      #expect(!text.contains(/[{};]\s*&/), "\(path) nests")
      #expect(!text.contains(/@layer\b|@scope\b|color-mix\(|light-dark\(/), "\(path)")
    }
  }

  @Test("a unit that is younger stands behind one that is not")
  func units() throws {
    for (path, text) in try OurSources.texts(in: "Web/css", ".css") {
      for found in text.matches(of: /([\w-]+): [^;{}]*\d[dsl]v[hw]\b/) {
        let line = text[..<found.range.lowerBound].suffix(80)
        #expect(line.contains("\(found.1): "), "\(path): \(found.0)")
      }
    }
  }

  @Test("browser storage is touched in one place, where its absence is expected")
  func storage() throws {
    for (path, text) in try OurSources.texts(in: "Web/modules", ".js")
    where !["storage.js", "theme.js"].contains(where: { path.hasSuffix($0) }) {
      let code = Self.code(text)
      #expect(
        !code.contains(/\b(localStorage|sessionStorage)\b|new BroadcastChannel|navigator\.serviceWorker/),
        "\(path)")
    }
  }

  @Test("no module compares what a page shows with its own words: a translation has other ones")
  func comparisons() throws {
    for (path, text) in try OurSources.texts(in: "Web/modules", ".js") {
      #expect(
        !Self.code(text).contains(/(textContent|innerText)\s*[!=]==?|[!=]==?\s*\w+\.(textContent|innerText)/),
        "\(path)")
    }
  }

  @Test("phones that do the same at once wait by how many they are, and not each by a time of its own")
  func spreading() throws {
    // Those take turns among the tabs of one browser, or wait longer from one try to the next.
    let allowed = ["exclusive.js", "timing.js"]
    for (path, text) in try OurSources.texts(in: "Web/modules", ".js")
    where !allowed.contains(where: { path.hasSuffix($0) }) {
      #expect(!Self.code(text).contains(/pause\([^)]*Math\.random\(\)/), "\(path)")
    }
  }

  @Test("no wait is computed from the device's clock but through `remaining`")
  func clocks() throws {
    // Stamps are made there, and are read by `remaining`; a lease is read by its own rule; `since` only ranks tabs.
    let allowed = ["exclusive.js", "offline.js", "outbox.js", "timing.js", "tabs.js"]
    for (path, text) in try OurSources.texts(in: "Web/modules", ".js")
    where !allowed.contains(where: { path.hasSuffix($0) }) {
      #expect(!Self.code(text).contains("Date.now()"), "\(path)")
    }
  }

  @Test(
    "the net holds",
    arguments: [
      ("text.replace(/(?<=«) /g, x)", true), ("rows.findLast(row => row)", true), ("keys.at(-1)", true),
      ("form.requestSubmit()", true), ("// requestSubmit() is younger", false), ("make({ role: x })", true),
      ("text.match(/(?<name>a)/)", false), ("import x from \"./x.json\" with { type: \"json\" }", true),
    ])
  func net(source: String, isCaught: Bool) {
    #expect(Self.found(in: source).isEmpty != isCaught)
  }

  private static func found(in text: String) -> [String] {
    let code = code(text)
    return younger.filter { code.range(of: $0.pattern, options: .regularExpression) != nil }.map(\.name)
  }

  /// Without comments.
  private static func code(_ text: String) -> String {
    text.replacing(/\/\*(?s:.*?)\*\//, with: "").split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in line.replacing(/(^|\s)\/\/ .*$/, with: "") }.joined(separator: "\n")
  }

  @Test("phones get no comments, and all else, line for line")
  func comments() throws {
    let module = """
      // What it is for.
      import { a } from "./a.js";

      /** What it does. */
      export const url = "https://tribune.example"; // stays
        /**
         * More of it.
         */
      a(url);
      """
    let kept = String(decoding: Asset.withoutComments(Array(module.utf8)), as: UTF8.self)
    #expect(
      kept.components(separatedBy: "\n") == [
        "", #"import { a } from "./a.js";"#, "", "",
        #"export const url = "https://tribune.example"; // stays"#, "", "", "",
        "a(url);",
      ])
    // What is taken for a comment is one: no text of ours goes over lines that begin like one.
    for (path, text) in try OurSources.texts(in: "Web/modules", ".js") {
      let code = Asset.withoutComments(Array(text.utf8))
      #expect(code.filter { $0 == UInt8(ascii: "`") }.count.isMultiple(of: 2), "\(path)")
      #expect(!String(decoding: code, as: UTF8.self).contains(/\n\s*\*\/?(\s|$)/), "\(path)")
    }
  }
}
