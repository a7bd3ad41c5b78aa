import API
import EventLoop
import Foundation
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Acceptance, organisations and thresholds over HTTP", .timeLimit(.minutes(10)))
struct AcceptancesTests {
  @Test("a session's speakers accept once and for good, and owe by name from then on")
  func session() async throws {
    try await served { app in
      try await app.setSession("threshold = 1")
      let question = try await app.attendee().ask()
      let speaker = try await app.official("speaker")
      let nobody = try await speaker.put("/sessions/opening/acceptance", "{}")
      #expect(nobody.status == 409 && nobody.member("code") == "no_speakers")
      _ = try await app.organizer.post("/speakers", #"{"name":"Ada Exemple"}"#)
      _ = try await app.organizer.patch("/sessions/opening", #"{"speakers":["ada-exemple"]}"#)
      #expect(try await app.stranger.get(question).string("promise", "owedBy") == "A summit")

      let accepted = try await speaker.put("/sessions/opening/acceptance", #"{"by":"Ada Exemple"}"#)
      #expect(accepted.status == 200 && !accepted.text.contains("acceptedBy"))
      let since = try accepted.string("acceptedAt")
      let again = try await app.organizer.put("/sessions/opening/acceptance")
      #expect(try again.string("acceptedAt") == since)
      #expect(try again.string("acceptedBy") == "Ada Exemple")
      #expect(try await app.stranger.get(question).string("promise", "owedBy") == "Ada Exemple")
      let shown = try await app.stranger.get("/sessions/opening")
      #expect(try shown.string("acceptedAt") == since)
      #expect(!shown.text.contains("acceptedBy"))
      let told = try await app.organizer.get("/sessions")
      #expect(try told.string("sessions", 0, "acceptedBy") == "Ada Exemple")
      #expect(told["Cache-Control"] == "private, no-cache")
      let ledger = try await app.stranger.get("/ledger")
      #expect(ledger.text.components(separatedBy: "session.accepted").count == 2)
      #expect(!ledger.text.contains("Ada"))
    }
  }

  @Test("nobody accepts for others, and a name has a length")
  func refused() async throws {
    try await served { app in
      _ = try await app.organizer.post("/speakers", #"{"name":"Ada Exemple"}"#)
      try await app.makeSession("debate")
      _ = try await app.organizer.patch("/sessions/debate", #"{"speakers":["ada-exemple"]}"#)
      let others = try await app.official("speaker").put("/sessions/debate/acceptance", "{}")
      #expect(others.status == 403 && others.member("code") == "not_addressed")
      let moderator = try await app.official("moderator").put("/sessions/debate/acceptance", "{}")
      #expect(moderator.status == 403)
      #expect(try await app.stranger.put("/sessions/debate/acceptance", "{}").status == 401)
      #expect(try await app.organizer.put("/sessions/nothing/acceptance", "{}").status == 404)
      let long = String(repeating: "x", count: 201)
      for (by, rule) in [("", "length"), (long, "length"), ("a\\nb", "control_character")] {
        let refused = try await app.organizer.put("/sessions/debate/acceptance", #"{"by":"\#(by)"}"#)
        #expect(refused.problem == ["rule_broken", "by", rule])
      }
      #expect(try await app.stranger.get("/sessions/debate").isNull("acceptedAt"))
    }
  }

  @Test("who accepted is let go by organizers alone, and the ledger tells it without a name")
  func released() async throws {
    try await served { app in
      try await app.setSession("threshold = 1")
      let question = try await app.attendee().ask()
      _ = try await app.organizer.post("/speakers", #"{"name":"Ada Exemple"}"#)
      _ = try await app.organizer.patch("/sessions/opening", #"{"speakers":["ada-exemple"]}"#)
      _ = try await app.organizer.put("/sessions/opening/acceptance", "{}")
      _ = try await app.organizer.patch("/sessions/opening", #"{"speakers":[]}"#)
      #expect(try await app.stranger.get(question).string("promise", "owedBy") == "Ada Exemple")
      let path = "/sessions/opening/acceptance/ada-exemple"
      for role in ["speaker", "moderator"] {
        #expect(try await app.official(role).delete(path).status == 403)
      }
      #expect(try await app.organizer.delete("/sessions/opening/acceptance/nobody").status == 404)
      let released = try await app.organizer.delete(path)
      #expect(released.status == 200 && released.text.contains(#""acceptedAt":null"#))
      #expect(try await app.stranger.get(question).string("promise", "owedBy") == "A summit")
      let ledger = try await app.stranger.get("/ledger")
      #expect(ledger.text.contains("session.released") && !ledger.text.contains("Ada"))
    }
  }

  @Test("an organisation accepts with its own token, is asked, owes and answers by name")
  func organisation() async throws {
    try await served { app in
      _ = try await app.organizer.post("/organisations", #"{"name":"Maison Exemple"}"#)
      let made = try await app.organizer.post(
        "/tokens", #"{"role":"organisation","organisation":"maison-exemple","name":"Zoé"}"#)
      #expect(made.status == 201)
      #expect(try made.string("organisation") == "maison-exemple")
      let brand = HTTPClient(port: app.stranger.port, token: try made.string("token"))
      let me = try await brand.call("GET", "/api/v1/me")
      #expect(try me.string("role") == "organisation")
      #expect(try me.string("organisation") == "maison-exemple")
      let phone = try await app.attendee()
      let path = "/organisations/maison-exemple"
      let early = try await phone.post(path + "/questions", #"{"text":"Que faites-vous de nos données ?"}"#)
      #expect(early.member("code") == "organisation_takes_no_questions")
      let accepted = try await brand.put(path + "/acceptance", "{}")
      #expect(try accepted.flag("accepts"))
      #expect(try !accepted.isNull("acceptedAt"))
      #expect(try await app.organizer.get(path).string("acceptedBy") == "Zoé")

      let lowered = try await app.organizer.patch(path, #"{"threshold":1,"name":"La Maison Exemple"}"#)
      #expect(try lowered.number("threshold") == 1)
      let asked = try await phone.post(path + "/questions", #"{"text":"Que faites-vous de nos données ?"}"#)
      #expect(try asked.string("promise", "owedBy") == "La Maison Exemple")
      let listed = try await app.stranger.get(path + "/questions")
      #expect(try listed.count("questions") == 1)
      let numbered = try await app.stranger.get(path + "/questions?number=1")
      #expect(try numbered.string("questions", 0, "id") == asked.string("id"))
      #expect(try await app.stranger.get("/organisations/nothing/questions").status == 404)
      let answered = try await brand.put(
        "/questions/\(asked.string("id"))/answer", #"{"kind":"written","text":"Rien que vous ne sachiez."}"#)
      #expect(try answered.string("answer", "by") == "organisation")
      _ = try await app.organizer.patch("", #"{"closed":true}"#)
      let late = try await phone.post(path + "/questions", #"{"text":"Et maintenant, est-ce clos ?"}"#)
      #expect(late.status == 409 && late.member("code") == "summit_closed")
    }
  }

  @Test("tokens of organisations name one, others none")
  func tokens() async throws {
    try await served { app in
      _ = try await app.organizer.post("/organisations", #"{"name":"Maison Exemple"}"#)
      let cases: [(body: String, rule: String)] = [
        (#"{"role":"organisation"}"#, "scope"),
        (#"{"role":"organisation","organisation":"nothing"}"#, "known"),
        (#"{"role":"moderator","organisation":"maison-exemple"}"#, "scope"),
      ]
      for (body, rule) in cases {
        let refused = try await app.organizer.post("/tokens", body)
        #expect(refused.problem == ["rule_broken", "organisation", rule], "\(body)")
      }
      let both = try await app.organizer.post(
        "/tokens", #"{"role":"organisation","organisation":"maison-exemple","session":"opening"}"#)
      #expect(both.problem == ["rule_broken", "session", "scope"])
      #expect(try await app.organizer.get("/tokens").count("tokens") == 0)
    }
  }

  @Test(
    "thresholds of the summit and of organisations are lowered, never raised, and latch what is past them")
  func thresholds() async throws {
    try await served { app in
      let phone = try await app.attendee()
      let asked = try await phone.post("/questions", #"{"text":"Le sommet répondra-t-il ?"}"#)
      #expect(try asked.number("threshold") == 10)
      #expect(try asked.isNull("promise"))
      let raised = try await app.organizer.patch("", #"{"threshold":11}"#)
      #expect(raised.problem == ["rule_broken", "threshold", "never_raised"])
      let none = try await app.organizer.patch("", #"{"threshold":0}"#)
      #expect(none.problem == ["rule_broken", "threshold", "range"])
      let before = try await app.stranger.get("/questions?addressee=summit")
      #expect(try before.isNull("questions", 0, "promise"))
      let lowered = try await app.organizer.patch("", #"{"threshold":1}"#)
      #expect(try lowered.number("threshold") == 1)
      let own = try await app.stranger.get("/questions?addressee=summit&number=1")
      #expect(try own.string("questions", 0, "promise", "state") == "owed")
      let wrong = try await app.stranger.get("/questions?addressee=nobody")
      #expect(wrong.problem == ["rule_broken", "addressee", "one_of"])
      _ = try await app.organizer.post("/organisations", #"{"name":"Maison Exemple"}"#)
      let first = try await app.organizer.patch("/organisations/maison-exemple", #"{"threshold":11}"#)
      #expect(first.problem == ["rule_broken", "threshold", "never_raised"])
      #expect(try await app.official("moderator").patch("", #"{"threshold":1}"#).status == 403)
      let ledger = try await app.stranger.get("/ledger")
      #expect(ledger.text.components(separatedBy: "threshold.lowered").count == 2)
      _ = try await app.organizer.patch("", #"{"closed":true}"#)
      let late = try await app.organizer.patch("", #"{"threshold":1}"#)
      #expect(late.member("code") == "summit_closed")
    }
  }
}
