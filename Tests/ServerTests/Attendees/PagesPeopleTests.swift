import API
import EventLoop
import Foundation
import Postgres
import Storage
import TestSupport
import Testing

@testable import Pages
@testable import Server

/// Pages without JavaScript: joining with a badge, and what is held about whoever reads.
@Suite("Pages for badges and privacy", .timeLimit(.minutes(10)))
struct PagesPeopleTests {
  private static let form = [
    "Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin",
  ]
  /// Of a phone that keeps cookies and has not joined.
  private static let fresh = form + ["Cookie: tribune_cookies=1"]
  private static let text = "text=Qui+r%C3%A9pond+%C3%A0+cette+question+%3F"

  /// The cookie that an answer gives for the summit's pages, as a browser sends it back.
  private func cookie(_ answer: HTTPAnswer) throws -> String {
    let given = answer.headers.first {
      $0.name.lowercased() == "set-cookie" && $0.value.hasPrefix("tribune_attendee=")
        && $0.value.contains("Path=/a-summit;")
    }
    return "Cookie: " + String(try #require(given).value.prefix { $0 != ";" })
  }

  @Loop private func asksForBadges(_ app: Served) async throws {
    let organizer = try await app.official("organizer")
    let imported = try await organizer.post("/badges", #"{"codes": ["K7M2-9XQD"]}"#)
    let changed = try await app.organizer.patch("", #"{"identity": "badge"}"#)
    try #require(imported.status == 201 && changed.status == 200)
  }

  @Test(
    "a badge's QR code opens a form with the code filled in, and joins when that is sent",
    arguments: ["/a-summit", "/a-summit/opening"])
  func joining(path: String) async throws {
    try await served { app in
      try await asksForBadges(app)
      let opened = try await app.stranger.call("GET", path + "?badge=k7m2-9xqd")
      #expect(opened.status == 200)
      #expect(opened.text.contains(#"action="\#(path)""#))
      #expect(opened.text.contains(#"value="k7m2-9xqd""#))
      #expect(!opened.headers.contains { $0.value.hasPrefix("tribune_attendee") })
      let people = try await app.store.database.query("select from attendees")
      #expect(people.isEmpty)

      let joined = try await app.stranger.call("POST", path, "badge=k7m2+9xqd", headers: Self.form)
      #expect(joined.status == 303)
      #expect(joined["Location"] == path + "?done=badge#notice")
      let landed = try await app.stranger.call(
        "GET", path + "?done=badge", headers: [try cookie(joined), "Accept-Language: en"])
      #expect(landed.text.contains("This phone takes part with your badge."))
      #expect(!landed.text.contains("badge-code"))
    }
  }

  @Test("a wrong code comes back with the reason; a page elsewhere joins nobody")
  func refused() async throws {
    try await served { app in
      try await asksForBadges(app)
      for path in ["/a-summit", "/a-summit/opening"] {
        let wrong = try await app.stranger.call(
          "POST", path, "badge=%3Cb%3E", headers: Self.form + ["Accept-Language: en"])
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("No badge of this summit has this code"))
        #expect(wrong.text.contains("value=\"&lt;b&gt;\""))
        let foreign = try await app.stranger.call(
          "POST", path, "badge=k7m29xqd",
          headers: ["Content-Type: application/x-www-form-urlencoded", "Origin: https://evil.example"])
        #expect(foreign.status == 403)
      }
    }
  }

  @Test("a question from a phone without a badge waits in the form that asks for it, and leaves with it")
  func asking() async throws {
    try await served { app in
      try await asksForBadges(app)
      let page = try await app.stranger.call("GET", "/a-summit/opening", headers: ["Accept-Language: en"])
      #expect(page.text.contains(#"href="/a-summit/opening?badge=#notice""#))
      #expect(page.text.contains("data-badge"))
      let asked = try await app.stranger.call(
        "POST", "/a-summit/opening/questions", Self.text + "&name=Ana&key=a-key", headers: Self.form)
      #expect(asked.status == 422)
      #expect(asked.text.contains(#"action="/a-summit/opening/questions""#))
      #expect(asked.text.contains(#"name="text" value="Qui répond à cette question ?""#))
      #expect(asked.text.contains(#"name="key" value="a-key""#))
      #expect(!asked.text.contains(#"role="alert""#))
      let again = try await app.stranger.call(
        "POST", "/a-summit/opening/questions", Self.text + "&name=Ana&key=a-key&badge=wrong",
        headers: Self.form)
      #expect(again.text.contains(#"role="alert""#))
      #expect(again.text.contains(#"name="name" value="Ana""#))
      let sent = try await app.stranger.call(
        "POST", "/a-summit/opening/questions", Self.text + "&name=Ana&key=a-key&badge=K7M29XQD",
        headers: Self.form)
      #expect(sent.status == 303)
      _ = try cookie(sent)
      let list = try await app.stranger.get("/sessions/opening/questions")
      #expect(try list.string("questions", 0, "name") == "Ana")
      #expect(try list.flag("questions", 0, "nameVerified"))
    }
  }

  @Test("so does an upvote")
  func upvoting() async throws {
    try await served { app in
      let question = try await app.attendee().ask()
      let id = question.split(separator: "/").last ?? ""
      try await asksForBadges(app)
      let path = "/a-summit/opening/upvotes?view=new"
      let waits = try await app.stranger.call("POST", path, "question=\(id)&sign=1", headers: Self.form)
      #expect(waits.status == 422)
      #expect(waits.text.contains(#"action="\#(path)""#))
      let signed = try await app.stranger.call(
        "POST", path, "question=\(id)&sign=1&badge=k7m29xqd", headers: Self.form)
      #expect(signed.status == 303)
      #expect(try await app.stranger.get(question).number("upvotes") == 2)
    }
  }

  @Test("so do stars for a session, and a question to an organisation")
  func others() async throws {
    try await served { app in
      try await app.setSession(
        "starts_at = now() - interval '1 hour', ends_at = now() + interval '5 minutes'")
      _ = try await app.store.database.query(
        """
        insert into organisations (summit_id, slug, name, accepted_at, accepted_by)
        values (\(app.summit.id), 'exemple', 'Exemple SAS', now(), 'a test')
        """)
      try await asksForBadges(app)
      for (path, fields) in [
        ("/a-summit/opening/feedback", "stars=4&comment=Merci"),
        ("/a-summit/organisations/exemple/questions", Self.text + "&name=&key=k"),
      ] {
        let waits = try await app.stranger.call("POST", path, fields, headers: Self.form)
        #expect(waits.status == 422)
        #expect(waits.text.contains(#"action="\#(path)""#))
        let sent = try await app.stranger.call("POST", path, fields + "&badge=k7m29xqd", headers: Self.form)
        #expect(sent.status == 303)
      }
    }
  }

  @Test("whoever joined by an act that is refused has joined")
  func joinedAnyway() async throws {
    try await served { app in
      try await app.setSession("box_said = 'paused'")
      let asked = try await app.stranger.call(
        "POST", "/a-summit/opening/questions", Self.text, headers: Self.fresh)
      #expect(asked.status == 409)
      #expect(asked.text.contains("data-joined"))
      let me = try await app.stranger.call(
        "GET", "/a-summit/privacy/me", headers: [try cookie(asked), "Accept-Language: en"])
      #expect(me.text.contains("This phone has taken part since"))
    }
  }

  @Test("people see what is held about them and erase it, by forms alone")
  func privacy() async throws {
    try await served { app in
      let asked = try await app.stranger.call(
        "POST", "/a-summit/opening/questions", Self.text + "&name=Ana+Exemple", headers: Self.fresh)
      let cookie = try cookie(asked)
      let other = try await app.attendee().ask("Et celle d’une autre personne ?")
      _ = try await app.stranger.call(
        "POST", "/a-summit/opening/upvotes", "question=\(other.split(separator: "/").last ?? "")&sign=1",
        headers: Self.form + [cookie])

      let notice = try await app.stranger.call("GET", "/a-summit/privacy")
      #expect(notice.text.contains(#"href="/a-summit/privacy/me""#))
      let nobody = try await app.stranger.call(
        "GET", "/a-summit/privacy/me", headers: ["Accept-Language: en"])
      #expect(nobody.text.contains("Nothing: this phone has taken no part"))
      #expect(!nobody.text.contains("<form"))

      let english = ["Accept-Language: en", cookie]
      let held = try await app.stranger.call("GET", "/a-summit/privacy/me", headers: english)
      #expect(held.text.contains("Qui répond à cette question"))
      #expect(held.text.contains("Ana Exemple"))
      #expect(held.text.contains("/a-summit/receipts/"))
      #expect(held.text.contains("#q-2"))
      #expect(held["Cache-Control"] == "private, no-cache")

      let unsure = try await app.stranger.call(
        "POST", "/a-summit/privacy/me", "confirm=", headers: Self.form + english)
      #expect(unsure.status == 422)
      #expect(unsure.text.contains("nothing was erased"))
      let foreign = try await app.stranger.call(
        "POST", "/a-summit/privacy/me", "confirm=yes",
        headers: ["Content-Type: application/x-www-form-urlencoded", "Origin: https://evil.example", cookie])
      #expect(foreign.status == 403)

      let erased = try await app.stranger.call(
        "POST", "/a-summit/privacy/me", "confirm=yes", headers: Self.form + english)
      #expect(erased.status == 303)
      #expect(erased.headers.filter { $0.name == "Set-Cookie" }.allSatisfy { $0.value.contains("Max-Age=0") })
      let after = try await app.stranger.call("GET", "/a-summit/privacy/me?done=erase", headers: english)
      #expect(after.text.contains("It is erased."))
      #expect(after.text.contains("Nothing: this phone"))
      let words = try await app.store.database.query(
        "select from wordings where text like 'Qui répond à cette%'")
      #expect(words.isEmpty)
      let twice = try await app.stranger.call(
        "POST", "/a-summit/privacy/me", "confirm=yes", headers: Self.form + english)
      #expect(twice.status == 303)
    }
  }

  @Test("the notice says what the summit says")
  func said() async throws {
    try await served { app in
      _ = try await app.organizer.patch(
        "",
        #"{"controller": "Exemple SAS", "contact": "vie-privee@example.org", "retention": 90, "identity": "badge"}"#
      )
      let english = try await app.stranger.call("GET", "/a-summit/privacy", headers: ["Accept-Language: en"])
      #expect(english.text.contains("Responsible: Exemple SAS. Contact: vie-privee@example.org."))
      #expect(english.text.contains("90\u{A0}days after the summit"))
      #expect(english.text.contains("A digest of your badge’s code"))
      let french = try await app.stranger.call("GET", "/a-summit/privacy", headers: ["Accept-Language: fr"])
      #expect(french.text.contains("90\u{A0}jours après le sommet"))
    }
  }
}
