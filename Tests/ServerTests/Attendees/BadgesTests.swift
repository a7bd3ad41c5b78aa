import API
import EventLoop
import Foundation
import HTTP
import Postgres
import Storage
import TestSupport
import Testing
import Tokens

@testable import Server

@Suite("Badges over HTTP", .timeLimit(.minutes(10)))
struct BadgesTests {
  @Test("codes are imported by organizers, again without harm, and kept as digests alone")
  func imported() async throws {
    try await served { app in
      let organizer = try await app.official("organizer")
      let body = #"{"codes": ["AB-12 cd", "Élan 7", "ab12CD"]}"#
      let first = try await organizer.post("/badges", body)
      #expect(first.status == 201)
      #expect(try first.number("added") == 2)
      #expect(try first.number("known") == 1)
      #expect(try first.number("badges", "imported") == 2)
      #expect(try first.string("badges", "joinURL").hasSuffix("/a-summit?badge="))
      #expect(first.member("codes") == nil)
      #expect(try await organizer.post("/badges", body).number("added") == 0)
      let joined = try await app.stranger.post("/attendees", #"{"badge": "ab 12–CD"}"#)
      #expect(joined.status == 201)
      let tally = try await organizer.get("/badges")
      #expect(try tally.number("joined") == 1)
      #expect(try tally.number("withoutBadge") == 0)
      let leaked = try await app.store.database.query(
        """
        select
        from badges b
        where position(convert_to('ab12cd', 'UTF8') in b.digest) > 0
          or position(convert_to('AB12CD', 'UTF8') in b.digest) > 0
        """)
      #expect(leaked.isEmpty)
    }
  }

  @Test("new codes are said once; each joins, in whatever way it is typed")
  func generated() async throws {
    try await served { app in
      let organizer = try await app.official("organizer")
      let made = try await organizer.post("/badges", #"{"generate": 3}"#).json(BadgeReport.self)
      let codes = try #require(made.codes)
      #expect(Set(codes).count == 3)
      #expect(codes.allSatisfy { $0.count == 14 })
      let typed = codes[0].lowercased().replacing("-", with: " ")
      #expect(try await app.stranger.post("/attendees", #"{"badge": "\#(typed)"}"#).status == 201)
    }
  }

  @Test(
    "what is no code is refused by its place and rule, and nothing is imported",
    arguments: [
      (#"{"codes": ["A1", " - "]}"#, "codes.1", "empty"),
      (#"{"codes": ["A1", "B\u0007"]}"#, "codes.1", "control_character"),
      (#"{"codes": []}"#, "codes", "count"), (#"{"generate": 0}"#, "generate", "range"),
      (#"{"generate": 5001}"#, "generate", "range"), (#"{}"#, "codes", "one_of"),
      (#"{"codes": ["A1"], "generate": 2}"#, "codes", "one_of"), (#"{"code": "A1"}"#, "code", "unknown_key"),
    ])
  func broken(body: String, field: String, rule: String) async throws {
    try await served { app in
      let organizer = try await app.official("organizer")
      let answer = try await organizer.post("/badges", body)
      #expect(answer.status == 422)
      #expect(answer.problem == ["rule_broken", field, rule])
      #expect(try await organizer.get("/badges").number("imported") == 0)
    }
  }

  @Test("only organizers see and import them")
  func roles() async throws {
    try await served { app in
      let moderator = try await app.official("moderator")
      #expect(try await moderator.get("/badges").status == 403)
      #expect(try await moderator.post("/badges", #"{"codes": ["A1"]}"#).status == 403)
      #expect(try await app.attendee().get("/badges").status == 403)
      #expect(try await app.stranger.get("/badges").status == 401)
    }
  }

  @Test("an unknown code is refused; a missing one where the summit asks for it; who was there before stays")
  func joining() async throws {
    try await served { app in
      let before = try await app.attendee()
      let organizer = try await app.official("organizer")
      _ = try await organizer.post("/badges", #"{"codes": ["K7M2-9XQD"]}"#)
      let unknown = try await app.stranger.post("/attendees", #"{"badge": "K7M2-9XQE"}"#)
      #expect(unknown.status == 422)
      #expect(unknown.problem == ["badge_unknown", "badge", "known"])
      let empty = try await app.stranger.post("/attendees", #"{"badge": " - "}"#)
      #expect(empty.problem == ["rule_broken", "badge", "required"])
      let long = try await app.stranger.post(
        "/attendees", #"{"badge": "\#(String(repeating: "A", count: 65))"}"#)
      #expect(long.problem == ["rule_broken", "badge", "too_long"])
      let changed = try await app.organizer.patch("", #"{"identity": "badge"}"#)
      #expect(try changed.string("identity") == "badge")
      let odd = try await app.organizer.patch("", #"{"identity": "passport"}"#)
      #expect(odd.problem == ["rule_broken", "identity", "one_of"])
      let none = try await app.stranger.post("/attendees", "{}")
      #expect(none.problem == ["rule_broken", "badge", "required"])
      #expect(try await before.get("/attendees/me").status == 200)
      #expect(
        try await before.post("/sessions/opening/questions", #"{"text": "Qui est encore là ?"}"#).status
          == 201)
    }
  }

  @Test("an invented badge joins nobody, also before any was imported, whether badges are asked for or not")
  func invented() async throws {
    try await served { app in
      for identity in ["open", "badge"] {
        _ = try await app.organizer.patch("", #"{"identity": "\#(identity)"}"#)
        let invented = try await app.stranger.post("/attendees", #"{"badge": "totally-made-up-1"}"#)
        #expect(invented.status == 422)
        #expect(invented.problem == ["badge_unknown", "badge", "known"])
      }
      let people = try await app.store.database.query("select from attendees")
      #expect(people.isEmpty)
    }
  }

  @Test("guessing codes ends in 429, and the right one joins all the same: the hall is behind that address")
  func guessing() async throws {
    try await served { app in
      let organizer = try await app.official("organizer")
      _ = try await organizer.post("/badges", #"{"codes": ["RIGHT-ONE", "OTHER-ONE"]}"#)
      let proxied = ["X-Forwarded-For: 10.0.0.1, 203.0.113.7"]
      var limited = try await app.stranger.post("/attendees", #"{"badge": "guess"}"#, proxied)
      // On a slow machine a few are forgiven meanwhile.
      for guess in 0..<100 where limited.status == 422 {
        if guess < 28 { #expect(limited.member("code") == "badge_unknown") }
        limited = try await app.stranger.post("/attendees", #"{"badge": "guess \#(guess)"}"#, proxied)
      }
      #expect(limited.status == 429)
      #expect(limited.member("code") == "too_many_badge_tries")
      #expect(limited["Retry-After"].flatMap { Int($0) }.map { (1...3).contains($0) } == true)
      // Another value before the proxy's, and another field before its field, are the client's own words.
      let forged = ["X-Forwarded-For: 198.51.100.9", "X-Forwarded-For: 192.0.2.1, 203.0.113.7"]
      #expect(try await app.stranger.post("/attendees", #"{"badge": "guess"}"#, forged).status == 429)
      #expect(try await app.stranger.post("/attendees", #"{"badge": "right one"}"#, proxied).status == 201)
      #expect(try await app.stranger.post("/attendees", #"{"badge": "guess"}"#).status == 422)
      #expect(try await app.stranger.post("/attendees", "{}", proxied).status == 201)
      let metrics = try await app.stranger.call("GET", "/metrics").text
      for code in ["badge_unknown", "too_many_badge_tries"] {
        let counter = try #require(
          metrics.firstMatch(of: try Regex("tribune_badge_refusals_total\\{code=\"\(code)\"\\} ([1-9])")))
        #expect(!counter.output.isEmpty)
      }
    }
  }

  @Test("thousands of codes are digested away from the loop, which serves others meanwhile")
  @Loop func away() async throws {
    let key = try #require(SigningKey(Array(repeating: 7, count: 32)))
    var turns = 0
    let others = Task { @Loop in
      while !Task.isCancelled {
        turns += 1
        await Loop.turn()
      }
    }
    let digests = try await Badges.digests(of: (1...5_000).map { "CODE-\($0)" }, summit: 1, key: key)
    #expect(turns > 0)
    others.cancel()
    await others.value
    #expect(Set(digests).count == 5_000)
  }
}
