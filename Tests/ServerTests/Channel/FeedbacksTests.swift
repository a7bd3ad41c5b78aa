import API
import Foundation
import Postgres
import Storage
import TestSupport
import Testing

@testable import Server

@Suite("Feedback over HTTP", .timeLimit(.minutes(10)))
struct FeedbacksTests {
  private static let path = "/sessions/opening/feedback"

  @Test("an attendee gives it, sees it, changes it; it takes the place of the former")
  func mine() async throws {
    try await served { app in
      try await app.setSession("ends_at = now() + interval '9 minutes'")
      let phone = try await app.attendee()
      #expect(try await phone.get(Self.path).isNull("mine"))
      let given = try await phone.give(#"{"stars":4,"comment":" Très clair.\r\nMerci. "}"#)
      #expect(given.status == 200)
      #expect(try given.number("stars") == 4)
      #expect(try given.string("comment") == "Très clair.\nMerci.")
      let changed = try await phone.give(#"{"stars":5}"#)
      #expect(try changed.isNull("comment"))
      let seen = try await phone.get(Self.path)
      #expect(try seen.number("mine", "stars") == 5)
      #expect(try seen.isNull("public"))
      let held = try await phone.get("/attendees/me")
      #expect(try held.string("feedback", 0, "session") == "opening")
      #expect(try held.number("feedback", 0, "stars") == 5)
      #expect(try await phone.delete("/attendees/me").status == 204)
      #expect(try await app.organizer.get(Self.path).number("ratings") == 0)
    }
  }

  @Test("each refusal has its own code and changes nothing")
  func refused() async throws {
    try await served { app in
      let phone = try await app.attendee()
      let good = #"{"stars":4}"#
      let early = try await phone.give(good)
      #expect(early.status == 409)
      #expect(try early.string("code") == "feedback_too_early")
      try await app.setSession("ends_at = now() + interval '9 minutes'")
      let long = String(repeating: "x", count: 1001)
      for (body, field, rule) in [
        (#"{"stars":0}"#, "stars", "range"), (#"{"stars":6}"#, "stars", "range"),
        (#"{"stars":"5"}"#, "stars", "type"),
        (#"{"comment":"x"}"#, "stars", "required"),
        (#"{"stars":5,"comment":"\#(long)"}"#, "comment", "too_long"),
        (#"{"stars":5,"comment":"a\u0007"}"#, "comment", "control_character"),
        (#"{"stars":5,"name":"x"}"#, "name", "unknown_key"),
      ] {
        let answer = try await phone.give(body)
        #expect(answer.status == 422, "\(body)")
        #expect(answer.member("field") == field, "\(body)")
        #expect(answer.member("rule") == rule, "\(body)")
      }
      #expect(try await app.stranger.give(good).status == 401)
      #expect(try await app.organizer.give(good).status == 403)
      let nowhere = try await phone.call("PUT", Served.path + "/sessions/nowhere/feedback", good)
      #expect(nowhere.status == 404)
      try await app.setSession("cancelled_at = now()")
      #expect(try await phone.give(good).string("code") == "session_cancelled")
      try await app.setSession("cancelled_at = null")
      _ = try await app.organizer.patch("", #"{"closed":true}"#)
      let closed = try await phone.give(good)
      #expect(closed.status == 409)
      #expect(try closed.string("code") == "summit_closed")
      #expect(try await app.organizer.get(Self.path).number("ratings") == 0)
    }
  }

  @Test("organizers and the session's speakers read all of it, and not who said it; others do not")
  func report() async throws {
    try await served { app in
      try await app.setSession("ends_at = now() + interval '9 minutes'")
      for (stars, comment) in [(5, "Bravo"), (4, nil), (4, "Bien")] as [(Int, String?)] {
        let rest = comment.map { #","comment":"\#($0)""# } ?? ""
        _ = try await app.attendee().give(#"{"stars":\#(stars)\#(rest)}"#)
      }
      for official in [app.organizer, try await app.official("speaker")] {
        let report = try await official.get(Self.path)
        let read = try report.json(FeedbackReport.self)
        #expect(read.average == 4.3)
        #expect(read.histogram == [0, 0, 0, 2, 1])
        #expect(read.comments.map(\.comment) == ["Bien", "Bravo"])
        #expect(!report.text.contains("attendee"))
        let page = try await official.get(Self.path + "?limit=1")
        let next = try page.string("next")
        let second = try await official.get(Self.path + "?limit=1&after=\(next)")
        #expect(try second.string("comments", 0, "comment") == "Bravo")
      }
      for other in [try await app.official("moderator"), try await app.attendee(), app.stranger] {
        let seen = try await other.get(Self.path)
        #expect(seen.status == 200)
        #expect(!seen.text.contains("Bravo"))
        #expect(!seen.text.contains("histogram"))
        #expect(try seen.isNull("public"))
      }
    }
  }

  @Test("averages are public where the summit wants them, above five ratings")
  func shared() async throws {
    try await served { app in
      try await app.setSession("ends_at = now() + interval '9 minutes'")
      let wanted = try await app.organizer.patch("", #"{"publicRatings":true}"#)
      #expect(try wanted.flag("publicRatings"))
      for _ in 0..<5 { _ = try await app.attendee().give(#"{"stars":4}"#) }
      #expect(try await app.stranger.get(Self.path).isNull("public"))
      let phone = try await app.attendee()
      _ = try await phone.give(#"{"stars":5,"comment":"Pour vous seuls"}"#)
      for caller in [app.stranger, phone] {
        let seen = try await caller.get(Self.path)
        #expect(try seen.json(FeedbackSeen.self).public == PublicFeedback(average: 4.2, ratings: 6))
      }
      #expect(try await !app.stranger.get(Self.path).text.contains("Pour vous seuls"))
      _ = try await app.store.database.query(
        "update attendees set quarantined_at = now(), quarantine_reason = 'burst' where id = 1")
      #expect(try await app.stranger.get(Self.path).isNull("public"))
      _ = try await app.organizer.patch("", #"{"publicRatings":false}"#)
      #expect(try await app.stranger.get(Self.path).isNull("public"))
    }
  }

  @Test("organizers see all sessions in short")
  func overview() async throws {
    try await served { app in
      try await app.setSession("ends_at = now() + interval '9 minutes'")
      _ = try await app.attendee().give(#"{"stars":3,"comment":"Moyen"}"#)
      try await app.makeSession("debate")
      let overview = try await app.organizer.get("/feedback").json(FeedbackOverview.self)
      #expect(overview.sessions.map(\.session) == ["opening", "debate"])
      #expect(overview.sessions.map(\.average) == [3, nil])
      #expect(overview.sessions.map(\.comments) == [1, 0])
      #expect(try await app.official("speaker").get("/feedback").status == 403)
      #expect(try await app.stranger.get("/feedback").status == 401)
    }
  }
}

extension HTTPClient {
  fileprivate func give(_ body: String) async throws -> HTTPAnswer {
    try await call("PUT", Served.path + "/sessions/opening/feedback", body)
  }
}
