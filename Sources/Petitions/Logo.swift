internal import Foundation

/// A summit's logo: a PNG, or an SVG that draws and does nothing else. What it is, its bytes say and not its name.
public struct Logo: Hashable, Sendable {
  public let bytes: [UInt8]
  public let type: Kind

  public enum Kind: String, Sendable, CaseIterable {
    case png = "image/png"
    case svg = "image/svg+xml"
  }

  /// Why a file is no logo.
  public enum Refusal: String, Error, Sendable, CaseIterable {
    case tooLarge = "too_large"
    case unknownType = "unknown_type"
    case script
    case externalReference = "external_reference"
    case documentType = "document_type"
  }

  /// It travels within the JSON of a change, whose length is limited.
  public static let mostBytes = 40 << 10

  public init(_ bytes: [UInt8]) throws(Refusal) {
    guard bytes.count <= Self.mostBytes else { throw .tooLarge }
    self.bytes = bytes
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      type = .png
    } else {
      guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
        throw .unknownType
      }
      try Drawing(text).check()
      type = .svg
    }
  }
}

/// The text of an SVG, looked at as strictly as a browser is lenient: what could run or fetch anything is refused, also
/// where it might be harmless.
private struct Drawing {
  private let text: String

  init(_ text: String) { self.text = text.lowercased() }

  func check() throws(Logo.Refusal) {
    if text.contains("<svg"), contains("<!doctype", "<!entity", "<?xml-stylesheet") { throw .documentType }
    guard isDrawing else { throw .unknownType }
    let acts = [
      "<script", ":script", "<foreignobject", ":foreignobject", "<iframe", "<embed", "<object", "<audio",
      "<video",
      "<handler", "javascript:",
    ]
    if acts.contains(where: { text.contains($0) }) || text.contains(/[\s"'\/]on[a-z]+\s*=/) { throw .script }
    if text.contains("@import") || text.contains(/[\s"']src\s*=/) { throw .externalReference }
    for reference in text.matches(of: /href\s*=\s*["']?\s*([^"'\s>]*)/).map(\.output.1) {
      guard isWithin(reference) else { throw .externalReference }
    }
    for reference in text.matches(of: /url\s*\(\s*["']?\s*([^"')\s]*)/).map(\.output.1) {
      guard isWithin(reference) else { throw .externalReference }
    }
  }

  /// Begins with an `svg` element, behind a declaration and comments at most. Read once from left to right, since the
  /// file is a stranger's: a pattern tries every way to cut many comments, and never ends.
  private var isDrawing: Bool {
    var rest = text.utf8[...]
    _ = rest.skip("\u{FEFF}")
    rest.skipSpaces()
    if rest.skip("<?xml") {
      guard rest.skip(through: "?>") else { return false }
      rest.skipSpaces()
    }
    while rest.skip("<!--") {
      guard rest.skip(through: "-->") else { return false }
      rest.skipSpaces()
    }
    guard rest.skip("<svg"), let next = rest.first else { return false }
    return next.isSpace || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
  }

  private func contains(_ parts: String...) -> Bool { parts.contains { text.contains($0) } }

  /// A part of the same file, or a picture that it carries itself.
  private func isWithin(_ reference: Substring) -> Bool {
    reference.hasPrefix("#") || reference.hasPrefix("data:image/png")
      || reference.hasPrefix("data:image/jpeg")
  }
}

extension Substring.UTF8View {
  /// Past `start`, where the text begins so.
  fileprivate mutating func skip(_ start: String) -> Bool {
    guard self.starts(with: start.utf8) else { return false }
    removeFirst(start.utf8.count)
    return true
  }

  /// Past the first `end`; false where there is none.
  fileprivate mutating func skip(through end: String) -> Bool {
    guard let found = firstRange(of: end.utf8) else { return false }
    self = self[found.upperBound...]
    return true
  }

  fileprivate mutating func skipSpaces() { self = drop(while: \.isSpace) }
}

extension UInt8 {
  /// As XML has it.
  fileprivate var isSpace: Bool { [0x20, 0x09, 0x0A, 0x0D].contains(self) }
}
