import EventLoop
import Postgres
import Storage
import TestSupport
import Testing

@testable import Server

@Suite("Summits and sessions by their slugs", .timeLimit(.minutes(10)))
struct DirectoryTests {
  @Test("other servers' upvotes leave it whole; of their programmes only what changed is looked up again")
  func notices() async throws {
    try await served { app in
      try await app.makeSummit("another")
      // Long enough for the slowest machine: what is not known here was forgotten.
      let directory = Directory(app.store, for: .seconds(600))
      let summit = try await directory.summit("a-summit")
      let other = try await directory.summit("another")
      let session = try await directory.session("opening", in: summit)
      @Loop func known() -> [Bool] {
        [
          directory.known(summit: "a-summit") != nil, directory.known(session: "opening", in: summit) != nil,
          directory.known(summit: "another") != nil,
        ]
      }
      for changes: Changes in [.counts, .attendance, .decisions, .channel, .people] {
        directory.noticed(ChangeNotice(summit: summit.id, session: session.id, changes))
        directory.noticed(ChangeNotice(summit: summit.id, changes))
      }
      #expect(known() == [true, true, true])
      directory.noticed(ChangeNotice(summit: other.id, .programme))
      #expect(known() == [true, true, false])
      directory.noticed(ChangeNotice(summit: summit.id, session: session.id, .everything))
      #expect(known() == [false, false, false])
    }
  }
}
