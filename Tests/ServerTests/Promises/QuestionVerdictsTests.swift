import EventLoop
import Foundation
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Verdicts over HTTP", .timeLimit(.minutes(10)))
struct QuestionVerdictsTests {
  @Test("those who signed judge, see their own verdict, and everybody sees the numbers")
  func judged() async throws {
    try await served { app in
      let (author, reader) = (try await app.attendee(), try await app.attendee())
      let question = try await author.ask()
      _ = try await reader.put(question + "/upvote")
      _ = try await app.organizer.put(question + "/answer", #"{"kind":"live"}"#)
      let yes = try await author.put(question + "/verdict", #"{"answered":true}"#)
      let no = try await reader.put(question + "/verdict", #"{"answered":false}"#)
      #expect(yes.status == 200)
      #expect(try no.string("question") == String(question.dropFirst("/questions/".count)))
      #expect(try no.flag("verdict") == false)
      #expect(try no.flag("disputed") == false)
      #expect(try no.number("verdicts", "yes") == 1)
      #expect(try no.number("verdicts", "no") == 1)
      let own = try await reader.get(question)
      #expect(try own.flag("verdict") == false)
      let listed = try await author.get("/sessions/opening/questions")
      #expect(try listed.flag("questions", 0, "verdict"))
      #expect(try listed.flag("questions", 0, "mine"))
      let strangers = try await app.stranger.get("/sessions/opening/questions")
      #expect(!strangers.text.contains(#""verdict":"#))
      #expect(try strangers.number("questions", 0, "verdicts", "no") == 1)
      let held = try await reader.get("/attendees/me")
      #expect(try held.flag("verdicts", 0, "answered") == false)
      #expect(try held.string("verdicts", 0, "session") == "opening")
      let changed = try await reader.put(question + "/verdict", #"{"answered":true}"#)
      #expect(try changed.number("verdicts", "yes") == 2)
      #expect(try changed.number("verdicts", "no") == 0)
    }
  }

  @Test("nobody else judges, and nothing before there is an answer; each is told why")
  func refused() async throws {
    try await served { app in
      let author = try await app.attendee()
      let question = try await author.ask()
      let body = #"{"answered":true}"#
      let early = try await author.put(question + "/verdict", body)
      #expect(early.status == 409 && early.member("code") == "not_answered")
      _ = try await app.organizer.put(question + "/answer", #"{"kind":"declined","reason":"legal"}"#)
      let declined = try await author.put(question + "/verdict", body)
      #expect(declined.member("code") == "not_answered")
      _ = try await app.organizer.put(question + "/answer", #"{"kind":"live"}"#)
      let other = try await app.attendee().put(question + "/verdict", body)
      #expect(other.status == 409 && other.member("code") == "not_upvoter")
      #expect(try await app.stranger.put(question + "/verdict", body).status == 401)
      #expect(try await app.organizer.put(question + "/verdict", body).status == 403)
      let mistaken = try await author.put(question + "/verdict", #"{"answered":"yes"}"#)
      #expect(mistaken.problem == ["rule_broken", "answered", "type"])
      let seen = try await app.stranger.get(question)
      #expect(try seen.number("verdicts", "yes") == 0)
      #expect(try seen.number("verdicts", "no") == 0)
    }
  }

  @Test("the author judges by receipt as well; another question's receipt does not do")
  func receipts() async throws {
    try await served { app in
      let phone = try await app.attendee()
      let asked = try await phone.post("/sessions/opening/questions", #"{"text":"Qui répond à cela ?"}"#)
      let other = try await phone.post("/sessions/opening/questions", #"{"text":"Qui répond à ceci ?"}"#)
      let question = try "/questions/\(asked.string("id"))"
      _ = try await app.organizer.put(question + "/answer", #"{"kind":"live"}"#)
      let wrong = try await app.holder(of: other.string("receipt")).put(
        question + "/verdict", #"{"answered":false}"#)
      #expect(wrong.status == 403)
      let holder = try app.holder(of: asked.string("receipt"))
      let judged = try await holder.put(question + "/verdict", #"{"answered":false}"#)
      #expect(try judged.number("verdicts", "no") == 1)
      let receipt = try await app.stranger.get("/receipts/\(asked.string("receipt"))")
      #expect(try receipt.flag("verdict") == false)
    }
  }

  @Test("a form does the same without JavaScript, and joins nobody")
  func form() async throws {
    try await served { app in
      let phone = try await app.attendee()
      let asked = try await phone.post("/sessions/opening/questions", #"{"text":"Qui répond à cela ?"}"#)
      let id = try asked.string("id")
      _ = try await app.organizer.put("/questions/\(id)/answer", #"{"kind":"live"}"#)
      let headers = ["Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin"]
      let path = "/a-summit/opening/verdicts"
      let cookie = "Cookie: tribune_attendee=\(try #require(phone.token))"
      let judged = try await app.stranger.call(
        "POST", path, "question=\(id)&answered=0", headers: headers + [cookie])
      #expect(judged.status == 303 && judged["Location"] == "/a-summit/opening#q-1")
      let page = try await app.stranger.call("GET", "/a-summit/opening", headers: [cookie])
      #expect(page.text.contains(#"name="answered" value="0" aria-pressed="true""#))
      let stranger = try await app.stranger.call(
        "POST", path, "question=\(id)&answered=1", headers: headers + ["Accept-Language: en"])
      #expect(
        stranger.status == 409 && !stranger.headers.contains { $0.value.hasPrefix("tribune_attendee=") })
      #expect(stranger.text.contains("Only those who backed the question judge the answer."))
      let elsewhere = try await app.stranger.call(
        "POST", path, "question=\(id)&answered=1",
        headers: [headers[0], cookie, "Origin: https://evil.example"])
      #expect(elsewhere.status == 403)
      let receipt = "/a-summit/receipts/\(try asked.string("receipt"))"
      let changed = try await app.stranger.call("POST", receipt, "action=answered", headers: headers)
      #expect(changed.status == 303)
      let told = try await app.stranger.call("GET", receipt + "?done=answered")
      #expect(told.text.contains(#"value="answered" aria-pressed="true""#))
      let seen = try await app.stranger.get("/questions/\(id)")
      #expect(try seen.number("verdicts", "yes") == 1)
      #expect(try seen.number("verdicts", "no") == 0)
    }
  }
}
