import Foundation
import Petitions
import Postgres
import Storage
import Testing
import Tokens

@testable import Server

@Suite("Importing a programme over HTTP")
struct ProgrammesTests {
  @Test("a schedule is uploaded in parts, tried, and imported")
  func upload() async throws {
    try await TestApplication.serving { served in
      let organizer = try await served.serverOrganizer()
      let tried = try await organizer.importing(ScheduleFixture.text(), "?dryRun=true")
      #expect(tried.status == 200)
      #expect(try tried.text("summit") == "inventedcon" && tried.flag("created") && tried.flag("dryRun"))
      #expect(try await organizer.get("/api/v1/summits/inventedcon").status == 404)

      let done = try await organizer.importing(ScheduleFixture.text())
      #expect(try done.count("added") == 4 && done.number("unchanged") == 0)
      #expect(try done.text("added", 2, "slug") == "night-shift")
      #expect(try done.text("warnings", 0).contains("Etc/GMT-1"))
      let night = try await served.stranger.get("/api/v1/summits/inventedcon/sessions/night-shift")
      #expect(try night.text("startsAt") == "2020-12-15T00:15:00+01:00")
      #expect(try night.text("room") == "Saal 1")

      let again = try await organizer.importing(
        ScheduleFixture.text(secondTitle: "On shoulders", secondStart: "10:30"))
      #expect(try !again.flag("created") && again.number("unchanged") == 3)
      #expect(try again.text("changed", 0, "fields", 0) == "title")
      #expect(try again.text("changed", 0, "fields", 1) == "startsAt")
      // What shows the programme shows the new one at once.
      let page = try await served.stranger.get(
        "/api/v1/summits/inventedcon/sessions/standing-on-shoulders")
      #expect(try page.text("title") == "On shoulders")
    }
  }

  @Test("a broken schedule changes nothing and says where it is broken")
  func broken() async throws {
    try await TestApplication.serving { served in
      let organizer = try await served.serverOrganizer()
      let reply = try await organizer.importing(ScheduleFixture.text(secondStart: "25:00"))
      #expect(reply.status == 422 && reply.code == "schedule_broken")
      #expect(try reply.text("field") == #"day 1, room "Saal 1", event 2: date"#)
      #expect(try reply.text("detail").contains(#"day 1, room "Saal 1", event 2: date"#))
      #expect(try await organizer.get("/api/v1/summits/inventedcon").status == 404)
      let cut = try await organizer.importing(String(ScheduleFixture.text().dropLast(20)))
      #expect(cut.status == 422)
    }
  }

  @Test("an upload must be whole, and is used up by its import")
  func whole() async throws {
    try await TestApplication.serving { served in
      let organizer = try await served.serverOrganizer()
      let upload = try await organizer.upload(ScheduleFixture.text(), from: 1)
      let early = try await organizer.call("POST", "\(upload)/import")
      #expect(early.status == 409 && early.code == "upload_incomplete")
      let whole = try await organizer.upload(ScheduleFixture.text())
      #expect(try await organizer.call("POST", "\(whole)/import").status == 200)
      #expect(try await organizer.call("POST", "\(whole)/import").code == "upload_not_found")
      let nowhere = "/api/v1/programmes/\(UUID().uuidString)"
      #expect(try await organizer.call("PUT", "\(nowhere)/parts/0", [], "x").code == "upload_not_found")
      #expect(try await organizer.call("PUT", "\(whole)/parts/first", [], "x").status == 404)
    }
  }

  @Test("only organizers import, and those of one summit into theirs alone")
  func allowed() async throws {
    try await TestApplication.serving { served in
      #expect(try await served.stranger.call("POST", "/api/v1/programmes").status == 401)
      for role in ["moderator", "speaker"] {
        #expect(try await served.official(role).call("POST", "/api/v1/programmes").status == 403)
      }
      let server = try await served.serverOrganizer()
      #expect(try await server.importing(ScheduleFixture.text()).status == 200)
      let own = try await served.official("organizer")
      #expect(try await own.importing(ScheduleFixture.text(), "?summit=inventedcon").status == 403)
      let reply = try await own.importing(ScheduleFixture.text())
      #expect(try reply.text("summit") == "exemple" && reply.count("added") == 4)
      #expect(try await own.importing(ScheduleFixture.text(), "?summit=nowhere").status == 404)
    }
  }
}

extension TestApplication {
  /// Whoever organizes the whole server.
  fileprivate func serverOrganizer() async throws -> Client {
    let token = Tokens.AccessToken(role: "organizer")
    _ = try await store.database.query(
      "insert into access_tokens (role, name, digest) values ('organizer', 'server', \(token.digest))")
    return Client(port: port, bearer: token.text)
  }
}

extension Client {
  /// Uploads in parts of a thousand bytes, the last one first; gives the upload's path.
  fileprivate func upload(_ text: String, from first: Int = 0) async throws -> String {
    let opened = try await call("POST", "/api/v1/programmes")
    #expect(opened.status == 201)
    let path = try "/api/v1/programmes/\(opened.text("upload"))"
    let bytes = Array(text.utf8)
    let starts = Array(stride(from: 0, to: bytes.count, by: 1000).enumerated())
    for (number, start) in starts.reversed() where number >= first {
      let part = String(decoding: bytes[start..<min(start + 1000, bytes.count)], as: UTF8.self)
      #expect(try await call("PUT", "\(path)/parts/\(number)", [], part).status == 204)
    }
    return path
  }

  fileprivate func importing(_ text: String, _ query: String = "") async throws -> Reply {
    try await call("POST", "\(try await upload(text))/import\(query)")
  }
}
