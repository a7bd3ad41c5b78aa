import EventLoop
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Upvotes over HTTP")
struct QuestionsUpvoteTests {
  @Test("200 people who sign at once, three times each, are 200; and after they withdrew the author is left")
  func storm() async throws {
    try await TestApplication.serving(threshold: 1000) { app in
      let question = try await app.phone().ask()
      var phones: [Client] = []
      for _ in 0..<199 { phones.append(try await app.phone()) }
      for (method, expected) in [("PUT", 200), ("DELETE", 1)] {
        let calls = (0..<3).flatMap { _ in phones }.map { phone in
          Task { try await phone.call(method, question + "/upvote") }
        }
        for call in calls {
          let reply = try await call.value
          #expect(reply.status == 200)
          #expect(try reply.flag("upvoted") == (method == "PUT"))
        }
        let counted = try await app.stranger.get(question).number("upvotes")
        let rows = try await app.store.database.query("select from upvotes").count
        #expect(counted == expected)
        #expect(rows == expected)
      }
    }
  }

  @Test("an upvote that arrives too late is told so")
  func late() async throws {
    try await TestApplication.serving { app in
      let (author, reader) = (try await app.phone(), try await app.phone())
      let question = try await author.ask()
      _ = try await app.store.database.query("update sessions set closes_at = now() - interval '14 minutes'")
      #expect(try await reader.put(question + "/upvote").status == 200)
      _ = try await app.store.database.query("update sessions set closes_at = now() - interval '15 minutes'")
      let late = try await reader.delete(question + "/upvote")
      #expect(late.status == 409)
      #expect(late.code == "arrived_too_late")
    }
  }

  @Test("a cookie signs from our own pages, and from nobody else's")
  func cookie() async throws {
    try await TestApplication.serving { app in
      let question = try await app.phone().ask()
      let joined = try await app.stranger.post("/attendees")
      #expect(joined.headers.count { $0.name == "set-cookie" } == 2)
      let cookie = "Cookie: tribune_attendee=\(try joined.text("token"))"
      let path = question + "/upvote"
      for (header, status) in [
        ("Sec-Fetch-Site: same-origin", 200), ("Origin: http://127.0.0.1:\(app.port)", 200),
        ("Origin: https://elsewhere.example", 403), ("Sec-Fetch-Site: cross-site", 403),
        ("X-Nothing: 1", 403),
      ] {
        let reply = try await app.stranger.call("PUT", path, [cookie, header])
        #expect(reply.status == status, "\(header)")
      }
      let read = try await app.stranger.call("GET", question, [cookie])
      #expect(try read.flag("upvoted"))
    }
  }

  @Test("an upvote reaches those who watch within 200 ms")
  func live() async throws {
    try await TestApplication.serving { app in
      let question = try await app.phone().ask()
      let reader = try await app.phone()
      let screen = try RawSocket(port: app.port)
      screen.send(
        "GET /api/v1/summits/exemple/sessions/ouverture/live HTTP/1.1\r\nHost: 127.0.0.1:\(app.port)\r\n\r\n")
      let first = await screen.receive { $0.contains("event: snapshot") && $0.contains("\n\n") }
      #expect(first.contains(#""upvotes":1"#))
      let clock = ContinuousClock()
      let start = clock.now
      async let seen = screen.receive { $0.contains(#""upvotes":2"#) }
      let signed = try await reader.put(question + "/upvote")
      let event = await seen
      let took = clock.now - start
      #expect(signed.status == 200)
      #expect(event.contains(#""upvotes":2"#))
      // The design's 200 ms are for a machine of its own; this one runs all tests at once.
      #expect(took < .seconds(5))
    }
  }
}
