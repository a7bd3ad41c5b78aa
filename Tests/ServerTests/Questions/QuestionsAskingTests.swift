import EventLoop
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Asking over HTTP", .timeLimit(.minutes(10)))
struct QuestionsAskingTests {
  @Test("a phone joins, asks, and finds its question where the answer says")
  func ask() async throws {
    try await served { app in
      let phone = try await app.attendee()
      let asked = try await phone.post(
        "/sessions/opening/questions",
        #"{"text":"  Qui répond, et jusqu’à quand ?\n","name":"Une lectrice"}"#)
      #expect(asked.status == 201)
      #expect(try asked.string("text") == "Qui répond, et jusqu’à quand ?")
      #expect(try asked.string("name") == "Une lectrice")
      #expect(try asked.string("session") == "opening")
      #expect(try asked.number("number") == 1)
      #expect(try asked.number("upvotes") == 1)
      #expect(try asked.number("threshold") == 10)
      #expect(try asked.flag("upvoted"))
      #expect(try asked.flag("mine"))
      #expect(try asked.isNull("organisation"))
      let location = try #require(asked["Location"])
      let shown = try await phone.call("GET", location)
      #expect(shown.status == 200)
      #expect(try shown.string("id") == asked.string("id"))
      #expect(try shown.flag("upvoted"))
      let strangers = try await app.stranger.call("GET", location)
      #expect(try !strangers.flag("upvoted"))
      #expect(!strangers.text.contains("receipt"))
    }
  }

  @Test("who has not joined asks nothing, nor does a token of another server or summit")
  func strangers() async throws {
    try await served { app in
      let body = #"{"text":"Qui répond, et jusqu’à quand ?"}"#
      let stranger = try await app.stranger.post("/sessions/opening/questions", body)
      #expect(stranger.status == 401)
      #expect(stranger["WWW-Authenticate"] == "Bearer")
      #expect(stranger["Content-Type"] == "application/problem+json")
      let forged = try await HTTPClient(port: app.stranger.port, token: "tribune_attendee_AAAA").post(
        "/sessions/opening/questions", body)
      #expect(forged.status == 401)
      let organizer = try await app.official("organizer").post("/sessions/opening/questions", body)
      #expect(organizer.status == 403)
    }
  }

  @Test(
    "a text or name that breaks a rule is told which",
    arguments: [
      (#"{"text":"Trop peu"}"#, "text", "too_short"),
      (#"{"text":"Une question \u202Eà l’envers ?"}"#, "text", "format_character"),
      (#"{"text":"Une question\u0007 qui sonne ?"}"#, "text", "control_character"),
      (#"{"text":"Une question bien comme il faut ?","name":"a\nb"}"#, "name", "control_character"),
      (#"{"text":"Une question bien comme il faut ?","nom":"a"}"#, "nom", "unknown_key"),
    ])
  func rules(body: String, field: String, rule: String) async throws {
    try await served { app in
      let refused = try await app.attendee().post("/sessions/opening/questions", body)
      #expect(refused.status == 422)
      #expect(try refused.string("field") == field)
      #expect(try refused.string("rule") == rule)
      let list = try await app.stranger.get("/sessions/opening/questions")
      #expect(try list.count("questions") == 0)
    }
  }

  @Test("281 characters are too many, 280 are not, whatever they take in bytes")
  func lengths() async throws {
    try await served { app in
      let phone = try await app.attendee()
      let long = String(repeating: "é", count: 280)
      let fits = try await phone.post("/sessions/opening/questions", #"{"text":"\#(long)"}"#)
      let exceeds = try await phone.post("/sessions/opening/questions", #"{"text":"\#(long)e"}"#)
      #expect(fits.status == 201)
      #expect(exceeds.status == 422)
      #expect(try exceeds.string("rule") == "too_long")
    }
  }

  @Test("a repeated request with its key is the same question; the key with another body is refused")
  func idempotency() async throws {
    try await served { app in
      let phone = try await app.attendee()
      func ask(_ text: String) async throws -> HTTPAnswer {
        try await phone.post(
          "/sessions/opening/questions", #"{"text":"\#(text)"}"#, ["Idempotency-Key: a-key"])
      }
      let first = try await ask("Qui répond, et jusqu’à quand ?")
      let again = try await ask("Qui répond, et jusqu’à quand ?")
      let other = try await ask("Une autre question, la même clé ?")
      #expect(again.status == 201)
      #expect(try again.string("id") == first.string("id"))
      #expect(try again.string("receipt") == first.string("receipt"))
      #expect(other.status == 422)
      #expect(other.member("code") == "idempotency_key_reused")
      let list = try await app.stranger.get("/sessions/opening/questions")
      #expect(try list.count("questions") == 1)
    }
  }

  @Test("the sixth question within a minute is told when to come back")
  func tooMany() async throws {
    try await served { app in
      let phone = try await app.attendee()
      for _ in 0..<5 { _ = try await phone.ask() }
      let sixth = try await phone.post(
        "/sessions/opening/questions", #"{"text":"Qui répond, et jusqu’à quand ?"}"#)
      #expect(sixth.status == 429)
      #expect(sixth.member("code") == "too_many_questions")
      let wait = try #require(Int(sixth["Retry-After"] ?? ""))
      #expect((1...60).contains(wait))
    }
  }

  @Test(
    "a box that takes no questions says why",
    arguments: [
      ("box_said = 'scheduled'", "box_scheduled"), ("box_said = 'paused'", "box_paused"),
      ("box_said = 'closed', closed_at = now()", "box_closed"), ("cancelled_at = now()", "session_cancelled"),
    ])
  func boxes(state: String, code: String) async throws {
    try await served { app in
      try await app.setSession(state)
      let refused = try await app.attendee().post(
        "/sessions/opening/questions", #"{"text":"Qui répond, et jusqu’à quand ?"}"#)
      #expect(refused.status == 409)
      #expect(refused.member("code") == code)
    }
  }

  @Test("the summit and organisations that accepted are asked too, and listed with all others")
  func others() async throws {
    try await served { app in
      _ = try await app.store.database.query(
        """
        insert into organisations (summit_id, slug, name, accepted_at, accepted_by)
        values (\(app.summit.id), 'fondation', 'Fondation d’exemple', now(), 'Une personne')
        """)
      let phone = try await app.attendee()
      let body = #"{"text":"Qui répond, et jusqu’à quand ?"}"#
      let summit = try await phone.post("/questions", body)
      let organisation = try await phone.post("/organisations/fondation/questions", body)
      let nobody = try await phone.post("/organisations/personne/questions", body)
      #expect(summit.status == 201)
      #expect(try summit.isNull("session"))
      #expect(try summit.number("threshold") == 10)
      #expect(try organisation.string("organisation") == "fondation")
      #expect(nobody.status == 404)
      _ = try await phone.ask()
      let all = try await app.stranger.get("/questions")
      let session = try await app.stranger.get("/sessions/opening/questions")
      #expect(try all.count("questions") == 3)
      #expect(try session.count("questions") == 1)
    }
  }
}
