import Foundation

/// The root of a server: `https://tribune.example.org`, or with a path when a proxy puts it there.
struct ServerAddress: Sendable, Hashable, Codable, CustomStringConvertible {
  /// Without a slash at its end.
  let description: String

  init(_ text: String) throws {
    let text = String(text.trimming(while: \.isWhitespace))
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      scheme == "http" || scheme == "https", let host = parts.host, !host.isEmpty
    else {
      let guess = text.isEmpty || text.contains("://") ? "https://tribune.example.org" : "https://\(text)"
      throw Misread(rule: "must be an address with http:// or https://, such as \(guess)")
    }
    guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil else {
      throw Misread(rule: "must be an address alone, without a name, a password, ? or #")
    }
    var address = "\(scheme)://\(try Self.connectable(host))"
    if let port = parts.port { address += ":\(port)" }
    description = address + parts.percentEncodedPath.trimmingSlashes
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      try self.init(container.decode(String.self))
    } catch let misread as Misread {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: misread.rule)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// Whether what is sent stays on this machine or is encrypted.
  var isPrivate: Bool { description.hasPrefix("https://") || isThisMachine }

  /// By a name or an address that means nothing else anywhere: `127.evil.example` is somebody's.
  var isThisMachine: Bool {
    guard let host = URLComponents(string: description)?.host else { return false }
    if host == "localhost" || host == "0.0.0.0" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return numbers.count == 4 && numbers.allSatisfy { $0 != nil } && numbers.first == 127
  }

  /// URLSession on Linux cannot connect to a literal IPv6 address; this machine's own has a name.
  private static func connectable(_ host: String) throws -> String {
    guard host.contains(":") else { return host.lowercased() }
    if host == "::1" || host == "[::1]" { return "localhost" }
    throw Misread(rule: "must have a host name or an IPv4 address; IPv6 addresses are not understood")
  }
}

extension String {
  fileprivate var trimmingSlashes: String {
    var text = self[...]
    while text.last == "/" { text.removeLast() }
    return String(text)
  }
}

extension ValueKind where Value == ServerAddress {
  static let server = ValueKind(read: ServerAddress.init)
}
