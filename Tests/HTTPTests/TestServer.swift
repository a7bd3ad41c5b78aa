import EventLoop
import HTTP
import TestSupport

/// A server of a test's own on a port of its own.
@Loop func serving<Value: Sendable>(
  _ routes: [Route], limits: HTTPServer.Limits = HTTPServer.Limits(),
  _ test: @Loop (HTTPServer) async throws -> Value
) async throws -> Value {
  let server = try HTTPServer(Router([Routes(routes: routes)]), limits: limits)
  try server.listen(on: ListenAddress(host: "127.0.0.1", port: 0))
  let result: Result<Value, any Error>
  do { result = .success(try await test(server)) } catch { result = .failure(error) }
  await server.stop()
  return try result.get()
}

extension HTTPServer {
  /// What the server says to these bytes until it closes; `Connection: close` is the sender's to add.
  func answer(to bytes: String) async throws -> String {
    let socket = try RawSocket(port: address.port)
    socket.send(bytes)
    return await socket.receive()
  }
}

private struct Routes: Resource {
  let routes: [Route]
}

/// A request that closes its connection.
func request(_ line: String, _ headers: [String] = [], body: String = "") -> String {
  var lines = ["\(line) HTTP/1.1", "Host: test", "Connection: close"] + headers
  if !body.isEmpty { lines.append("Content-Length: \(body.utf8.count)") }
  return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
}

extension String {
  var status: String { String(dropFirst("HTTP/1.1 ".count).prefix(3)) }
  var bodyText: String { components(separatedBy: "\r\n\r\n").dropFirst().joined(separator: "\r\n\r\n") }

  private func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
