/// A tag, comment or declaration of HTML at a place in a text.
struct MarkupTag {
  /// Lower case; empty for a comment or a declaration.
  private(set) var name = ""
  private(set) var closes = false
  private(set) var closesItself = false
  /// What a link leads to: a web or mail address.
  private(set) var address: String?
  /// Behind it.
  private(set) var end: Int
  private var hasValues = false
  private var isCapital = false

  /// Nil where no markup begins. `commentEnd` gives where the comment ends that begins before an index.
  init?(_ bytes: [UInt8], at start: Int, commentEnd: (Int) -> Int?) {
    end = start + 1
    guard end < bytes.count else { return nil }
    switch bytes[end] {
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      guard let end = Self.declarationEnd(bytes, from: end, commentEnd) else { return nil }
      self.end = end
    default: if !readTag(bytes) { return nil }
    }
  }

  /// One of HTML's own, or what is certainly markup though HTML has no such element: `<o:p>`, a comment.
  var isElement: Bool { name.isEmpty || name.contains(":") || Self.elements.contains(name) }

  /// Whether it looks like a type's parameter, as in `Vec<T>`, rather than like an element that HTML does not know.
  var looksGeneric: Bool { isCapital && !hasValues }

  /// Whether a text in which it stands is certainly HTML.
  var isEvidence: Bool {
    isElement && (name.isEmpty || name.contains(":") || closes || hasValues || ["br", "hr"].contains(name))
  }

  /// Behind a comment, `<!DOCTYPE …>`, `<![endif]>`, `<?xml … ?>`. The text of CDATA is kept.
  private static func declarationEnd(
    _ bytes: [UInt8], from start: Int, _ commentEnd: (Int) -> Int?
  ) -> Int? {
    let rest = bytes[start...]
    if rest.starts(with: "![CDATA[".utf8) { return start + 8 }
    if rest.starts(with: "!--".utf8) { return commentEnd(start + 3) }
    guard let next = rest.dropFirst().first, isLetter(next) || next == UInt8(ascii: "[") else { return nil }
    let end = rest.firstIndex { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }
    return end.flatMap { bytes[$0] == UInt8(ascii: ">") ? $0 + 1 : nil }
  }

  private mutating func readTag(_ bytes: [UInt8]) -> Bool {
    if bytes[end] == UInt8(ascii: "/") {
      closes = true
      end += 1
    }
    let letters = bytes[end...].prefix(40).prefix(while: Self.isOfName)
    guard let first = letters.first, Self.isLetter(first), letters.last != UInt8(ascii: ":") else {
      return false
    }
    isCapital = first < UInt8(ascii: "a")
    name = String(decoding: letters, as: UTF8.self).lowercased()
    end = letters.endIndex
    guard end < bytes.count,
      bytes[end] == UInt8(ascii: ">") || bytes[end] == UInt8(ascii: "/") || bytes[end] <= 32
    else { return false }
    guard let words = readAttributes(bytes) else { return false }
    // `a <b and c> d` is no tag: what has one letter has no attribute without a value.
    return words == 0 || name.utf8.count > 1
  }

  /// Reads on to behind the `>`; gives how many attributes have no value, or nil where there is no end.
  private mutating func readAttributes(_ bytes: [UInt8]) -> Int? {
    var words = 0
    let limit = bytes.count
    while end < limit {
      switch bytes[end] {
      case UInt8(ascii: ">"):
        end += 1
        return words
      case UInt8(ascii: "<"): return nil
      case UInt8(ascii: "/"):
        closesItself = true
        end += 1
      case 0...32: end += 1
      default:
        closesItself = false
        let start = end
        while end < limit, bytes[end] > 32, !"=></".utf8.contains(bytes[end]) { end += 1 }
        let attribute = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
        guard end < limit, bytes[end] == UInt8(ascii: "=") else {
          words += 1
          continue
        }
        hasValues = true
        guard let value = readValue(bytes, limit) else { return nil }
        if attribute == "href" { address = Self.address(value) }
      }
    }
    return nil
  }

  private mutating func readValue(_ bytes: [UInt8], _ limit: Int) -> ArraySlice<UInt8>? {
    end += 1
    while end < limit, bytes[end] <= 32 { end += 1 }
    guard end < limit else { return nil }
    let start = end
    if bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "'") {
      guard let close = bytes[(end + 1)..<limit].firstIndex(of: bytes[end]) else { return nil }
      end = close + 1
      return bytes[(start + 1)..<close]
    }
    while end < limit, bytes[end] > 32, !"><".utf8.contains(bytes[end]) { end += 1 }
    return bytes[start..<end]
  }

  private static func address(_ value: ArraySlice<UInt8>) -> String? {
    var address = HTMLEntities.resolved(value)
    while address.last == " " { address.removeLast() }
    address = String(address.drop { $0 == " " })
    let scheme = address.prefix { $0 != ":" }.lowercased()
    return ["http", "https", "mailto"].contains(scheme) && !address.contains(" ") ? address : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 32)
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    isLetter(byte) || (48...57).contains(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-")
  }

  private static let elements = Set(
    """
    a abbr acronym address applet area article aside audio b base bdi bdo big blink blockquote body br button canvas
    caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset
    figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input
    ins kbd label legend li link main map mark marquee math menu meta meter nav nobr noscript object ol optgroup option
    output p param picture pre progress q rp rt ruby s samp script search section select slot small source span strike
    strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var
    video wbr xml
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
