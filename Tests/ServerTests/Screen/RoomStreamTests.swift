import API
import EventLoop
import Foundation
import Storage
import TestSupport
import Testing

@testable import Server

@Suite("A room's stream", .timeLimit(.minutes(10)))
struct RoomStreamTests {
  /// A session in the room, of which the start and end lie so many minutes from now.
  private func make(_ slug: String, _ start: Double, _ end: Double, in app: Served) async throws {
    let new = NewSession(
      slug: slug, title: "Session \(slug)", startsAt: Timestamp(Date(timeIntervalSinceNow: start * 60)),
      endsAt: Timestamp(Date(timeIntervalSinceNow: end * 60)), room: "Grande salle")
    try #require(
      try await app.post("/summits/a-summit/sessions", new, token: app.organizerToken).status == 201)
  }

  private func now(_ app: Served) async throws -> API.RoomNow {
    try await app.get("/summits/a-summit/rooms/grande-salle").json(API.RoomNow.self)
  }

  @Test("it says what is on, and leads to the next when the organizers end, cancel or move a session")
  func follows() async throws {
    try await served { app in
      try await make("first", -10, 30, in: app)
      try await make("second", 0.5, 60, in: app)
      let wall = try StreamFollower("\(Served.path)/rooms/grande-salle/live", port: app.stranger.port)
      let began = await wall.gets("event: snapshot")
      #expect(began.contains(#""slug":"first""#))
      #expect(began.contains(#""session":"first""#))
      // What happens in the session reaches the wall.
      _ = try await app.organizer.patch("/sessions/first", #"{"box":"open"}"#)
      _ = await wall.gets(#""box":"open""#)
      _ = try await app.organizer.post("/announcements", #"{"text":"Dans la première","session":"first"}"#)
      _ = await wall.gets("Dans la première")
      // The first is taken off the programme: the second comes next, and then is on.
      _ = try await app.organizer.delete("/sessions/first")
      _ = await wall.gets(#""phase":"next""#)
      _ = await wall.gets(#""session":"second""#)
      #expect(try await now(app).session?.slug == "second")
      let start = Timestamp(Date(timeIntervalSinceNow: -60)).description
      _ = try await app.organizer.patch("/sessions/second", #"{"startsAt":"\#(start)"}"#)
      let moved = await wall.gets(#""phase":"on","room":{"#, times: 2)
      #expect(moved.contains("event: room"))
      _ = try await app.organizer.patch("/sessions/second", #"{"ended":true}"#)
      _ = await wall.gets(#""phase":"over""#)
      #expect(try await now(app).phase == .over)
    }
  }

  @Test("time alone leads it on")
  func time() async throws {
    try await served { app in
      try await make("second", 0.03, 60, in: app)
      let wall = try StreamFollower("\(Served.path)/rooms/grande-salle/live", port: app.stranger.port)
      #expect(await wall.gets("event: room").contains(#""phase":"next""#))
      #expect(await wall.gets(#""phase":"on""#).contains(#""slug":"second""#))
    }
  }

  @Test("who looks at one session hears what is on in its room, and is led nowhere")
  func listens() async throws {
    try await served { app in
      try await make("first", -10, 30, in: app)
      try await make("second", 31, 60, in: app)
      let phone = try StreamFollower("\(Served.path)/sessions/first/live", port: app.stranger.port)
      _ = await phone.gets(#""phase":"on""#)
      _ = try await app.organizer.patch("/sessions/first", #"{"ended":true}"#)
      #expect(await phone.gets(#""phase":"next""#).contains(#""slug":"second""#))
      _ = try await app.organizer.patch("/sessions/second", #"{"box":"open"}"#)
      #expect(await phone.gets(#""phase":"on""#, times: 2).contains(#""session":"second""#) == false)
    }
  }

  @Test("who looks at a session that moves hears what is on in the room where it is now")
  func moves() async throws {
    try await served { app in
      try await make("first", -10, 30, in: app)
      let phone = try StreamFollower("\(Served.path)/sessions/first/live", port: app.stranger.port)
      _ = await phone.gets(#""slug":"grande-salle""#)
      _ = try await app.organizer.patch("/sessions/first", #"{"room":"Petite salle"}"#)
      _ = await phone.gets(#""slug":"petite-salle""#)
      // What is on in the new room reaches it, and what is on in the old one no more.
      try await make("another", -5, 20, in: app)
      _ = try await app.organizer.patch("/sessions/first", #"{"ended":true}"#)
      let heard = await phone.gets(#""phase":"over""#)
      #expect(!heard.contains(#""slug":"another""#))
    }
  }

  @Test("open walls and phones tell the hours of the zone that the summit has now")
  func zone() async throws {
    try await served { app in
      try await make("first", -10, 30, in: app)
      let wall = try StreamFollower("\(Served.path)/rooms/grande-salle/live", port: app.stranger.port)
      let phone = try StreamFollower("\(Served.path)/sessions/first/live", port: app.stranger.port)
      for stream in [wall, phone] { _ = await stream.gets("event: snapshot") }
      let changed = try await app.organizer.call("PATCH", Served.path, #"{"timeZone":"Asia/Kathmandu"}"#)
      try #require(changed.status == 200, "\(changed.text)")
      for stream in [wall, phone] { #expect(await stream.gets("+05:45").contains("+05:45")) }
      let told = await wall.gets(#"+05:45","title":"Session first""#)
      #expect(told.contains("event: room"))
    }
  }

  @Test("a room that nobody knows is told apart from one where nothing is on")
  func unknown() async throws {
    try await served { app in
      #expect(try await app.get("/summits/a-summit/rooms/nowhere").problem == ["room_not_found", nil, nil])
      #expect(try await app.get("/summits/a-summit/rooms/nowhere/live").status == 404)
      try await make("only", 10, 20, in: app)
      _ = try await app.organizer.delete("/sessions/only")
      let now = try await now(app)
      #expect(now.phase == .over && now.session == nil && now.next == nil && now.changesAt == nil)
    }
  }
}
