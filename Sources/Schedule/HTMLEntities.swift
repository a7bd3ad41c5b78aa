/// The characters that HTML writes by name or number.
enum HTMLEntities {
  /// What stands at an ampersand, and where it ends; nil where that is none of them. What was escaped twice is read twice.
  static func entity(in bytes: [UInt8], at ampersand: Int) -> (text: String, end: Int)? {
    let start = ampersand + 1
    let letters = bytes[start...].prefix(longestName + 1).prefix { $0 != UInt8(ascii: ";") }
    let end = letters.endIndex
    guard end < bytes.count, bytes[end] == UInt8(ascii: ";"), !letters.isEmpty,
      letters.allSatisfy({ isLetterOrDigit($0) || $0 == UInt8(ascii: "#") })
    else { return nil }
    let name = String(decoding: letters, as: UTF8.self)
    if name.first == "#" { return numbered(name.dropFirst()).map { (String(Character($0)), end + 1) } }
    // A soft hyphen breaks the word wherever it is cut, searched or compared.
    if name == "shy" { return ("", end + 1) }
    // With an ampersand in the place of this semicolon, is it one again?
    if name == "amp", let again = entity(in: bytes, at: end) { return again }
    return characters[name].map { ($0, end + 1) }
  }

  /// A text with its entities as characters.
  static func resolved(_ source: ArraySlice<UInt8>) -> String {
    let bytes = Array(source)
    var (plain, index) = ([UInt8](), 0)
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "&"), let (text, end) = entity(in: bytes, at: index) {
        plain += Array(text.utf8)
        index = end
      } else {
        plain.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  private static func numbered(_ text: Substring) -> Unicode.Scalar? {
    let isHexadecimal = text.first == "x" || text.first == "X"
    let number = isHexadecimal ? UInt32(text.dropFirst(), radix: 16) : UInt32(text)
    guard let number else { return nil }
    return 0x80...0x9F ~= number
      ? ScheduleEncoding.windows1252(UInt8(number)) : Unicode.Scalar(number == 0 ? 0xFFFD : number)
  }

  private static let longestName = 32

  private static let characters: [String: String] = {
    var characters: [String: String] = [:]
    characters.reserveCapacity(2200)
    for group in names.split(separator: ";") {
      let words = group.split { $0 == " " || $0 == "\n" }
      guard let value = words.first else { continue }
      let text = value.unicodeScalars.count == 1 ? String(value) : codePoints(value)
      for name in words.dropFirst() { characters[String(name)] = text }
    }
    return characters
  }()

  /// `3D+20E5`
  private static func codePoints(_ text: Substring) -> String {
    var scalars = String.UnicodeScalarView()
    for code in text.split(separator: "+") {
      if let scalar = UInt32(code, radix: 16).flatMap(Unicode.Scalar.init) { scalars.append(scalar) }
    }
    return String(scalars)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 32) || (48...57).contains(byte)
  }
}
