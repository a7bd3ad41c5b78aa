import API
import Foundation
import Postgres
import Storage
import TestSupport
import Testing

@testable import Pages
@testable import Server

@Suite("The pages, served", .timeLimit(.minutes(10)))
struct PagesServedTests {
  private static let form = [
    "Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin",
  ]
  /// Of a phone that keeps cookies and has not joined.
  private static let fresh = form + ["Cookie: tribune_cookies=1"]
  private static let text = "Que+ferez-vous+lundi+matin+%3F"

  @Test("a question asked with a form is told once, with its receipt, which stays out of the address")
  func ask() async throws {
    try await served { served in
      let asked = try await served.stranger.call(
        "POST", "/a-summit/opening/questions", "text=\(Self.text)&name=&key=k1", headers: Self.fresh)
      #expect(asked.status == 303)
      #expect(asked["Location"] == "/a-summit/opening#notice")
      let cookies = asked.headers.filter { $0.name == "Set-Cookie" }.map { $0.value.prefix { $0 != ";" } }
      #expect(cookies.count == 3)  // the attendee's for pages and API, and what to tell
      let header = "Cookie: " + Set(cookies).joined(separator: "; ")
      let page = try await served.stranger.call("GET", "/a-summit/opening", headers: [header])
      #expect(page.text.contains("/a-summit/receipts/"))
      #expect(page["Set-Cookie"]?.hasPrefix("tribune_asked=; ") == true)
      // What is said once is kept by nobody, the next page by the reader.
      #expect(page["Cache-Control"] == "no-store")
      let attendee = try #require(cookies.first { $0.hasPrefix("tribune_attendee=") })
      let next = try await served.stranger.call("GET", "/a-summit/opening", headers: ["Cookie: \(attendee)"])
      #expect(next["Cache-Control"] == "private, no-cache")
    }
  }

  @Test("the same form twice is one question")
  func twice() async throws {
    try await served { served in
      let first = try await served.stranger.call(
        "POST", "/a-summit/opening/questions", "text=\(Self.text)&key=k1", headers: Self.fresh)
      let cookie =
        first.headers.first { $0.value.hasPrefix("tribune_attendee=") }?.value.prefix { $0 != ";" } ?? ""
      let again = try await served.stranger.call(
        "POST", "/a-summit/opening/questions", "text=\(Self.text)&key=k1",
        headers: Self.form + ["Cookie: \(cookie)"])
      #expect(again.status == 303)
      let list = try await served.stranger.call("GET", served.questions).json(API.QuestionList.self)
      #expect(list.questions.count == 1)
    }
  }

  @Test("whoever keeps no cookie is told so, and nothing is counted; with the cookie that came along it is")
  func cookiesRefused() async throws {
    try await served { served in
      let question = try await served.asked(by: try await served.attendee())
      let vote = "question=\(question.id)&sign=1"
      for _ in 1...5 {
        let told = try await served.stranger.call(
          "POST", "/a-summit/opening/upvotes", vote, headers: Self.form + ["Accept-Language: fr"])
        #expect(told.status == 409)
        #expect(told.text.contains("ne garde pas les cookies"))
        #expect(told["Set-Cookie"]?.hasPrefix("tribune_cookies=1; Path=/; HttpOnly") == true)
      }
      let people = try await served.store.database.query("select from attendees")
      #expect(people.count == 1)
      // What was typed is not lost.
      let asked = try await served.stranger.call(
        "POST", "/a-summit/opening/questions", "text=\(Self.text)&key=k2", headers: Self.form)
      #expect(asked.status == 409 && asked.text.contains("Que ferez-vous lundi matin ?</textarea>"))
      // Opening the page gives the cookie: the first vote of a phone without JavaScript counts.
      let page = try await served.stranger.call("GET", "/a-summit/opening")
      let cookie = try #require(page["Set-Cookie"]).prefix { $0 != ";" }
      let signed = try await served.stranger.call(
        "POST", "/a-summit/opening/upvotes", vote, headers: Self.form + ["Cookie: \(cookie)"])
      #expect(signed.status == 303)
      #expect(try await served.stranger.get("/questions/\(question.id)").number("upvotes") == 2)
    }
  }

  @Test("a form from elsewhere changes nothing")
  func crossSite() async throws {
    try await served { served in
      let asked = try await served.stranger.call(
        "POST", "/a-summit/opening/questions", "text=\(Self.text)",
        headers: ["Content-Type: application/x-www-form-urlencoded", "Origin: https://evil.example"])
      #expect(asked.status == 403)
      let list = try await served.stranger.call("GET", served.questions).json(API.QuestionList.self)
      #expect(list.questions.isEmpty)
    }
  }

  @Test("what was typed comes back with the rule that it breaks")
  func refused() async throws {
    try await served { served in
      let asked = try await served.stranger.call(
        "POST", "/a-summit/opening/questions", "text=court&name=%3Cb%3E", headers: Self.fresh)
      #expect(asked.status == 422)
      #expect(asked.text.contains("\ncourt</textarea>"))
      #expect(asked.text.contains("value=\"&lt;b&gt;\""))
      #expect(!asked.headers.contains { $0.name == "Set-Cookie" })
    }
  }

  @Test("the wall shows a highlighted question that nobody has approved")
  func highlighted() async throws {
    try await served { served in
      let question = try await served.asked(
        "Montrez cette question à toute la salle ?", by: try await served.attendee())
      let before = try await served.stranger.call("GET", "/a-summit/opening/screen")
      #expect(!before.text.contains("Montrez cette question"))
      _ = try await served.organizer.call(
        "PATCH", "\(Served.path)/questions/\(question.id)", #"{"action": "highlight"}"#)
      let after = try await served.stranger.call("GET", "/a-summit/opening/screen")
      #expect(after.text.contains("Montrez cette question"))
    }
  }

  @Test("people get a page where something is wrong, programs JSON")
  func problems() async throws {
    try await served { served in
      let person = try await served.stranger.call("GET", "/a-summit/nothing", headers: ["Accept: text/html"])
      #expect(person.status == 404)
      #expect(person["Content-Type"] == "text/html; charset=utf-8")
      let program = try await served.stranger.call(
        "GET", "\(Served.path)/sessions/nothing", headers: ["Accept: text/html"])
      #expect(program.member("code") == "session_not_found")
    }
  }
}
