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

@Suite("Announcements on event streams", .timeLimit(.minutes(10)))
struct AnnouncementStreamTests {
  @Test("one to the summit reaches the streams of all its sessions, one to a session its own alone")
  func reach() async throws {
    try await served { app in
      try await app.makeSession("debate")
      let opening = try await app.follow("opening")
      let debate = try await app.follow("debate")
      _ = try await app.organizer.post("/announcements", #"{"text":"À tous"}"#)
      for follower in [opening, debate] {
        let told = await follower.gets("À tous")
        #expect(told.contains("event: announcement\n"))
        #expect(told.contains(#""from":"organizers""#))
      }
      _ = try await app.organizer.post("/announcements", #"{"text":"Au débat","session":"debate"}"#)
      _ = try await app.organizer.post("/announcements", #"{"text":"Encore à tous"}"#)
      let both = await debate.gets("Encore à tous")
      #expect(both.contains("Au débat"))
      let one = await opening.gets("Encore à tous")
      #expect(!one.contains("Au débat"))
    }
  }

  @Test("who comes within the minute gets it, with what is left of the minute; who comes later does not")
  func late() async throws {
    try await served { app in
      _ = try await app.organizer.post("/announcements", #"{"text":"Ancienne"}"#)
      try await app.letPass(seconds: 61)
      _ = try await app.organizer.post("/announcements", #"{"text":"Fraîche"}"#)
      try await app.letPass(seconds: 40)
      let follower = try await app.follow("opening")
      _ = await follower.gets("Fraîche")
      _ = try await app.organizer.post("/announcements", #"{"text":"Nouvelle"}"#)
      let all = await follower.gets("Nouvelle")
      #expect(!all.contains("Ancienne"))
      let left = try #require(all.firstMatch(of: /"shownFor":(\d+),"text":"Fraîche"/))
      #expect((1...20_000).contains(try #require(Int(left.1))))
      // Once on a stream that stays.
      #expect(all.matches(of: /Fraîche/).count == 1)
      // The stream that is there keeps what it was told for those who come after it.
      let second = try await app.follow("opening")
      let again = await second.gets("Nouvelle")
      #expect(again.contains("Fraîche"))
    }
  }

  @Test("what is taken back is told, also to who comes just then")
  func withdrawal() async throws {
    try await served { app in
      let follower = try await app.follow("opening")
      let id = try await app.organizer.post("/announcements", #"{"text":"Une erreur"}"#).string("id")
      _ = await follower.gets("Une erreur")
      _ = try await app.organizer.delete("/announcements/\(id)")
      let withdrawal = "event: withdrawal\ndata: {\"id\":\"\(id)\"}\n\n"
      #expect(await follower.gets(withdrawal).contains(withdrawal))
      let late = try await app.follow("opening")
      let told = await late.gets(withdrawal)
      #expect(told.contains(withdrawal))
      #expect(!told.contains("Une erreur"))
    }
  }

  @Test("another server's streams get it after the notice, and by the poll where no notice came")
  func twoServers() async throws {
    try await served { app in
      let database = Database(app.store.database.configuration)
      database.start()
      let key = try #require(SigningKey(try await app.store.signingKey(named: "tokens")))
      let second = try Application(database, key: key, publicURL: nil)
      let address = try second.listen(on: "127.0.0.1:0")
      let follower = try await app.follow("opening", port: address.port)
      _ = try await app.organizer.post("/announcements", #"{"text":"Dite à l’un"}"#)
      #expect(await follower.gets("Dite à l’un").contains("event: announcement"))
      // Straight into the database: nobody gives notice.
      let token: Petitions.AccessToken.ID = try #require(
        try await app.store.database.query("select id from access_tokens").first)["id"]
      _ = try await app.store.announce(
        Announcing(try AnnouncementText("Sans bruit"), to: nil, as: .organizers, by: token), in: app.summit.id
      )
      #expect(await follower.gets("Sans bruit").contains("Sans bruit"))
      await second.stop()
    }
  }
}

extension Served {
  /// A stream that has begun.
  fileprivate func follow(_ session: String, port: UInt16? = nil) async throws -> StreamFollower {
    let follower = try StreamFollower("\(Served.path)/sessions/\(session)/live", port: port ?? stranger.port)
    _ = await follower.gets("event: snapshot")
    return follower
  }

  fileprivate func letPass(seconds: Double) async throws {
    _ = try await store.database.query(
      "update announcements set announced_at = announced_at - make_interval(secs => \(seconds))")
  }
}
