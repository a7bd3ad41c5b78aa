internal import Foundation

/// A blocking socket to this machine, byte by byte: what a client may send that no library would.
public final class RawSocket: Sendable {
  private let descriptor: Int32

  public struct Failed: Error { let code: Int32 }

  /// Client and server share this process and its descriptors: hundreds of connections need more than a shell allows.
  private static let manyDescriptors: Void = {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }()

  public init(port: UInt16) throws {
    _ = Self.manyDescriptors
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let code = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw Failed(code: errno) }
    // A test that waits for what never comes fails instead of hanging.
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  public func send(_ text: String) { send(bytes: Array(text.utf8)) }

  public func send(bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
  }

  /// Sends until the other side has taken nothing for a second, or all of it; how many bytes were taken.
  public func flood(_ most: Int) -> Int {
    var patience = timeval(tv_sec: 1, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 16)
    var sent = 0
    while sent < most {
      let count = Foundation.send(descriptor, chunk, chunk.count, Int32(MSG_NOSIGNAL))
      guard count > 0 else { break }
      sent += count
    }
    return sent
  }

  /// Reads so many bytes, or fewer where the other side closes before; how many there were.
  public func take(_ most: Int) async -> Int {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { [self] in
        var chunk = [UInt8](repeating: 0, count: 65_536)
        var taken = 0
        while taken < most, case let count = recv(descriptor, &chunk, min(chunk.count, most - taken), 0),
          count > 0
        {
          taken += count
        }
        continuation.resume(returning: taken)
      }
    }
  }

  public func halfClose() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// All that comes until `enough` says so or the other side closes.
  public func receive(until enough: @escaping @Sendable (String) -> Bool = { _ in false }) async -> String {
    await withCheckedContinuation { continuation in
      // A thread of its own: blocked ones of Dispatch's would leave none to Swift's tasks.
      Thread.detachNewThread { [self] in
        var received: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while !enough(String(decoding: received, as: UTF8.self)) {
          let count = recv(descriptor, &chunk, chunk.count, 0)
          guard count > 0 else {
            if count < 0, errno == EAGAIN { received += Array("<timed out>".utf8) }
            break
          }
          received += chunk[..<count]
        }
        continuation.resume(returning: String(decoding: received, as: UTF8.self))
      }
    }
  }
}
