/// The target of a request, parsed by us: evhttp hands `//evil/x` and absolute URIs on as they came.
struct RequestTarget: Equatable {
  /// Percent-decoded; `/a/b` is two segments, `/` none, `/a/` ends in an empty one.
  var path: [String]
  var query: Query

  /// Nil when the target is malformed: no path, bad escapes, dot segments, bytes that are no UTF-8.
  init?(_ raw: String) {
    guard let origin = Self.originForm(raw) else { return nil }
    let parts = origin.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let path = Self.segments(first) else { return nil }
    guard let query = Query(parts.count > 1 ? parts[1] : "") else { return nil }
    (self.path, self.query) = (path, query)
  }

  /// RFC 9112, section 3.2.2: a server accepts the absolute form and goes by its path.
  private static func originForm(_ raw: String) -> Substring? {
    if raw.hasPrefix("/") { return raw[...] }
    for scheme in ["http://", "https://"] where raw.prefix(scheme.count).lowercased() == scheme {
      let rest = raw.dropFirst(scheme.count)
      guard let end = rest.firstIndex(where: { $0 == "/" || $0 == "?" }) else { return "/" }
      return rest[end] == "/" ? rest[end...] : nil
    }
    return nil
  }

  private static func segments(_ path: Substring) -> [String]? {
    guard path != "/" else { return [] }
    var segments: [String] = []
    for raw in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let segment = percentDecoded(raw), segment != ".", segment != ".." else { return nil }
      segments.append(segment)
    }
    return segments
  }
}

/// The pairs of a query, or of a submitted form, in order.
public struct Query: Equatable, Sendable {
  public var pairs: [(name: String, value: String)]

  /// Nil when an escape is malformed or the bytes are no UTF-8.
  public init?(_ text: some StringProtocol) {
    pairs = []
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first.flatMap({ percentDecoded($0, plus: true) }),
        let value = parts.count > 1 ? percentDecoded(parts[1], plus: true) : ""
      else { return nil }
      pairs.append((name, value))
    }
  }

  public init() { pairs = [] }

  /// The first value under this name.
  public subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

  public static func == (left: Query, right: Query) -> Bool {
    left.pairs.elementsEqual(right.pairs) { $0 == $1 }
  }
}

/// Nil for malformed escapes, NUL and bytes that are no UTF-8.
func percentDecoded(_ text: some StringProtocol, plus: Bool = false) -> String? {
  let utf8 = text.utf8
  guard utf8.contains(where: { $0 == 0x25 || $0 == 0x2B }) else {
    return utf8.contains(0) ? nil : String(text)
  }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(utf8.count)
  var rest = utf8[...]
  while let byte = rest.popFirst() {
    if byte == 0x25 {
      guard let high = rest.popFirst().flatMap(hexDigit), let low = rest.popFirst().flatMap(hexDigit)
      else { return nil }
      bytes.append(high << 4 | low)
    } else {
      bytes.append(plus && byte == 0x2B ? 0x20 : byte)
    }
  }
  guard !bytes.contains(0) else { return nil }
  return String(validating: bytes, as: UTF8.self)
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x41 + 10
  case 0x61...0x66: byte - 0x61 + 10
  default: nil
  }
}
