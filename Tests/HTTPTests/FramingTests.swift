import EventLoop
import HTTP
import TestSupport
import Testing

@Suite("Requests that another program could read differently", .timeLimit(.minutes(10)))
struct FramingTests {
  static let smuggled = "GET /secret HTTP/1.1\r\nHost: test\r\n\r\n"

  @Test(
    "are refused, and what is pipelined behind them never runs",
    arguments: [
      "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\nContent-Length: 40\r\n\r\nabc",
      "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST /echo HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length : 3\r\n\r\nabc",
      "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: +3\r\n\r\nabc",
      "GET /echo HTTP/1.1\r\n\r\n",
      "GET /echo HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
      "HEAD /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 37\r\n\r\n",
      "GET /echo HTTP/1.1\r\nHost: test\r\nBad Name: 1\r\n\r\n",
    ])
  func refused(bytes: String) async throws {
    let ran = Counter()
    try await serving([
      .get("/secret") { _ in
        ran.count += 1
        return Response(204)
      },
      .get("/echo") { _ in Response(204) },
      .post("/echo") { _ in Response(204) },
    ]) { server in
      let answer = try await server.answer(to: bytes + Self.smuggled)
      // 413 where evhttp itself gave up on the length
      #expect(["400", "413"].contains(answer.status))
      #expect(ran.count == 0)
      // and it serves on
      let next = try await server.answer(to: request("GET /secret"))
      #expect(next.status == "204")
    }
  }

  @Test(
    "an absolute URI is read by its path; a double slash is no other host",
    arguments: [("http://evil.example/x", "200"), ("//evil.example/x", "404"), ("/x", "200")])
  func targets(target: String, status: String) async throws {
    try await serving([.get("/x") { _ in Response(200, [], Content("text/plain", "x")) }]) { server in
      let answer = try await server.answer(to: request("GET \(target)"))
      #expect(answer.status == status)
    }
  }

  @Test(
    "a path with dot segments, bad escapes or bytes that are no UTF-8 leads nowhere",
    arguments: ["/a/../x", "/%2e%2e/x", "/%zz", "/%ff", "/%00", "/x?q=%ff"])
  func malformed(target: String) async throws {
    try await serving([.get("/x") { _ in Response(204) }]) { server in
      let answer = try await server.answer(to: request("GET \(target)"))
      #expect(answer.status == "400")
    }
  }

  @Test(
    "nothing pipelined behind a chunked body runs: where such a body ends is not certain",
    arguments: ["0x2", "+2", "2"])
  func chunkSizes(size: String) async throws {
    let ran = Counter()
    try await serving([
      .get("/secret") { _ in
        ran.count += 1
        return Response(204)
      },
      .post("/echo") { _ in Response(204) },
    ]) { server in
      let body =
        "POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n\(size)\r\n{}\r\n0\r\n\r\n"
      let answer = try await server.answer(to: body + Self.smuggled)
      #expect(answer.status == "204")
      #expect(ran.count == 0)
    }
  }

  @Test("HEAD of a malformed target is answered without a body, and the next request on its connection well")
  func malformedHead() async throws {
    try await serving([.get("/x") { _ in Response(204) }]) { server in
      let answers = try await server.answer(
        to: "HEAD /%zz HTTP/1.1\r\nHost: test\r\n\r\n" + request("GET /x"))
      #expect(answers.status == "400")
      #expect(answers.bodyText.hasPrefix("HTTP/1.1 204"))
    }
  }

  @Test("bytes in a target that are no UTF-8 lead nowhere, unescaped too")
  func rawBytes() async throws {
    try await serving([.get("/:any") { _ in Response(204) }]) { server in
      let socket = try RawSocket(port: server.address.port)
      socket.send(
        bytes: Array("GET /".utf8) + [0xFF]
          + Array(" HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n".utf8))
      #expect(await socket.receive().status == "400")
    }
  }

  @Test("a chunked body arrives whole")
  func chunked() async throws {
    try await serving([.post("/echo") { Response(200, [], Content("text/plain", bytes: $0.body)) }]) {
      server in
      let answer = try await server.answer(
        to: "POST /echo HTTP/1.1\r\nHost: test\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "4\r\nTrib\r\n3\r\nune\r\n0\r\n\r\n")
      #expect(answer.bodyText == "Tribune")
    }
  }
}

@Loop final class Counter {
  var count = 0
  nonisolated init() {}
}
