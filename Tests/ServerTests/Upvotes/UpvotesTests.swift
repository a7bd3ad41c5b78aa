import API
import EventLoop
import Foundation
import Postgres
import Storage
import TestSupport
import Testing

@testable import Server

@Suite("Upvotes over HTTP", .timeLimit(.minutes(10)))
struct UpvotesTests {
  @Test("200 attendees upvoting at once, three times each, are 200; withdrawing likewise")
  func storm() async throws {
    try await served { served in
      let author = try await served.attendee()
      let question = try await served.asked(by: author)
      var attendees = [author]
      for _ in 1..<200 { attendees.append(try await served.attendee()) }
      for (method, expected) in [("PUT", 200), ("DELETE", 0)] {
        let statuses = try await withThrowingTaskGroup(of: Int.self, returning: [Int: Int].self) { group in
          for index in 0..<600 {
            let attendee = attendees[index % attendees.count]
            group.addTask {
              try await attendee.call(method, "\(Served.path)/questions/\(question.id)/upvote").status
            }
          }
          var statuses: [Int: Int] = [:]
          for try await status in group { statuses[status, default: 0] += 1 }
          return statuses
        }
        #expect(statuses == [200: 600])
        let shown = try await served.stranger.call("GET", "\(Served.path)/questions/\(question.id)")
        #expect(shown.member("upvotes") == "\(expected)")
        let rows: Int? = try await served.store.database.query("select count(*) as rows from upvotes").first?[
          "rows"]
        #expect(rows == expected)
      }
    }
  }

  @Test("an upvote says the count, and again says the same")
  func idempotent() async throws {
    try await served { served in
      let question = try await served.asked(by: try await served.attendee())
      let other = try await served.attendee()
      for _ in 0..<2 {
        let answer = try await other.call("PUT", "\(Served.path)/questions/\(question.id)/upvote")
        #expect(answer.status == 200)
        #expect(
          try answer.json(UpvoteReceipt.self)
            == UpvoteReceipt(question: question.id, upvotes: 2, upvoted: true))
      }
    }
  }

  @Test("who has not joined, and what is no question, is told so")
  func refused() async throws {
    try await served { served in
      let question = try await served.asked(by: try await served.attendee())
      let path = "\(Served.path)/questions/\(question.id)/upvote"
      #expect(try await served.stranger.call("PUT", path).member("code") == "unauthorized")
      #expect(try await served.stranger.call("PUT", path, token: "nonsense").status == 401)
      #expect(try await served.organizer.call("PUT", path).status == 403)
      let attendee = try await served.attendee()
      let unknown = try await attendee.call("PUT", "\(Served.path)/questions/999999/upvote")
      #expect(unknown.status == 404)
      #expect(unknown.member("code") == "question_not_found")
      #expect(try await attendee.call("PUT", "\(Served.path)/questions/x/upvote").status == 404)
    }
  }

  @Test("an upvote counts for fifteen minutes after the box closed, and is told that it came too late then")
  func late() async throws {
    try await served { served in
      let question = try await served.asked(by: try await served.attendee())
      let path = "\(Served.path)/questions/\(question.id)/upvote"
      let attendee = try await served.attendee()
      try await served.setSession("closes_at = now() - interval '14 minutes'")
      #expect(try await attendee.call("PUT", path).status == 200)
      try await served.setSession("closes_at = now() - interval '15 minutes'")
      let late = try await attendee.call("DELETE", path)
      #expect(late.status == 409)
      #expect(late.member("code") == "arrived_too_late")
    }
  }

  @Test("who has signed a question to the summit itself reads their own vote in the list")
  func ofNoSession() async throws {
    try await served { served in
      let author = try await served.attendee()
      let asked = try await author.post("/questions", #"{"text":"Qui répond pour tout le sommet ?"}"#)
      try #require(asked.status == 201)
      _ = try await served.stranger.get("/questions")  // the list is in memory now
      let attendee = try await served.attendee()
      #expect(try await attendee.put("/questions/\(asked.string("id"))/upvote").status == 200)
      let list = try await attendee.get("/questions")
      #expect(try list.number("questions", 0, "upvotes") == 2)
      #expect(try list.flag("questions", 0, "upvoted"))
    }
  }

  @Test("a cookie writes from our own pages only")
  func origin() async throws {
    try await served { served in
      let joined = try await served.stranger.call("POST", "\(Served.path)/attendees", "{}")
      let cookies = joined.headers.filter { $0.name == "Set-Cookie" }.map(\.value)
      #expect(cookies.count == 2)
      #expect(cookies.contains { $0.contains("Path=/a-summit;") && $0.contains("HttpOnly; SameSite=Lax") })
      #expect(cookies.contains { $0.contains("Path=/api/v1/summits/a-summit;") })
      let cookie = "Cookie: " + (cookies.first?.prefix { $0 != ";" } ?? "")
      let question = try await served.asked(by: try await served.attendee())
      let path = "\(Served.path)/questions/\(question.id)/upvote"
      for (header, status) in [
        ("Origin: https://evil.example", 403), ("Sec-Fetch-Site: cross-site", 403), ("X-Nothing: 1", 403),
        ("Origin: http://127.0.0.1", 200),  // the Host that the request names
        ("Sec-Fetch-Site: same-origin", 200), ("Origin: http://127.0.0.1:\(served.stranger.port)", 200),
      ] {
        let answer = try await served.stranger.call("PUT", path, headers: [cookie, header])
        #expect(answer.status == status, "\(header)")
      }
    }
  }

  @Test("an upvote reaches the event stream")
  func live() async throws {
    try await served { served in
      let question = try await served.asked(by: try await served.attendee())
      let stream = try RawSocket(port: served.stranger.port)
      stream.send("GET \(Served.path)/sessions/opening/live HTTP/1.1\r\nHost: test\r\n\r\n")
      let first = await stream.receive { $0.contains("\n\n") && $0.contains("event: snapshot") }
      #expect(first.contains(#""upvotes":1"#))
      #expect(!first.contains("upvoted"))
      _ = try await served.attendee().call("PUT", "\(Served.path)/questions/\(question.id)/upvote")
      let second = await stream.receive { $0.contains(#""upvotes":2"#) }
      #expect(second.contains(#""upvotes":2"#))
    }
  }
}
