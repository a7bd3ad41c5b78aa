/// Any JSON, as a tree. Foundation's reading forgets the order of keys, in which a schedule names its rooms, says
/// nothing of the line where a file is broken, and bridges every value over and over.
public enum JSONTree: Equatable, Sendable {
  case null
  case bool(Bool)
  /// As it is written.
  case number(String)
  case text(String)
  case list([JSONTree])
  case object([(key: String, value: JSONTree)])

  public static func == (left: JSONTree, right: JSONTree) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)), (.text(let left), .text(let right)): left == right
    case (.list(let left), .list(let right)): left == right
    case (.object(let left), .object(let right)): left.elementsEqual(right) { $0 == $1 }
    default: false
    }
  }
}

/// Where and why a text is not JSON.
public struct JSONFault: Error, Equatable {
  public var line: Int
  public var column: Int
  public var reason: String
}

extension JSONTree {
  /// Of UTF-8, with or without a byte order mark.
  public init(parsing bytes: [UInt8]) throws(JSONFault) {
    var parser = JSONParser(bytes)
    self = try parser.document()
  }
}

private struct JSONParser {
  private let bytes: [UInt8]
  private var index = 0
  private static let deepest = 100

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONFault) -> JSONTree {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    let value = try value(depth: 0)
    skipSpace()
    guard index == bytes.count else { throw fault("something stands behind the end") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONTree {
    guard depth < Self.deepest else { throw fault("is nested too deeply") }
    skipSpace()
    switch try peek() {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(JSONFault) -> JSONTree {
    var members: [(key: String, value: JSONTree)] = []
    index += 1
    skipSpace()
    if take("}") { return .object(members) }
    while true {
      skipSpace()
      guard try peek() == UInt8(ascii: "\"") else { throw fault("a key in quotes is missing") }
      let key = try string()
      skipSpace()
      guard take(":") else { throw fault("a colon is missing") }
      members.append((key, try value(depth: depth + 1)))
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw fault("a comma or } is missing") }
    }
  }

  private mutating func list(depth: Int) throws(JSONFault) -> JSONTree {
    var values: [JSONTree] = []
    index += 1
    skipSpace()
    if take("]") { return .list(values) }
    while true {
      values.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return .list(values) }
      guard take(",") else { throw fault("a comma or ] is missing") }
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONTree) throws(JSONFault) -> JSONTree {
    let end = index + word.utf8CodeUnitCount
    guard end <= bytes.count,
      word.withUTF8Buffer({ bytes[index..<end].elementsEqual($0) })
    else { throw fault("is no JSON value") }
    index = end
    return value
  }

  private mutating func number() throws(JSONFault) -> JSONTree {
    let start = index
    while index < bytes.count, "+-.eE0123456789".utf8.contains(bytes[index]) { index += 1 }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard let first = text.utf8.first, first == UInt8(ascii: "-") || (48...57).contains(first),
      Double(text) != nil
    else {
      index = start
      throw fault("is no JSON value")
    }
    return .number(text)
  }

  // MARK: Strings

  private mutating func string() throws(JSONFault) -> String {
    index += 1
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\") {
      index += 1
    }
    // Most have no escapes.
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      index += 1
      return try text(bytes[start..<(index - 1)], at: start)
    }
    var unescaped = Array(bytes[start..<index])
    while true {
      switch try peek() {
      case UInt8(ascii: "\""):
        index += 1
        return try text(unescaped[...], at: start)
      case UInt8(ascii: "\\"): unescaped += try escape().utf8
      case let byte:
        unescaped.append(byte)
        index += 1
      }
    }
  }

  private func text(_ bytes: ArraySlice<UInt8>, at start: Int) throws(JSONFault) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw fault("is not UTF-8", at: start)
    }
    return text
  }

  private mutating func escape() throws(JSONFault) -> String {
    index += 1
    let letter = try peek()
    index += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(Unicode.Scalar(letter))
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw fault("\\ is followed by what it cannot be")
    }
    var units = [try codeUnit()]
    if UTF16.isLeadSurrogate(units[0]), bytes[index...].starts(with: "\\u".utf8) {
      let before = index
      index += 2
      let trail = try codeUnit()
      if UTF16.isTrailSurrogate(trail) { units.append(trail) } else { index = before }
    }
    // Half of a pair alone becomes U+FFFD.
    return String(decoding: units, as: UTF16.self)
  }

  private mutating func codeUnit() throws(JSONFault) -> UInt16 {
    let digits = bytes[index...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault("\\u is not followed by four hexadecimal digits") }
    index += 4
    return unit
  }

  // MARK: Steps

  private func peek() throws(JSONFault) -> UInt8 {
    guard index < bytes.count else { throw fault("ends too early") }
    return bytes[index]
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while index < bytes.count, [32, 10, 13, 9].contains(bytes[index]) { index += 1 }
  }

  private func fault(_ reason: String, at position: Int? = nil) -> JSONFault {
    let before = bytes[..<(position ?? index)]
    let line = before.count { $0 == 10 } + 1
    let column = before.count - (before.lastIndex(of: 10).map { $0 + 1 } ?? 0) + 1
    return JSONFault(line: line, column: column, reason: reason)
  }
}
