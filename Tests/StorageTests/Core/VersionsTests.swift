import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Versions and notices", .timeLimit(.minutes(10)))
struct VersionsTests {
  @Test("versions tell what changed; of summits closed long ago they tell nothing")
  func versions() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      let other = try await programme.session("Other")
      let before = try await store.versions()
      #expect(before.sessions.count == 2)
      let after = try await programme.edit(session) { $0.box = .open }
      let now = try await store.versions()
      let key = SessionKey(summit: programme.summit.id, session: session.id)
      #expect(now.sessions[key] == after.version)
      #expect(now.sessions.filter { before.sessions[$0.key] != $0.value }.map(\.key) == [key])
      #expect(now.summits[programme.summit.id] != before.summits[programme.summit.id])
      #expect(now.sessions[SessionKey(summit: programme.summit.id, session: other.id)] == other.version)
      _ = try await store.database.query("update summits set closed_at = now()")
      let closing = try await store.versions()
      #expect(closing == now)
      _ = try await store.database.query("update summits set closed_at = now() - interval '2 hours'")
      let closed = try await store.versions()
      #expect(closed == Versions())
    }
  }

  @Test("a notice is read as it was written, and anything else is none")
  func payloads() throws {
    let notices = [
      ChangeNotice(summit: Summit.ID(rawValue: 12), session: Session.ID(rawValue: 345), .counts),
      ChangeNotice(summit: Summit.ID(rawValue: 12), [.questions, .programme]),
    ]
    #expect(notices.map(\.description) == ["12:345:1", "12::36"])
    #expect(notices.compactMap { ChangeNotice($0.description) } == notices)
    for payload in ["", "12", "12:3", ":3:1", "12:x:1", "12:3:4:5", "-1:3:1", "012:3:1", "12:3:", "12:3:-1"] {
      #expect(ChangeNotice(payload) == nil)
    }
  }

  @Test("other servers hear of changes, each once")
  func notify() async throws {
    try await TestDatabase.migrated { store in
      let name: String = try await store.value("select current_database()::text as value")
      var configuration = Database.Configuration(conninfo: try TestDatabase.conninfo(database: name))
      configuration.connectionWait = .seconds(10)
      let other = Store(Database(configuration))
      other.database.start()
      defer { other.database.close() }
      let ready = AsyncStream.makeStream(of: Void.self)
      let heard = AsyncStream.makeStream(of: String.self)
      store.database.listen(ChangeNotice.channel) {
        ready.continuation.yield()
      } onNotification: {
        heard.continuation.yield($0)
      }
      var listening = ready.stream.makeAsyncIterator()
      var payloads = heard.stream.makeAsyncIterator()
      await listening.next()
      let summit = Summit.ID(rawValue: 1)
      try await store.notify([ChangeNotice(summit: Summit.ID(rawValue: 9))])  // its own it does not hear
      try await other.notify([
        ChangeNotice(summit: summit, session: Session.ID(rawValue: 2), .counts),
        ChangeNotice(summit: summit, .channel),
      ])
      let first = await payloads.next()
      let second = await payloads.next()
      #expect([first, second] == ["1:2:1", "1::64"])
    }
  }
}
