import API
import EventLoop
import Foundation
import TestSupport
import Testing

@Suite("Summits over HTTP", .timeLimit(.minutes(10)))
struct SummitsTests {
  @Test("a summit is made, listed and shown to everyone")
  func made() async throws {
    try await served(boxOpen: false) { tribune in
      let list = try await tribune.get("/summits")
      let shown = try await tribune.get("/summits/a-summit")
      let summit = try shown.json(API.Summit.self)
      #expect(try list.json(SummitList.self).summits == [summit])
      #expect(summit.timeZone == "Europe/Paris")
      #expect(summit.startsOn == "2017-06-13")
      #expect(summit.languages == ["fr", "en"])
      #expect(summit.thresholdRule == ThresholdRule(share: 10, floor: 5, ceiling: 150))
      #expect(summit.identity == .open)
    }
  }

  @Test("what did not change is not sent again")
  func notModified() async throws {
    try await served(boxOpen: false) { tribune in
      let first = try await tribune.get("/summits")
      let tag = try #require(first["etag"])
      let same = try await tribune.get("/summits", headers: ["If-None-Match: \(tag)"])
      #expect(same.status == 304)
      _ = try await tribune.patch(
        "/summits/a-summit", changed(SummitChange()) { $0.name = "Other" }, token: tribune.organizerToken)
      let other = try await tribune.get("/summits", headers: ["If-None-Match: \(tag)"])
      #expect(other.status == 200)
    }
  }

  @Test("a change is answered with the summit, and read at once")
  func changes() async throws {
    try await served(boxOpen: false) { tribune in
      _ = try await tribune.get("/summits/a-summit")
      let answer = try await tribune.patch(
        "/summits/a-summit",
        changed(SummitChange()) {
          $0.place = "Anglet"
          $0.thresholdRule = ThresholdRule(share: 20, floor: 3, ceiling: 90)
          $0.endsOn = "2017-06-15"
        }, token: tribune.organizerToken)
      #expect(answer.status == 200)
      let summit = try await tribune.get("/summits/a-summit").json(API.Summit.self)
      var told = try answer.json(API.Summit.self)
      // To organizers alone.
      #expect(told.stuffing == .flag)
      told.stuffing = nil
      #expect(told == summit)
      #expect(summit.place == "Anglet")
      #expect(summit.thresholdRule.share == 20)
      #expect(summit.endsOn == "2017-06-15")
      #expect(summit.name == "A summit")
    }
  }

  @Test(
    "what is wrong with a new summit is told by field and rule",
    arguments: [
      (
        #"{"slug":"api","name":"x","timeZone":"Europe/Paris","startsOn":"2017-06-13","endsOn":"2017-06-13"}"#,
        "slug", "reserved"
      ),
      (
        #"{"slug":"b","name":"x","timeZone":"Mars/Olympus","startsOn":"2017-06-13","endsOn":"2017-06-13"}"#,
        "timeZone", "known"
      ),
      (
        #"{"slug":"b","name":"x","timeZone":"UTC","startsOn":"2017-02-30","endsOn":"2017-06-13"}"#,
        "startsOn", "day"
      ),
      (
        #"{"slug":"b","name":"x","timeZone":"UTC","startsOn":"2017-06-14","endsOn":"2017-06-13"}"#, "endsOn",
        "order"
      ),
      (#"{"slug":"b","name":"x","timeZone":"UTC","startsOn":"2017-06-13"}"#, "endsOn", "required"),
      (
        #"{"slug":"b","name":"x","timeZone":"UTC","startsOn":"2017-06-13","endsOn":"2017-06-13","colour":1}"#,
        "colour", "unknown_key"
      ),
    ])
  func broken(body: String, field: String, rule: String) async throws {
    try await served(boxOpen: false) { tribune in
      let answer = try await tribune.organizer.call("POST", "/api/v1/summits", body)
      #expect(answer.status == 422)
      #expect(answer["content-type"] == "application/problem+json")
      #expect(answer.problem == ["rule_broken", field, rule])
      let list = try await tribune.get("/summits").json(SummitList.self)
      #expect(list.summits.map(\.slug) == ["a-summit"])
    }
  }

  @Test("a slug that is taken is a conflict; what is no JSON is malformed")
  func conflict() async throws {
    try await served(boxOpen: false) { tribune in
      let again = try await tribune.post(
        "/summits",
        NewSummit(slug: "a-summit", name: "x", timeZone: "UTC", startsOn: "2017-06-13", endsOn: "2017-06-13"),
        token: tribune.organizerToken)
      #expect(again.status == 409)
      #expect(again.problem == ["slug_taken", "slug", nil])
      let malformed = try await tribune.organizer.call("POST", "/api/v1/summits", "{")
      #expect(malformed.status == 400)
    }
  }

  @Test("only an organizer of the whole server makes summits; one of a summit changes that one alone")
  func roles() async throws {
    try await served(boxOpen: false) { tribune in
      try await tribune.makeSummit("other")
      let organizer = try await tribune.makeToken(.organizer).token
      let moderator = try await tribune.makeToken(.moderator).token
      let new = NewSummit(
        slug: "new", name: "x", timeZone: "UTC", startsOn: "2017-06-13", endsOn: "2017-06-13")
      let change = changed(SummitChange()) { $0.name = "Changed" }
      for (token, status) in [(nil, 401), ("nonsense", 401), (organizer, 403), (moderator, 403)] {
        let made = try await tribune.post("/summits", new, token: token)
        let rehearsed = try await tribune.post("/summits/a-summit/rehearsals", NewRehearsal(), token: token)
        let elsewhere = try await tribune.patch("/summits/other", change, token: token)
        for answer in [made, rehearsed, elsewhere] { #expect(answer.status == status) }
      }
      let own = try await tribune.patch("/summits/a-summit", change, token: organizer)
      #expect(own.status == 200)
      let moderated = try await tribune.patch("/summits/a-summit", change, token: moderator)
      #expect(moderated.status == 403)
    }
  }

  @Test("a rehearsal is a summit of its own, today, with the programme")
  func rehearsal() async throws {
    try await served(boxOpen: false) { tribune in
      let answer = try await tribune.organizer.call("POST", "/api/v1/summits/a-summit/rehearsals")
      #expect(answer.status == 201)
      #expect(answer["location"] == "/api/v1/summits/a-summit-rehearsal")
      let sessions = try await tribune.get("/summits/a-summit-rehearsal/sessions").json(SessionList.self)
      #expect(sessions.sessions.map(\.title) == ["The opening"])
      let later = try await tribune.post(
        "/summits/a-summit/rehearsals", NewRehearsal(slug: "later", startsOn: "2030-01-02"),
        token: tribune.organizerToken)
      #expect(try later.json(API.Summit.self).endsOn == "2030-01-03")
    }
  }

  @Test("a closed summit is closed for good")
  func closed() async throws {
    try await served(boxOpen: false) { tribune in
      let close = changed(SummitChange()) { $0.closed = true }
      let closed = try await tribune.patch("/summits/a-summit", close, token: tribune.organizerToken)
      #expect(try closed.json(API.Summit.self).closedAt != nil)
      let open = try await tribune.patch(
        "/summits/a-summit/sessions/opening", changed(SessionChange()) { $0.box = .open },
        token: tribune.organizerToken)
      #expect(open.status == 409)
      #expect(open.problem.first == "summit_closed")
      let reopen = try await tribune.patch(
        "/summits/a-summit", changed(SummitChange()) { $0.closed = false }, token: tribune.organizerToken)
      #expect(reopen.problem == ["rule_broken", "closed", "one_of"])
    }
  }

  @Test("what is not there is not found")
  func missing() async throws {
    try await served(boxOpen: false) { tribune in
      for path in ["/summits/nowhere", "/summits/nowhere/sessions"] {
        let answer = try await tribune.get(path)
        #expect(answer.status == 404)
      }
    }
  }
}
