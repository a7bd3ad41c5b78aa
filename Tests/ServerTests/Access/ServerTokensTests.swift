import API
import EventLoop
import HTTP
import Storage
import TestSupport
import Testing

@Suite("Tokens of the whole server", .timeLimit(.minutes(10)))
struct ServerTokensTests {
  @Test("its organizers list and revoke them; nobody else does")
  func listed() async throws {
    try await served { served in
      let path = "/api/v1/tokens"
      let listed = try await served.organizer.call("GET", path)
      #expect(try listed.status == 200 && listed.count("tokens") == 1)
      #expect(!listed.text.contains("tribune_organizer"))
      let id = try listed.string("tokens", 0, "id")
      let organizer = try await served.official("organizer")
      #expect(try await organizer.call("GET", path).status == 403)
      #expect(try await organizer.call("DELETE", "\(path)/\(id)").status == 403)
      #expect(try await served.stranger.call("GET", path).status == 401)
      #expect(try await served.attendee().call("GET", path).status == 401)
      // A summit's is not revoked from here.
      let others = try await served.organizer.get("/tokens").string("tokens", 0, "id")
      #expect(try await served.organizer.call("DELETE", "\(path)/\(others)").status == 404)
      #expect(try await served.organizer.call("DELETE", "\(path)/\(id)").status == 204)
      #expect(try await served.organizer.call("GET", path).status == 401)
      #expect(try await organizer.get("/tokens").status == 200)
    }
  }

  @Test("a token may be given an end, which lies ahead")
  func expires() async throws {
    try await served { served in
      func make(_ date: String) async throws -> HTTPAnswer {
        try await served.organizer.post("/tokens", #"{"role":"moderator","expiresAt":"\#(date)"}"#)
      }
      let made = try await make("2999-06-14T23:59:00+02:00")
      #expect(made.status == 201)
      #expect(
        try await served.organizer.get("/tokens").string("tokens", 0, "expiresAt").hasPrefix("2999-06-14"))
      let late = try await make("2017-06-14T23:59:00+02:00")
      #expect(late.status == 422 && late.member("field") == "expiresAt" && late.member("rule") == "future")
    }
  }
}
