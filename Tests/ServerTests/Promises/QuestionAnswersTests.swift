import EventLoop
import Foundation
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Answers over HTTP", .timeLimit(.minutes(10)))
struct QuestionAnswersTests {
  @Test("an organizer answers several questions at once; everybody sees it, and its history")
  func answers() async throws {
    try await served { app in
      try await app.setSession("threshold = 1")
      let phone = try await app.attendee()
      let (first, second) = (try await phone.ask(), try await phone.ask("Et comment le saurons-nous ?"))
      let id = second.dropFirst("/questions/".count)
      let put = try await app.organizer.put(
        first + "/answer", #"{"kind":"written","text":" Voici. ","questions":["\#(id)"]}"#)
      #expect(put.status == 200)
      #expect(try put.string("answer", "text") == "Voici.")
      #expect(try put.string("answer", "by") == "organizer")
      #expect(try put.string("promise", "state") == "kept")
      let other = try await app.stranger.get(second)
      #expect(try other.string("answer", "kind") == "written")
      #expect(try other.number("verdicts", "yes") == 0)
      _ = try await app.organizer.put(second + "/answer", #"{"kind":"live"}"#)
      let listed = try await app.stranger.get("/sessions/opening/questions")
      #expect(try listed.string("questions", 0, "answer", "kind") == "live")
      #expect(try !listed.isNull("questions", 0, "answer", "editedAt"))
      let history = try await app.stranger.get(first + "/answers")
      #expect(try history.count("answers") == 2)
      #expect(try history.count("answers", 0, "questions") == 2)
      #expect(try history.string("answers", 1, "text") == "Voici.")
      let ledger = try await app.stranger.get("/ledger")
      #expect(ledger.text.contains("answer.given") && !ledger.text.contains("Voici."))
    }
  }

  @Test("what breaks a rule is refused by field and rule, and changes nothing")
  func values() async throws {
    try await served { app in
      try await app.setSession("threshold = 1")
      let question = try await app.attendee().ask()
      let long = String(repeating: "é", count: 5001)
      let year = "2990-01-01T00:00:00Z"
      let cases: [(body: String, field: String, rule: String)] = [
        (#"{"kind":"shouted"}"#, "kind", "one_of"), (#"{}"#, "kind", "required"),
        (#"{"kind":"written"}"#, "text", "required"),
        (#"{"kind":"written","text":"  "}"#, "text", "too_short"),
        (#"{"kind":"written","text":"\#(long)"}"#, "text", "too_long"),
        (#"{"kind":"live","text":"a\u0007b"}"#, "text", "control_character"),
        (#"{"kind":"declined"}"#, "reason", "required"),
        (#"{"kind":"declined","reason":"busy"}"#, "reason", "one_of"),
        (#"{"kind":"deferred"}"#, "until", "required"),
        (#"{"kind":"deferred","until":"tomorrow"}"#, "until", "format"),
        (#"{"kind":"deferred","until":"2017-06-13T09:00:00Z"}"#, "until", "future"),
        (#"{"kind":"deferred","until":"\#(year)"}"#, "until", "range"),
        (#"{"kind":"live","at":"\#(year)"}"#, "at", "past"),
        (#"{"kind":"live","at":"2017-06-13T09:00:00Z"}"#, "at", "in_session"),
        (#"{"kind":"live","reason":"legal"}"#, "reason", "not_with_kind"),
        (#"{"kind":"written","text":"Oui.","until":"\#(year)"}"#, "until", "not_with_kind"),
        (#"{"kind":"written","text":"Oui.","at":"\#(year)"}"#, "at", "not_with_kind"),
        (#"{"kind":"live","questions":["x"]}"#, "questions.0", "known"),
        (#"{"kind":"live","answer":"Oui."}"#, "answer", "unknown_key"),
      ]
      for (body, field, rule) in cases {
        let refused = try await app.organizer.put(question + "/answer", body)
        #expect(refused.problem == ["rule_broken", field, rule], "\(body): \(refused.text)")
      }
      let short = try await app.organizer.put(question + "/answer", #"{"kind":"written","text":""}"#)
      #expect(short.member("detail") == "text is too short: 1 to 5000 characters.")
      try await unanswered(question, app)
    }
  }

  @Test("what its state forbids is refused with a code of its own, naming the question")
  func states() async throws {
    try await served { app in
      let phone = try await app.attendee()
      let (question, other) = (try await phone.ask(), try await phone.ask("Et comment le saurons-nous ?"))
      let until = #"{"kind":"deferred","until":"\#(Date(timeIntervalSinceNow: 86_400).ISO8601Format())"}"#
      let nothing = try await app.organizer.put(question + "/answer", until)
      #expect(nothing.status == 409 && nothing.member("code") == "nothing_owed")
      _ = try await phone.delete(other)
      let id = other.dropFirst("/questions/".count)
      let withdrawn = try await app.organizer.put(
        question + "/answer", #"{"kind":"live","questions":["\#(id)"]}"#)
      #expect(withdrawn.member("code") == "question_not_published")
      #expect(withdrawn.member("detail")?.hasPrefix("#2 (\(id)): ") == true)
      let missing = try await app.organizer.put(question + "/answer", #"{"kind":"live","questions":["999"]}"#)
      #expect(missing.status == 404 && missing.member("code") == "question_not_found")
      let summits = try await phone.post("/questions", #"{"text":"Le sommet répondra-t-il ?"}"#)
      let stage = try await app.organizer.put(
        "/questions/\(summits.string("id"))/answer", #"{"kind":"live"}"#)
      #expect(stage.member("code") == "no_stage")
      try await unanswered(question, app)

      try await app.setSession("threshold = 1")
      let promised = try await phone.ask("Celle-ci est bien promise ?")
      #expect(try await app.organizer.put(promised + "/answer", until).status == 200)
      let again = #"{"kind":"deferred","until":"\#(Date(timeIntervalSinceNow: 90_000).ISO8601Format())"}"#
      let twice = try await app.organizer.put(promised + "/answer", again)
      #expect(twice.member("code") == "already_deferred")
      _ = try await app.organizer.put(promised + "/answer", #"{"kind":"live"}"#)
      let late = try await app.organizer.put(promised + "/answer", again)
      #expect(late.member("code") == "already_answered")
      try await app.setSession("starts_at = now() + interval '1 hour', ends_at = now() + interval '2 hours'")
      let early = try await app.organizer.put(question + "/answer", #"{"kind":"live"}"#)
      #expect(early.member("code") == "session_not_started")
    }
  }

  @Test("speakers answer for their own session, attendees and moderators for none")
  func roles() async throws {
    try await served { app in
      let question = try await app.attendee().ask()
      try await app.makeSession("debate")
      let there = try await app.attendee().post(
        "/sessions/opening/questions", #"{"text":"Une autre, posée là-bas ?"}"#)
      _ = try await app.store.database.query(
        """
        update questions
        set session_id = (select id from sessions where slug = 'debate'), number = 1
        where id = \(Int64(try there.string("id")) ?? 0)
        """)
      let live = #"{"kind":"live"}"#
      let speaker = try await app.official("speaker")
      let elsewhere = try await speaker.put("/questions/\(there.string("id"))/answer", live)
      #expect(elsewhere.status == 403 && elsewhere.member("code") == "not_addressed")
      for caller in [try await app.official("moderator"), try await app.attendee()] {
        let refused = try await caller.put(question + "/answer", live)
        #expect(refused.status == 403 && refused.member("code") == "forbidden")
      }
      #expect(try await app.stranger.put(question + "/answer", live).status == 401)
      try await unanswered(question, app)
      let spoken = try await speaker.put(question + "/answer", live)
      #expect(try spoken.string("answer", "by") == "speaker")
    }
  }

  @Test("the last answer is taken back while it is new, and then stands")
  func retracting() async throws {
    try await served { app in
      let question = try await app.attendee().ask()
      let none = try await app.organizer.delete(question + "/answer")
      #expect(none.status == 409 && none.member("code") == "not_answered")
      let speaker = try await app.official("speaker")
      _ = try await speaker.put(question + "/answer", #"{"kind":"written","text":"Trop vite."}"#)
      let other = try await app.official("speaker").delete(question + "/answer")
      #expect(other.status == 403 && other.member("code") == "not_giver")
      let back = try await speaker.delete(question + "/answer")
      #expect(back.status == 200)
      #expect(try back.isNull("answer"))
      let history = try await app.stranger.get(question + "/answers")
      #expect(try history.isNull("answers", 0, "text"))
      #expect(try !history.isNull("answers", 0, "retractedAt"))
      let organizers = try await app.organizer.get(question + "/answers")
      #expect(try organizers.string("answers", 0, "text") == "Trop vite.")
      _ = try await speaker.put(question + "/answer", #"{"kind":"live"}"#)
      _ = try await app.store.database.query("update answers set given_at = given_at - interval '10 minutes'")
      let late = try await app.organizer.delete(question + "/answer")
      #expect(late.status == 409 && late.member("code") == "too_late_to_undo")
      #expect(try await app.stranger.get(question).string("answer", "kind") == "live")
    }
  }

  @Test("of what is hidden for its words the answer's are kept too; whoever owes it reads on")
  func hidden() async throws {
    try await served { app in
      try await app.setSession("threshold = 1")
      let phone = try await app.attendee()
      let speaker = try await app.official("speaker")
      let cases = [("personal", true), ("off_topic", false)]
      for (reason, isWithheld) in cases {
        let question = try await phone.ask("Une question sur \(reason), donc ?")
        _ = try await app.organizer.patch(question, #"{"action":"hide","reason":"\#(reason)"}"#)
        let put = try await speaker.put(question + "/answer", #"{"kind":"written","text":"Notre réponse."}"#)
        #expect(try put.string("text") == "Une question sur \(reason), donc ?")
        let seen = try await app.stranger.get(question)
        #expect(try seen.string("text") == "")
        #expect(try seen.string("promise", "state") == "kept")
        #expect(try seen.isNull("answer", "text") == isWithheld)
        let history = try await app.stranger.get(question + "/answers")
        #expect(try history.isNull("answers", 0, "text") == isWithheld)
      }
    }
  }

  private func unanswered(_ question: String, _ app: Served) async throws {
    let seen = try await app.stranger.get(question)
    #expect(try seen.isNull("answer"))
    let history = try await app.stranger.get(question + "/answers")
    #expect(try history.count("answers") == 0)
    let ledger = try await app.stranger.get("/ledger")
    #expect(!ledger.text.contains("answer."))
  }
}
