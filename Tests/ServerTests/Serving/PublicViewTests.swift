import API
import EventLoop
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("What the public may see of a question", .timeLimit(.minutes(10)))
struct PublicViewTests {
  private func id(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

  /// Everything that a stranger can read of a summit that names questions; `question` is an id.
  @Loop private func everywhere(_ question: String) -> [String] {
    let api = Served.path
    return [
      "\(api)/questions/\(question)", "\(api)/questions/\(question)/answers",
      "\(api)/sessions/opening/questions",
      "\(api)/sessions/opening/questions?number=1", "\(api)/sessions/opening/questions?state=published",
      "\(api)/questions", "\(api)/promises", "\(api)/promises?session=opening&limit=7", "\(api)/promises.csv",
      "\(api)/promises.csv?separator=;", "\(api)/promises.atom", "\(api)/promises.atom?language=en",
      "\(api)/sessions/opening/similar?text=Nommons+Durand+ici", "\(api)/ledger", "/a-summit",
      "/a-summit/opening", "/a-summit/opening?view=answered", "/a-summit/opening?view=owed",
      "/a-summit/opening?q=durand",
      "/a-summit/opening/screen", "/a-summit/promises", "/a-summit/promises?session=opening",
      "/a-summit/promises?state=kept", "/a-summit/promises/\(question)", "/a-summit/questions/\(question)",
      "/a-summit/organisations", "/a-summit/ledger", "/a-summit/ledger?question=\(question)",
      "/a-summit/ledger?find=durand", "/a-summit/ledger?find=1",
    ]
  }

  private func asked(_ text: String, as name: String, by phone: HTTPClient) async throws -> String {
    let answer = try await phone.post(
      "/sessions/opening/questions", #"{"text":"\#(text)","name":"\#(name)"}"#)
    return try "/questions/\(answer.string("id"))"
  }

  @Loop private func places(saying word: String, of question: String, _ app: Served) async throws -> Set<
    String
  > {
    var places: Set<String> = []
    for path in everywhere(question) {
      let answer = try await app.stranger.call("GET", path)
      #expect([200, 303, 404].contains(answer.status), "\(path): \(answer.status)")
      if answer.text.contains(word) { places.insert(path) }
    }
    return places
  }

  @Test(
    "an answer repeats what was hidden as personal or offensive: its words are kept from every address",
    arguments: ["personal", "offensive"])
  func answer(reason: String) async throws {
    try await served { app in
      try await app.setSession("threshold = 1")
      let phone = try await app.attendee()
      let question = try await phone.ask("Nommons Durand ici, pourquoi donc ?")
      let answer = #"{"kind":"written","text":"Monsieur Durand le sait."}"#
      #expect(try await app.organizer.put(question + "/answer", answer).status == 200)
      let before = try await places(saying: "Monsieur Durand", of: id(question), app)
      #expect(before.count >= 12, "what is looked at says it where it may: \(before.sorted())")
      _ = try await app.organizer.patch(question, #"{"action":"hide","reason":"\#(reason)"}"#)
      let after = try await places(saying: "Durand", of: id(question), app)
      #expect(after.filter { !$0.contains("durand") && !$0.contains("Durand") } == [])
      // That it was answered is seen, and whoever asked reads on.
      let board = try await app.stranger.get("/promises")
      #expect(try board.string("promises", 0, "question", "answer", "kind") == "written")
      #expect(try await phone.get(question).string("answer", "text") == "Monsieur Durand le sait.")
    }
  }

  @Test("hidden for any other reason, a debt is seen to be paid")
  func paid() async throws {
    try await served { app in
      try await app.setSession("threshold = 1")
      let question = try await app.attendee().ask("Nommons Durand ici, pourquoi donc ?")
      _ = try await app.organizer.put(question + "/answer", #"{"kind":"written","text":"Une réponse."}"#)
      _ = try await app.organizer.patch(question, #"{"action":"hide","reason":"off_topic"}"#)
      #expect(try await app.stranger.get("/promises.csv").text.contains("Une réponse."))
      #expect(try await app.stranger.get(question).string("answer", "text") == "Une réponse.")
    }
  }

  @Test("a merged question's words go with those of the one that counts for it, and come back with them")
  func merged() async throws {
    try await served { app in
      let author = try await app.attendee()
      let survivor = try await app.attendee().ask("Qui répond de tout cela, enfin ?")
      let question = try await asked("Durand répond-il de tout cela ?", as: "Zoé", by: author)
      _ = try await app.organizer.patch(question, #"{"action":"merge","into":"\#(id(survivor))"}"#)
      #expect(try await app.stranger.get(question).string("text") == "Durand répond-il de tout cela ?")
      _ = try await app.organizer.patch(survivor, #"{"action":"hide","reason":"offensive"}"#)
      let hidden = try await app.stranger.get(question)
      #expect(try hidden.string("text") == "" && hidden.isNull("name"))
      #expect(try hidden.string("mergedInto", "id") == id(survivor))
      let page = try await app.stranger.call("GET", "/a-summit/questions/\(id(question))")
      #expect(page.status == 200 && !page.text.contains("Durand") && !page.text.contains("Zoé"))
      #expect(try await author.get(question).string("text") == "Durand répond-il de tout cela ?")
      _ = try await app.organizer.patch(survivor, #"{"action":"restore"}"#)
      #expect(try await app.stranger.get(question).string("name") == "Zoé")
    }
  }

  @Test("a merged question can be hidden by itself, and is hidden once the merge is undone")
  func hideMerged() async throws {
    try await served { app in
      let survivor = try await app.attendee().ask("Qui répond de tout cela, enfin ?")
      let question = try await app.attendee().ask("Durand répond-il de tout cela ?")
      _ = try await app.organizer.patch(question, #"{"action":"merge","into":"\#(id(survivor))"}"#)
      let hide = #"{"action":"hide","reason":"personal"}"#
      #expect(try await app.organizer.patch(question, hide).string("state") == "merged")
      #expect(try await app.stranger.get(question).string("text") == "")
      #expect(try await app.stranger.get(survivor).string("text") == "Qui répond de tout cela, enfin ?")
      // Said twice it is one decision.
      #expect(try await app.organizer.patch(question, hide).status == 200)
      let entries = try await app.stranger.get("/ledger").text.ranges(of: "question.hide")
      #expect(entries.count == 1)
      #expect(try await app.organizer.patch(question, #"{"action":"unmerge"}"#).string("state") == "hidden")
      #expect(try await app.stranger.get(survivor).number("upvotes") == 1)
      #expect(
        try await app.organizer.patch(question, #"{"action":"restore"}"#).string("state") == "published")
    }
  }

  @Test("what nobody had let through is let through by no merge: its author alone reads it")
  func neverPublished() async throws {
    try await served(moderation: .reviewed) { app in
      let author = try await app.attendee()
      let survivor = try await app.attendee().ask("Qui répond de tout cela, enfin ?")
      let question = try await asked("Durand répond-il de tout cela ?", as: "Zoé", by: author)
      _ = try await app.organizer.patch(survivor, #"{"action":"approve"}"#)
      #expect(try await app.stranger.get(question).status == 404)
      _ = try await app.organizer.patch(question, #"{"action":"merge","into":"\#(id(survivor))"}"#)
      #expect(try await app.stranger.get(question).status == 404)
      #expect(try await app.stranger.get(question + "/answers").status == 404)
      #expect(try await app.stranger.call("GET", "/a-summit/questions/\(id(question))").status == 404)
      let words = try await app.stranger.get("/sessions/opening/questions?number=2")
      #expect(try words.count("questions") == 0)
      #expect(try await author.get(question).string("name") == "Zoé")
      #expect(try await app.organizer.get(question).string("state") == "merged")
    }
  }

  // MARK: Tokens that speak for nobody any more

  private let personal = [
    "/a-summit", "/a-summit/opening", "/a-summit/opening?view=mine", "/a-summit/privacy/me",
  ]

  @Test("an erased or replaced token reads nothing personal, on any page", arguments: [true, false])
  func stale(erased: Bool) async throws {
    try await served { app in
      try await app.setSession("threshold = 1")
      let me = try await app.attendee()
      let question = try await me.ask("Durand répond-il de tout cela ?")
      _ = try await app.organizer.put(question + "/answer", #"{"kind":"written","text":"Oui."}"#)
      let cookie = ["Cookie: tribune_attendee=\(try #require(me.token))"]
      func pages() async throws -> [String] {
        var pages: [String] = []
        for path in personal + ["/a-summit/questions/\(id(question))", "/a-summit/organisations?view=mine"] {
          pages.append(try await app.stranger.call("GET", path, headers: cookie).text)
        }
        return pages
      }
      let before = try await pages()
      #expect(before[0].contains("Durand") && before[2].contains("Durand") && before[3].contains("Durand"))
      if erased {
        #expect(try await me.delete("/attendees/me").status == 204)
      } else {
        _ = try await app.store.database.query("update attendees set generation = generation + 1")
      }
      let after = try await pages()
      #expect(!after[0].contains("Durand") && !after[2].contains("Durand") && !after[3].contains("Durand"))
      for page in after { #expect(!page.contains("data-joined") && !page.contains("receipts/")) }
    }
  }

  @Test(
    "a visit after some days sets the cookie anew, once, for whoever it still speaks for; shared pages never do"
  )
  func renewal() async throws {
    try await served { app in
      let me = try await app.attendee()
      let token = "tribune_attendee=\(try #require(me.token))"
      func set(_ path: String, _ cookie: String) async throws -> [String] {
        try await app.stranger.call("GET", path, headers: ["Cookie: \(cookie)"]).headers
          .filter { $0.name == "Set-Cookie" }.map(\.value)
      }
      for path in ["/a-summit", "/a-summit/opening", "/a-summit/organisations", "/a-summit/privacy/me"] {
        let cookies = try await set(path, token)
        #expect(
          cookies.filter { $0.hasPrefix(token + "; Path=/") && $0.contains("HttpOnly") }.count == 2, "\(path)"
        )
        let renewed = try #require(cookies.first { $0.hasPrefix("tribune_renewed=1; Path=/a-summit") })
        #expect(renewed.contains("Max-Age=259200"))
        #expect(try await set(path, token + "; tribune_renewed=1").isEmpty)
      }
      for path in ["/a-summit/promises", "/a-summit/ledger", Served.path + "/sessions/opening/questions"] {
        #expect(try await set(path, token).isEmpty, "\(path)")
      }
      #expect(try await me.delete("/attendees/me").status == 204)
      #expect(try await set("/a-summit/opening", token).isEmpty)
    }
  }
}
