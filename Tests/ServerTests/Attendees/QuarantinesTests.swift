import API
import EventLoop
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Quarantine over HTTP", .timeLimit(.minutes(10)))
struct QuarantinesTests {
  /// Some who joined, and a question that the others signed.
  @Loop private func hall(_ app: Served, _ size: Int) async throws -> (
    people: [(id: String, phone: HTTPClient)], question: String
  ) {
    var people: [(id: String, phone: HTTPClient)] = []
    for _ in 0..<size {
      let joined = try await app.stranger.post("/attendees", "{}")
      people.append(
        (try joined.string("attendee"), HTTPClient(port: app.stranger.port, token: joined.member("token"))))
    }
    let question = try await people[0].phone.ask()
    for (_, phone) in people.dropFirst() { _ = try await phone.put(question + "/upvote") }
    return (people, question)
  }

  @Test("a dry run shows what a quarantine does, which shows the same, and its undo takes it back")
  func whole() async throws {
    try await served { app in
      let (people, question) = try await hall(app, 5)
      let organizer = try await app.official("organizer")
      let ids = people.suffix(2).map { #""\#($0.id)""# }.joined(separator: ",")
      let body = #"{"attendees": [\#(ids)], "reason": "stuffing", "note": "deux tablettes""#
      let tried = try await organizer.post("/quarantines", body + #", "dryRun": true}"#)
      #expect(tried.status == 200)
      #expect(try tried.isNull("id"))
      #expect(try tried.flag("dryRun"))
      #expect(try await app.stranger.get(question).number("upvotes") == 5)

      let done = try await organizer.post("/quarantines", body + "}")
      #expect(done.status == 201)
      let report = try done.json(QuarantineReport.self)
      #expect(report.attendees == people.suffix(2).map(\.id))
      #expect(report.questions == (try tried.json(QuarantineReport.self)).questions)
      #expect(report.questions.map(\.upvotes) == [5])
      #expect(report.questions.map(\.counted) == [3])
      #expect(try done.isNull("questions", 0, "promise", "before"))
      #expect(try await app.stranger.get(question).number("upvotes") == 3)
      #expect(
        try await app.stranger.get("/sessions/opening/questions").number("questions", 0, "upvotes") == 3)

      // Curators see it with and without, and nobody else.
      let seen = try await organizer.get(question)
      #expect(try seen.number("upvotesWithQuarantined") == 5)
      #expect(try seen.string("author") == people[0].id)
      let listed = try await organizer.get("/sessions/opening/questions?state=all")
      #expect(try listed.number("questions", 0, "upvotesWithQuarantined") == 5)
      let moderators = try await app.official("moderator").get(question)
      #expect(try moderators.number("upvotesWithQuarantined") == 5)
      #expect(moderators.member("author") == nil)
      let others = try await people[1].phone.get(question)
      #expect(others.member("upvotesWithQuarantined") == nil)
      #expect(others.member("author") == nil)

      let list = try await organizer.get("/quarantines")
      #expect(try list.string("quarantines", 0, "reason") == "stuffing")
      #expect(try list.string("quarantines", 0, "note") == "deux tablettes")
      #expect(try list.flag("quarantines", 0, "automatic") == false)
      let suspects = try await organizer.get("/attendees?suspects=true").json(AttendeeList.self)
      #expect(suspects.attendees.map(\.id) == people.suffix(2).map(\.id))
      #expect(suspects.attendees.first?.quarantined?.reason == .stuffing)

      let id = try #require(report.id)
      let trial = try await organizer.delete("/quarantines/\(id)?dryRun=true")
      #expect(try trial.number("questions", 0, "counted") == 5)
      #expect(try await app.stranger.get(question).number("upvotes") == 3)
      let undone = try await organizer.delete("/quarantines/\(id)")
      #expect(undone.status == 200)
      #expect(try await app.stranger.get(question).number("upvotes") == 5)
      let again = try await organizer.delete("/quarantines/\(id)")
      #expect(again.status == 409)
      #expect(again.member("code") == "quarantine_released")
    }
  }

  @Test("one of them can be released alone")
  func release() async throws {
    try await served { app in
      let (people, question) = try await hall(app, 4)
      let organizer = try await app.official("organizer")
      let ids = people.suffix(2).map { #""\#($0.id)""# }.joined(separator: ",")
      _ = try await organizer.post("/quarantines", #"{"attendees": [\#(ids)], "reason": "off_topic"}"#)
      let one = #"{"attendees": ["\#(people[3].id)"]"#
      let tried = try await organizer.post("/releases", one + #", "dryRun": true}"#)
      #expect(try tried.number("questions", 0, "counted") == 3)
      let done = try await organizer.post("/releases", one + "}")
      #expect(done.status == 200)
      #expect(try await app.stranger.get(question).number("upvotes") == 3)
      let again = try await organizer.post("/releases", one + "}")
      #expect(try again.count("attendees") == 0)
      #expect(try again.string("unchanged", 0) == people[3].id)
    }
  }

  @Test(
    "each refusal has its code",
    arguments: [
      (#"{"attendees": ["99999"], "reason": "stuffing"}"#, 404, "attendee_not_found", "attendees"),
      (#"{"attendees": ["x"], "reason": "stuffing"}"#, 404, "attendee_not_found", "attendees"),
      (#"{"attendees": [], "reason": "stuffing"}"#, 422, "rule_broken", "attendees"),
      (#"{"reason": "stuffing"}"#, 422, "rule_broken", "attendees"),
      (#"{"attendees": ["1"], "burst": "1-1", "reason": "stuffing"}"#, 422, "rule_broken", "attendees"),
      (#"{"burst": "1-1", "reason": "stuffing"}"#, 404, "burst_not_found", "burst"),
      (#"{"attendees": ["1"], "reason": "boring"}"#, 422, "rule_broken", "reason"),
      (#"{"attendees": ["1"]}"#, 422, "rule_broken", "reason"),
    ])
  func refused(body: String, status: Int, code: String, field: String) async throws {
    try await served { app in
      let organizer = try await app.official("organizer")
      let answer = try await organizer.post("/quarantines", body)
      #expect(answer.status == status)
      #expect(answer.member("code") == code)
      #expect(answer.member("field") == field)
      #expect(try await organizer.get("/quarantines").count("quarantines") == 0)
    }
  }

  @Test("a note is not too long; a quarantine exists; only organizers decide")
  func others() async throws {
    try await served { app in
      let (people, _) = try await hall(app, 1)
      let organizer = try await app.official("organizer")
      let note = String(repeating: "n", count: 1001)
      let long = try await organizer.post(
        "/quarantines", #"{"attendees": ["\#(people[0].id)"], "reason": "stuffing", "note": "\#(note)"}"#)
      #expect(long.problem == ["rule_broken", "note", "length"])
      #expect(try await organizer.delete("/quarantines/77").member("code") == "quarantine_not_found")
      let moderator = try await app.official("moderator")
      for path in ["/quarantines", "/attendees", "/attendees/bursts"] {
        #expect(try await moderator.get(path).status == 403)
        #expect(try await app.stranger.get(path).status == 401)
      }
      for path in ["/quarantines", "/releases"] {
        #expect(try await moderator.post(path, #"{"attendees": ["1"], "reason": "stuffing"}"#).status == 403)
        #expect(try await people[0].phone.post(path, "{}").status == 403)
      }
    }
  }

  @Test("a burst is told with its reason, and quarantined by its name")
  func bursts() async throws {
    try await served { app in
      let (people, question) = try await hall(app, 31)
      // Nobody here ran through a page, and all of it took a second.
      let organizer = try await app.official("organizer")
      let list = try await organizer.get("/attendees/bursts").json(BurstList.self)
      let burst = try #require(list.bursts.first)
      #expect(burst.attendees.count == 31)
      #expect(burst.reason == .stuffing)
      #expect(burst.because.hasPrefix("31 phones without a badge joined within "))
      let done = try await organizer.post("/quarantines", #"{"burst": "\#(burst.id)", "reason": "stuffing"}"#)
      #expect(try done.count("attendees") == 31)
      #expect(try await app.stranger.get(question).number("upvotes") == 0)
      #expect(try await people[3].phone.get(question).flag("upvoted"))
      let after = try await organizer.get("/attendees/bursts").json(BurstList.self)
      #expect(after.bursts.first?.counting == 0)
    }
  }

  @Test(
    "curators see by whom a question is held; whoever reported it is set aside as one, and all of theirs is back"
  )
  func reporters() async throws {
    try await served { app in
      let author = try await app.attendee()
      let (first, second) = (try await author.ask(), try await author.ask("Et que faire des autres ?"))
      var phones: [HTTPClient] = []
      for _ in 1...5 { phones.append(try await app.present()) }
      _ = try await phones[0].put(second + "/upvote")
      for phone in phones {
        for question in [first, second] { #expect(try await phone.put(question + "/report").status == 204) }
      }
      #expect(try await app.attendee().put(first + "/report").status == 404)
      let moderator = try await app.official("moderator")
      let held = try await moderator.get("/sessions/opening/questions?state=pending").json(
        API.QuestionList.self)
      #expect(held.questions.count == 2)
      #expect(
        held.questions.first?.reporting
          == API.Reporting(all: 5, counted: 5, neverSigned: 4, needed: 5, holds: true))
      #expect(try await author.get(first).member("reporting") == nil)

      let organizer = try await app.official("organizer")
      let id = first.split(separator: "/").last ?? ""
      let body = #"{"reportersOf": "\#(id)", "reason": "stuffing"}"#
      #expect(try await moderator.post("/quarantines", body).status == 403)
      let done = try await organizer.post("/quarantines", body).json(QuarantineReport.self)
      #expect(done.attendees.count == 5)
      #expect(try await app.stranger.get("/sessions/opening/questions").count("questions") == 2)
      #expect(try await organizer.post("/quarantines", body).count("attendees") == 0)
      let unknown = try await organizer.post("/quarantines", #"{"reportersOf": "x", "reason": "stuffing"}"#)
      #expect(unknown.problem == ["rule_broken", "reportersOf", "known"])
    }
  }

  @Test("what is done about stuffing only organizers are told")
  func policy() async throws {
    try await served { app in
      let (strangers, inside) = (try await app.stranger.get(""), try await app.organizer.get(""))
      #expect(strangers.member("stuffing") == nil && inside.member("stuffing") == "flag")
    }
  }

  @Test("the list of attendees goes on where it ended")
  func pages() async throws {
    try await served { app in
      let (people, _) = try await hall(app, 5)
      let organizer = try await app.official("organizer")
      let first = try await organizer.get("/attendees?limit=3").json(AttendeeList.self)
      #expect(first.attendees.map(\.id) == people.prefix(3).map(\.id))
      #expect(first.attendees.first?.questions == 1)
      let next = try #require(first.next)
      let rest = try await organizer.get("/attendees?limit=3&after=\(next)").json(AttendeeList.self)
      #expect(rest.attendees.map(\.id) == people.suffix(2).map(\.id))
      #expect(rest.next == nil)
      #expect(try await organizer.get("/attendees?after=x").problem == ["rule_broken", "after", "cursor"])
    }
  }
}

@Suite("All that one person asked, over HTTP", .timeLimit(.minutes(10)))
struct BulkCurationTests {
  @Test("rejected as one, tried before, and taken back as one")
  func whole() async throws {
    try await served { app in
      let phone = try await app.attendee()
      let question = try await phone.ask()
      let organizer = try await app.official("organizer")
      let author = try await organizer.get(question).string("author")
      let path = "/attendees/\(author)/curation"
      let reject = #"{"action": "reject", "reason": "advertising", "note": "Une réclame""#
      let tried = try await organizer.post(path, reject + #", "dryRun": true}"#)
      #expect(try tried.string("questions", 0, "after") == "hidden")
      #expect(try await app.stranger.get(question).string("state") == "published")
      let done = try await organizer.post(path, reject + "}").json(BulkReport.self)
      #expect(done.questions == (try tried.json(BulkReport.self)).questions)
      #expect(try await phone.get(question).string("curation", "note") == "Une réclame")
      #expect(try await app.stranger.get(question).string("state") == "hidden")
      #expect(try await app.stranger.get("/sessions/opening/questions").count("questions") == 0)
      let undone = try await organizer.post(path, #"{"action": "restore"}"#)
      #expect(try undone.string("questions", 0, "after") == "published")
      let nothing = try await organizer.post(path, #"{"action": "restore"}"#)
      #expect(nothing.status == 409)
      #expect(nothing.member("code") == "nothing_to_restore")
    }
  }

  @Test("each refusal has its code; only organizers decide")
  func refused() async throws {
    try await served { app in
      let organizer = try await app.official("organizer")
      let question = try await app.attendee().ask()
      let path = "/attendees/\(try await organizer.get(question).string("author"))/curation"
      #expect(
        try await organizer.post(path, #"{"action": "reject"}"#).problem == [
          "rule_broken", "reason", "required",
        ])
      #expect(
        try await organizer.post(path, #"{"action": "reject", "reason": "stuffing"}"#).problem
          == ["rule_broken", "reason", "one_of"])
      #expect(
        try await organizer.post(path, #"{"action": "burn"}"#).problem == ["rule_broken", "action", "one_of"])
      let unknown = try await organizer.post(
        "/attendees/99999/curation", #"{"action": "reject", "reason": "unclear"}"#)
      #expect(unknown.status == 404)
      #expect(unknown.member("code") == "attendee_not_found")
      let moderator = try await app.official("moderator")
      #expect(try await moderator.post(path, #"{"action": "restore"}"#).status == 403)
      _ = try await app.store.database.query("update summits set closed_at = now()")
      let closed = try await organizer.post(path, #"{"action": "reject", "reason": "unclear"}"#)
      #expect(closed.member("code") == "summit_closed")
    }
  }
}
