import API
import EventLoop
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("The live state, asked for", .timeLimit(.minutes(10)))
struct LiveStateTests {
  private func state(_ app: Served, _ path: String = "/sessions/opening") async throws -> API.LiveState {
    try await app.stranger.get("\(path)/state").json(API.LiveState.self)
  }

  @Test("says at once what a stream would say first, for whoever can only ask")
  func session() async throws {
    try await served { app in
      let question = try await app.attendee().ask()
      _ = try await app.organizer.post("/announcements", #"{"text":"Le déjeuner est servi"}"#)
      let told = try await state(app)
      let snapshot = try #require(told.snapshot)
      #expect(snapshot.session == "opening" && snapshot.total == 1)
      #expect(snapshot.questions.map(\.upvotes) == [1])
      #expect(told.announcements.map(\.text) == ["Le déjeuner est servi"])
      #expect(told.announcements.allSatisfy { (1...60_000).contains($0.shownFor) })
      _ = try await app.attendee().put("\(question)/upvote")
      #expect(try await state(app).snapshot?.questions.map(\.upvotes) == [2])
      #expect(try await app.stranger.get("/sessions/none/state").status == 404)
    }
  }

  @Test("has another mark for what a page's head says with every change of title, room, speakers or times")
  func about() async throws {
    try await served { app in
      let stream = try StreamFollower("\(Served.path)/sessions/opening/live", port: app.stranger.port)
      var marks = [try #require(try await state(app).snapshot?.about)]
      _ = await stream.gets(marks[0])
      let end = Timestamp(Date(timeIntervalSinceNow: 7200)).description
      for change in [
        #"{"title":"Un autre titre"}"#, #"{"room":"Salon"}"#, #"{"endsAt":"\#(end)"}"#,
        #"{"box":"paused"}"#,
      ] {
        let changed = try await app.organizer.patch("/sessions/opening", change)
        try #require(changed.status == 200, "\(change): \(changed.text)")
        marks.append(try #require(try await state(app).snapshot?.about))
        _ = await stream.gets(marks[marks.count - 1])
      }
      #expect(Set(marks).count == 4, "a box is no part of the head")
      let page = try await app.stranger.call("GET", "/a-summit/opening")
      #expect(
        page.text.contains(#"data-about="\#(marks[marks.count - 1])""#),
        "the page has the mark of what it says")
    }
  }

  @Test("of a room is that of whatever is on there")
  func room() async throws {
    try await served { app in
      let new = NewSession(
        slug: "first", title: "First", startsAt: Timestamp(Date(timeIntervalSinceNow: -600)),
        endsAt: Timestamp(Date(timeIntervalSinceNow: 600)), room: "Grande salle")
      try #require(
        try await app.post("/summits/a-summit/sessions", new, token: app.organizerToken).status == 201)
      let told = try await state(app, "/rooms/grande-salle")
      #expect(told.room?.session?.slug == "first" && told.snapshot?.session == "first")
      _ = try await app.organizer.delete("/sessions/first")
      let after = try await state(app, "/rooms/grande-salle")
      #expect(after.room?.session == nil && after.snapshot == nil)
    }
  }
}
