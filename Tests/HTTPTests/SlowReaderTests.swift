import EventLoop
import TestSupport
import Testing

@testable import HTTP

@Suite("Clients that read slowly", .timeLimit(.minutes(10)))
struct SlowReaderTests {
  @Test("an answer lasts while its client takes some of it, and is cut off when it takes no more")
  @Loop func slow() async throws {
    let length = 64 << 20
    let large = Content("text/plain", bytes: [UInt8](repeating: 120, count: length))
    try await serving([.get("/large") { _ in Response(200, [], large) }]) { server in
      let socket = try RawSocket(port: server.address.port)
      socket.send("GET /large HTTP/1.1\r\nHost: test\r\n\r\n")
      var taken = await socket.take(1 << 20)
      let begun = ContinuousClock.now
      // More than the kernel holds, so that it takes more from the server.
      taken += await socket.take(16 << 20)
      server.connections.sweep(at: begun + .seconds(30))
      #expect(server.connections.areBusy)
      // Nothing taken for longer than that.
      server.connections.sweep(at: .now + .seconds(31))
      taken += await socket.take(length)
      #expect(taken < length)
    }
  }
}
