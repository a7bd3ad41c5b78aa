import API
import EventLoop
import Foundation
import HTTP
import Petitions
import Postgres
import Storage
import TestSupport
import Testing
import Tokens

@testable import Server

/// Two servers of one database: everything is done on the first and looked at on the other.
@Loop private struct TwoServers {
  let first: Served
  let other: HTTPClient
  let stream: StreamFollower

  /// What many read from memory: lists, the board as people and programs read it, and the record.
  private static let shared = [
    "/sessions/opening/questions", "/organisations/acme/questions", "/questions?addressee=summit",
    "/promises", "/promises.csv", "/ledger",
  ]

  /// Waits until the other tells what the first tells: its lists, and on its stream the session's newest state.
  func agree(after act: String) async throws {
    let end = ContinuousClock.now + .seconds(20)
    for path in Self.shared {
      let told = try await first.stranger.get(path).text
      while try await other.get(path).text != told {
        guard ContinuousClock.now < end else {
          Issue.record("after \(act): \(path)")
          return
        }
      }
    }
    let version = try await first.stranger.get("/sessions/opening").number("version")
    let event = "id: \(version)\n"
    #expect(await stream.gets(event).contains(event), "after \(act): the stream")
  }

  func patch(_ path: String, _ body: String) async throws {
    let answer = try await first.organizer.patch(path, body)
    try #require(answer.status == 200, "\(body): \(answer.text)")
    try await agree(after: body)
  }
}

@Loop private func twoServers(_ test: @Loop (TwoServers) async throws -> Void) async throws {
  try await served { first in
    let database = Database(first.store.database.configuration)
    database.start()
    let key = try #require(SigningKey(try await first.store.signingKey(named: "tokens")))
    let application = try Application(database, key: key, publicURL: first.stranger.publicURL)
    let port = try application.listen(on: "127.0.0.1:0").port
    let result: Result<Void, any Error>
    do {
      let stream = try StreamFollower("\(Served.path)/sessions/opening/live", port: port)
      _ = await stream.gets("event: snapshot")
      let servers = TwoServers(first: first, other: HTTPClient(port: port), stream: stream)
      result = .success(try await test(servers))
    } catch { result = .failure(error) }
    await application.stop()
    try result.get()
  }
}

extension HTTPClient {
  /// What a server that was told no address is called by.
  fileprivate var publicURL: PublicURL? { PublicURL("http://127.0.0.1:\(port)") }
}

@Suite("Two servers on one database", .timeLimit(.minutes(10)), .timeLimit(.minutes(10)))
struct TwoServersTests {
  @Test("whatever a curator decides shows on the other, also of what an organisation or the summit is asked")
  func curators() async throws {
    try await twoServers { servers in
      let (app, organizer) = (servers.first, servers.first.organizer)
      try #require(
        try await organizer.post("/organisations", #"{"slug":"acme","name":"Acme"}"#).status == 201)
      try #require(try await organizer.put("/organisations/acme/acceptance", #"{"by":"Ana"}"#).status == 200)
      try await app.lowerThresholds()
      for place in ["/sessions/opening/questions", "/organisations/acme/questions", "/questions"] {
        let phone = try await app.attendee()
        func ask(_ text: String) async throws -> String {
          let asked = try await phone.post(place, #"{"text":"\#(text)"}"#)
          try #require(asked.status == 201, "\(asked.text)")
          try await servers.agree(after: "asking \(place)")
          return try asked.string("id")
        }
        let question = try await ask("Qui répond, et jusqu’à quand ?")
        let path = "/questions/\(question)"
        // It is owed an answer at once: the board has it.
        #expect(try await servers.other.get("/promises").text.contains(#""id":"\#(question)""#))
        try await servers.patch(path, #"{"action":"correct","text":"Qui répond, et quand ?"}"#)
        try await servers.patch(path, #"{"action":"translate","text":"Who answers?","language":"en"}"#)
        if place.hasPrefix("/sessions") { try await servers.patch(path, #"{"action":"highlight"}"#) }
        try await servers.patch(path, #"{"action":"hide","reason":"off_topic"}"#)
        try await servers.patch(path, #"{"action":"undo"}"#)
        let merged = "/questions/\(try await ask("Qui donc répond, et quand ?"))"
        try await servers.patch(merged, #"{"action":"merge","into":"\#(question)"}"#)
        try await servers.patch(merged, #"{"action":"unmerge"}"#)
        let answer = #"{"kind":"written","text":"Nous, dans les dix jours."}"#
        #expect(try await organizer.put(path + "/answer", answer).status == 200)
        try await servers.agree(after: "answering")
        #expect(try await organizer.delete(path + "/answer").status == 200)
        try await servers.agree(after: "retracting")
        let author = try await organizer.get(path).string("author")
        #expect(
          try await organizer.post(
            "/quarantines", #"{"attendees":["\#(author)"],"reason":"stuffing"}"#
          ).status == 201)
        try await servers.agree(after: "quarantining")
        #expect(try await organizer.post("/releases", #"{"attendees":["\#(author)"]}"#).status == 200)
        try await servers.agree(after: "releasing")
        let bulk = "/attendees/\(author)/curation"
        #expect(try await organizer.post(bulk, #"{"action":"reject","reason":"advertising"}"#).status == 200)
        try await servers.agree(after: "turning all down")
        #expect(try await organizer.post(bulk, #"{"action":"undo"}"#).status == 200)
        try await servers.agree(after: "bringing all back")
        try await servers.patch(
          merged, #"{"action":"move","to":"\#(place == "/questions" ? "sessions/opening" : "summit")"}"#)
      }
      try #require(try await organizer.post("/speakers", #"{"slug":"ana","name":"Ana"}"#).status == 201)
      try await servers.patch("/sessions/opening", #"{"speakers":["ana"]}"#)
      #expect(try await organizer.put("/sessions/opening/acceptance", #"{"by":"Ana"}"#).status == 200)
      try await servers.agree(after: "accepting")
    }
  }

  @Test(
    "a session that is moved, renamed or timed anew is another version on the other's stream, and on its page"
  )
  func programme() async throws {
    try await twoServers { servers in
      let page = "/a-summit/opening"
      for (change, shown) in [
        (#"{"room":"Grand salon"}"#, "Grand salon"),
        (#"{"title":"La grande ouverture"}"#, "La grande ouverture"),
        (#"{"extendBy":15}"#, "<main>"), (#"{"box":"paused"}"#, "<main>"),
      ] {
        let before = try await servers.first.stranger.get("/sessions/opening").number("version")
        try await servers.patch("/sessions/opening", change)
        let after = try await servers.first.stranger.get("/sessions/opening").number("version")
        #expect(after > before, "\(change)")
        #expect(
          try await servers.other.call("GET", page, headers: ["Accept: text/html"]).text.contains(shown))
      }
    }
  }
}

extension Served {
  /// One vote obliges.
  fileprivate func lowerThresholds() async throws {
    try await setSession("threshold = 1")
    _ = try await store.database.query("update organisations set threshold = 1")
    _ = try await store.database.query("update summits set threshold = 1, threshold_floor = 1")
  }
}
