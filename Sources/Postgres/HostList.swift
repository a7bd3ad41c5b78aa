internal import Foundation

/// The hosts of a connection in the order in which libpq tries them: its `host`, `hostaddr` and `port`, which are lists
/// with commas.
struct HostList: Equatable {
  struct Host: Equatable {
    /// A name, a literal address or a socket folder; empty for libpq's default.
    var name: String
    /// Where it is, in place of looking the name up; the name is still what a certificate is checked against.
    var address: String
    /// Empty for libpq's default.
    var port: String
  }

  private(set) var hosts: [Host]

  private init(_ hosts: [Host]) { self.hosts = hosts }

  /// Nil when there are not as many addresses as names, or neither one port nor as many.
  init?(hosts: String?, addresses: String?, ports: String?) {
    let names = Self.items(hosts)
    let addresses = Self.items(addresses)
    let ports = Self.items(ports)
    let count = max(names.count, addresses.count, 1)
    guard [0, count].contains(names.count), [0, count].contains(addresses.count),
      [0, 1, count].contains(ports.count)
    else { return nil }
    self.hosts = (0..<count).map { index in
      Host(
        name: names.isEmpty ? "" : names[index], address: addresses.isEmpty ? "" : addresses[index],
        port: ports.count == 1 ? ports[0] : ports.isEmpty ? "" : ports[index])
    }
  }

  private static func items(_ list: String?) -> [String] {
    guard let list, !list.isEmpty else { return [] }
    return list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  var isEmpty: Bool { hosts.isEmpty }
  var names: String { hosts.map(\.name).joined(separator: ",") }
  var addresses: String { hosts.map(\.address).joined(separator: ",") }
  var ports: String { hosts.map(\.port).joined(separator: ",") }

  /// The names that a resolver has to look up, each once.
  var unresolved: [String] {
    var names: [String] = []
    for host in hosts where host.needsLookup && !names.contains(host.name) { names.append(host.name) }
    return names
  }

  /// Each name with all of its addresses, in their order; a name without any is left out.
  func resolved(with addresses: [String: [String]]) -> HostList {
    HostList(
      hosts.flatMap { host in
        guard host.needsLookup else { return [host] }
        return (addresses[host.name] ?? []).map { Host(name: host.name, address: $0, port: host.port) }
      })
  }
}

extension HostList.Host {
  /// Neither a socket folder (or an abstract socket) nor a literal address.
  fileprivate var needsLookup: Bool {
    guard address.isEmpty, let first = name.first, first != "/", first != "@" else { return false }
    var hints = addrinfo()
    hints.ai_flags = AI_NUMERICHOST
    var found: UnsafeMutablePointer<addrinfo>?
    defer { if let found { freeaddrinfo(found) } }
    return getaddrinfo(name, nil, &hints, &found) != 0
  }
}
