internal import Foundation

/// Where the outside reaches this server: what QR codes, feeds, the Origin check and the cookie's `Secure` go by.
struct PublicURL: Hashable, Sendable {
  /// Scheme and authority as browsers write an origin (RFC 6454, section 6.2), without a slash at the end:
  /// `https://tribune.example`.
  let origin: String
  var isSecure: Bool { origin.hasPrefix("https://") }

  init(origin: String) { self.origin = origin }

  /// Nil unless it is `http(s)://host[:port]`. One address has one form: the host in lower case and in ASCII, without
  /// the dot that ends a full name, and no port that is the scheme's own.
  init?(_ text: String) {
    let text = text.hasSuffix("/") ? String(text.dropLast()) : text
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      let ownPort = Self.ports[scheme], let encoded = parts.encodedHost, parts.path.isEmpty,
      parts.query == nil, parts.fragment == nil, parts.user == nil, parts.password == nil
    else { return nil }
    let host = (encoded.hasSuffix(".") ? String(encoded.dropLast()) : encoded).lowercased()
    guard !host.isEmpty, !host.hasSuffix(".") else { return nil }
    let port = parts.port == ownPort ? nil : parts.port
    origin = "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "")
  }

  private static let ports = ["http": 80, "https": 443]

  /// Whether its host is one of the network it stands in, which nobody else's name can be made to mean: an address of
  /// private use (RFC 1918, RFC 4193, loopback and link-local), a name of the local network (RFC 6762), or one word.
  var isNearby: Bool {
    guard var host = URLComponents(string: origin)?.encodedHost else { return false }
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = String(host.dropFirst().dropLast())
      return host == "::1" || ["fc", "fd", "fe80:"].contains { host.hasPrefix($0) }
    }
    if host == "localhost" || host.hasSuffix(".local") || host.hasSuffix(".localhost") { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { UInt8($0) }
    guard numbers.count == 4, parts.count == 4 else { return parts.count == 1 && UInt32(host) == nil }
    switch (numbers[0], numbers[1]) {
    case (10, _), (127, _), (192, 168), (169, 254): return true
    case (172, let second): return (16...31).contains(second)
    default: return false
    }
  }
}
