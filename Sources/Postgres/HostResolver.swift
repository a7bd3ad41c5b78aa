internal import Foundation

/// Finds the addresses of a host name, as text: the system's resolver, or a test's.
public struct HostResolver: Sendable {
  let addresses: @Sendable (_ name: String) async throws -> [String]

  public init(_ addresses: @escaping @Sendable (_ name: String) async throws -> [String]) {
    self.addresses = addresses
  }

  /// `getaddrinfo`, which blocks for as long as name servers do not answer: on a thread of its own.
  public static let system = HostResolver { name in
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try systemAddresses(of: name) }) }
    }
  }
}

/// Why a name has no address.
struct HostNotFound: Error, CustomStringConvertible {
  let description: String
}

private func systemAddresses(of name: String) throws -> [String] {
  var hints = addrinfo()
  hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
  var first: UnsafeMutablePointer<addrinfo>?
  let status = getaddrinfo(name, nil, &hints, &first)
  guard status == 0 else { throw HostNotFound(description: String(cString: gai_strerror(status))) }
  defer { first.map(freeaddrinfo) }
  var addresses: [String] = []
  var next = first
  while let entry = next?.pointee {
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    if getnameinfo(entry.ai_addr, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
    {
      addresses.append(
        String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }
    next = entry.ai_next
  }
  return addresses
}

/// Looks names up for all connections of a database. One look-up of a name is under way at a time: a resolver that
/// hangs holds one thread, however many connections ask and ask again.
@Loop final class HostLookup {
  private final class Waiting {
    var continuation: CheckedContinuation<Result<[String], PostgresError>, Never>?
    var timer: LoopTimer?

    func resume(_ result: Result<[String], PostgresError>) {
      timer = nil
      continuation?.resume(returning: result)
      continuation = nil
    }
  }

  private let resolver: HostResolver
  /// By name; there is an entry while a look-up is under way.
  private var waiting: [String: [Waiting]] = [:]

  init(_ resolver: HostResolver) { self.resolver = resolver }

  /// The addresses of those names that have some, and the first failure. All are looked up at once, none is waited for
  /// longer than `timeout`.
  func addresses(
    of names: [String], timeout: Duration
  ) async -> (found: [String: [String]], failure: PostgresError?) {
    let lookups = names.map { name in
      (name, Task.immediate { @Loop in await addresses(of: name, timeout: timeout) })
    }
    var found: [String: [String]] = [:]
    var failure: PostgresError?
    for (name, lookup) in lookups {
      switch await lookup.value {
      case .success(let addresses): found[name] = addresses
      case .failure(let error): failure = failure ?? error
      }
    }
    return (found, failure)
  }

  private func addresses(of name: String, timeout: Duration) async -> Result<[String], PostgresError> {
    let waiter = Waiting()
    return await withCheckedContinuation { continuation in
      waiter.continuation = continuation
      waiter.timer = LoopTimer(after: timeout) { [weak self] in
        self?.waiting[name]?.removeAll { $0 === waiter }
        waiter.resume(.failure(Self.failure(name, "no answer from the resolver in \(timeout)")))
      }
      if waiting[name] != nil {
        waiting[name]?.append(waiter)
      } else {
        waiting[name] = [waiter]
        Task { @Loop in await look(name) }
      }
    }
  }

  private func look(_ name: String) async {
    let result: Result<[String], PostgresError>
    do {
      let addresses = try await resolver.addresses(name)
      result = addresses.isEmpty ? .failure(Self.failure(name, "it has none")) : .success(addresses)
    } catch {
      result = .failure(Self.failure(name, "\(error)"))
    }
    for waiter in waiting.removeValue(forKey: name) ?? [] { waiter.resume(result) }
  }

  private static func failure(_ name: String, _ reason: String) -> PostgresError {
    .unavailable("could not translate host name \"\(name)\" to address: \(reason)")
  }
}
