internal import Foundation

/// A port on 127.0.0.1 that leads to the cluster's socket: what can only be tried over TCP finds it there. It lasts as
/// long as the process.
public enum TCPRelay {
  public struct Failed: Error { let code: Int32 }

  /// The cluster's connection string with this host, and the relay's port.
  public static func conninfo(host: String, database: String) throws -> String {
    let words = try TestDatabase.conninfo(database: database).split(separator: " ")
    guard let folder = words.first(where: { $0.hasPrefix("host=/") })?.dropFirst("host=".count) else {
      throw TestDatabase.Missing(description: "the cluster has no socket folder")
    }
    let port = try start(to: "\(folder)/.s.PGSQL.5432")
    let rest = words.filter { !$0.hasPrefix("host=") }.joined(separator: " ")
    return "host=\(host) port=\(port) \(rest)"
  }

  private static func start(to path: String) throws -> UInt16 {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) | listen(listener, 64) | getsockname(listener, $0, &size)
      }
    }
    guard code == 0 else { throw Failed(code: errno) }
    Thread.detachNewThread {
      while case let client = accept(listener, nil, nil), client >= 0 { relay(client, to: path) }
    }
    return UInt16(bigEndian: address.sin_port)
  }

  private static func relay(_ client: Int32, to path: String) {
    let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let code = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(server, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard code == 0 else {
      close(client)
      close(server)
      return
    }
    Thread.detachNewThread { copy(from: client, to: server) }
    Thread.detachNewThread {
      copy(from: server, to: client)
      close(client)
      close(server)
    }
  }

  private static func copy(from: Int32, to: Int32) {
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while case let count = recv(from, &chunk, chunk.count, 0), count > 0 {
      var sent = 0
      while sent < count {
        let step = chunk.withUnsafeBytes {
          send(to, $0.baseAddress?.advanced(by: sent), count - sent, Int32(MSG_NOSIGNAL))
        }
        guard step > 0 else { return }
        sent += step
      }
    }
    shutdown(to, Int32(SHUT_WR))
  }
}
