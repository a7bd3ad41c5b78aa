/// Text without what is left of HTML in it, as exports carry it in titles and abstracts. Entities become their characters;
/// where there is markup, tags and comments go, blocks end in a line break, a link's address stands behind its words.
/// What only looks like markup stays as it was typed: `Q&A`, `I <3 you`, `a < b`, `Vec<T>`, `<https://…>`.
enum PlainMarkup {
  static func text(of source: String, onOneLine: Bool = false) -> String {
    guard source.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
      return source
    }
    var reader = MarkupReader(Array(source.utf8), onOneLine: onOneLine)
    return reader.text()
  }
}

private struct MarkupReader {
  private let bytes: [UInt8]
  private let onOneLine: Bool
  private var plain: [UInt8] = []
  /// The link that is open: its address, and where its words begin in the plain text.
  private var link: (address: String, start: Int)?

  /// The end of a comment that was searched for last, so that it is not searched for at each of many beginnings.
  private var nextCommentEnd = 0

  init(_ bytes: [UInt8], onOneLine: Bool) { (self.bytes, self.onOneLine) = (bytes, onOneLine) }

  mutating func text() -> String {
    let isMarkup = showsMarkup()
    nextCommentEnd = 0
    plain.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if isMarkup, bytes[index] == UInt8(ascii: "<"), let tag = tag(at: index),
        tag.isElement || !tag.looksGeneric
      {
        index = take(tag)
      } else if bytes[index] == UInt8(ascii: "&"), let (text, end) = HTMLEntities.entity(in: bytes, at: index)
      {
        plain += Array(text.utf8)
        index = end
      } else {
        plain.append(bytes[index])
        index += 1
      }
    }
    closeLink()
    return String(decoding: plain, as: UTF8.self)
  }

  /// One opening tag alone, such as in “The <video> element”, may be what the text is about.
  private mutating func showsMarkup() -> Bool {
    var index = 0
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      if let tag = tag(at: open) {
        if tag.isEvidence || !onOneLine && ["p", "li"].contains(tag.name) { return true }
        index = tag.end
      } else {
        index = open + 1
      }
    }
    return false
  }

  private mutating func tag(at index: Int) -> MarkupTag? {
    MarkupTag(bytes, at: index) { start in
      if nextCommentEnd < start + 3 { nextCommentEnd = commentEnd(from: start) }
      return nextCommentEnd <= bytes.count ? nextCommentEnd : nil
    }
  }

  /// Behind the next `-->`; beyond the text where there is none.
  private func commentEnd(from start: Int) -> Int {
    var index = start
    while let hyphen = bytes[index...].firstIndex(of: UInt8(ascii: "-")) {
      if bytes[hyphen...].starts(with: "-->".utf8) { return hyphen + 3 }
      index = hyphen + 1
    }
    return bytes.count + 1
  }

  /// Gives where to go on.
  private mutating func take(_ tag: MarkupTag) -> Int {
    if tag.name == "a" {
      closeLink()
      if !tag.closes, !onOneLine, let address = tag.address { link = (address, plain.count) }
    } else if Self.blocks.contains(tag.name) {
      let isBegun = plain.last.map { $0 != UInt8(ascii: "\n") } ?? false
      if tag.closes || tag.name == "br" || isBegun { plain.append(UInt8(ascii: "\n")) }
    } else if ["td", "th"].contains(tag.name), tag.closes {
      plain.append(UInt8(ascii: " "))
    } else if Self.unseen.contains(tag.name), !tag.closes, !tag.closesItself {
      return end(of: tag.name, from: tag.end)
    }
    return tag.end
  }

  private mutating func closeLink() {
    guard let (address, start) = link else { return }
    link = nil
    let words = String(decoding: plain[start...], as: UTF8.self)
    let short = address.drop { $0 != ":" }.drop { ":/".contains($0) }
    let bare = short.last == "/" ? short.dropLast() : short
    if !bare.isEmpty, !words.contains(bare) {
      plain += Array("\(words.isEmpty ? "" : " ")(\(address))".utf8)
    }
  }

  /// Behind `</script>`, or the end of the text.
  private mutating func end(of name: String, from start: Int) -> Int {
    var index = start
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      if let tag = tag(at: open), tag.closes, tag.name == name { return tag.end }
      index = open + 1
    }
    return bytes.count
  }

  private static let blocks: Set<String> = [
    "p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "pre", "blockquote", "section",
    "article",
    "dd", "dt", "ul", "ol", "dl", "table", "hr", "figure", "figcaption", "header", "footer", "main",
    "address",
  ]
  /// What stands in them is not for readers.
  private static let unseen: Set<String> = ["script", "style", "xml", "title", "template"]
}
