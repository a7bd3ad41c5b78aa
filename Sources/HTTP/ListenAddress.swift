internal import Foundation

/// A host and a port to listen on: `127.0.0.1:8080`, `[::1]:8080`, `localhost:0`.
public struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
  /// Without brackets.
  public var host: String
  public var port: UInt16

  public init(host: String, port: UInt16) { (self.host, self.port) = (host, port) }

  /// Nil when it is not of that form.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
      return nil
    }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty else { return nil }
    self.init(host: String(host), port: port)
  }

  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  /// A bound socket that does not listen yet.
  func bind(sharingPort: Bool) throws(CannotListen) -> Int32 {
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &found)
    guard code == 0, let info = found else {
      throw CannotListen(reason: "\(self): \(String(cString: gai_strerror(code)))")
    }
    defer { freeaddrinfo(found) }
    let type = info.pointee.ai_socktype | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(info.pointee.ai_family, type, info.pointee.ai_protocol)
    guard descriptor >= 0 else { throw CannotListen(reason: "\(self): \(String(cString: strerror(errno)))") }
    set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
    if sharingPort { set(descriptor, SOL_SOCKET, SO_REUSEPORT, 1) }
    // Accepted sockets inherit both: answers leave at once, and a phone that went out of reach is given up.
    set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    set(descriptor, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, 45_000)
    guard Foundation.bind(descriptor, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0 else {
      let reason = String(cString: strerror(errno))
      close(descriptor)
      throw CannotListen(reason: "\(self): \(reason)")
    }
    return descriptor
  }

  private func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
    var value = value
    setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }
}

/// The server cannot listen where it should.
public struct CannotListen: Error, Sendable, CustomStringConvertible {
  public let reason: String
  public var description: String { "cannot listen on \(reason)" }
}

/// The port of a bound socket.
func boundPort(_ descriptor: Int32) -> UInt16? {
  var address = sockaddr_storage()
  var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
  let code = withUnsafeMutablePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
  }
  guard code == 0 else { return nil }
  return withUnsafePointer(to: address) { pointer in
    switch Int32(address.ss_family) {
    case AF_INET:
      pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { UInt16(bigEndian: $0.pointee.sin_port) }
    case AF_INET6:
      pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
        UInt16(bigEndian: $0.pointee.sin6_port)
      }
    default: nil
    }
  }
}
