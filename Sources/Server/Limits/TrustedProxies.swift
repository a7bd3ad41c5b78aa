internal import EventLoop
internal import Foundation
internal import HTTP

/// Which proxies are believed when they say whom they speak for. An address is looked at to share out what may be done,
/// in memory, and is written nowhere.
struct TrustedProxies: Sendable {
  private let networks: [Network]

  /// What runs on this machine.
  static let loopback = TrustedProxies(networks: [
    Network(bytes: [127, 0, 0, 0], bits: 8), Network(bytes: Array(repeating: 0, count: 15) + [1], bits: 128),
  ])

  private init(networks: [Network]) { self.networks = networks }

  /// Addresses and networks, `127.0.0.1, 10.0.0.0/8, fd00::/8`; none where it is empty. Nil where one of them is none.
  init?(_ text: String) {
    var networks: [Network] = []
    for part in text.split(whereSeparator: { $0 == "," || $0 == " " }) {
      guard let network = Network(part) else { return nil }
      networks.append(network)
    }
    self.networks = networks
  }

  /// Where a request comes from: what the nearest proxy says, where it is one of these, else the peer. Of a chain of
  /// them, what the outermost says. Of IPv6 the network, since a phone has as many addresses there as it likes.
  @Loop func source(of request: Request) -> String {
    source(request.peer, request.lastHeader("X-Forwarded-For"))
  }

  func source(_ peer: String, _ forwarded: String?) -> String {
    guard var address = IPAddress(peer) else { return peer }
    for hop in (forwarded?.split(separator: ",") ?? []).reversed() {
      guard contains(address), let next = IPAddress(hop.trimmingCharacters(in: .whitespaces)) else { break }
      address = next
    }
    return address.network
  }

  private func contains(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address) } }
}

/// An address as its bytes; one of IPv4 in IPv6's clothes is one of IPv4.
private struct IPAddress {
  let bytes: [UInt8]

  /// Also with brackets or a port, as some proxies write it.
  init?(_ text: String) {
    var text = text
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      text = String(text[text.index(after: text.startIndex)..<end])
    } else if text.count(where: { $0 == ":" }) == 1, let colon = text.firstIndex(of: ":") {
      text = String(text[..<colon])
    }
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      let all = withUnsafeBytes(of: &six) { Array($0) }
      bytes = all.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255] ? Array(all.suffix(4)) : all
    } else {
      return nil
    }
  }

  /// The address, or of IPv6 its /64.
  var network: String {
    if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
    let groups = stride(from: 0, to: 8, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    return groups.map { String($0, radix: 16) }.joined(separator: ":") + "::/64"
  }
}

private struct Network {
  let bytes: [UInt8]
  let bits: Int

  init(bytes: [UInt8], bits: Int) { (self.bytes, self.bits) = (bytes, bits) }

  /// `10.0.0.0/8`, or an address alone.
  init?(_ text: Substring) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let address = IPAddress(String(parts[0])) else { return nil }
    bytes = address.bytes
    let whole = bytes.count * 8
    guard parts.count == 2 else {
      bits = whole
      return
    }
    guard let bits = Int(parts[1]), (0...whole).contains(bits) else { return nil }
    self.bits = bits
  }

  func contains(_ address: IPAddress) -> Bool {
    guard address.bytes.count == bytes.count else { return false }
    return zip(bytes, address.bytes).enumerated().allSatisfy { index, pair in
      let shared = min(max(bits - index * 8, 0), 8)
      let mask = UInt8(truncatingIfNeeded: 0xFF00 >> shared)
      return pair.0 & mask == pair.1 & mask
    }
  }
}
