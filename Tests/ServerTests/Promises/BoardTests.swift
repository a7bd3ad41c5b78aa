import API
import EventLoop
import Foundation
import HTTP
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@testable import Server

@Suite("The board over HTTP", .timeLimit(.minutes(10)))
struct BoardTests {
  @Test("tells what is owed, late ones first, with whole questions, numbers and the ledger's head")
  func board() async throws {
    try await served { app in
      let owed = try await app.promised("Qui paiera la facture ?")
      let late = try await app.promised("Pourquoi ce retard ?", due: "now() - interval '3 days'")
      let kept = try await app.promised("Est-ce promis ?", state: "kept", settled: "now() - interval '1 day'")
      let answer = try await app.stranger.get("/promises")
      #expect(answer.status == 200)
      #expect(answer["Content-Type"] == "application/json")
      let board = try answer.json(API.Board.self)
      #expect(board.promises.map(\.question.id) == [late, owed, kept])
      #expect(board.promises.map(\.debtor) == [.organizers, .organizers, .organizers])
      #expect(board.promises.map { $0.lateSince != nil } == [true, false, false])
      #expect(board.promises.map(\.askedOf) == Array(repeating: "The opening", count: 3))
      #expect(board.promises[0].url.hasSuffix("/a-summit/promises/\(late)"))
      #expect(board.counts == PromiseCounts(owed: 2, overdue: 1, kept: 1, declined: 0, void: 0, disputed: 0))
      #expect(board.sessions.first?.session == "opening")
      #expect(board.sessions.first?.counts.owed == 2)
      #expect(board.sessions.first?.medianAnswerSeconds == 19 * 86_400)
      #expect(board.organizers == nil && board.next == nil)
      let head = try #require(try await app.store.ledgerHead(of: app.summit.id))
      #expect(board.head?.seq == head.seq)
      #expect(try answer.string("sessions", 0, "title") == "The opening")
      #expect(try answer.number("sessions", 0, "overdue") == 1)
      #expect(try answer.isNull("organizers"))
    }
  }

  @Test("a hidden question stays, its words withheld")
  func hidden() async throws {
    try await served { app in
      let id = try await app.promised("Un texte à cacher, vraiment ?", name: "Zoé")
      let hide = #"{"action":"hide","reason":"offensive"}"#
      #expect(try await app.organizer.patch("/questions/\(id)", hide).status == 200)
      let board = try await app.stranger.get("/promises")
      #expect(try board.string("promises", 0, "question", "state") == "hidden")
      #expect(try board.string("promises", 0, "question", "text") == "")
      for path in ["/promises", "/promises.csv", "/promises.atom"] {
        let answer = try await app.stranger.get(path)
        #expect(answer.status == 200)
        #expect(!answer.text.contains("Un texte à cacher") && !answer.text.contains("Zoé"))
      }
      let page = try await app.stranger.call("GET", "/a-summit/promises")
      #expect(page.text.contains("(texte retenu)") && !page.text.contains("Un texte à cacher"))
    }
  }

  @Test("pages follow cursors; filters choose; what is no filter is refused by its name")
  func filters() async throws {
    try await served { app in
      for place in 0..<3 { _ = try await app.promised("Question d'essai \(place) ?") }
      let first = try await app.stranger.get("/promises?limit=2")
      let next = try first.string("next")
      let second = try await app.stranger.get("/promises?limit=2&after=\(next)")
      #expect(try first.count("promises") == 2)
      #expect(try second.count("promises") == 1)
      #expect(try second.isNull("next"))
      #expect(try await app.stranger.get("/promises?state=kept,void").count("promises") == 0)
      #expect(try await app.stranger.get("/promises?state=owed&overdue=false").count("promises") == 3)
      #expect(try await app.stranger.get("/promises?overdue=true").count("promises") == 0)
      #expect(try await app.stranger.get("/promises?session=opening").count("promises") == 3)
      for (query, status, field) in [
        ("state=kept,lost", 422, "state"), ("overdue=perhaps", 422, "overdue"), ("limit=0", 422, "limit"),
        ("after=nonsense", 422, "after"), ("session=nope", 404, nil), ("organisation=nope", 404, nil),
      ] as [(String, Int, String?)] {
        let refused = try await app.stranger.get("/promises?\(query)")
        #expect(refused.status == status, "\(query)")
        #expect(refused.member("field") == field, "\(query)")
      }
    }
  }

  @Test("an unchanged board is not sent twice; a change is seen at once")
  func unchanged() async throws {
    try await served { app in
      let id = try await app.promised("Qui paiera la facture ?")
      for path in ["/promises", "/promises.csv", "/promises.atom"] {
        let first = try await app.stranger.get(path)
        let tag = try #require(first["ETag"])
        #expect(try await app.stranger.get(path, ["If-None-Match: \(tag)"]).status == 304)
      }
      let before = try await app.stranger.get("/promises")
      let hide = #"{"action":"hide","reason":"offensive"}"#
      #expect(try await app.organizer.patch("/questions/\(id)", hide).status == 200)
      let after = try await app.stranger.get("/promises")
      #expect(after["ETag"] != before["ETag"])
      #expect(try after.string("promises", 0, "question", "state") == "hidden")
    }
  }

  @Test("the CSV has a row a promise; what a spreadsheet would run is text, and so is what would break a row")
  func table() async throws {
    try await served { app in
      let texts = [
        "=HYPERLINK(\"https://evil.example\";\"Cliquez\") ?", "+33 6 12 34 56 78, c'est vous ?",
        "-2+3 égale quoi, \"dites\" ?", "@SOMME(A1:A9) fait combien ?", "Deux\nlignes, oui ?",
      ]
      for text in texts { _ = try await app.promised(text) }
      let answer = try await app.stranger.get("/promises.csv")
      #expect(answer["Content-Type"] == "text/csv; charset=utf-8; header=present")
      #expect(Array(answer.body.prefix(3)) == [0xEF, 0xBB, 0xBF])
      let rows = try csv(String(decoding: answer.body.dropFirst(3), as: UTF8.self))
      #expect(rows.count == texts.count + 1)
      #expect(Set(rows.map(\.count)) == [rows[0].count])
      let column = try #require(rows[0].firstIndex(of: "question"))
      let cells = rows.dropFirst().map { $0[column] }
      #expect(Set(cells) == Set(texts.map { "=+-@".contains($0.prefix(1)) ? "'" + $0 : $0 }))
      for cell in rows.dropFirst().joined() { #expect(!"=+-@\t\r".contains(cell.prefix(1)) || cell.isEmpty) }
      let met = try #require(rows[0].firstIndex(of: "met_at"))
      #expect(Timestamp(rows[1][met]) != nil)
    }
  }

  @Test("the feed is one well-formed document, and what people wrote is only text in it")
  func feed() async throws {
    try await served { app in
      let id = try await app.promised(
        "<script>alert(1)</script> & ]]> \"oui\" ?", due: "now() - interval '3 days'")
      _ = try await app.promised("Est-ce promis ?", state: "declined", settled: "now() - interval '1 day'")
      let answer = try await app.stranger.get("/promises.atom")
      #expect(answer["Content-Type"] == "application/atom+xml")
      let text = answer.text
      #expect(
        text.hasPrefix(
          "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\""))
      #expect(!text.contains("<script>"))
      #expect(text.contains("réponse en retard – &lt;script&gt;alert(1)&lt;/script&gt; &amp; ]]&gt;"))
      #expect(text.contains("/a-summit/promises/\(id)</id>"))
      #expect(text.components(separatedBy: "<entry>").count == 3)
      let head = try #require(try await app.store.ledgerHead(of: app.summit.id))
      #expect(text.contains("\(head.seq):"))
      let english = try await app.stranger.get("/promises.atom?language=en")
      #expect(english.text.contains("xml:lang=\"en\"") && english.text.contains("answer late – "))
    }
  }

  @Test("characters that XML cannot say are left out of the feed")
  func unsayable() {
    #expect(BoardFeed.text("Un\u{1B}[31m \u{FFFE}titre\n") == "Un[31m titre\n")
  }

  /// RFC 4180, as strictly as it is written.
  private func csv(_ text: String) throws -> [[String]] {
    var (rows, row, cell): ([[String]], [String], String) = ([], [], "")
    var quoted = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch (scalar, quoted) {
      case ("\"", true) where scalars.first == "\"":
        scalars.removeFirst()
        cell.unicodeScalars.append(scalar)
      case ("\"", true): quoted = false
      case ("\"", false):
        try #require(cell.isEmpty)
        quoted = true
      case (",", false):
        row.append(cell)
        cell = ""
      case ("\r", false):
        try #require(scalars.popFirst() == "\n")
        rows.append(row + [cell])
        (row, cell) = ([], "")
      default: cell.unicodeScalars.append(scalar)
      }
    }
    try #require(!quoted && row.isEmpty && cell.isEmpty)
    return rows
  }
}

@Suite("The board as a table", .timeLimit(.minutes(10)))
struct BoardTableTests {
  @Test(
    "no part of a text begins a formula, however the table is split",
    arguments: [
      ("Question innocente ;=cmd|'/C calc'!A0;", "\"Question innocente ;'=cmd|'/C calc'!A0;\""),
      ("Une ligne\n=1+1", "\"Une ligne\n'=1+1\""), ("Un retrait\t@SUM(A1)", "\"Un retrait\t'@SUM(A1)\""),
      ("virgule, -2", "\"virgule, '-2\""), ("=1", "'=1"), ("  +1", "  '+1"), ("＝1", "'＝1"), ("a=b", "a=b"),
      ("peut-être", "peut-être"), ("12", "12"), ("dit \"oui\"", "\"dit \"\"oui\"\"\""),
    ])
  func formulas(text: String, cell: String) { #expect(BoardTable.cell(text) == cell) }

  @Test("a spreadsheet of a country with decimal commas is given semicolons; both know it for UTF-8")
  func separators() async throws {
    try await served { app in
      _ = try await app.promised("L’été, c’est quand ?")
      let commas = try await app.stranger.get("/promises.csv")
      let semicolons = try await app.stranger.get("/promises.csv?separator=;")
      for answer in [commas, semicolons, try await app.stranger.get("/promises.csv?separator=%3B")] {
        #expect(answer.status == 200 && Array(answer.body.prefix(3)) == [0xEF, 0xBB, 0xBF])
      }
      #expect(commas.text.dropFirst().hasPrefix("id,number,session"))
      #expect(semicolons.text.dropFirst().hasPrefix("id;number;session"))
      #expect(semicolons.text.contains(";\"L’été, c’est quand ?\";"))
      let other = try await app.stranger.get("/promises.csv?separator=%7C")
      #expect(other.problem == ["rule_broken", "separator", "one_of"])
    }
  }
}

/// Promises as if they had been met long ago.
extension Served {
  /// A question to the session, or to the organisation of that slug; dates as SQL. Returns its id.
  func promised(
    _ text: String, name: String? = nil, to organisation: String? = nil, state: String = "owed",
    due: String = "now() + interval '7 days'", settled: String = "null"
  ) async throws -> String {
    let asking = NewQuestion(text: text, name: name)
    let body = String(decoding: try JSONEncoder().encode(asking), as: UTF8.self)
    let place = organisation.map { "/organisations/\($0)/questions" } ?? "/sessions/opening/questions"
    let answer = try await attendee().post(place, body)
    try #require(answer.status == 201, "\(answer.text)")
    let id: String = try answer.string("id")
    _ = try await store.database.query(
      """
      insert into promises
        (summit_id, question_id, state, met_at, met_upvotes, threshold, first_due_at, settled_at, changed_at)
      values (
        \(summit.id), \(try #require(Petitions.Question.ID(id))), \(state), now() - interval '20 days', 10, 10,
        \(unsafeSQL: due), \(unsafeSQL: settled), now())
      """)
    return id
  }

  /// One that takes questions.
  func organisation(_ slug: String, named name: String) async throws {
    _ = try await store.database.query(
      """
      insert into organisations (summit_id, slug, name, accepted_at, accepted_by, threshold)
      values (\(summit.id), \(slug), \(name), now(), 'Ana', 10)
      """)
  }
}
