/// HTML as plain text: some schedules carry it in abstracts. Blocks end in a line break, scripts vanish, entities are
/// their characters. Text without any of HTML's own tags stays as it is: `Vec<T>`, "I <3 you", `<https://…>`.
enum PlainMarkup {
  static func text(ofHTML html: String) -> String {
    guard html.utf8.contains(lessThan) else { return html }
    let bytes = Array(html.utf8)
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var (index, sawTag) = (0, false)
    while index < bytes.count {
      if bytes[index] == lessThan, let tag = Tag(bytes[index...]) {
        sawTag = true
        index = tag.end
        if ["script", "style"].contains(tag.name), !tag.closes {
          index = end(of: tag.name, in: bytes, from: index)
        } else if blocks.contains(tag.name), tag.closes || tag.name == "br" {
          plain.append(UInt8(ascii: "\n"))
        }
      } else if bytes[index] == ampersand, let (character, end) = entity(bytes[index...]) {
        plain += Array(character.utf8)
        index = end
      } else {
        plain.append(bytes[index])
        index += 1
      }
    }
    return sawTag ? String(decoding: plain, as: UTF8.self) : html
  }

  private static let lessThan = UInt8(ascii: "<")
  private static let greaterThan = UInt8(ascii: ">")
  private static let ampersand = UInt8(ascii: "&")

  private static let blocks: Set<String> = [
    "p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "pre", "blockquote", "section", "dd",
  ]
  private static let others: Set<String> = [
    "a", "abbr", "article", "b", "center", "cite", "code", "del", "dl", "dt", "em", "figcaption", "figure",
    "font",
    "hr", "i", "iframe", "img", "ins", "kbd", "mark", "ol", "q", "s", "script", "small", "span", "strong",
    "style",
    "sub", "sup", "table", "tbody", "td", "th", "thead", "u", "ul", "video",
  ]

  /// One of HTML's own tags.
  private struct Tag {
    var name: String
    var closes: Bool
    /// Behind it.
    var end: Int

    init?(_ bytes: ArraySlice<UInt8>) {
      var rest = bytes.dropFirst()
      closes = rest.first == UInt8(ascii: "/")
      if closes { rest = rest.dropFirst() }
      let letters = rest.prefix(10).prefix { isLetter($0) || (48...57).contains($0) }
      name = String(decoding: letters, as: UTF8.self).lowercased()
      guard blocks.contains(name) || others.contains(name),
        let next = rest.dropFirst(letters.count).first, next == greaterThan || next <= 32 || next == 47,
        let close = rest.prefix(2000).firstIndex(of: greaterThan)
      else { return nil }
      end = close + 1
    }
  }

  /// Behind `</script>`, or the end of the text.
  private static func end(of name: String, in bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while let open = bytes[index...].firstIndex(of: lessThan) {
      if let tag = Tag(bytes[open...]), tag.closes, tag.name == name { return tag.end }
      index = open + 1
    }
    return bytes.count
  }

  private static func entity(_ bytes: ArraySlice<UInt8>) -> (character: String, end: Int)? {
    guard let semicolon = bytes.prefix(10).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: bytes[(bytes.startIndex + 1)..<semicolon], as: UTF8.self)
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
      let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return number.flatMap(Unicode.Scalar.init).map { (String(Character($0)), semicolon + 1) }
    }
    return named[name].map { ($0, semicolon + 1) }
  }

  private static let named = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "shy": "", "hellip": "…",
    "ndash": "–", "mdash": "—", "rsquo": "’", "lsquo": "‘", "laquo": "«", "raquo": "»", "eacute": "é",
    "egrave": "è", "agrave": "à", "ccedil": "ç", "auml": "ä", "ouml": "ö", "uuml": "ü", "szlig": "ß",
  ]

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 32)
  }
}
