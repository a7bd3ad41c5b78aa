import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Curation over HTTP", .timeLimit(.minutes(10)))
struct QuestionsCurationTests {
  @Test("a moderator approves; the question is public, and its bytes with it")
  func approve() async throws {
    try await served(moderation: .reviewed) { app in
      let phone = try await app.attendee()
      let question = try await phone.ask()
      let list = "/sessions/opening/questions"
      #expect(try await app.stranger.get(list).count("questions") == 0)
      let approved = try await app.official("moderator").patch(question, #"{"action":"approve"}"#)
      #expect(approved.status == 200)
      #expect(try approved.string("state") == "published")
      #expect(try await app.stranger.get(list).count("questions") == 1)
    }
  }

  @Test("turning down needs a reason; its author learns it and the note, others do not")
  func reject() async throws {
    try await served(moderation: .reviewed) { app in
      let phone = try await app.attendee()
      let question = try await phone.ask()
      let moderator = try await app.official("moderator")
      let bare = try await moderator.patch(question, #"{"action":"reject"}"#)
      #expect(bare.status == 422)
      #expect(try bare.string("field") == "reason")
      let odd = try await moderator.patch(question, #"{"action":"reject","reason":"boring"}"#)
      #expect(odd.status == 422)
      let rejected = try await moderator.patch(
        question, #"{"action":"reject","reason":"unclear","note":"De quel sujet parlez-vous ?"}"#)
      #expect(try rejected.string("state") == "rejected")
      let authors = try await phone.get(question)
      #expect(try authors.string("curation", "reason") == "unclear")
      #expect(try authors.string("curation", "note") == "De quel sujet parlez-vous ?")
      let strangers = try await app.stranger.get(question)
      #expect(!strangers.text.contains("curation"))
      #expect(try strangers.string("text") == "")
      let rewritten = try await phone.patch(question, #"{"text":"Qui répond dans les dix jours ?"}"#)
      #expect(try rewritten.string("state") == "pending")
    }
  }

  @Test("hide, restore, correct, highlight and unhighlight, each seen by all at once")
  func acts() async throws {
    try await served { app in
      let question = try await app.attendee().ask("Qui reppond, et jusqu’à quand ?")
      let organizer = try await app.official("organizer")
      let corrected = try await organizer.patch(
        question, #"{"action":"correct","text":"Qui répond, et jusqu’à quand ?"}"#)
      #expect(try corrected.flag("corrected"))
      _ = try await organizer.patch(question, #"{"action":"highlight"}"#)
      let lit = try await app.stranger.get(question)
      #expect(try lit.flag("highlighted"))
      #expect(try lit.string("text") == "Qui répond, et jusqu’à quand ?")
      let hidden = try await organizer.patch(question, #"{"action":"hide","reason":"off_topic"}"#)
      #expect(try hidden.string("state") == "hidden")
      #expect(try !hidden.flag("highlighted"))
      let strangers = try await app.stranger.get(question)
      #expect(try strangers.string("text") == "")
      let restored = try await organizer.patch(question, #"{"action":"restore"}"#)
      #expect(try restored.string("state") == "published")
      let nothing = try await organizer.patch(question, #"{"action":"restore"}"#)
      #expect(nothing.status == 409)
      #expect(nothing.member("code") == "nothing_to_restore")
      let unlit = try await organizer.patch(question, #"{"action":"unhighlight"}"#)
      #expect(unlit.status == 200)
    }
  }

  @Test("who may: speakers put a question of their session in the light, and decide nothing else")
  func roles() async throws {
    try await served { app in
      let phone = try await app.attendee()
      let question = try await phone.ask()
      let elsewhere = try await phone.post("/questions", #"{"text":"Qui répond, et jusqu’à quand ?"}"#)
      let speaker = try await app.official("speaker")
      #expect(try await speaker.patch(question, #"{"action":"highlight"}"#).status == 200)
      #expect(try await speaker.patch(question, #"{"action":"hide","reason":"unclear"}"#).status == 403)
      #expect(
        try await speaker.patch("/questions/\(elsewhere.string("id"))", #"{"action":"highlight"}"#).status
          == 403)
      #expect(try await phone.patch(question, #"{"action":"approve"}"#).status == 403)
      #expect(try await app.stranger.patch(question, #"{"action":"approve"}"#).status == 401)
      let moderator = try await app.official("moderator", ofSession: true)
      #expect(try await moderator.patch(question, #"{"action":"hide","reason":"unclear"}"#).status == 200)
      let odd = try await moderator.patch(question, #"{"action":"burn"}"#)
      #expect(odd.status == 422)
      #expect(try odd.string("field") == "action")
    }
  }

  @Test("a token that was revoked, or another summit's, curates nothing")
  func tokens() async throws {
    try await served { app in
      let question = try await app.attendee().ask()
      let organizer = try await app.official("organizer")
      _ = try await app.store.database.query(
        """
        with elsewhere as (
          insert into summits (slug, name, time_zone, starts_on, ends_on)
          values ('ailleurs', 'Ailleurs', 'Europe/Paris', '2017-06-13', '2017-06-14')
          returning id
        )
        update access_tokens
        set summit_id = elsewhere.id
        from elsewhere
        """)
      #expect(try await organizer.patch(question, #"{"action":"approve"}"#).status == 403)
      _ = try await app.store.database.query("update access_tokens set revoked_at = now()")
      #expect(try await organizer.patch(question, #"{"action":"approve"}"#).status == 401)
    }
  }

  @Test("five phones report a question off the list; a sixth finds none; a moderator brings it back")
  func reports() async throws {
    try await served { app in
      let question = try await app.attendee().ask()
      for index in 0..<5 {
        let phone = try await app.present()
        #expect(try await phone.put(question + "/report").status == 204)
        if index == 0 { #expect(try await phone.put(question + "/report").status == 204) }
      }
      let list = "/sessions/opening/questions"
      #expect(try await app.stranger.get(list).count("questions") == 0)
      #expect(try await app.attendee().put(question + "/report").status == 404)
      let moderator = try await app.official("moderator")
      let queue = try await moderator.get(list + "?state=pending")
      #expect(try queue.number("questions", 0, "reports") == 5)
      _ = try await moderator.patch(question, #"{"action":"approve"}"#)
      #expect(try await app.stranger.get(list).count("questions") == 1)
    }
  }
}
