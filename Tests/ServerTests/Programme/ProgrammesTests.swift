import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@testable import Server

@Suite("Importing a programme over HTTP", .timeLimit(.minutes(10)))
struct ProgrammesTests {
  @Test("a schedule is uploaded in parts, tried, and imported")
  func upload() async throws {
    try await served { served in
      let organizer = served.organizer
      let tried = try await organizer.importing(ScheduleFixture.text(), "?dryRun=true")
      #expect(tried.status == 200)
      #expect(try tried.string("summit") == "inventedcon" && tried.flag("created") && tried.flag("dryRun"))
      #expect(try await organizer.call("GET", "/api/v1/summits/inventedcon").status == 404)

      let done = try await organizer.importing(ScheduleFixture.text())
      #expect(try done.count("added") == 4 && done.number("unchanged") == 0)
      #expect(try done.string("added", 2, "slug") == "night-shift")
      #expect(try done.string("warnings", 0).contains("Etc/GMT-1"))
      let night = try await served.stranger.call("GET", "/api/v1/summits/inventedcon/sessions/night-shift")
      #expect(try night.string("startsAt") == "2020-12-15T00:15:00+01:00")
      #expect(try night.string("room") == "Saal 1")

      let again = try await organizer.importing(
        ScheduleFixture.text(secondTitle: "On shoulders", secondStart: "10:30"))
      #expect(try !again.flag("created") && again.number("unchanged") == 3)
      #expect(try again.string("changed", 0, "fields", 0) == "title")
      #expect(try again.string("changed", 0, "fields", 1) == "startsAt")
      // What shows the programme shows the new one at once.
      let page = try await served.stranger.call(
        "GET", "/api/v1/summits/inventedcon/sessions/standing-on-shoulders")
      #expect(try page.string("title") == "On shoulders")
    }
  }

  @Test("a broken schedule changes nothing and says where it is broken")
  func broken() async throws {
    try await served { served in
      let organizer = served.organizer
      let reply = try await organizer.importing(ScheduleFixture.text(secondStart: "25:00"))
      #expect(reply.status == 422 && reply.member("code") == "schedule_broken")
      #expect(try reply.string("field") == #"day 1, room "Saal 1", event 2: date"#)
      #expect(try reply.string("detail").contains(#"day 1, room "Saal 1", event 2: date"#))
      #expect(try await organizer.call("GET", "/api/v1/summits/inventedcon").status == 404)
      let cut = try await organizer.importing(String(ScheduleFixture.text().dropLast(20)))
      #expect(cut.status == 422)
    }
  }

  @Test("a doubtful schedule is imported with a warning, and refused with its place when asked to be strict")
  func strict() async throws {
    try await served { served in
      let text = ScheduleSample.text([
        #""start": "10:00", "end": "2026-06-13T09:50:00+02:00""#, #""start": "12:00", "duration": "0:90""#,
      ])
      for query in ["?strict=true", "?strict=true&dryRun=true"] {
        let refused = try await served.organizer.importing(text, query)
        #expect(refused.status == 422 && refused.member("code") == "schedule_doubtful")
        #expect(try refused.string("field") == #"day 1, room "A", event 1: end"#)
        #expect(try refused.string("detail").contains("is not a time after the start"))
        #expect(try refused.string("detail").contains("Other doubts: 1."))
      }
      #expect(try await served.organizer.call("GET", "/api/v1/summits/s").status == 404)
      let taken = try await served.organizer.importing(text, "?strict=false")
      #expect(try taken.count("added") == 2 && taken.count("warnings") == 2)
    }
  }

  @Test("an upload must be whole, and is used up by its import")
  func whole() async throws {
    try await served { served in
      let organizer = served.organizer
      let upload = try await organizer.upload(ScheduleFixture.text(), from: 1)
      let early = try await organizer.call("POST", "\(upload)/import")
      #expect(early.status == 409 && early.member("code") == "upload_incomplete")
      let whole = try await organizer.upload(ScheduleFixture.text())
      #expect(try await organizer.call("POST", "\(whole)/import").status == 200)
      #expect(try await organizer.call("POST", "\(whole)/import").member("code") == "upload_not_found")
      let nowhere = "/api/v1/programmes/\(UUID().uuidString)"
      #expect(try await organizer.call("PUT", "\(nowhere)/parts/0", "x").member("code") == "upload_not_found")
      #expect(try await organizer.call("PUT", "\(whole)/parts/first", "x").status == 404)
    }
  }

  @Test(
    "what was set by hand is told with what the file says, in the summit's zone; accept=hand_edits takes the file's"
  )
  func byHand() async throws {
    try await served { served in
      let organizer = served.organizer
      #expect(try await organizer.importing(ScheduleFixture.text()).status == 200)
      let path = "/api/v1/summits/inventedcon/sessions/welcome"
      _ = try await organizer.call(
        "PATCH", path, #"{"title":"By hand","endsAt":"2020-12-14T10:00:00+01:00"}"#)
      let again = try await organizer.importing(ScheduleFixture.text())
      #expect(try again.count("changed") == 0 && again.count("kept") == 2)
      #expect(
        try again.string("kept", 0, "here") == "By hand" && again.string("kept", 0, "file") == "Welcome")
      #expect(try again.string("kept", 1, "here") == "2020-12-14T10:00:00+01:00")
      #expect(try again.string("kept", 1, "file") == "2020-12-14T09:30:00+01:00")
      #expect(try again.string("kept", 1, "reason") == "set_by_hand")
      let taken = try await organizer.importing(ScheduleFixture.text(), "?accept=hand_edits")
      #expect(try taken.count("changed") == 1 && taken.count("kept") == 0)
      let wrong = try await organizer.importing(ScheduleFixture.text(), "?accept=everything")
      #expect(wrong.problem == ["rule_broken", "accept", "one_of"])
    }
  }

  @Test(
    "a file that may be another summit's is refused with a code, and done when the code is accepted, or as a new one"
  )
  func unclear() async throws {
    try await served { served in
      let organizer = served.organizer
      #expect(try await organizer.importing(ScheduleFixture.text()).status == 200)
      let other = ScheduleFixture.text()
        .replacing("inventedcon", with: "othercon").replacing("InventedCon", with: "OtherCon")
      let tried = try await organizer.importing(other, "?dryRun=true")
      #expect(try tried.string("questions", 0, "code") == "summit_unclear")
      let refused = try await organizer.importing(other)
      #expect(refused.status == 409 && refused.member("code") == "summit_unclear")
      #expect(try refused.string("detail").contains("InventedCon") && refused.text.contains("OtherCon"))
      let page = try await served.stranger.call("GET", "/api/v1/summits/inventedcon")
      #expect(try page.string("name") == "InventedCon")
      #expect(try await organizer.importing(other, "?new=true").string("summit") == "othercon")
      #expect(try await organizer.importing(other, "?new=true&summit=inventedcon").status == 422)
      let own = try await served.official("organizer")
      #expect(try await own.importing(other, "?new=true").status == 403)
    }
  }

  @Test("only organizers import, and those of one summit into theirs alone")
  func allowed() async throws {
    try await served { served in
      #expect(try await served.stranger.call("POST", "/api/v1/programmes").status == 401)
      for role in ["moderator", "speaker"] {
        #expect(try await served.official(role).call("POST", "/api/v1/programmes").status == 403)
      }
      let server = served.organizer
      #expect(try await server.importing(ScheduleFixture.text()).status == 200)
      let own = try await served.official("organizer")
      #expect(try await own.importing(ScheduleFixture.text(), "?summit=inventedcon").status == 403)
      let reply = try await own.importing(ScheduleFixture.text())
      #expect(try reply.string("summit") == "a-summit" && reply.count("added") == 4)
      #expect(try await own.importing(ScheduleFixture.text(), "?summit=nowhere").status == 404)
    }
  }
}

extension HTTPClient {
  /// Uploads in parts of a thousand bytes, the last one first; gives the upload's path.
  fileprivate func upload(_ text: String, from first: Int = 0) async throws -> String {
    let opened = try await call("POST", "/api/v1/programmes")
    #expect(opened.status == 201)
    let path = try "/api/v1/programmes/\(opened.string("upload"))"
    let bytes = Array(text.utf8)
    let starts = Array(stride(from: 0, to: bytes.count, by: 1000).enumerated())
    for (number, start) in starts.reversed() where number >= first {
      let part = String(decoding: bytes[start..<min(start + 1000, bytes.count)], as: UTF8.self)
      #expect(try await call("PUT", "\(path)/parts/\(number)", part).status == 204)
    }
    return path
  }

  fileprivate func importing(_ text: String, _ query: String = "") async throws -> HTTPAnswer {
    try await call("POST", "\(try await upload(text))/import\(query)")
  }
}
