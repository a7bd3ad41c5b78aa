import EventLoop
import Foundation
import Postgres
import Storage
import TestSupport
import Testing

@testable import Server

@Suite("What happens by itself", .timeLimit(.minutes(10)))
struct SchedulerTests {
  @Test("a job that fails, however long, keeps none of the others from being done")
  func jobs() async throws {
    try await served { app in
      let stream = try StreamFollower("\(Served.path)/sessions/opening/live", port: app.stranger.port)
      _ = await stream.gets("event: snapshot")
      try await app.asOwner(
        "alter table ledger add constraint kept check (entry !~ 'box.closed') not valid")
      try await app.setSession("closes_at = now() - interval '1 minute'")
      await #expect(throws: (any Error).self) { try await app.store.recordDueTransitions() }
      // Nobody tells of it: it is found by the last of the jobs.
      try await app.setSession("title = 'Une autre ouverture', version = version + 1")
      let version: Int = try #require(
        try await app.store.database.query("select version from sessions").first?["version"])
      #expect(await stream.gets("id: \(version)\n").contains("id: \(version)\n"))
    }
  }

  @Test("a summit in which nothing can be recorded keeps no other from being recorded and told of")
  func summits() async throws {
    try await served { app in
      try await app.makeSummit("another")
      let session =
        #"{"slug":"there","title":"Là-bas","startsAt":"2017-06-13T10:00:00+02:00","endsAt":"2017-06-13T11:00:00+02:00"}"#
      let made = try await app.organizer.call("POST", "/api/v1/summits/another/sessions", session)
      try #require(made.status == 201, "\(made.text)")
      _ = try await app.store.database.query(
        """
        update sessions
        set box_said = 'open', opened_at = coalesce(opened_at, now() - interval '1 hour'),
          threshold = coalesce(threshold, 5), closes_at = now() - interval '1 minute'
        """)
      try await app.asOwner(
        "alter table ledger add constraint kept check (summit_id <> \(app.summit.id)) not valid")
      // The server's own clock may be first: then nothing is left to tell.
      var told: Set<ChangeNotice> = []
      await #expect(throws: (any Error).self) {
        try await app.store.recordDueTransitions { told.formUnion($0) }
      }
      #expect(!told.contains { $0.summit == app.summit.id })
      let closed = try await app.store.database.query(
        "select slug::text as slug from sessions where box_said = 'closed'")
      #expect(try closed.map { try $0["slug"] as String } == ["there"])
    }
  }
}
