import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Thresholds of sessions", .timeLimit(.minutes(10)))
struct ThresholdsTests {
  @Test("the first opening fixes it from the session's audience, else the summit's, else those checked in")
  func audiences() async throws {
    try await TestDatabase.migrated { store in
      let large = try await ProgrammeFixture(store, slug: "large", expected: 500)
      let given = try await large.edit(try await large.session { $0.audience = 92 }) { $0.box = .open }
      let expected = try await large.edit(try await large.session()) { $0.box = .open }
      #expect(given.threshold == 10)
      #expect(expected.threshold == 50)

      let small = try await ProgrammeFixture(store, slug: "small")
      let session = try await small.session()
      try await small.checkIn(61, to: session)
      let counted = try await small.edit(session) { $0.box = .open }
      #expect(counted.threshold == 7)
      let audience = try await small.said("audience", in: "box.opened")
      #expect(audience == "61")
    }
  }

  @Test("reopening keeps what was fixed, whatever the audience is by then")
  func reopening() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store, expected: 500)
      let session = try await programme.session()
      _ = try await programme.edit(session) { $0.box = .open }
      _ = try await programme.edit(session) {
        $0.box = .closed
        $0.audience = 1000
      }
      let reopened = try await programme.edit(session) { $0.box = .open }
      #expect(reopened.threshold == 50)
    }
  }

  @Test("lowering makes promises of what is past the new threshold, and of nothing else")
  func lowering() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store, expected: 500)
      let session = try await programme.session()
      _ = try await programme.edit(session) { $0.box = .open }
      let past = try await programme.question(in: session, upvotes: 20, number: 1)
      _ = try await programme.question(in: session, upvotes: 19, number: 2)
      let lowered = try await programme.edit(session) { $0.threshold = 20 }
      #expect(lowered.threshold == 20)
      let promised: [Question.ID] = try await store.database.query("select question_id from promises").map {
        try $0["question_id"]
      }
      #expect(promised == [past])
      let kinds = try await programme.ledger()
      #expect(kinds == ["box.opened", "threshold.lowered", "promise.met"])
      let from = try await programme.said("from", in: "threshold.lowered")
      let to = try await programme.said("to", in: "threshold.lowered")
      #expect([from, to] == ["50", "20"])
    }
  }

  @Test("opening with a threshold below the computed one lowers it at once")
  func openingLower() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store, expected: 500)
      let opened = try await programme.edit(try await programme.session()) {
        $0.box = .open
        $0.threshold = 8
      }
      #expect(opened.threshold == 8)
    }
  }

  @Test("it is never raised, never below one, and not said before the box was opened")
  func refused() async throws {
    try await TestDatabase.migrated { store in
      let programme = try await ProgrammeFixture(store, expected: 500)
      let session = try await programme.session()
      let early = await #expect(throws: StorageRefusal.self) {
        try await programme.edit(session) { $0.threshold = 5 }
      }
      #expect(early?.code == "threshold_not_fixed")
      _ = try await programme.edit(session) { $0.box = .open }
      for (value, rule) in [(51, "never_raised"), (0, "range"), (-1, "range")] {
        let refusal = await #expect(throws: StorageRefusal.self) {
          try await programme.edit(session) { $0.threshold = value }
        }
        #expect(refusal?.field == "threshold")
        #expect(refusal?.rule == rule)
      }
      let same = try await programme.edit(session) { $0.threshold = 50 }
      #expect(same.threshold == 50)
    }
  }
}

extension ProgrammeFixture {
  func checkIn(_ count: Int, to session: SessionRecord) async throws {
    _ = try await store.database.query(
      """
      with people as (
        insert into attendees (summit_id) select \(summit.id) from generate_series(1, \(count)) returning id
      )
      insert into attendances (summit_id, attendee_id, session_id, arrived_at)
      select \(summit.id), id, \(session.id), now() from people
      """)
  }
}
