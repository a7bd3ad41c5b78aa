import API
import HTTP
import Storage
import TestSupport
import Testing

@testable import Server

@Suite("Who calls", .timeLimit(.minutes(10)))
struct CallersTests {
  @Test(
    "a page elsewhere gives no phone another identity; a program joins without saying where it comes from")
  func joining() async throws {
    try await served { served in
      let path = "\(Served.path)/attendees"
      for (headers, status) in [
        (["Origin: https://evil.example"], 403), (["Sec-Fetch-Site: cross-site"], 403),
        (["Origin: null"], 403),
        ([], 201), (["Origin: http://127.0.0.1:\(served.stranger.port)", "Cookie: tribune_cookies=1"], 201),
        (["Sec-Fetch-Site: same-origin", "Cookie: tribune_cookies=1"], 201),
      ] {
        let answer = try await served.stranger.call("POST", path, headers: headers)
        #expect(answer.status == status, "\(headers)")
        #expect((answer["Set-Cookie"] != nil) == (status == 201))
      }
    }
  }

  @Test("what one person left on a phone is not done as another who holds it by then")
  func otherReader() async throws {
    try await served { served in
      let joined = try await served.stranger.call("POST", "\(Served.path)/attendees", "{}")
      let cookie = "Cookie: tribune_attendee=\(joined.member("token") ?? "")"
      let question = try await served.asked(by: try await served.attendee())
      let path = "\(Served.path)/questions/\(question.id)/upvote"
      func upvote(as reader: String) async throws -> HTTPAnswer {
        try await served.stranger.call(
          "PUT", path, headers: [cookie, "Sec-Fetch-Site: same-origin", "Tribune-Reader: \(reader)"])
      }
      // Once the summit is known, the prompt way, and before, the other.
      for _ in 1...2 {
        let refused = try await upvote(as: "1\(joined.member("attendee") ?? "")")
        #expect((refused.status, refused.member("code")) == (409, "other_reader"))
        #expect(try await served.stranger.get("/questions/\(question.id)").text.contains(#""upvotes":1,"#))
      }
      #expect(try await upvote(as: joined.member("attendee") ?? "").status == 200)
    }
  }

  @Test("an organizer who cannot be looked up is told so, and not told less as a stranger")
  func lookUpFails() async throws {
    try await served { served in
      let paths = ["", "/sessions", "/sessions/opening", "/organisations"]
      for path in paths { #expect(try await served.organizer.get(path).status == 200) }
      try await served.asOwner("revoke select on access from \(ServingRole.name)")
      for path in paths {
        #expect(try await served.organizer.get(path).status >= 500, "\(path)")
        #expect(try await served.stranger.get(path).status == 200, "\(path)")
      }
      // What is no token at all reads as a stranger.
      #expect(try await served.stranger.call("GET", Served.path, token: "nonsense").status == 200)
    }
  }

  @Test("a token of a badge that has joined anew since reads nothing of its person's any more")
  func formerGeneration() async throws {
    try await served(moderation: .reviewed) { served in
      let badge = #"{"badge":"a-badge"}"#
      _ = try await served.organizer.post("/badges", #"{"codes":["a-badge"]}"#)
      let first = try await served.stranger.call("POST", "\(Served.path)/attendees", badge)
      let former = HTTPClient(port: served.stranger.port, token: first.member("token"))
      let question = try await served.asked(by: former)
      let cookie = "Cookie: tribune_attendee=\(first.member("token") ?? "")"
      let mine = "/a-summit/opening?view=mine"
      let before = try await served.stranger.call("GET", mine, headers: [cookie])
      #expect(before.text.contains("/receipts/"))
      #expect(try await former.get("/questions/\(question.id)").status == 200)

      _ = try await served.stranger.call("POST", "\(Served.path)/attendees", badge)
      let after = try await served.stranger.call("GET", mine, headers: [cookie])
      #expect(after.status == 200)
      #expect(!after.text.contains("/receipts/"))
      #expect(try await former.get("/questions/\(question.id)").status == 404)
      let list = try await former.get("/sessions/opening/questions")
      #expect(list["Cache-Control"] == "no-cache")
    }
  }

  @Test(
    "speakers read what is published and what is not theirs to decide they do not: neither queue nor notes")
  func speakers() async throws {
    try await served { served in
      let question = try await served.asked(by: try await served.attendee())
      let path = "/questions/\(question.id)"
      let hidden = try await served.organizer.patch(
        path, #"{"action":"hide","reason":"personal","note":"To its author alone."}"#)
      #expect(hidden.status == 200)
      let speaker = try await served.official("speaker")
      let seen = try await speaker.get(path)
      #expect(seen.status == 200)
      #expect(!seen.text.contains("author alone"))
      #expect(seen.member("text") == "")
      #expect(try await speaker.get("/sessions/opening/questions?state=all").status == 403)
    }
  }

  @Test("a vote leads back to the list it came from, and nowhere else")
  func views() async throws {
    try await served { served in
      let question = try await served.asked(by: try await served.attendee())
      let ours = [
        "Sec-Fetch-Site: same-origin", "Content-Type: application/x-www-form-urlencoded",
        "Cookie: tribune_cookies=1",
      ]
      func vote(_ query: String) async throws -> HTTPAnswer {
        try await served.stranger.call(
          "POST", "/a-summit/opening/upvotes\(query)", "question=\(question.id)&sign=1", headers: ours)
      }
      let fine = try await vote("?view=new")
      #expect(fine.status == 303)
      #expect(fine["Location"] == "/a-summit/opening?view=new#q-1")
      for query in ["?view=x%0d%0aSet-Cookie:%20a=b", "?view=%C3%A9", "?view=%23"] {
        #expect(try await vote(query).status == 422, "\(query)")
      }
    }
  }
}
