import EventLoop
import HTTP
import TestSupport
import Testing

@Suite("Event streams", .timeLimit(.minutes(10)))
struct EventStreamTests {
  @Loop final class Hub {
    var streams: [EventStream] = []
    var ended = 0
    nonisolated init() {}

    var route: Route {
      .get("/live") { _ in
        let stream = EventStream()
        stream.onEnd = { self.ended += 1 }
        self.streams.append(stream)
        stream.send(Event("snapshot", id: "1", data: "{\"version\":1}"))
        return Response(events: stream)
      }
    }
  }

  private static let ask = "GET /live HTTP/1.1\r\nHost: test\r\n\r\n"

  @Test("an event arrives with its name, its id and its data, at once and later")
  func events() async throws {
    let hub = Hub()
    try await serving([hub.route]) { server in
      let socket = try RawSocket(port: server.address.port)
      socket.send(Self.ask)
      let first = await socket.receive { $0.contains("{\"version\":1}") }
      #expect(first.contains("Content-Type: text/event-stream"))
      #expect(first.contains("id: 1\nevent: snapshot\ndata: {\"version\":1}\n\n"))
      hub.streams[0].send(Event("snapshot", id: "2", data: "a\nb"))
      let second = await socket.receive { $0.contains("data: b") }
      #expect(second.contains("id: 2\nevent: snapshot\ndata: a\ndata: b\n\n"))
    }
  }

  @Test("a phone that does not read gets the newest state, not all of them")
  func newestOnly() async throws {
    let hub = Hub()
    try await serving([hub.route]) { server in
      let socket = try RawSocket(port: server.address.port)
      socket.send(Self.ask)
      _ = await socket.receive { $0.contains("version") }
      let load = String(repeating: "x", count: 100_000)
      for version in 2...300 { hub.streams[0].send(Event("snapshot", data: "\(load) \(version).")) }
      let received = await socket.receive { $0.contains(" 300.") }
      #expect(received.contains(" 300."))
      #expect(received.utf8.count < 5_000_000)
    }
  }

  @Test("what is about different things is not skipped: a phone that does not read gets each once")
  func subjects() async throws {
    let hub = Hub()
    try await serving([hub.route]) { server in
      let socket = try RawSocket(port: server.address.port)
      socket.send(Self.ask)
      _ = await socket.receive { $0.contains("version") }
      let load = String(repeating: "x", count: 1_000_000)
      hub.streams[0].send(Event("snapshot", data: load))
      for number in 1...3 {
        hub.streams[0].send(Event("announcement", about: "a\(number)", data: "former \(number)."))
        hub.streams[0].send(Event("announcement", about: "a\(number)", data: "newest \(number)."))
      }
      let received = await socket.receive { $0.contains("newest 3.") }
      #expect(!received.contains("former"))
      for number in 1...3 { #expect(received.contains("data: newest \(number).")) }
    }
  }

  @Test("a client that goes away, or half away, ends its stream", arguments: [true, false])
  func goneClient(half: Bool) async throws {
    let hub = Hub()
    try await serving([hub.route]) { server in
      var socket: RawSocket? = try RawSocket(port: server.address.port)
      socket?.send(Self.ask)
      _ = await socket?.receive { $0.contains("version") }
      if half { socket?.halfClose() } else { socket = nil }
      try await until { hub.ended > 0 }
      #expect(server.load.streams == 0)
      hub.streams[0].send(Event("snapshot", data: "to nobody"))
    }
  }

  @Test("a client that talks into its stream does not fill our memory, nor does it disturb others")
  func talker() async throws {
    let hub = Hub()
    try await serving([hub.route]) { server in
      let socket = try RawSocket(port: server.address.port)
      socket.send(Self.ask)
      _ = await socket.receive { $0.contains("version") }
      let flood = Task.detached { socket.flood(256 << 20) }
      let other = try RawSocket(port: server.address.port)
      other.send(Self.ask)
      #expect(await other.receive { $0.contains("version") }.contains("version"))
      #expect(await flood.value < 64 << 20)
    }
  }

  @Test("HEAD says what a stream would be, and nothing is kept for it")
  func head() async throws {
    let hub = Hub()
    try await serving([hub.route]) { server in
      let answer = try await server.answer(to: request("HEAD /live"))
      #expect(answer.status == "200")
      #expect(answer.contains("Content-Type: text/event-stream"))
      #expect(hub.ended == 1)
    }
  }

  @Test(
    "quiet streams get a comment, so that middlemen keep them, and an event, so that pages notice silence")
  func heartbeat() async throws {
    let hub = Hub()
    var limits = HTTPServer.Limits()
    limits.heartbeat = .milliseconds(30)
    try await serving([hub.route], limits: limits) { server in
      let socket = try RawSocket(port: server.address.port)
      socket.send(Self.ask)
      let beat = ": \nevent: beat\ndata:\n\n"
      #expect(await socket.receive { $0.contains(beat) }.contains(beat))
    }
  }

  @Test("stopping the server completes the streams")
  func stop() async throws {
    let hub = Hub()
    let socket = try await serving([hub.route]) { server in
      let socket = try RawSocket(port: server.address.port)
      socket.send(Self.ask)
      _ = await socket.receive { $0.contains("version") }
      return socket
    }
    #expect(await socket.receive().hasSuffix("0\r\n\r\n"))
    let ended = await hub.ended
    #expect(ended == 1)
  }
}
