import EventLoop
import Petitions
import TestSupport
import Testing

@Suite("Lists of questions over HTTP", .timeLimit(.minutes(10)))
struct QuestionsListTests {
  @Test("pages follow each other by their cursor, in every order", arguments: ["top", "new", "rising"])
  func pages(order: String) async throws {
    try await served { app in
      for _ in 0..<5 { _ = try await app.attendee().ask() }
      let path = "/sessions/opening/questions?sort=\(order)&limit=2"
      var ids: [String] = []
      var next: String?
      repeat {
        let page = try await app.stranger.get(path + (next.map { "&after=\($0)" } ?? ""))
        #expect(page.status == 200)
        for index in 0..<(try page.count("questions")) {
          ids.append(try page.string("questions", index, "id"))
        }
        next = try page.isNull("next") ? nil : page.string("next")
      } while next != nil
      #expect(ids.count == 5)
      #expect(Set(ids).count == 5)
    }
  }

  @Test("strangers share their bytes and their tag; a phone sees what it signed, under a tag of its own")
  func personal() async throws {
    try await served { app in
      let (author, reader) = (try await app.attendee(), try await app.attendee())
      let question = try await author.ask()
      _ = try await reader.ask()
      let signed = try await reader.put(question + "/upvote")
      #expect(signed.status == 200)
      let path = "/sessions/opening/questions"
      let (first, second) = (try await app.stranger.get(path), try await app.stranger.get(path))
      #expect(first.text == second.text)
      let tag = try #require(first["ETag"])
      #expect(second["ETag"] == tag)
      #expect(!first.text.contains(#""upvoted":true"#))
      #expect(!first.text.contains("mine"))
      let readers = try await reader.get(path)
      #expect(readers["ETag"] != tag)
      #expect(readers["Cache-Control"]?.contains("private") == true)
      #expect(readers["Vary"]?.contains("Authorization") == true)
      #expect(try readers.number("questions", 0, "upvotes") == 2)
      #expect(try readers.flag("questions", 0, "upvoted"))
      #expect(try readers.flag("questions", 1, "mine"))
      let known = try await app.stranger.get(path, ["If-None-Match: \(tag)"])
      #expect(known.status == 304)
      _ = try await app.attendee().ask()
      let changed = try await app.stranger.get(path, ["If-None-Match: \(tag)"])
      #expect(changed.status == 200)
      #expect(try changed.count("questions") == 3)
    }
  }

  @Test("a text full of quotes and markup comes back as it was, signed or not")
  func quotes() async throws {
    try await served { app in
      let phone = try await app.attendee()
      let text = #"Dire \"upvoted\":false, <b>ou</b> \\ pas ?"#
      _ = try await phone.ask(text)
      for client in [phone, app.stranger] {
        let list = try await client.get("/sessions/opening/questions")
        #expect(try list.string("questions", 0, "text") == #"Dire "upvoted":false, <b>ou</b> \ pas ?"#)
        #expect(try list.flag("questions", 0, "upvoted") == (client.token != nil))
      }
    }
  }

  @Test(
    "a parameter that cannot be is refused by its name",
    arguments: [
      ("limit=0", "limit"), ("limit=101", "limit"), ("sort=best", "sort"), ("after=nothing", "after"),
      ("after=new.0.1.0", "after"), ("state=odd", "state"), ("number=0", "number"),
    ])
  func parameters(query: String, field: String) async throws {
    try await served { app in
      let refused = try await app.stranger.get("/sessions/opening/questions?\(query)")
      #expect(refused.status == 422)
      #expect(try refused.string("field") == field)
    }
  }

  @Test("what waits is for curators and its author alone; a number finds a question")
  func queue() async throws {
    try await served(moderation: .reviewed) { app in
      let phone = try await app.attendee()
      let question = try await phone.ask()
      let (moderator, speaker) = (try await app.official("moderator"), try await app.official("speaker"))
      let waiting = "/sessions/opening/questions?state=pending"
      let strangers = try await app.stranger.get(waiting)
      let phones = try await phone.get(waiting)
      let queue = try await moderator.get(waiting)
      let speakers = try await speaker.get(waiting)
      #expect(strangers.status == 403)
      #expect(phones.status == 403)
      #expect(try queue.string("questions", 0, "state") == "pending")
      #expect(try queue.number("questions", 0, "reports") == 0)
      #expect(speakers.status == 403)
      #expect(try await speaker.get(question).status == 404)
      let hidden = try await app.stranger.get(question)
      let authors = try await phone.get(question)
      #expect(hidden.status == 404)
      #expect(try authors.string("state") == "pending")
      let numbered = "/sessions/opening/questions?number=1"
      #expect(try await app.stranger.get(numbered).count("questions") == 0)
      #expect(try await moderator.get(numbered).count("questions") == 1)
    }
  }
}
