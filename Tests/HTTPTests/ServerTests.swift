import EventLoop
import Foundation
import HTTP
import TestSupport
import Testing

@Suite("Answers", .timeLimit(.minutes(10)))
struct AnswerTests {
  static let long = String(repeating: "Pourquoi ? ", count: 200)

  static let routes: [Route] = [
    .get("/page") { _ in Response(200, [], Content("text/html; charset=utf-8", long, tag: "v7")) },
    .get("/people/:person/notes/:note") { request in
      Response(
        200, [],
        Content("text/plain", "\(try request.segment("person")) \(try request.segment("note", as: Int.self))")
      )
    },
    .get("/people/me/notes/:note") { _ in Response(200, [], Content("text/plain", "mine")) },
    .patch("/page") { request in Response(200, [], Content("text/plain", bytes: request.body)) },
    .post("/json") { request in
      Response(200, [], Content("text/plain", try request.json([String: Int].self).description))
    },
    .get("/limit") { request in
      Response(200, [], Content("text/plain", "\(try request.parameter("limit", in: 1...100) ?? 50)"))
    },
    .get("/broken") { _ in throw Unexpected() },
    .get("/slow") { _ in
      try await Loop.sleep(for: .milliseconds(50))
      return Response(204)
    },
  ]
  struct Unexpected: Error {}

  private func answer(_ bytes: String) async throws -> String {
    try await serving(Self.routes) { try await $0.answer(to: bytes) }
  }

  @Test("HEAD says what GET would, without the body")
  func head() async throws {
    let head = try await answer(request("HEAD /page"))
    #expect(head.status == "200")
    #expect(head.contains("Content-Length: \(Self.long.utf8.count)\r\n"))
    #expect(head.contains("ETag: \"v7\""))
    #expect(head.bodyText == "")
  }

  @Test(
    "a known tag is answered 304 without a body",
    arguments: ["\"v7\"", "W/\"v7\"", "\"v6\", \"v7\"", "*", "\"v7-gzip\""])
  func notModified(tag: String) async throws {
    let answer = try await answer(request("GET /page", ["If-None-Match: \(tag)"]))
    #expect(answer.status == "304")
    // The tag of what the client has, and what it goes by.
    #expect(answer.contains(tag.contains("gzip") ? "ETag: \"v7-gzip\"" : "ETag: \"v7\""))
    #expect(answer.contains("Vary: Accept-Encoding\r\n"))
    #expect(answer.bodyText == "")
  }

  @Test("what may be compressed says that it goes by Accept-Encoding, once; what is too small does not")
  func vary() async throws {
    let routes = [
      Route.get("/said") { _ in
        Response(200, [Header("Vary", "Cookie, Accept-Encoding")], Content("text/plain", Self.long))
      },
      .get("/other") { _ in Response(200, [Header("Vary", "Cookie")], Content("text/plain", Self.long)) },
      .get("/small") { _ in Response(200, [], Content("text/plain", "small")) },
    ]
    for (path, fields) in [
      ("/said", ["Vary: Cookie, Accept-Encoding"]), ("/other", ["Vary: Cookie", "Vary: Accept-Encoding"]),
      ("/small", []),
    ] {
      let answer = try await serving(routes) { try await $0.answer(to: request("GET \(path)")) }
      let head = answer.replacing("\r\n", with: "\n").split(separator: "\n")
      #expect(head.filter { $0.hasPrefix("Vary") }.map(String.init).sorted() == fields.sorted(), "\(path)")
    }
  }

  @Test("gzip goes to those who take it, under a tag of its own")
  func gzip() async throws {
    let zipped = try await answer(request("GET /page", ["Accept-Encoding: br, gzip"]))
    #expect(zipped.contains("Content-Encoding: gzip"))
    #expect(zipped.contains("ETag: \"v7-gzip\""))
    let plain = try await answer(request("GET /page", ["Accept-Encoding: gzip;q=0"]))
    #expect(!plain.contains("Content-Encoding"))
    #expect(plain.bodyText == Self.long)
  }

  @Test("the most specific path wins; a typed segment that is none is 404")
  func paths() async throws {
    #expect(try await answer(request("GET /people/Jos%C3%A9%20M/notes/7")).bodyText == "José M 7")
    #expect(try await answer(request("GET /people/me/notes/7")).bodyText == "mine")
    #expect(try await answer(request("GET /people/x/notes/seven")).status == "404")
    #expect(try await answer(request("GET /people/x/notes")).status == "404")
  }

  @Test(
    "a slash too many leads to the page without it, and to no other host",
    arguments: [
      ("/page/", "308", "Location: /page\r\n"),
      ("/page/?q=a%20b&x=%C3%A9", "308", "Location: /page?q=a%20b&x=%C3%A9\r\n"),
      ("/people/a%20b/notes/7/", "308", "Location: /people/a%20b/notes/7\r\n"),
      ("/nothing/", "404", ""), ("//page/", "404", ""), ("/", "404", ""),
    ])
  func trailingSlash(target: String, status: String, location: String) async throws {
    let answer = try await answer(request("GET \(target)"))
    #expect(answer.status == status)
    #expect(location.isEmpty ? !answer.contains("Location") : answer.contains(location))
  }

  @Test("another method is 405 and says which ones there are")
  func methods() async throws {
    let answer = try await answer(request("DELETE /page"))
    #expect(answer.status == "405")
    #expect(answer.contains("Allow: GET, HEAD, PATCH"))
    #expect(try await self.answer(request("PATCH /page", body: "x")).bodyText == "x")
  }

  @Test(
    "a method that nobody serves, also an invented one, is 405 and says which ones there are; nowhere it is 404",
    arguments: [
      "TRACE", "PROPFIND", "LOCK", "BREW", "get", "QUERY", "M-SEARCH", "X", String(repeating: "Y", count: 60),
    ])
  func unserved(method: String) async throws {
    for body in ["", "GET /people/me/notes/1 HTTP/1.1\r\nHost: test\r\n\r\n"] {
      let known = try await answer(request("\(method) /page", body: body))
      #expect(known.status == "405")
      #expect(known.contains("Allow: GET, HEAD, PATCH\r\n"))
      #expect(known.contains("Content-Type: application/problem+json\r\n"))
      #expect(!known.contains("mine"))
      #expect(try await answer(request("\(method) /nowhere", body: body)).status == "404")
    }
  }

  @Test("CONNECT, which names a host in place of a path, is 405 as well", arguments: ["test:443", "/page"])
  func connect(target: String) async throws {
    let answer = try await answer(request("CONNECT \(target)"))
    #expect(answer.status == "405")
    #expect(answer.contains("Allow: "))
    #expect(answer.contains("Content-Type: application/problem+json\r\n"))
  }

  @Test("requests behind one that nobody serves are answered in order, however their bytes arrive")
  func behindUnserved() async throws {
    let all =
      "BREW /page HTTP/1.1\r\nHost: test\r\nContent-Length: 4\r\n\r\nBREW"
      + "GET /people/me/notes/1 HTTP/1.1\r\nHost: test\r\n\r\n"
      + "BREW /nowhere HTTP/1.1\r\nHost: test\r\n\r\n" + request("GET /people/me/notes/2")
    try await serving(Self.routes) { server in
      for size in [1, 7, all.utf8.count] {
        let socket = try RawSocket(port: server.address.port)
        var rest = Array(all.utf8)[...]
        while !rest.isEmpty {
          socket.send(bytes: Array(rest.prefix(size)))
          rest = rest.dropFirst(size)
          await Loop.turn()
        }
        let answers = await socket.receive()
        let statuses = answers.split(separator: "HTTP/1.1 ").map { String($0.prefix(3)) }
        #expect(statuses == ["405", "200", "404", "200"])
        #expect(answers.hasSuffix("mine"))
      }
    }
  }

  @Test("bodies: another type is 415, no JSON is 400, a field that does not fit is 422 and named")
  func bodies() async throws {
    let json = ["Content-Type: application/json; charset=utf-8"]
    #expect(try await answer(request("POST /json", json, body: "{\"a\": 1}")).status == "200")
    #expect(try await answer(request("POST /json", ["Content-Type: text/plain"], body: "{}")).status == "415")
    #expect(try await answer(request("POST /json", json, body: "{\"a\"")).status == "400")
    let wrong = try await answer(request("POST /json", json, body: "{\"a\": \"x\"}"))
    #expect(wrong.status == "422")
    #expect(wrong.contains("\"field\":\"a\""))
    #expect(wrong.contains("Content-Type: application/problem+json"))
  }

  @Test("a parameter out of its range is 422 and named")
  func parameters() async throws {
    #expect(try await answer(request("GET /limit?limit=7")).bodyText == "7")
    #expect(
      try await answer(request("GET /limit?limit=101")).contains("\"field\":\"limit\",\"rule\":\"range\""))
  }

  @Test("an error nobody expected is 500 and says nothing of itself")
  func unexpected() async throws {
    let answer = try await answer(request("GET /broken"))
    #expect(answer.status == "500")
    #expect(!answer.contains("Unexpected"))
  }

  @Test("requests sent at once are answered in order on one connection")
  func pipelined() async throws {
    let first = "GET /slow HTTP/1.1\r\nHost: test\r\n\r\nGET /limit HTTP/1.1\r\nHost: test\r\n\r\n"
    let answers = try await answer(first + request("GET /people/me/notes/1"))
    #expect(answers.hasPrefix("HTTP/1.1 204"))
    #expect(answers.hasSuffix("mine"))
  }
}

@Suite("Limits", .timeLimit(.minutes(10)))
struct LimitTests {
  @Test("a body or a header that is too large is refused, and the server serves on")
  func oversize() async throws {
    try await serving(AnswerTests.routes) { server in
      let body = try await server.answer(
        to: request("PATCH /page", body: String(repeating: "x", count: 64 << 10 + 1)))
      #expect(body.status == "413")
      let header = try await server.answer(
        to: request("GET /page", ["X-Long: " + String(repeating: "x", count: 20_000)]))
      #expect(header.status == "400")
      #expect(try await server.answer(to: request("GET /page")).status == "200")
    }
  }

  @Test("what a client sends while it does not read its answer is left in the kernel's buffers")
  func sendingWhileAnswered() async throws {
    let large = Content("text/plain", bytes: [UInt8](repeating: 120, count: 64 << 20))
    try await serving([.get("/large") { _ in Response(200, [], large) }]) { server in
      let socket = try RawSocket(port: server.address.port)
      socket.send("GET /large HTTP/1.1\r\nHost: test\r\n\r\n")
      #expect(await Task.detached { socket.flood(256 << 20) }.value < 64 << 20)
    }
  }

  @Test("a body that fills the limit arrives whole in small pieces, behind a request that fills the header")
  func largestRequests() async throws {
    let length = Route.post("/length") { Response(200, [], Content("text/plain", "\($0.body.count)")) }
    try await serving([length]) { server in
      let socket = try RawSocket(port: server.address.port)
      let padding = String(repeating: "p", count: 15 << 10)
      for size in [64 << 10, 1] {
        socket.send(
          "POST /length HTTP/1.1\r\nHost: test\r\nX-Padding: \(padding)\r\nContent-Length: \(size)\r\n\r\n")
        for _ in 0..<(size / 1024) { socket.send(String(repeating: "b", count: 1024)) }
        socket.send(String(repeating: "b", count: size % 1024))
        #expect(await socket.receive { $0.hasSuffix("\r\n\r\n\(size)") }.hasSuffix("\r\n\r\n\(size)"))
      }
    }
  }

  @Test("a request that drips is cut off, while others are served")
  func drip() async throws {
    var limits = HTTPServer.Limits()
    limits.receiving = .milliseconds(300)
    try await serving(AnswerTests.routes, limits: limits) { server in
      let socket = try RawSocket(port: server.address.port)
      socket.send("GET /page HTTP/1.1\r\nHost: te")
      let dripping = Task { @Loop in
        // One byte a turn for as long as it is let.
        while !Task.isCancelled {
          socket.send("s")
          try await Loop.sleep(for: .milliseconds(20))
        }
      }
      #expect(try await server.answer(to: request("GET /page")).status == "200")
      let rest = await socket.receive()
      dripping.cancel()
      #expect(rest == "")
    }
  }

  @Test("idle connections do not keep others out; above the cap they wait for their turn")
  func idle() async throws {
    var limits = HTTPServer.Limits()
    limits.connections = 50
    limits.idle = .milliseconds(200)
    try await serving(AnswerTests.routes, limits: limits) { server in
      let idle = try (0..<120).map { _ in try RawSocket(port: server.address.port) }
      let answer = try await server.answer(to: request("GET /page"))
      #expect(answer.status == "200")
      withExtendedLifetime(idle) {}
    }
  }

  @Test("no more connections than the cap are open, and each of them is watched")
  func cap() async throws {
    var limits = HTTPServer.Limits()
    limits.connections = 10
    try await serving(AnswerTests.routes, limits: limits) { server in
      let idle = try (0..<40).map { _ in try RawSocket(port: server.address.port) }
      // By the time that the first is answered all have been offered to the listener.
      idle[0].send("GET /slow HTTP/1.1\r\nHost: test\r\n\r\n")
      #expect(await idle[0].receive { $0.hasSuffix("\r\n\r\n") }.status == "204")
      #expect(server.load.connections == 10)
      withExtendedLifetime(idle) {}
    }
  }

  @Test("stopping finishes what is in flight and closes what is idle")
  func stop() async throws {
    let arrived = AsyncStream.makeStream(of: Void.self)
    let released = AsyncStream.makeStream(of: Void.self)
    let held = Route.get("/held") { _ in
      arrived.continuation.yield()
      for await _ in released.stream { break }
      return Response(204)
    }
    try await serving([held]) { server in
      let idle = try RawSocket(port: server.address.port)
      let busy = try RawSocket(port: server.address.port)
      busy.send("GET /held HTTP/1.1\r\nHost: test\r\n\r\n")
      async let answer = busy.receive()
      // The idle one came first, so it has been accepted when this request arrives.
      for await _ in arrived.stream { break }
      let stopping = Task.immediate { @Loop in await server.stop() }
      released.continuation.yield()
      await stopping.value
      #expect(await answer.status == "204")
      #expect(await answer.contains("Connection: close"))
      #expect(await idle.receive() == "")
    }
  }
}
