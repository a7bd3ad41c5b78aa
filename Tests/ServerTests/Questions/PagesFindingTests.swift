import API
import Foundation
import Postgres
import Storage
import TestSupport
import Testing

@testable import Pages
@testable import Server

private typealias Fix = PagesFixtures

@Suite("Pages: joining and finding", .timeLimit(.minutes(10)))
struct PagesFindingTests {
  private static let form = [
    "Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin",
  ]
  /// Of a phone that keeps cookies and has not joined.
  private static let fresh = form + ["Cookie: tribune_cookies=1"]
  private static let asPage = ["Accept: text/html"]

  @Test(
    "a code is understood as people type it",
    arguments: ["rhnc4", " RHNC4 ", "rh nc-4", "https://tribune.example/j/rhnc4", "tribune.example/j/rhnc4/"])
  func code(typed: String) {
    #expect(JoiningPages.code(in: typed) == "rhnc4")
  }

  @Test("typing the room's code leads to the room; one that no room has is told what to do, and kept")
  func join() async throws {
    try await served { served in
      _ = try await served.store.database.query(
        """
        insert into rooms (summit_id, slug, name, code)
        values (\(served.summit.id), 'hall', 'Hall', 'rhnc4')
        """)
      let joined = try await served.stranger.call("GET", "/j?code=RH+NC4", headers: Self.asPage)
      #expect(joined.status == 302 || joined.status == 303)
      #expect(joined["Location"] == "/a-summit/rooms/hall")
      for path in ["/j?code=zzzzz", "/j/zzzzz"] {
        let wrong = try await served.stranger.call("GET", path, headers: Self.asPage)
        #expect(wrong.status == 404)
        #expect(wrong.text.contains("Aucune salle n’a ce code.") && wrong.text.contains(#"value="zzzzz""#))
      }
      let asked = try await served.stranger.call("GET", "/j", headers: Self.asPage)
      #expect(asked.status == 200 && asked.text.contains(#"<form class="join" action="/j">"#))
      let program = try await served.stranger.call("GET", "/j/zzzzz")
      #expect(program.status == 404 && program.text.contains("code_not_found"))
      for path in ["/", "/a-summit"] {
        let page = try await served.stranger.call("GET", path, headers: Self.asPage)
        #expect(page.text.contains(#"<form class="join" action="/j">"#))
      }
    }
  }

  @Test("what is on now is not next; those that begin next are, at the same time; the cancelled are neither")
  func nowAndNext() {
    func session(
      _ slug: String, _ start: String, _ end: String, box: Box = .scheduled, cancelled: Bool = false
    )
      -> API.Session
    {
      Fix.session(
        box, slug: slug, cancelled: cancelled, starts: "2017-06-13T\(start):00+02:00",
        ends: "2017-06-13T\(end):00+02:00")
    }
    let on = NowAndNext(
      [
        session("late", "08:00", "09:00", box: .open), session("past", "08:00", "09:00", box: .closed),
        session("now", "09:30", "10:15"), session("b", "10:30", "11:00"), session("a", "10:30", "11:00"),
        session("gone", "10:20", "11:00", cancelled: true), session("later", "11:00", "12:00"),
      ], at: Fix.now)
    #expect(on.now.map(\.slug) == ["late", "now"])
    #expect(on.next.map(\.slug) == ["a", "b"])
  }

  @Test("each way to look at the questions says what to do where nothing is shown")
  func empty() {
    let sentences: [SessionPage.View: String] = [
      .mine: "Vous n’avez encore rien demandé ici", .signed: "Vous n’avez encore rien soutenu ici",
      .owed: "Aucune réponse n’est due", .answered: "Aucune réponse encore", .top: "posez la première",
    ]
    for (view, sentence) in sentences { #expect(Fix.page(view: view).contains(sentence), "\(view)") }
  }

  @Test("a search is a plain form, keeps the view, and is kept by the forms of what it found")
  func search() async throws {
    try await served { served in
      let ana = try await served.attendee()
      let found = try await served.asked("Qui possède les données de la campagne ?", by: ana)
      let other = try await served.asked("Et la confiance, alors ?", by: try await served.attendee())
      let page = try await served.stranger.call(
        "GET", "/a-summit/opening?view=new&q=DONNEES%20%26", headers: Self.asPage)
      #expect(page.status == 200)
      #expect(
        page.text.contains(#"id="q-\#(found.number)""#) && !page.text.contains(#"id="q-\#(other.number)""#))
      #expect(page.text.contains(#"value="DONNEES &amp;""#) && page.text.contains("1\u{A0}question pour"))
      #expect(page.text.contains(#"action="/a-summit/opening/upvotes?view=new&amp;q=DONNEES%20%26""#))
      let signed = try await served.stranger.call(
        "POST", "/a-summit/opening/upvotes?view=new&q=DONNEES%20%26", "question=\(found.id)&sign=1",
        headers: Self.fresh)
      #expect(signed["Location"] == "/a-summit/opening?view=new&q=DONNEES%20%26#q-\(found.number)")
      let none = try await served.stranger.call("GET", "/a-summit/opening?q=girafe", headers: Self.asPage)
      #expect(none.text.contains("Aucune question ne le dit encore"))
      let long = String(repeating: "a", count: 201)
      let refused = try await served.stranger.call("GET", "/a-summit/opening?q=\(long)")
      #expect(refused.status == 422)
    }
  }

  @Test(
    "a question has a page of its own, from which it is reported once; the fifth of those present takes it off"
  )
  func report() async throws {
    try await served { served in
      let question = try await served.asked(by: try await served.attendee())
      let own = "/a-summit/questions/\(question.id)"
      let page = try await served.stranger.call("GET", own, headers: Self.asPage)
      #expect(page.status == 200 && page.text.contains(#"action="\#(own)/report""#))
      for number in 1...5 {
        let reporter = try await served.present()
        let reported = try await served.stranger.call(
          "POST", "\(own)/report", "",
          headers: Self.form + ["Cookie: tribune_attendee=\(reporter.token ?? "")"])
        #expect(reported.status == 303)
        let place = number < 5 ? own : "/a-summit/opening"
        #expect(reported["Location"] == "\(place)?done=report#notice")
      }
      let told = try await served.stranger.call("GET", "/a-summit/opening?done=report", headers: Self.asPage)
      #expect(told.text.contains("a quitté les listes") && !told.text.contains(#"id="q-1""#))
      let gone = try await served.stranger.call("GET", own, headers: Self.asPage)
      #expect(gone.status == 404)
    }
  }

  @Test("what was answered since the last visit stands on top until it was read, without any account")
  func since() async throws {
    try await served { served in
      let question = try await served.asked(by: try await served.attendee())
      let signed = try await served.stranger.call(
        "POST", "/a-summit/opening/upvotes", "question=\(question.id)&sign=1", headers: Self.fresh)
      let cookie = signed.headers.filter { $0.name == "Set-Cookie" }.map { $0.value.prefix { $0 != ";" } }
      let me = Self.asPage + ["Cookie: \(cookie.joined(separator: "; "))"]
      let quiet = try await served.stranger.call("GET", "/a-summit/opening", headers: me)
      #expect(quiet.text.contains(#"<section id="since" hidden>"#))
      let answer = try await served.organizer.call(
        "PUT", "\(Served.path)/questions/\(question.id)/answer", #"{"kind":"written","text":"Oui, en mars."}"#
      )
      #expect(answer.status == 200, "\(answer.text)")
      for path in ["/a-summit", "/a-summit/opening"] {
        let news = try await served.stranger.call("GET", path, headers: me)
        #expect(news.text.contains("Depuis votre dernière visite"), "\(path)")
      }
      let until = AnsweredSincePart.text(of: Date() + 1)
      let read = try await served.stranger.call(
        "POST", "/a-summit/heard", "until=\(until)&page=/a-summit/opening", headers: Self.form)
      #expect(read.status == 303 && read["Location"] == "/a-summit/opening")
      #expect(read["Set-Cookie"]?.hasPrefix("tribune_heard=\(until); Path=/a-summit;") == true)
      let after = try await served.stranger.call(
        "GET", "/a-summit/opening", headers: me.dropLast() + [me[1] + "; tribune_heard=\(until)"])
      #expect(!after.text.contains("Depuis votre dernière visite"))
      let elsewhere = try await served.stranger.call(
        "POST", "/a-summit/heard", "until=\(until)&page=//evil.example", headers: Self.form)
      #expect(elsewhere["Location"] == "/a-summit")
    }
  }
}
