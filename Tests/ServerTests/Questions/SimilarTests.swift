import EventLoop
import Foundation
import Petitions
import TestSupport
import Testing

@Suite("Similar questions over HTTP", .timeLimit(.minutes(10)))
struct SimilarHTTPTests {
  private func path(_ text: String) throws -> String {
    let encoded = try #require(text.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
    return "/sessions/opening/similar?text=\(encoded)"
  }

  @Test("whoever types finds what was asked, strangers and phones alike; a phone sees what it signed")
  func found() async throws {
    try await served { app in
      let (author, reader) = (try await app.attendee(), try await app.attendee())
      let question = try await author.ask("Qui possède les données de la campagne ?")
      _ = try await reader.put(question + "/upvote")
      let typed = try path("QUI POSSEDE les donn")
      let strangers = try await app.stranger.get(typed)
      let readers = try await reader.get(typed)
      let authors = try await author.get(typed)
      #expect(strangers.status == 200)
      #expect(try strangers.number("questions", 0, "number") == 1)
      #expect(try strangers.string("questions", 0, "text") == "Qui possède les données de la campagne ?")
      #expect(try !strangers.flag("questions", 0, "upvoted"))
      #expect(strangers["Cache-Control"]?.contains("private") == false)
      #expect(try readers.flag("questions", 0, "upvoted"))
      #expect(readers["Cache-Control"]?.contains("private") == true)
      #expect(try authors.flag("questions", 0, "mine"))
    }
  }

  @Test("too little typed finds nothing; too much is refused by the rule's name, and so is nothing at all")
  func bounds() async throws {
    try await served { app in
      _ = try await app.attendee().ask("Qui possède les données de la campagne ?")
      for text in ["", "qu", "  ?  ", "\u{7}…"] {
        let none = try await app.stranger.get(try path(text))
        #expect(none.status == 200)
        #expect(try none.count("questions") == 0)
      }
      let most = try await app.stranger.get(try path(String(repeating: "é", count: 280)))
      #expect(most.status == 200)
      let refused = try await app.stranger.get(try path(String(repeating: "é", count: 281)))
      #expect(refused.status == 422)
      #expect(try refused.string("field") == "text" && refused.string("rule") == "too_long")
      let missing = try await app.stranger.get("/sessions/opening/similar")
      #expect(missing.status == 422)
      #expect(try missing.string("rule") == "required")
      #expect(try await app.stranger.get("/sessions/elsewhere/similar?text=abc").status == 404)
    }
  }

  @Test("curators see what looks like a question that waits; nobody else does")
  func queue() async throws {
    try await served(moderation: .reviewed) { app in
      let first = try await app.attendee().ask("Qui possède les données de la campagne ?")
      let author = try await app.attendee()
      let second = try await author.ask("Les données de campagne, qui les possède ?")
      _ = try await app.attendee().ask("Où charger son téléphone ?")
      let moderator = try await app.official("moderator")
      _ = try await moderator.patch(first, #"{"action":"approve"}"#)
      let queue = try await moderator.get("/sessions/opening/questions?state=pending&sort=new")
      #expect(try queue.count("questions") == 2)
      #expect(try queue.count("questions", 0, "similar") == 0)
      #expect(try queue.number("questions", 1, "similar", 0, "number") == 1)
      #expect(try queue.string("questions", 1, "similar", 0, "state") == "published")
      #expect(
        try queue.string("questions", 1, "similar", 0, "text") == "Qui possède les données de la campagne ?")
      #expect(try "/questions/" + queue.string("questions", 1, "similar", 0, "id") == first)
      let authors = try await author.get(second)
      #expect(authors.status == 200 && !authors.text.contains("similar"))
      let published = try await app.stranger.get("/sessions/opening/questions?state=published")
      #expect(published.status == 200 && !published.text.contains("similar"))
    }
  }

  @Test("a list by state tells a phone what it signed and what is its own")
  func byState() async throws {
    try await served { app in
      let (author, reader) = (try await app.attendee(), try await app.attendee())
      let question = try await author.ask()
      _ = try await reader.ask()
      _ = try await reader.put(question + "/upvote")
      let list = try await reader.get("/sessions/opening/questions?state=published&sort=new")
      #expect(try list.flag("questions", 0, "mine") && list.flag("questions", 0, "upvoted"))
      #expect(try list.flag("questions", 1, "upvoted"))
      let authors = try await author.get("/sessions/opening/questions?state=published&sort=new")
      #expect(try !authors.flag("questions", 0, "upvoted") && authors.flag("questions", 1, "mine"))
    }
  }
}
