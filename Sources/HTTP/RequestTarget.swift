/// The target of a request, parsed by us: evhttp hands `//evil/x` and absolute URIs on as they came.
struct RequestTarget: Equatable {
  /// Percent-decoded; `/a/b` is two segments, `/` none, `/a/` ends in an empty one.
  var path: [String]
  var query: Query

  /// Nil when the target is malformed: no path, bad escapes, dot segments, bytes that are no UTF-8.
  init?(_ raw: String) {
    // Bytes throughout: what a Swift character is costs more to find out than all the rest of a request.
    var raw = raw
    let target: (path: [String], query: Query)? = raw.withUTF8 { bytes in
      guard let origin = Self.originForm(bytes[...]) else { return nil }
      let end = origin.firstIndex(of: UInt8(ascii: "?")) ?? origin.endIndex
      guard let path = Self.segments(origin[..<end]) else { return nil }
      guard end < origin.endIndex else { return (path, Query()) }
      return Query(bytes: origin[(end + 1)...]).map { (path, $0) }
    }
    guard let target else { return nil }
    (path, query) = target
  }

  private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  /// RFC 9112, section 3.2.2: a server accepts the absolute form and goes by its path.
  private static func originForm(_ raw: Bytes) -> Bytes? {
    if raw.first == UInt8(ascii: "/") { return raw }
    for scheme in ["http://", "https://"]
    where raw.prefix(scheme.utf8.count).elementsEqual(scheme.utf8, by: { $0 | 0x20 == $1 | 0x20 }) {
      let rest = raw.dropFirst(scheme.utf8.count)
      return rest.firstIndex(of: UInt8(ascii: "/")).map { rest[$0...] }
    }
    return nil
  }

  private static func segments(_ path: Bytes) -> [String]? {
    guard path.count > 1 else { return [] }
    var segments: [String] = []
    segments.reserveCapacity(8)
    for raw in path.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
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
  public init?(bytes: some BidirectionalCollection<UInt8>) {
    pairs = []
    for pair in bytes.split(separator: UInt8(ascii: "&")) {
      let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      guard let name = percentDecoded(pair[..<end], plus: true),
        let value =
          end < pair.endIndex ? percentDecoded(pair[end...].dropFirst(), plus: true, allowingNUL: true) : ""
      else { return nil }
      pairs.append((name, value))
    }
  }

  public init() { pairs = [] }

  /// The first value under this name.
  public subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

  /// Throws for a value with U+0000, which no text has and no database keeps.
  func checkValues() throws(HTTPError) {
    for pair in pairs where pair.value.utf8.contains(0) { throw .nul(pair.name) }
  }

  public static func == (left: Query, right: Query) -> Bool {
    left.pairs.elementsEqual(right.pairs) { $0 == $1 }
  }
}

/// Nil for malformed escapes, bytes that are no UTF-8, and NUL unless it is to be refused by name later.
func percentDecoded(
  _ raw: some Collection<UInt8>, plus: Bool = false, allowingNUL: Bool = false
) -> String? {
  guard raw.contains(where: { $0 == 0x25 || $0 == 0x2B || $0 == 0 }) else {
    return String(validating: raw, as: UTF8.self)
  }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(raw.count)
  var rest = raw[...]
  while let byte = rest.popFirst() {
    if byte == 0x25 {
      guard let high = rest.popFirst().flatMap(hexDigit), let low = rest.popFirst().flatMap(hexDigit)
      else { return nil }
      bytes.append(high << 4 | low)
    } else {
      bytes.append(plus && byte == 0x2B ? 0x20 : byte)
    }
  }
  guard allowingNUL || !bytes.contains(0) else { return nil }
  return String(validating: bytes, as: UTF8.self)
}

/// As a segment of a path (RFC 3986, unreserved characters stay).
func percentEncoded(_ segment: String) -> String {
  var encoded = ""
  for byte in segment.utf8 {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      encoded.unicodeScalars.append(Unicode.Scalar(byte))
    default: encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
  }
  return encoded
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x41 + 10
  case 0x61...0x66: byte - 0x61 + 10
  default: nil
  }
}
