import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("The end of a session", .timeLimit(.minutes(10)))
struct SessionTimesTests {
  /// Fourteen days.
  private static let answerPeriod: TimeInterval = 14 * 24 * 60 * 60

  @Test("extending moves the box's closing and what is owed by the end, in public")
  func extending() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      let question = try await programme.promised(in: session)
      let after = try await programme.edit(session) { $0.end = .extended(minutes: 30) }
      #expect(after.endsAt == session.endsAt.addingTimeInterval(30 * 60))
      #expect(after.closesAt == after.endsAt.addingTimeInterval(15 * 60))
      let promise = try await programme.promise(question)
      #expect(promise.due == after.endsAt)
      #expect(promise.firstDue == after.endsAt.addingTimeInterval(Self.answerPeriod))
      let kinds = try await programme.ledger()
      #expect(kinds == ["box.opened", "threshold.lowered", "promise.met", "promise.moved"])
      let said = try await programme.said("questions", in: "promise.moved")
      #expect(said == "[\(question)]")
    }
  }

  @Test("an answer that was put off keeps its date; lateness counts from the date in writing, which moves")
  func deferred() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      let question = try await programme.promised(in: session)
      let deferred = session.endsAt.addingTimeInterval(20 * 60)
      _ = try await store.database.query("update promises set deferred_to = \(deferred)")
      _ = try await programme.edit(session) { $0.end = .extended(minutes: 10) }
      let soon = try await programme.promise(question)
      #expect(soon.due == deferred)
      #expect(soon.firstDue == session.endsAt.addingTimeInterval(10 * 60 + Self.answerPeriod))
    }
  }

  @Test("what is kept, or owed by another date, does not move")
  func others() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      let question = try await programme.promised(in: session)
      for change: SQL in [
        "update promises set state = 'kept'",
        "update promises set state = 'owed', live_due_at = null, first_due_at = 'infinity'",
      ] {
        _ = try await store.database.query(change)
        let before = try await programme.promise(question)
        _ = try await programme.edit(session) { $0.end = .extended(minutes: 5) }
        let after = try await programme.promise(question)
        #expect(after == before)
      }
    }
  }

  @Test("ending now closes the box 15 minutes from now, and answers are due in writing from then on")
  func endingNow() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      let question = try await programme.promised(in: session)
      let after = try await programme.edit(session) { $0.end = .now }
      #expect(after.endsAt < session.endsAt)
      #expect(abs(after.endsAt.timeIntervalSinceNow) < 60)
      #expect(after.closesAt == after.endsAt.addingTimeInterval(15 * 60))
      #expect(after.box == .open)
      let promise = try await programme.promise(question)
      #expect(promise.due == after.endsAt.addingTimeInterval(Self.answerPeriod))
    }
  }

  @Test("a session that ran over ends now while its box is open; one that is over does not end again")
  func ranOver() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      _ = try await programme.edit(session) { $0.box = .open }
      try await programme.shift(session, byMinutes: -55)
      let over = try await programme.edit(session) { $0.end = .now }
      #expect(abs(over.endsAt.timeIntervalSinceNow) < 60)
      try await programme.shift(session, byMinutes: -60)
      let refused = await #expect(throws: StorageRefusal.self) {
        try await programme.edit(session) { $0.end = .now }
      }
      #expect(refused?.code == "session_over")
    }
  }

  @Test("a session does not end before it started")
  func notStarted() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session(beganMinutesAgo: -30, endsInMinutes: 60)
      let refused = await #expect(throws: StorageRefusal.self) {
        try await programme.edit(session) { $0.end = .now }
      }
      #expect(refused?.code == "session_not_started")
      let reversed = await #expect(throws: StorageRefusal.self) {
        try await programme.edit(session) { $0.end = .at(session.startsAt) }
      }
      #expect(reversed?.field == "endsAt")
    }
  }

  @Test("an end moved into the past closes the box now, not in retrospect")
  func noRetrospect() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session(beganMinutesAgo: 120)
      _ = try await programme.edit(session) { $0.box = .open }
      let after = try await programme.edit(session) { $0.end = .at(Date(timeIntervalSinceNow: -3600)) }
      #expect(after.box == .closed)
      let closed = try #require(after.closedSince)
      #expect(abs(closed.timeIntervalSinceNow) < 60)
    }
  }

  @Test("lateness is not written off by extending a session long over")
  func longOver() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store)
      let session = try await programme.session()
      let question = try await programme.promised(in: session)
      try await programme.shift(session, byMinutes: -24 * 60)
      let before = try await programme.promise(question)
      let after = try await programme.edit(session) { $0.end = .extended(minutes: 1440) }
      #expect(after.box == .closed)
      let promise = try await programme.promise(question)
      #expect(promise == before)
    }
  }
}

extension ProgrammeFixture {
  struct Promise: Equatable {
    var due: Date
    var firstDue: Date
  }

  /// Opens the session's box and has a question in it cross the threshold.
  func promised(in session: SessionRecord) async throws -> Question.ID {
    _ = try await edit(session) { $0.box = .open }
    let question = try await question(in: session, upvotes: 3)
    _ = try await edit(session) { $0.threshold = 3 }
    return question
  }

  func promise(_ question: Question.ID) async throws -> Promise {
    let rows = try await store.database.query(
      "select due_at(promises) as due_at, first_due_at from promises where question_id = \(question)")
    let row = try #require(rows.first)
    return Promise(due: try row["due_at"], firstDue: try row["first_due_at"])
  }

  /// As if the session, its box and what is owed had been planned at another time.
  func shift(_ session: SessionRecord, byMinutes minutes: Int) async throws {
    _ = try await store.database.query(
      """
      update sessions
      set
        starts_at = starts_at + make_interval(mins => \(Int32(minutes))),
        ends_at = ends_at + make_interval(mins => \(Int32(minutes))),
        closes_at = closes_at + make_interval(mins => \(Int32(minutes)))
      where id = \(session.id)
      """)
    _ = try await store.database.query(
      """
      update promises
      set
        live_due_at = live_due_at + make_interval(mins => \(Int32(minutes))),
        first_due_at = first_due_at + make_interval(mins => \(Int32(minutes)))
      """)
  }
}
