import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Snapshot of a session", .timeLimit(.minutes(10)))
struct SessionSnapshotTests {
  @Test("a session without questions or people has a snapshot; one that is not there has none")
  func empty() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let snapshot = try await #require(store.snapshot(of: hall.session, in: hall.summit))
      #expect(snapshot.slug == "opening")
      #expect(snapshot.box == .open)
      #expect(snapshot.closesAt != nil)
      #expect(snapshot.startsAt < snapshot.endsAt && !snapshot.isCancelled)
      #expect(snapshot.threshold == 50)
      #expect(snapshot.attendees == 0)
      #expect(snapshot.published == 0)
      #expect(snapshot.top.isEmpty)
      #expect(snapshot.highlighted == nil)
      let none = try await store.snapshot(of: Session.ID(rawValue: 999), in: hall.summit)
      #expect(none == nil)
    }
  }

  @Test("it shows the twenty with the most upvotes, and the highlighted one wherever it stands")
  func top() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 30)
      for attendee in 0..<22 { try await hall.ask(by: attendee) }
      let last = try await #require(store.petition(number: 22, of: hall.session, in: hall.summit))
      let best = try await #require(store.petition(number: 21, of: hall.session, in: hall.summit))
      try await hall.upvote(best.id, by: [0, 1, 2])
      _ = try await store.database.query("update sessions set highlighted_question_id = \(last.id)")
      _ = try await store.checkIn(hall.attendees[0], generation: 1, to: hall.session, in: hall.summit)
      let snapshot = try await #require(store.snapshot(of: hall.session, in: hall.summit))
      #expect(snapshot.published == 22)
      #expect(snapshot.attendees == 1)
      #expect(snapshot.top.map(\.number) == [21] + Array(1...19))
      #expect(snapshot.top.map(\.isForWall) == [true] + Array(repeating: false, count: 19))
      #expect(snapshot.highlighted?.number == 22)
      let version = try await hall.version()
      #expect(snapshot.version == version)
    }
  }

  @Test("a highlighted one among the top is in both")
  func highlighted() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let petition = try await hall.ask()
      _ = try await store.database.query("update sessions set highlighted_question_id = \(petition.id)")
      let snapshot = try await #require(store.snapshot(of: hall.session, in: hall.summit))
      #expect(snapshot.top.map(\.id) == [petition.id])
      #expect(snapshot.highlighted?.id == petition.id)
    }
  }

  @Test("a box past its time is closed, and closes no more")
  func closed() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      _ = try await store.database.query("update sessions set closes_at = now()")
      let snapshot = try await #require(store.snapshot(of: hall.session, in: hall.summit))
      #expect(snapshot.box == .closed)
      #expect(snapshot.closesAt == nil)
    }
  }
}
