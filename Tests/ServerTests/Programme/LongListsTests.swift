import API
import EventLoop
import Foundation
import HTTP
import Live
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@testable import Pages
@testable import Server

@Suite("Long lists", .timeLimit(.minutes(10)))
struct LongListsTests {
  /// So many more questions there, each with as many upvotes as it likes; every tenth of a minute one.
  private func crowd(_ count: Int, organisation: String? = nil, of app: Served) async throws {
    _ = try await app.store.database.query(
      """
      insert into questions (summit_id, session_id, organisation_id, number, state, asked_at, upvotes)
      select
        \(app.summit.id), case when \(organisation) is null then \(app.session.id) end,
        (select id from organisations where slug = \(organisation)), n, 'published', now() - n * interval '6 seconds',
        (n * 37) % 20
      from generate_series(1, \(count)) n
      """)
    _ = try await app.store.database.query(
      """
      insert into wordings (summit_id, question_id, revision, text, salt, digest, written_by, written_at)
      select summit_id, id, 1, 'La question numéro ' || number || ' ?', decode(repeat('00', 16), 'hex'),
        decode(repeat('00', 32), 'hex'), 'author', asked_at
      from questions q
      where not exists (select from wordings w where w.question_id = q.id)
      """)
  }

  /// The numbers of the questions that are met by following the links of a page, as without JavaScript.
  private func read(_ start: String, of app: Served) async throws -> (pages: Int, numbers: Set<Int>) {
    var (numbers, pages, next) = (Set<Int>(), 0, Optional(start))
    while let path = next {
      let page = try await app.stranger.call("GET", path)
      try #require(page.status == 200 && pages < 10, "\(path): \(page.status)")
      pages += 1
      numbers.formUnion(page.text.matches(of: /id="q-([0-9]+)"/).compactMap { Int($0.1) })
      next = page.text.firstMatch(of: /<a rel="next" href="([^"]+)"/).map {
        String($0.1).replacing("&amp;", with: "&")
      }
    }
    return (pages, numbers)
  }

  @Test("every question of a long list is reached by its links, in both orders and of what is searched for")
  func session() async throws {
    try await served { app in
      try await crowd(151, of: app)
      for query in ["", "?view=new", "?q=question", "?view=new&q=question"] {
        let (pages, numbers) = try await read("/a-summit/opening" + query, of: app)
        #expect(numbers == Set(1...151), "\(query)")
        #expect(pages == (query == "" ? 3 : 2) || pages == 2 || pages == 3, "\(query): \(pages)")
      }
      let first = try await app.stranger.call("GET", "/a-summit/opening")
      let further = try #require(first.text.firstMatch(of: /<a rel="next" href="([^"]+)"/)).1
      // What comes later belongs to the first page alone.
      let second = try await app.stranger.call("GET", String(further).replacing("&amp;", with: "&"))
      #expect(first.text.contains("data-whole") && !second.text.contains("data-whole"))
      #expect(second.text.contains(#"<a href="/a-summit/opening">Revenir au début</a>"#))
    }
  }

  @Test("so is every question to an organisation, and to the organizers")
  func organisations() async throws {
    try await served { app in
      try await app.organisation("atelier", named: "L’atelier")
      try await crowd(120, organisation: "atelier", of: app)
      #expect(try await read("/a-summit/organisations/atelier", of: app).numbers == Set(1...120))
      _ = try await app.store.database.query("update questions set organisation_id = null")
      #expect(try await read("/a-summit/organisations", of: app).numbers == Set(1...120))
    }
  }

  @Test("a short list has no link to more")
  func short() async throws {
    try await served { app in
      try await crowd(50, of: app)
      #expect(try await read("/a-summit/opening", of: app).pages == 1)
    }
  }

  @Test("signing on a further page leads back to it")
  func sign() async throws {
    try await served { app in
      try await crowd(120, of: app)
      let first = try await app.stranger.call("GET", "/a-summit/opening")
      let further = try #require(
        first.text.firstMatch(of: /<a rel="next" href="\/a-summit\/opening(\?after=[^"]+)"/)
      ).1
      let second = try await app.stranger.call("GET", "/a-summit/opening\(further)")
      #expect(second.text.contains(#"action="/a-summit/opening/upvotes\#(further)""#))
      let question = try #require(second.text.firstMatch(of: /data-id="([0-9]+)"/)).1
      let signed = try await app.stranger.call(
        "POST", "/a-summit/opening/upvotes\(further)", "question=\(question)&sign=1",
        headers: [
          "Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin",
          "Cookie: tribune_cookies=1",
        ])
      #expect(signed.status == 303 && signed["Location"]?.hasPrefix("/a-summit/opening\(further)#q-") == true)
    }
  }

  // MARK: Cursors

  @Test("a cursor that we did not give is refused without a look, and on a page is its beginning")
  func forged() async throws {
    try await served { app in
      try await crowd(60, of: app)
      let list = try await app.stranger.get("/sessions/opening/questions?limit=5")
      let given: String = try list.string("next")
      #expect(try await app.stranger.get("/sessions/opening/questions?limit=5&after=\(given)").status == 200)
      let plain = given.split(separator: ".").dropLast().joined(separator: ".")
      let forged = [
        "top.900001.1.0", plain, "\(plain).0000000000000000", given.replacing("top", with: "new"), "x",
      ]
      for cursor in forged {
        for path in ["/sessions/opening/questions", "/questions", "/promises"] {
          let answer = try await app.stranger.get("\(path)?after=\(cursor)")
          #expect(answer.problem == ["rule_broken", "after", "cursor"], "\(path) \(cursor)")
        }
        for page in ["/a-summit/opening", "/a-summit/organisations", "/a-summit/promises"] {
          let answer = try await app.stranger.call("GET", "\(page)?after=\(cursor)")
          #expect(answer.status == 303 && answer["Location"] == page, "\(page) \(cursor)")
        }
      }
      // Nor is one of a list good for the board.
      #expect(try await app.stranger.get("/promises?after=\(given)").status == 422)
    }
  }

  @Test("the board goes on by its own cursor")
  func board() async throws {
    try await served { app in
      for number in 1...3 { _ = try await app.promised("La promesse numéro \(number) ?") }
      var (ids, next) = (Set<String>(), Optional(""))
      while let cursor = next {
        let page = try await app.stranger.get(
          "/promises?limit=1" + (cursor.isEmpty ? "" : "&after=\(cursor)"))
        ids.insert(try page.string("promises", 0, "question", "id"))
        next = try page.isNull("next") ? nil : page.string("next")
      }
      #expect(ids.count == 3)
    }
  }

  @Test("the published questions are the same bytes by whatever name")
  func published() async throws {
    try await served { app in
      try await crowd(3, of: app)
      let plain = try await app.stranger.get("/sessions/opening/questions")
      let named = try await app.stranger.get("/sessions/opening/questions?state=published")
      #expect(plain["ETag"] == named["ETag"] && plain.text == named.text)
      #expect(try await app.attendee().get("/sessions/opening/questions?state=published").status == 200)
      #expect(
        try await app.organizer.get("/sessions/opening/questions?state=published").count("questions") == 3)
    }
  }

  // MARK: The programme

  @Test(
    "of a programme of 1,200 sessions a phone's page says what is on and what comes next, as of a short one")
  func programme() async throws {
    let start = Date(timeIntervalSince1970: 1_800_000_000)
    let sessions = (0..<1200).map { index in
      let hour = start.addingTimeInterval(Double(index / 12) * 3600)
      return PagesFixtures.session(
        .closed, slug: "s\(index)", starts: Timestamp(hour).description,
        ends: Timestamp(hour.addingTimeInterval(2700)).description)
    }
    for minutes in [0, 50, 59, 60, 1000] {
      let moment = Timestamp(start.addingTimeInterval(Double(minutes) * 60))
      let few = NowAndNext.nearby(sessions, at: moment)
      #expect(few.count <= 36)
      for left in [sessions[0], sessions[12], sessions[24], sessions[1199]] {
        let whole = NowAndNext(sessions.filter { $0.slug != left.slug }, at: moment)
        let near = NowAndNext(few.filter { $0.slug != left.slug }, at: moment)
        #expect(
          whole.now.map(\.slug) == near.now.map(\.slug) && whole.next.map(\.slug) == near.next.map(\.slug))
      }
    }
  }
}
