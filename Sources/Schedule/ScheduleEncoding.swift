/// The bytes of a schedule file as UTF-8. JSON is UTF-8 by its standard; what Windows programs save is often UTF-16 or
/// Windows-1252.
enum ScheduleEncoding {
  static func utf8(_ bytes: [UInt8], warnings: inout ScheduleWarnings) -> [UInt8] {
    if let text = wide(bytes) { return Array(text.utf8) }
    if String(validating: bytes, as: UTF8.self) != nil { return bytes }
    let repaired = String(decoding: bytes, as: UTF8.self)
    let broken = repaired.unicodeScalars.count { $0 == "\u{FFFD}" }
    let whole = repaired.unicodeScalars.count { !$0.isASCII } - broken
    if whole > broken {
      warnings.add("file", "is not all UTF-8; \(broken) bytes of another encoding are read as �")
      return Array(repaired.utf8)
    }
    warnings.add("file", "is not UTF-8; it is read as Windows-1252")
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: bytes.map(windows1252))
    return Array(String(scalars).utf8)
  }

  /// In Latin-1 these are controls that nobody means, in text as in numbered entities of HTML.
  static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
    0x80...0x9F ~= byte ? windowsScalars[Int(byte) - 0x80] : Unicode.Scalar(byte)
  }

  private static let windowsScalars = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

  /// UTF-16 or UTF-32, by its byte order mark or by the zeros beside the first brace; nil where it is neither.
  private static func wide(_ bytes: [UInt8]) -> String? {
    let isBigEndian: Bool
    let width: Int
    switch (bytes.first, bytes.dropFirst().first, bytes.dropFirst(2).first, bytes.dropFirst(3).first) {
    case (0xFF, 0xFE, 0, 0): (isBigEndian, width) = (false, 4)
    case (0, 0, 0xFE, 0xFF): (isBigEndian, width) = (true, 4)
    case (0xFF, 0xFE, _, _), (0x7B, 0, _, _): (isBigEndian, width) = (false, 2)
    case (0xFE, 0xFF, _, _), (0, 0x7B, _, _): (isBigEndian, width) = (true, 2)
    default: return nil
    }
    // What is cut within its last unit is cut in the middle of its JSON too, and refused for that.
    let units = stride(from: 0, to: bytes.count - width + 1, by: width).map { start in
      let unit = bytes[start..<(start + width)]
      return isBigEndian
        ? unit.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        : unit.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    let marked = units.first == 0xFEFF ? units.dropFirst() : units[...]
    return width == 4
      ? String(decoding: marked, as: UTF32.self)
      : String(decoding: marked.map { UInt16(truncatingIfNeeded: $0) }, as: UTF16.self)
  }
}
