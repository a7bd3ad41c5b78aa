import Foundation

/// A text literal in a source of ours.
struct SourceLiteral {
  /// What it says, with `value` in the place of each value that is put in.
  var text: String
  var line: Int
  /// The code just before it.
  var before: String

  static let value: Unicode.Scalar = "\u{FFFC}"
}

/// Reads the literals of Swift and of JavaScript, those within the values of others too; not what comments say.
struct LiteralReader {
  enum Dialect { case swift, javaScript }

  private let source: [Unicode.Scalar]
  private let dialect: Dialect
  private var index = 0
  private var line = 1
  private(set) var literals: [SourceLiteral] = []

  static func literals(of source: String, _ dialect: Dialect) -> [SourceLiteral] {
    var reader = LiteralReader(source: Array(source.unicodeScalars), dialect: dialect)
    reader.code(until: nil)
    return reader.literals
  }

  private init(source: [Unicode.Scalar], dialect: Dialect) { (self.source, self.dialect) = (source, dialect) }

  private func at(_ text: String, _ start: Int) -> Bool {
    var position = start
    for scalar in text.unicodeScalars {
      guard position < source.count, source[position] == scalar else { return false }
      position += 1
    }
    return true
  }

  private mutating func step(_ count: Int = 1) {
    for _ in 0..<count where index < source.count {
      if source[index] == "\n" { line += 1 }
      index += 1
    }
  }

  /// Code, up to the bracket that ends it where it stands in a literal.
  private mutating func code(until end: Unicode.Scalar?) {
    let start: Unicode.Scalar? = end == ")" ? "(" : end == "}" ? "{" : nil
    var depth = 0
    while index < source.count {
      if at("//", index) {
        while index < source.count, source[index] != "\n" { step() }
      } else if at("/*", index) {
        while index < source.count, !at("*/", index) { step() }
        step(2)
      } else if let quote = quote() {
        literal(quote)
      } else if dialect == .javaScript, source[index] == "/", startsExpression {
        pattern()
      } else {
        if source[index] == start { depth += 1 }
        if source[index] == end {
          if depth == 0 { return step() }
          depth -= 1
        }
        step()
      }
    }
  }

  /// What opens a literal here: its quotes, with the number signs before them.
  private func quote() -> (signs: String, mark: String)? {
    if dialect == .javaScript {
      return ["\"", "'", "`"].first { at($0, index) }.map { ("", $0) }
    }
    let signs = String(repeating: "#", count: source[index...].prefix { $0 == "#" }.count)
    if at("\"\"\"", index + signs.count) { return (signs, "\"\"\"") }
    return at("\"", index + signs.count) ? (signs, "\"") : nil
  }

  private mutating func literal(_ quote: (signs: String, mark: String)) {
    let (first, begun) = (line, index)
    let (end, escape) = (quote.mark + quote.signs, "\\" + quote.signs)
    var text = String.UnicodeScalarView()
    step(end.count)
    while index < source.count, !at(end, index) {
      if dialect == .swift, at(escape + "(", index) {
        step(escape.count + 1)
        code(until: ")")
        text.append(SourceLiteral.value)
      } else if quote.mark == "`", at("${", index) {
        step(2)
        code(until: "}")
        text.append(SourceLiteral.value)
      } else if at(escape + "u{", index) {
        while index < source.count, source[index] != "}" { step() }
        step()
      } else if at(escape, index) {
        // Of JavaScript's \u2011 the digits are left out.
        if dialect == .javaScript, at("u", index + 1) { step(4) }
        if at("n", index + escape.count) { text.append("\n") }
        step(escape.count + 1)
      } else {
        text.append(source[index])
        step()
      }
    }
    step(end.count)
    let before = String(String.UnicodeScalarView(source[max(0, begun - 60)..<begun]))
    literals.append(SourceLiteral(text: String(text), line: first, before: before))
  }

  /// Whether a slash here begins a pattern, and divides nothing.
  private var startsExpression: Bool {
    let last = source[..<index].last { $0 != " " && $0 != "\n" }
    return last.map { "(,=:[!&|?{};".unicodeScalars.contains($0) } ?? true
  }

  private mutating func pattern() {
    step()
    var inClass = false
    while index < source.count, inClass || source[index] != "/" {
      if source[index] == "[" { inClass = true }
      if source[index] == "]" { inClass = false }
      step(source[index] == "\\" ? 2 : 1)
    }
    step()
  }
}
