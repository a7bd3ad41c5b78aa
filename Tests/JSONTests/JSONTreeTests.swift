import Testing

@testable import JSON

@Suite("JSON as a tree", .timeLimit(.minutes(5)))
struct JSONTreeTests {
  @Test(
    "reads every kind of value",
    arguments: [
      ("null", JSONTree.null), (" true ", .bool(true)), ("false", .bool(false)),
      ("-1.5e3", .number("-1.5e3")),
      (#""a\"\\\/\b\f\n\r\té""#, .text("a\"\\/\u{8}\u{C}\n\r\té")), (#""\u00e9\ud83d\ude00""#, .text("é😀")),
      (#""\ud83d""#, .text("\u{FFFD}")), (#""\ud83d\u0041""#, .text("\u{FFFD}A")), ("[]", .list([])),
      ("[1, [2]]", .list([.number("1"), .list([.number("2")])])), ("{}", .object([])),
      (#"{"b": 1, "a": {"c": null}}"#, .object([("b", .number("1")), ("a", .object([("c", .null)]))])),
    ])
  func values(text: String, tree: JSONTree) throws {
    #expect(try JSONTree(parsing: Array(text.utf8)) == tree)
  }

  @Test(
    "says where a text is broken",
    arguments: [
      ("", 1, 1), ("[1,\n2", 2, 2), (#"{"a" 1}"#, 1, 6), (#"{a: 1}"#, 1, 2), ("[1 2]", 1, 4), ("nul", 1, 1),
      ("1 1", 1, 3), (#""\x""#, 1, 4), (#""\u12g4""#, 1, 4), (#""open"#, 1, 6), ("--1", 1, 1), ("+1", 1, 1),
      ("[1,]", 1, 4), ("\u{FEFF}\u{FEFF}1", 1, 4),
    ])
  func faults(text: String, line: Int, column: Int) {
    let fault = #expect(throws: JSONFault.self) { try JSONTree(parsing: Array(text.utf8)) }
    #expect(fault?.line == line && fault?.column == column, "\(String(describing: fault))")
  }

  @Test("refuses bytes that are not UTF-8, and endless nesting")
  func bytes() {
    #expect(throws: JSONFault.self) { try JSONTree(parsing: [0x22, 0xFF, 0x22]) }
    #expect(throws: JSONFault.self) { try JSONTree(parsing: Array(repeating: 0x5B, count: 100_000)) }
  }
}
