import API
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing
import Tokens

@testable import Pages
@testable import Server

@Suite("The organizers' overview", .timeLimit(.minutes(10)))
struct OverviewTests {
  private static let path = "/a-summit/overview"

  @Test("is closed to whoever does not organize, and says how to get in")
  func closed() async throws {
    try await served { app in
      let stranger = try await app.stranger.call("GET", Self.path)
      #expect(stranger.status == 401)
      #expect(stranger.text.contains("tribune summit overview a-summit"))
      #expect(!stranger.text.contains("plot"))
      let speaker = Tokens.AccessToken(role: "moderator")
      _ = try await app.store.addAccessToken(
        role: .moderator, named: "m", digest: speaker.digest, in: app.summit.id)
      for token in ["nonsense", speaker.text] {
        let refused = try await app.form("token=\(token)")
        #expect(refused.status == 403 && refused["Set-Cookie"] == nil, "\(token)")
      }
      #expect(try await app.stranger.post("/overview-links", "").status == 401)
    }
  }

  @Test("opens with an organizer's token, for this page alone; leaving or revoking the token closes it")
  func token() async throws {
    try await served { app in
      let token = Tokens.AccessToken(role: "organizer")
      let record = try await app.store.addAccessToken(
        role: .organizer, named: "o", digest: token.digest, in: app.summit.id)
      let cookie = try app.cookie(of: try await app.form("token=\(token.text)"))
      #expect(!cookie.contains(token.text), "the cookie is no token that could decide anything")
      #expect(try await app.look(cookie).status == 200)
      let other = try app.cookie(of: try await app.form("token=\(token.text)"))
      #expect(try await app.form("act=leave", cookie: other).status == 303)
      #expect(try await app.look(other).status == 401)
      #expect(try await app.look(cookie).status == 200)
      try await app.store.revokeAccessToken(record.id, in: app.summit.id)
      #expect(try await app.look(cookie).status == 401)
    }
  }

  @Test("a link opens it once; looking at the link uses nothing")
  func link() async throws {
    try await served { app in
      let link = try await app.organizer.post("/overview-links", "").json(OverviewLink.self)
      let path = try #require(link.url.range(of: Self.path)).lowerBound
      let door = String(link.url[path...])
      for _ in 0..<2 { #expect(try await app.stranger.call("GET", door).status == 200) }
      let opened = try await app.form("", at: door)
      let cookie = try app.cookie(of: opened)
      #expect(
        opened["Set-Cookie"]?.contains("Path=/a-summit/overview; Max-Age=43200; HttpOnly; SameSite=Strict")
          == true)
      #expect(try await app.look(cookie).status == 200)
      #expect(try await app.form("", at: door).status == 410)
      #expect(try await app.stranger.call("GET", door).status == 410)
      let late = try await app.organizer.post("/overview-links", "").json(OverviewLink.self)
      _ = try await app.store.database.query(
        "update overview_passes set link_expires_at = now() - interval '1 second' where digest is null")
      let stale = String(late.url[try #require(late.url.range(of: Self.path)).lowerBound...])
      #expect(try await app.form("", at: stale).status == 410)
    }
  }

  @Test("a form from elsewhere is refused")
  func foreign() async throws {
    try await served { app in
      let answer = try await app.stranger.call(
        "POST", Self.path, "act=leave",
        headers: ["Content-Type: application/x-www-form-urlencoded", "Origin: https://evil.example"])
      #expect(answer.status == 403)
    }
  }

  @Test("shows who is there, what waits, what is owed and which boxes are open, as plots with words")
  func shown() async throws {
    try await served { app in
      let person = try await app.attendee()
      _ = try await app.asked(by: person)
      _ = try await app.promised("Pourquoi ce retard ?", due: "now() - interval '3 days'")
      _ = try await app.store.database.query(
        """
        update questions
        set state = 'pending', held_for = 'reports', asked_at = now() - interval '12 minutes'
        where id = (select min(id) from questions)
        """)
      let token = Tokens.AccessToken(role: "organizer")
      _ = try await app.store.addAccessToken(
        role: .organizer, named: "o", digest: token.digest, in: app.summit.id)
      let cookie = try app.cookie(of: try await app.form("token=\(token.text)"))
      let page = try await app.look(cookie).text
      #expect(page.contains("2\u{A0}attendees, 0 of them in a session now"))
      #expect(page.contains("1\u{A0}question waits to be reviewed, the oldest for 12\u{A0}minutes"))
      #expect(page.contains("1\u{A0}answer owed, 1 of them late"))
      #expect(
        page.contains("<h2>votes a minute</h2>")
          && page.contains(#"role="img"><title>votes a minute</title><desc>"#))
      #expect(page.contains(#"<a href="/a-summit/opening">The opening</a>"#))
      #expect(page.contains("Connections are those of the server "))
      #expect(!page.contains("style="))
      let day = try await app.look(cookie, "?span=day").text
      #expect(day.contains(#"href="/a-summit/overview?span=day" aria-current="page""#))
      #expect(try await app.look(cookie, "?span=week").status == 422)
    }
  }

  @Test("each thing falls into the span in which it happened, and the queue is what it was at its end")
  func spans() async throws {
    try await served { app in
      let person = try await app.attendee()
      let question = try await app.asked(by: person)
      let id = try #require(Petitions.Question.ID(question.id))
      _ = try await app.store.database.query(
        "update questions set asked_at = date_bin('1 minute', now(), 'epoch') - interval '150 seconds'")
      _ = try await app.store.database.query(
        "update upvotes set created_at = date_bin('1 minute', now(), 'epoch') - interval '30 seconds'")
      _ = try await app.store.database.query(
        """
        insert into curations (summit_id, question_id, action, previous_state, decided_at)
        values (
          \(app.summit.id), \(id), 'approve', 'pending', date_bin('1 minute', now(), 'epoch') - interval '45 seconds')
        """)
      let overview = try await app.store.overview(of: app.summit.id, spans: 60, seconds: 60)
      #expect(overview.spans.count == 60)
      // Within a minute that may have begun meanwhile.
      let asked = try #require(overview.spans.lastIndex { $0.questions > 0 })
      let signed = try #require(overview.spans.lastIndex { $0.upvotes > 0 })
      #expect(overview.spans.map(\.questions).reduce(0, +) == 1 && overview.spans[asked].questions == 1)
      #expect(overview.spans.map(\.upvotes).reduce(0, +) == 1 && signed == asked + 2)
      #expect(overview.spans.map(\.waiting) == (0..<60).map { (asked...asked + 1).contains($0) ? 1 : 0 })
      #expect(overview.spans.last?.attendees == 1 && overview.spans.first?.attendees == 0)
    }
  }

  @Test("an axis of plots ends in a round number, and numbers are short")
  func numbers() {
    #expect([0, 0.4, 1, 3, 5.1, 12, 51, 4999].map(TimePlot.top) == [1, 1, 1, 5, 10, 20, 100, 5000])
    let (french, english) = (Sentences(language: .fr), Sentences(language: .en))
    #expect([0, 0.07, 0.44, 9.96, 12.4].map(french.decimal) == ["0", "0,1", "0,4", "10", "12"])
    #expect(english.decimal(1.5) == "1.5" && english.decimal(2) == "2")
  }
}

extension Served {
  fileprivate func form(
    _ fields: String, at path: String = "/a-summit/overview", cookie: String? = nil
  ) async throws -> HTTPAnswer {
    try await stranger.call(
      "POST", path, fields,
      headers: [
        "Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin", "Accept: text/html",
      ] + (cookie.map { ["Cookie: \($0)"] } ?? []))
  }

  fileprivate func cookie(of answer: HTTPAnswer) throws -> String {
    try #require(answer.status == 303, "\(answer.text)")
    return String(try #require(answer["Set-Cookie"]).prefix { $0 != ";" })
  }

  fileprivate func look(_ cookie: String, _ query: String = "") async throws -> HTTPAnswer {
    try await stranger.call(
      "GET", "/a-summit/overview" + query, headers: ["Cookie: \(cookie)", "Accept-Language: en"])
  }
}
