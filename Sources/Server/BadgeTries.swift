internal import EventLoop
internal import Foundation
internal import HTTP
internal import Storage

/// How many unknown badge codes may be tried from one address. A hall comes from one address as well, so that only
/// failures count, thirty of them at first and then one every three seconds; and joins with a badge from one address
/// go one after the other, or else a hundred guesses sent at once would be one.
///
/// It lives in this process's memory: addresses are written nowhere.
@Loop final class BadgeTries {
  private final class Address {
    var failures = 0.0
    var since: ContinuousClock.Instant
    var isBusy = false
    var waiting: [CheckedContinuation<Void, Never>] = []
    init(since: ContinuousClock.Instant) { self.since = since }
  }

  private var addresses: [String: Address] = [:]
  private let now: @Loop () -> ContinuousClock.Instant

  static let most = 30.0
  private static let recovery: Duration = .seconds(3)
  private static let longestQueue = 2_000
  /// Addresses remembered before those that recovered are forgotten.
  private static let mostAddresses = 10_000

  init(now: @escaping @Loop () -> ContinuousClock.Instant = { .now }) { self.now = now }

  /// Tries a code by `body`, which throws `badgeUnknown` for one that no badge has; throws 429 where too many were.
  func trying<Value>(
    from name: String, _ body: @Loop () async throws -> Value
  ) async throws -> Value {
    let address = addresses[name] ?? Address(since: now())
    if addresses[name] == nil {
      forgetRecovered()
      addresses[name] = address
    }
    try await takeTurn(address)
    defer { endTurn(address) }
    recover(address)
    guard address.failures < Self.most else { throw Self.tooMany(address) }
    do {
      return try await body()
    } catch let refusal as StorageRefusal where refusal == .badgeUnknown {
      address.failures += 1
      throw refusal
    }
  }

  private func takeTurn(_ address: Address) async throws {
    guard address.isBusy else {
      address.isBusy = true
      return
    }
    guard address.waiting.count < Self.longestQueue else { throw Self.tooMany(address) }
    await withCheckedContinuation { address.waiting.append($0) }
  }

  private func endTurn(_ address: Address) {
    if address.waiting.isEmpty { address.isBusy = false } else { address.waiting.removeFirst().resume() }
  }

  private func recover(_ address: Address) {
    let time = now()
    address.failures = max(0, address.failures - (time - address.since) / Self.recovery)
    address.since = time
  }

  private func forgetRecovered() {
    guard addresses.count >= Self.mostAddresses else { return }
    for (name, address) in addresses where !address.isBusy {
      recover(address)
      if address.failures == 0 { addresses[name] = nil }
    }
    // Someone has a great many addresses: whoever failed least is let go.
    while addresses.count >= Self.mostAddresses,
      let least = addresses.filter({ !$0.value.isBusy }).min(by: { $0.value.failures < $1.value.failures })
    {
      addresses[least.key] = nil
    }
  }

  private static func tooMany(_ address: Address) -> HTTPError {
    let excess = max(0, address.failures - most + 1)
    let seconds = max(1, Int((excess * (recovery / .seconds(1))).rounded(.up)))
    return HTTPError(
      429, "too_many_badge_tries", "Too many unknown badge codes came from here; try again in \(seconds) s.",
      field: "badge", headers: [Header("Retry-After", String(seconds))])
  }
}

extension Request {
  /// Where the client is: behind a proxy on this machine, what that proxy says, which is the last it added; of IPv6
  /// the network, since a phone has as many addresses there as it likes.
  var clientAddress: String {
    var address = peer
    if isLocal(address), let forwarded = header("X-Forwarded-For") {
      let last = forwarded.split(separator: ",").last?.trimmingCharacters(in: .whitespaces)
      if let last, !last.isEmpty { address = last }
    }
    return network(of: address)
  }

  private func isLocal(_ address: String) -> Bool {
    address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.")
  }

  private func network(of address: String) -> String {
    var bytes = in6_addr()
    guard inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
    let prefix = withUnsafeBytes(of: &bytes) { Array($0.prefix(12)) }
    // An IPv4 address in IPv6's clothes is one phone's, or one hall's.
    if prefix == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255] { return address }
    return prefix.prefix(8).map { String($0, radix: 16) }.joined(separator: ":") + "/64"
  }
}
