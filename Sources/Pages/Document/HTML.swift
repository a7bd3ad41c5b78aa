/// Markup, as the bytes that go to the browser. Written as a string literal: what is literal is markup, what is
/// interpolated is text and is escaped, in content and in quoted attributes alike. The one door for text that is
/// markup already has a loud name: `HTML(trustedMarkup:)`.
public struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
  public private(set) var bytes: [UInt8]

  public init(stringLiteral literal: String) { bytes = Array(literal.utf8) }
  public init(stringInterpolation: Interpolation) { bytes = stringInterpolation.bytes }

  /// Text that a person may have written.
  public init(text: String) {
    bytes = []
    bytes.append(escaping: text)
  }

  /// Not escaped. Only for markup that this program itself made.
  public init(trustedMarkup markup: String) { bytes = Array(markup.utf8) }

  /// Nothing at all.
  static var none: HTML { "" }

  var isEmpty: Bool { bytes.isEmpty }

  /// The markup as a string, for tests and for what is embedded elsewhere.
  public var markup: String { String(decoding: bytes, as: UTF8.self) }

  static func += (html: inout HTML, part: HTML) { html.bytes += part.bytes }
}

extension HTML {
  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 64)
    }

    public mutating func appendLiteral(_ literal: String) { bytes.append(contentsOf: literal.utf8) }

    /// Disfavoured, so that in `\(isNew ? "<b>new</b>" : "")` the literals are markup, as literals are everywhere here.
    @_disfavoredOverload
    public mutating func appendInterpolation(_ text: String) { bytes.append(escaping: text) }
    public mutating func appendInterpolation(_ number: Int) {
      bytes.append(contentsOf: number.description.utf8)
    }
    public mutating func appendInterpolation(_ part: HTML) { bytes += part.bytes }
    public mutating func appendInterpolation(_ part: HTML?) { if let part { bytes += part.bytes } }
    public mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { bytes += part.bytes } }

    /// ` name="value"`, or nothing where there is no value.
    public mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
      guard let value else { return }
      append(attribute: name)
      bytes += [UInt8(ascii: "="), UInt8(ascii: "\"")]
      bytes.append(escaping: value)
      bytes.append(UInt8(ascii: "\""))
    }

    /// ` name`, where the condition holds.
    public mutating func appendInterpolation(attribute name: StaticString, if condition: Bool) {
      if condition { append(attribute: name) }
    }

    private mutating func append(attribute name: StaticString) {
      bytes.append(UInt8(ascii: " "))
      name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
  }
}

extension [HTML] {
  /// The parts with a separator between them.
  func joined(separator: HTML) -> HTML {
    var html = HTML.none
    for (index, part) in enumerated() {
      if index > 0 { html += separator }
      html += part
    }
    return html
  }
}

extension [UInt8] {
  fileprivate mutating func append(escaping text: String) {
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      for index in utf8.indices {
        guard let entity = entity(for: utf8[index]) else { continue }
        append(contentsOf: utf8[start..<index])
        entity.withUTF8Buffer { append(contentsOf: $0) }
        start = index + 1
      }
      append(contentsOf: utf8[start...])
    }
  }
}

private func entity(for byte: UInt8) -> StaticString? {
  switch byte {
  case UInt8(ascii: "&"): "&amp;"
  case UInt8(ascii: "<"): "&lt;"
  case UInt8(ascii: ">"): "&gt;"
  case UInt8(ascii: "\""): "&quot;"
  case UInt8(ascii: "'"): "&#39;"
  default: nil
  }
}
