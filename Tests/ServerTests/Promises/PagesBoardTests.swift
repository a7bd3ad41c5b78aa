import API
import EventLoop
import Foundation
import Live
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@testable import Pages
@testable import Server

@Suite("The pages of the board, the ledger and organisations", .timeLimit(.minutes(10)))
struct PagesBoardTests {
  @Test("the board says what is owed, how late, by whom, and what became of the rest, in both languages")
  func board() async throws {
    try await served { app in
      _ = try await app.promised("Pourquoi ce retard ?", due: "now() - interval '73 hours'")
      let declined = try await app.promised("Et les salaires ?", state: "declined", settled: "now()")
      try await app.declined(declined)
      let french = try await app.page("/a-summit/promises", "fr")
      #expect(french.contains("Les réponses dues"))
      #expect(french.contains("en retard de 3\u{A0}jours"))
      #expect(french.contains("Due par A summit"))
      #expect(french.contains("Motif\u{A0}: juridique."))
      #expect(french.contains("dont 1 en retard"))
      #expect(french.contains(#"href="/api/v1/summits/a-summit/promises.csv""#))
      #expect(french.contains(#"<link rel="alternate" type="application/atom+xml""#))
      #expect(french.contains(#"<a href="/a-summit/promises?session=opening">The opening</a>"#))
      #expect(
        french.contains(#"<b class="kept">0\u{A0}réponse donnée</b>"#.replacing(#"\u{A0}"#, with: "\u{A0}")))
      #expect(french.contains(#"<meta property="og:description" content="0"#))
      let head = try #require(try await app.store.ledgerHead(of: app.summit.id))
      #expect(french.contains("Registre \(head.seq):"))
      let english = try await app.page("/a-summit/promises", "en")
      #expect(english.contains("late by 3\u{A0}days") && english.contains("Reason: legal."))
      let session = try await app.page("/a-summit/promises?session=opening", "en")
      #expect(session.contains("<h1>Asked of The opening</h1>") && session.contains("The whole board"))
      #expect(session.contains("Et les salaires"))
      let one = try await app.page("/a-summit/promises/\(declined)", "en")
      #expect(one.contains("Et les salaires") && !one.contains("Pourquoi ce retard"))
    }
  }

  @Test("what one reader adds to the address is in no link that others get from memory")
  func addresses() async throws {
    try await served { app in
      for (path, own) in [
        ("/a-summit/promises?state=owed&state=kept&from=here", "/a-summit/promises?state=owed&amp;language="),
        ("/a-summit/promises?session=opening&x=1", "/a-summit/promises?session=opening&amp;language="),
        ("/a-summit/ledger?before=90&before=80&x=1", "/a-summit/ledger?before=90&amp;language="),
        ("/a-summit/ledger?find=salaires&find=encore", "/a-summit/ledger?find=salaires&amp;language="),
      ] {
        let page = try await app.page(path, "fr")
        #expect(page.contains(own), "\(path)")
        for added in ["from=here", "x=1", "state=kept&amp;language", "before=80", "find=encore"] {
          #expect(!page.contains(added), "\(path): \(added)")
        }
      }
    }
  }

  @Test("a part of the board is an address: of an addressee, of a kind, and of both")
  func parts() async throws {
    try await served { app in
      _ = try await app.promised("Pourquoi ce retard ?", due: "now() - interval '73 hours'")
      _ = try await app.promised("Cela sera donc tenu ?")
      try await app.organisation("marque", named: "Marque")
      _ = try await app.promised("Et nos traces, alors ?", to: "marque", state: "kept", settled: "now()")
      let late = try await app.page("/a-summit/promises?session=opening&state=overdue", "en")
      #expect(late.contains("Pourquoi ce retard") && !late.contains("Cela sera donc tenu"))
      #expect(
        late.contains(#"href="/a-summit/promises?session=opening&amp;state=overdue" aria-current="page""#))
      // The numbers are the session's, and the way to the other kinds stays within it.
      #expect(late.contains(#"<a href="/a-summit/promises?session=opening&amp;state=owed">Owed"#))
      #expect(!late.contains("state=kept"))
      let kept = try await app.page("/a-summit/promises?session=&state=kept", "en")
      #expect(kept.contains("Et nos traces") && !kept.contains("Pourquoi ce retard"))
      let disputed = try await app.page("/a-summit/promises?state=disputed", "en")
      #expect(disputed.contains("Nothing of the kind on the board."))
      let organizers = try await app.page("/a-summit/promises?organizers=true", "en")
      #expect(organizers.contains("Nothing of the kind on the board."))
      let wrong = try await app.stranger.call("GET", "/a-summit/promises?state=broken")
      #expect(wrong.status == 422 && wrong.text.contains("state is one of overdue, owed"))
    }
  }

  @Test("one promise has its dates as a drawing and in words, and what the ledger says of it")
  func promise() async throws {
    try await served { app in
      let id = try await app.promised("Qui paiera la facture ?", due: "now() - interval '73 hours'")
      let other = try await app.promised("Et les salaires ?")
      for question in [id, other] {
        let number = try #require(Petitions.Question.ID(question)).rawValue
        _ = try await app.store.database.query(
          """
          select record(\(app.summit.id), 'promise.met', jsonb_build_object(
            'question', \(number)::bigint, 'upvotes', 12, 'dueAt', '2017-06-27T08:15:00Z'))
          """)
        // So many questions, and not this one.
        _ = try await app.store.database.query(
          """
          select record(\(app.summit.id), 'attendees.quarantined', jsonb_build_object(
            'count', 7, 'questions', \(number)::bigint))
          """)
      }
      let page = try await app.page("/a-summit/promises/\(id)", "en")
      #expect(page.contains("<h1>Qui paiera la facture\u{202F}?</h1>"))
      #expect(page.contains(#"<svg class="lane overdue" role="img"><title>Threshold passed on"#))
      #expect(page.contains("Question no.\u{A0}1 of “The opening” passes the threshold with 12\u{A0}votes"))
      #expect(!page.contains("Question no.\u{A0}2 of") && !page.contains("ballot stuffing"))
      #expect(page.contains(#"<meta property="og:title" content="Qui paiera la facture"#))
      #expect(page.contains(#"<meta property="og:url" content="http://"#))
    }
  }

  @Test("what a person wrote is text on the board, and an empty board says what to do")
  func text() async throws {
    try await served { app in
      let empty = try await app.page("/a-summit/promises", "en")
      #expect(empty.contains("No question has passed the threshold yet"))
      _ = try await app.promised("<img src=x onerror=alert(1)> & co ?")
      let page = try await app.page("/a-summit/promises", "en")
      #expect(page.contains("&lt;img src=x onerror=alert(1)&gt; &amp; co"))
      #expect(!page.contains("<img"))
    }
  }

  @Test("a merged question's address leads to the one that counts for it; others are not found")
  func merged() async throws {
    try await served { app in
      let survivor = try await app.promised("La question qui reste ?")
      let merged = try await app.promised("La question réunie ?")
      _ = try await app.store.database.query(
        """
        update questions
        set state = 'merged', merged_into_id = \(try #require(Petitions.Question.ID(survivor)))
        where id = \(try #require(Petitions.Question.ID(merged)))
        """)
      let moved = try await app.stranger.call("GET", "/a-summit/promises/\(merged)")
      #expect(moved.status == 303)
      #expect(moved["Location"] == "/a-summit/promises/\(survivor)")
      #expect(try await app.stranger.call("GET", "/a-summit/promises/999999").status == 404)
      #expect(try await app.stranger.call("GET", "/a-summit/promises/x").status == 404)
    }
  }

  @Test("the ledger's page tells every kind of entry as a sentence, and an unknown kind by its bytes")
  func ledger() async throws {
    try await served { app in
      let id = try await app.promised("Qui paiera la facture ?")
      let number = try #require(Petitions.Question.ID(id)).rawValue
      for (kind, details) in LedgerExamples.all(question: number) {
        _ = try await app.store.database.query(
          "select record(\(app.summit.id), \(kind), \(details)::jsonb)")
      }
      let french = try await app.page("/a-summit/ledger", "fr")
      let english = try await app.page("/a-summit/ledger", "en")
      for page in [french, english] {
        #expect(page.contains("<code>{&quot;at&quot;: "))
        #expect(page.contains("something.new"))
      }
      #expect(
        english.contains("Question no.\u{A0}1 of “The opening” passes the threshold with 12\u{A0}votes"))
      #expect(
        french.contains("La question n°\u{A0}1 de «\u{A0}The opening\u{A0}» passe le seuil avec 12\u{A0}voix")
      )
      #expect(english.contains("Question no.\u{A0}1 of “The opening” is hidden. Offensive."))
      #expect(english.contains("the answer is late since 1\u{A0}July 2017, 12:00"))
      let summit = try await app.store.summit("a-summit")
      let record = try #require(summit)
      let places = LedgerPlaces(summit: "a-summit")
      for (kind, details) in LedgerExamples.all(question: number) where kind != "something.new" {
        let object = details.dropLast() + (details.count > 2 ? "," : "") + #""kind":"\#(kind)","seq":1}"#
        let story = LedgerStory(LedgerEntry(seq: 1, entry: String(object), hash: ""), in: record.zone)
        for language in Language.allCases {
          let said = Sentences(language: language).story(story, places)
          #expect(said != nil, "\(kind)")
          #expect(
            said?.contains("?") == false || kind.hasPrefix("box") || kind.hasPrefix("session"),
            "\(said ?? "")")
        }
      }
    }
  }

  @Test("the ledger's page is paged backwards, and says how to verify it")
  func ledgerPages() async throws {
    try await served { app in
      for _ in 0..<60 {
        _ = try await app.store.database.query(
          "select record(\(app.summit.id), 'box.paused', jsonb_build_object('session', 'opening'))")
      }
      let first = try await app.page("/a-summit/ledger", "en")
      #expect(
        first.contains(#"id="e-61""#) && first.contains(#"id="e-12""#) && !first.contains(#"id="e-11""#))
      #expect(first.contains("tribune ledger verify --server"))
      #expect(first.contains(#"href="/a-summit/ledger?before=12""#))
      let again = try await app.page("/a-summit/ledger?after=0", "en")
      #expect(again.contains(#"id="e-1""#) && again.contains(#"id="e-50""#) && !again.contains(#"id="e-51""#))
      #expect(again.contains(#"href="/a-summit/ledger?after=50" rel="prev""#))
      let second = try await app.page("/a-summit/ledger?before=12", "en")
      #expect(second.contains(#"id="e-1""#) && second.contains(#"id="e-11""#))
      #expect(!second.contains("tribune ledger verify"))
    }
  }

  @Test("days head the ledger, its head stands first, and a question is found by its words or number")
  func ledgerOfQuestion() async throws {
    try await served { app in
      let id = try await app.promised("Qui paiera la facture d’électricité ?")
      let other = try await app.promised("Et les salaires de l’équipe ?")
      let number = try #require(Petitions.Question.ID(id)).rawValue
      _ = try await app.store.database.query(
        """
        select record(\(app.summit.id), 'answer.given', jsonb_build_object(
          'questions', jsonb_build_array(\(number)::bigint), 'answer', 'live'))
        """)
      let page = try await app.page("/a-summit/ledger", "en")
      let head = try #require(try await app.store.ledgerHead(of: app.summit.id))
      let today = try #require(Timestamp(Date(), in: app.summit.zone).day)
      #expect(page.contains("<h2>\(Sentences(language: .en).day(today))</h2>"))
      #expect(page.contains("<code>\(LedgerHead(head).seq):\(LedgerHead(head).hash)</code>"))
      let found = try await app.page("/a-summit/ledger?find=ELECTRICITE+facture", "en")
      #expect(found.contains(#"<a href="/a-summit/ledger?question=\#(id)">"#))
      #expect(!found.contains("?question=\(other)"))
      let numbered = try await app.page("/a-summit/ledger?find=n%C2%B0+2", "en")
      #expect(numbered.contains("?question=\(other)") && !numbered.contains("?question=\(id)"))
      let nothing = try await app.page("/a-summit/ledger?find=%22%3E%3Cimg", "en")
      #expect(nothing.contains("No published question says so") && !nothing.contains("<img"))
      let about = try await app.page("/a-summit/ledger?question=\(id)", "en")
      #expect(about.contains("Question no.\u{A0}1 of “The opening” is answered, on stage."))
      #expect(!about.contains("questions are open"))
      let silent = try await app.page("/a-summit/ledger?question=\(other)", "en")
      #expect(silent.contains("Nothing was decided about this question yet."))
      #expect(try await app.stranger.call("GET", "/a-summit/ledger?question=999999").status == 404)
    }
  }

  @Test("an organisation that accepted is asked and signed without JavaScript; others are not there")
  func organisation() async throws {
    try await served { app in
      try await app.organisation("marque", named: "Marque & Fils")
      _ = try await app.store.database.query(
        "insert into organisations (summit_id, slug, name) values (\(app.summit.id), 'muette', 'Muette')")
      let list = try await app.page("/a-summit/organisations", "en")
      #expect(list.contains(#"<a href="/a-summit/organisations/marque"><b>Marque &amp; Fils</b>"#))
      #expect(!list.contains("Muette"))
      #expect(try await app.stranger.call("GET", "/a-summit/organisations/muette").status == 404)
      #expect(try await app.stranger.call("GET", "/a-summit/organisations/nope").status == 404)

      let asked = try await app.form(
        "/a-summit/organisations/marque/questions", "text=Que+faites-vous+de+nos+traces+%3F&name=&key=k1")
      #expect(asked.status == 303)
      #expect(asked["Location"] == "/a-summit/organisations/marque#notice")
      let page = try await app.page("/a-summit/organisations/marque", "en")
      #expect(page.contains("de nos traces"))
      #expect(page.contains("10\u{A0}votes oblige a published answer."))
      #expect(page.contains(#"action="/a-summit/organisations/marque/upvotes""#))
      let id: Int64 =
        try await app.store.database.query("select id from questions").first.map { try $0["id"] } ?? 0
      let signed = try await app.form("/a-summit/organisations/marque/upvotes", "question=\(id)&sign=1")
      #expect(signed.status == 303)
      #expect(signed["Location"] == "/a-summit/organisations/marque#q-1")
      let answer = try await app.stranger.get("/questions/\(id)")
      #expect(try answer.number("upvotes") == 2)
      let refused = try await app.form("/a-summit/organisations/marque/questions", "text=court&name=&key=k2")
      #expect(refused.status == 422)
      #expect(refused.text.contains(">\ncourt</textarea>"))
    }
  }

  @Test("the organizers are asked on the page of organisations, and what they owe is there")
  func organizers() async throws {
    try await served { app in
      let asked = try await app.form(
        "/a-summit/questions", "text=Pourquoi+si+peu+d%E2%80%99eau+%3F&name=&key=k1")
      #expect(asked.status == 303)
      #expect(asked["Location"] == "/a-summit/organisations#notice")
      let page = try await app.page("/a-summit/organisations", "fr")
      #expect(page.contains("Pourquoi si peu d’eau"))
      #expect(
        page.contains(#"action="/a-summit/questions""#) && page.contains(#"action="/a-summit/upvotes""#))
      let programme = try await app.page("/a-summit", "fr")
      #expect(programme.contains(#"href="/a-summit/organisations""#))
      #expect(programme.contains(#"href="/a-summit/promises""#))
    }
  }

  @Test("a form from elsewhere is refused")
  func foreign() async throws {
    try await served { app in
      try await app.organisation("marque", named: "Marque")
      for path in ["/a-summit/organisations/marque", "/a-summit"] {
        for form in ["/questions", "/upvotes"] {
          let answer = try await app.stranger.call(
            "POST", path + form, "text=Une+question+d%27ailleurs",
            headers: [
              "Content-Type: application/x-www-form-urlencoded", "Origin: https://evil.example",
            ])
          #expect(answer.status == 403)
        }
      }
    }
  }
}

/// An entry of each kind that there is.
enum LedgerExamples {
  static func all(question: Int64) -> [(kind: String, details: String)] {
    let q = #""question": \#(question)"#
    return [
      ("box.opened", #"{"session": "opening", "threshold": 50, "audience": 500}"#),
      ("box.paused", #"{"session": "opening"}"#),
      ("box.closed", #"{"session": "opening", "closedAt": "2017-06-13T08:30:00Z"}"#),
      ("threshold.lowered", #"{"session": "opening", "from": 50, "to": 40}"#),
      ("threshold.lowered", #"{"organisation": "marque", "from": 50, "to": 40}"#),
      ("threshold.lowered", #"{"from": 50, "to": 40}"#),
      ("session.cancelled", #"{"session": "opening"}"#), ("session.restored", #"{"session": "opening"}"#),
      ("session.accepted", #"{"session": "opening"}"#),
      ("session.released", #"{"session": "opening", "speaker": 7, "owing": 1}"#),
      ("organisation.accepted", #"{"organisation": "marque"}"#),
      (
        "summit.changed",
        #"{"fields": {"name": {"from": "A", "to": "B"}, "endsOn": {"from": "2017-06-14", "to": "2017-06-15"}}}"#
      ),
      ("programme.imported", #"{"added": 3, "changed": 2, "cancelled": 1}"#),
      ("summit.closed", #"{"outcomes": {"answered": 3, "expired": 1}}"#),
      ("promise.met", #"{\#(q), "upvotes": 12, "threshold": 12, "dueAt": "2017-06-27T08:15:00Z"}"#),
      (
        "promise.inherited",
        #"{\#(q), "from": 2, "upvotes": 12, "threshold": 12, "dueAt": "2017-06-27T08:15:00Z"}"#
      ),
      ("promise.void", #"{\#(q), "upvotes": 3, "threshold": 12}"#),
      ("promise.restored", #"{\#(q), "upvotes": 13, "threshold": 12}"#),
      ("promise.moved", #"{"session": "opening", "questions": [1], "to": "2017-06-13T09:15:00Z"}"#),
      ("promise.overdue", #"{\#(q), "scheduledAt": "2017-07-01T10:00:00Z"}"#),
      ("question.reject", #"{\#(q), "session": "opening", "number": 1, "reason": "off_topic"}"#),
      ("question.hide", #"{\#(q), "session": "opening", "number": 1, "reason": "offensive"}"#),
      ("question.restore", #"{\#(q), "session": "opening", "number": 1, "takesBack": "hide"}"#),
      ("question.correct", #"{\#(q), "session": "opening", "number": 1, "digest": "aa"}"#),
      ("question.merged", #"{\#(q), "number": 1, "into": 2, "intoNumber": 2, "reason": "duplicate"}"#),
      ("question.unmerged", #"{\#(q), "number": 1, "from": 2, "fromNumber": 2}"#),
      (
        "question.moved",
        #"{\#(q), "from": "sessions/opening", "fromNumber": 1, "to": "summit", "number": 3}"#
      ),
      ("answer.given", #"{"questions": [\#(question)], "answer": "live", "by": "speaker"}"#),
      ("answer.given", #"{"questions": [\#(question)], "by": "organizer", "reason": "legal"}"#),
      (
        "answer.given",
        #"{"questions": [\#(question), 2], "by": "organizer", "until": "2017-07-01T10:00:00Z"}"#
      ),
      ("answer.retracted", #"{"questions": [\#(question)], "by": "speaker"}"#),
      ("attendees.quarantined", #"{"quarantine": 1, "count": 12, "reason": "burst", "questions": 3}"#),
      ("attendees.released", #"{"quarantine": 1, "count": 12, "questions": 3}"#),
      ("people.unlinked", #"{"attendees": 500, "scheduledAt": "2017-12-13T00:00:00Z"}"#),
      ("something.new", #"{"weather": "fair"}"#),
    ]
  }
}

extension Served {
  fileprivate func page(_ path: String, _ language: String) async throws -> String {
    let answer = try await stranger.call("GET", path, headers: ["Accept-Language: \(language)"])
    try #require(answer.status == 200, "\(path): \(answer.text)")
    return answer.text
  }

  /// As a browser without JavaScript submits it, by somebody who never joined.
  fileprivate func form(_ path: String, _ fields: String) async throws -> HTTPAnswer {
    try await stranger.call(
      "POST", path, fields,
      headers: [
        "Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin", "Accept: text/html",
        "Cookie: tribune_cookies=1",
      ])
  }

  fileprivate func declined(_ question: String) async throws {
    let id = try #require(Petitions.Question.ID(question))
    _ = try await store.database.query(
      """
      with answer as (
        insert into answers (summit_id, kind, reason, given_as, given_at)
        values (\(summit.id), 'declined', 'legal', 'organizer', now())
        returning id
      ),
      covered as (
        insert into answer_questions (summit_id, answer_id, question_id, answered_at)
        select \(summit.id), id, \(id), now() from answer
      )
      select id from answer
      """)
    _ = try await store.database.query(
      "update questions set answer_id = (select max(id) from answers) where id = \(id)")
  }
}
