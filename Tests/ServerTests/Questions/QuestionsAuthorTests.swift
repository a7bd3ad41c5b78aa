import EventLoop
import Postgres
import Storage
import TestSupport
import Testing

@Suite("An author's acts over HTTP", .timeLimit(.minutes(10)))
struct QuestionsAuthorTests {
  @Test(
    "the author edits the text, takes the name off and withdraws; a withdrawn question keeps its words to itself"
  )
  func acts() async throws {
    try await served { app in
      let phone = try await app.attendee()
      let asked = try await phone.post(
        "/sessions/opening/questions", #"{"text":"Qui reppond, et quand ?","name":"Une lectrice"}"#)
      let question = try "/questions/\(asked.string("id"))"
      let edited = try await phone.patch(question, #"{"text":"Qui répond, et quand ?"}"#)
      #expect(edited.status == 200)
      #expect(try edited.string("text") == "Qui répond, et quand ?")
      #expect(try edited.string("name") == "Une lectrice")
      #expect(try !edited.isNull("editedAt"))
      let nameless = try await phone.patch(question, #"{"name":null}"#)
      #expect(try nameless.isNull("name"))
      let withdrawn = try await phone.delete(question)
      #expect(withdrawn.status == 200)
      #expect(try withdrawn.string("state") == "withdrawn")
      #expect(try withdrawn.string("outcome") == "withdrawn")
      #expect(try await phone.delete(question).status == 200)
      let strangers = try await app.stranger.get(question)
      #expect(try strangers.string("state") == "withdrawn")
      #expect(try strangers.string("text") == "")
      let list = try await app.stranger.get("/sessions/opening/questions")
      #expect(try list.count("questions") == 0)
      let signed = try await app.attendee().put(question + "/upvote")
      #expect(signed.status == 409)
      #expect(signed.member("code") == "question_not_published")
    }
  }

  @Test("three others lock the wording; the name still comes off")
  func locked() async throws {
    try await served { app in
      let phone = try await app.attendee()
      let question = try await phone.ask()
      for _ in 0..<3 { _ = try await app.attendee().put(question + "/upvote") }
      let refused = try await phone.patch(question, #"{"text":"Une tout autre question ?"}"#)
      #expect(refused.status == 409)
      #expect(refused.member("code") == "wording_locked")
      let named = try await phone.patch(question, #"{"name":"Une lectrice"}"#)
      #expect(named.member("code") == "wording_locked")
      let nameless = try await phone.patch(question, #"{"name":null}"#)
      #expect(nameless.status == 200)
    }
  }

  @Test("a promise keeps the question where it is")
  func promised() async throws {
    try await served { app in
      try await app.setSession("threshold = 2")
      let phone = try await app.attendee()
      let question = try await phone.ask()
      _ = try await app.attendee().put(question + "/upvote")
      let refused = try await phone.delete(question)
      #expect(refused.status == 409)
      #expect(refused.member("code") == "promise_latched")
      let shown = try await app.stranger.get(question)
      #expect(try shown.string("promise", "state") == "owed")
      #expect(try shown.string("promise", "owedBy") == "A summit")
      #expect(try shown.flag("promise", "overdue") == false)
    }
  }

  @Test("the receipt follows a question and acts for its author, on this question alone")
  func receipt() async throws {
    try await served { app in
      let phone = try await app.attendee()
      let asked = try await phone.post(
        "/sessions/opening/questions", #"{"text":"Qui répond, et jusqu’à quand ?","name":"Une lectrice"}"#)
      let (question, receipt) = (try "/questions/\(asked.string("id"))", try asked.string("receipt"))
      let other = try await phone.ask()
      let followed = try await app.stranger.get("/receipts/\(receipt)")
      #expect(followed.status == 200)
      #expect(try followed.flag("mine"))
      let forged = try await app.stranger.get("/receipts/\(receipt.dropLast())x")
      #expect(forged.status == 404)
      let holder = app.holder(of: receipt)
      #expect(try await holder.patch(question, #"{"name":null}"#).status == 200)
      #expect(try await holder.delete(other).status == 403)
      #expect(try await holder.put(other + "/upvote").status == 403)
      #expect(try await holder.delete(question).status == 200)
      let after = try await app.stranger.get("/receipts/\(receipt)")
      #expect(try after.string("state") == "withdrawn")
      #expect(try after.string("text") == "Qui répond, et jusqu’à quand ?")
    }
  }

  @Test("nobody acts on another's question")
  func others() async throws {
    try await served { app in
      let question = try await app.attendee().ask()
      let other = try await app.attendee()
      let edited = try await other.patch(question, #"{"text":"Une tout autre question ?"}"#)
      #expect(edited.status == 403)
      #expect(edited.member("code") == "not_author")
      #expect(try await other.delete(question).status == 403)
      #expect(try await app.stranger.delete(question).status == 401)
      #expect(try await app.stranger.delete("/questions/999999").status == 401)
      #expect(try await other.delete("/questions/999999").status == 404)
      #expect(try await other.delete("/questions/nothing").status == 404)
    }
  }

  @Test("a person sees what is held about them, erases it, and is nobody then")
  func erasure() async throws {
    try await served { app in
      let (phone, other) = (try await app.attendee(), try await app.attendee())
      let mine = try await phone.ask()
      let theirs = try await other.ask()
      _ = try await phone.put(theirs + "/upvote")
      _ = try await phone.put("/sessions/opening/attendance")
      let held = try await phone.get("/attendees/me")
      #expect(try held.count("questions") == 1)
      #expect(try held.count("upvotes") == 2)
      #expect(try held.string("attendances", 0, "session") == "opening")
      let erased = try await phone.delete("/attendees/me")
      #expect(erased.status == 204)
      #expect(erased.headers.contains { $0.name == "Set-Cookie" && $0.value.contains("Max-Age=0") })
      #expect(try await phone.get("/attendees/me").status == 401)
      #expect(try await phone.put(theirs + "/upvote").status == 401)
      let words = try await app.stranger.get(mine)
      #expect(try words.string("text") == "")
      let counted = try await app.stranger.get(theirs)
      #expect(try counted.number("upvotes") == 2)
    }
  }

  @Test("checking in tells how many are there, and one person is in one session")
  func attendance() async throws {
    try await served { app in
      let (first, second) = (try await app.attendee(), try await app.attendee())
      let one = try await first.put("/sessions/opening/attendance")
      let two = try await second.put("/sessions/opening/attendance")
      let again = try await second.put("/sessions/opening/attendance")
      #expect(try one.number("attendees") == 1)
      #expect(try two.number("attendees") == 2)
      #expect(try again.number("attendees") == 2)
      #expect(try await app.stranger.put("/sessions/opening/attendance").status == 401)
      #expect(try await first.put("/sessions/nulle-part/attendance").status == 404)
    }
  }
}
