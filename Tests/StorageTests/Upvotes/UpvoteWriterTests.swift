import Petitions
import Postgres
import TestSupport
import Testing

@testable import Storage

@Suite("Upvotes", .timeLimit(.minutes(10)))
struct UpvoteWriterTests {
  @Test("200 attendees who sign at once, three times each, are 200; and none after all withdrew")
  func race() async throws {
    try await TestDatabase.migrated { store in
      let room = try await Room(store, attendees: 200)
      let writer = UpvoteWriter(store) { _, _ in }
      for (signs, expected) in [(true, 200), (false, 0)] {
        let phones = (0..<600).map { index in
          Task { @Loop in
            try await writer.submit(room.operation(attendee: index % 200, signs: signs), in: room.summit)
          }
        }
        for phone in phones {
          let outcome = try await phone.value
          #expect(outcome.code == .done)
        }
        let counts = try await room.counts()
        #expect(counts.counted == expected)
        #expect(counts.rows == expected)
      }
    }
  }

  @Test("a crossed threshold makes one promise, which withdrawals leave")
  func latch() async throws {
    try await TestDatabase.migrated { store in
      let room = try await Room(store, attendees: 12, threshold: 5)
      let writer = UpvoteWriter(store) { _, _ in }
      for signs in [true, false] {
        let phones = (0..<12).map { index in
          Task { @Loop in
            try await writer.submit(room.operation(attendee: index, signs: signs), in: room.summit)
          }
        }
        for phone in phones { _ = try await phone.value }
      }
      let promises = try await store.database.query("select state, met_upvotes >= 5 as met from promises")
      #expect(promises.count == 1)
      #expect(try promises.first?["state"] == "owed")
      #expect(try promises.first?["met"] == true)
      let entries = try await store.database.query("select entry::jsonb ->> 'kind' as kind from ledger")
      #expect(entries.count == 1)
      #expect(try entries.first?["kind"] == "promise.met")
    }
  }

  @Test(
    "a box that takes no upvotes says why, and counts nothing",
    arguments: [
      ("box_said = 'scheduled'", "box_scheduled"),
      ("box_said = 'closed', closed_at = now() - interval '15 minutes'", "arrived_too_late"),
      ("closes_at = now() - interval '16 minutes'", "arrived_too_late"),
      ("closes_at = now() - interval '14 minutes'", "done"),
      ("box_said = 'paused'", "done"),
      ("cancelled_at = now()", "session_cancelled"),
    ])
  func boxes(state: String, code: String) async throws {
    try await TestDatabase.migrated { store in
      let room = try await Room(store, attendees: 1)
      _ = try await store.database.query("update sessions set \(unsafeSQL: state)")
      let writer = UpvoteWriter(store) { _, _ in }
      let outcome = try await writer.submit(room.operation(attendee: 0, signs: true), in: room.summit)
      #expect(outcome.code.rawValue == code)
      let counts = try await room.counts()
      #expect(counts.rows == (code == "done" ? 1 : 0))
      #expect(counts.counted == counts.rows)
    }
  }

  @Test("an outcome that nobody knows is an error, and never counts as done")
  func unknownOutcome() async throws {
    try await TestDatabase.migrated { store in
      for code in UpvoteCode.allCases {
        let said = try await store.database.query("select \(code.rawValue) as outcome")
        #expect(try said.first?["outcome"] == code)
        #expect(code == .done || Refusal(rawValue: code.rawValue) != nil)
      }
      let said = try await store.database.query("select 'dnoe' as outcome")
      #expect(throws: PostgresError.self) { try said.first?["outcome"] as UpvoteCode? }
    }
  }

  @Test("a bad row in a batch does not spoil the others")
  func badRow() async throws {
    try await TestDatabase.migrated { store in
      let room = try await Room(store, attendees: 3)
      var stranger = room.operation(attendee: 1, signs: true)
      stranger.attendee = Attendee.ID(rawValue: 999_999)
      var nothing = room.operation(attendee: 2, signs: true)
      nothing.question = Question.ID(rawValue: 999_999)
      let outcomes = try await store.write(
        [stranger, room.operation(attendee: 0, signs: true), nothing], in: room.summit)
      #expect(outcomes.map(\.code) == [.attendeeUnknown, .done, .questionNotFound])
      #expect(outcomes[1].upvotes == 1)
    }
  }

  @Test("people in quarantine sign and do not count")
  func quarantine() async throws {
    try await TestDatabase.migrated { store in
      let room = try await Room(store, attendees: 2)
      _ = try await store.database.query(
        "update attendees set quarantined_at = now(), quarantine_reason = 'burst' where id = \(room.attendees[0])"
      )
      let outcomes = try await store.write(
        [0, 1].map { room.operation(attendee: $0, signs: true) }, in: room.summit)
      #expect(outcomes.map(\.code) == [.done, .done])
      let counts = try await room.counts()
      #expect(counts.counted == 1)
      #expect(counts.rows == 2)
    }
  }

  @Test("signing a merged question counts for the survivor, once a person")
  func merged() async throws {
    try await TestDatabase.migrated { store in
      let room = try await Room(store, attendees: 2)
      let merged: Question.ID? = try await store.database.query(
        """
        insert into questions (summit_id, session_id, number, state, merged_into_id, asked_at)
        values (\(room.summit), \(room.session), 2, 'merged', \(room.question), now())
        returning id
        """
      ).first?["id"]
      var there = room.operation(attendee: 0, signs: true)
      there.question = try #require(merged)
      let first = try await store.write([there], in: room.summit)
      let again = try await store.write(
        [room.operation(attendee: 0, signs: true), room.operation(attendee: 1, signs: true)], in: room.summit)
      #expect(first.first?.question == room.question)
      #expect(again.map(\.upvotes) == [2, 2])
      there.signs = false
      let withdrawn = try await store.write([there], in: room.summit)
      #expect(withdrawn.first?.upvotes == 1)
      let counts = try await room.counts()
      #expect(counts.counted == 1)
      #expect(counts.rows == 1)
    }
  }

  @Test(
    "a summit that somebody else has locked holds up no other's upvotes; its own are written later, in order",
    .timeLimit(.minutes(10)))
  func locked() async throws {
    try await TestDatabase.migrated { store in
      let locked = try await Room(store, attendees: 3)
      let other = try await Room(store, attendees: 3, slug: "other")
      let writer = UpvoteWriter(store) { _, _ in }
      let waiting = try await store.database.transaction { transaction in
        _ = try await transaction.query(Store.lock(locked.summit))
        // The first attendee signs, withdraws and signs again.
        let waiting = [(0, true), (0, false), (0, true), (1, true), (2, true)].map { index, signs in
          Task.immediate { @Loop in
            try await writer.submit(locked.operation(attendee: index, signs: signs), in: locked.summit)
          }
        }
        for index in 0..<3 {
          let upvote = other.operation(attendee: index, signs: true)
          let outcome = try await writer.submit(upvote, in: other.summit)
          #expect(outcome.code == .done)
        }
        return waiting
      }
      for task in waiting { #expect(try await task.value.code == .done) }
      for room in [locked, other] { #expect(try await room.counts() == (3, 3)) }
    }
  }

  @Test("a database without room tells each who upvoted so, and takes the same once there is room")
  func full() async throws {
    try await TestDatabase.administered { store, owner in
      let room = try await Room(store, attendees: 3)
      let writer = UpvoteWriter(store) { _, _ in }
      try await owner.transaction { try await $0.execute(script: Self.fullDisk) }
      for _ in 0..<2 {
        let tasks = (0..<3).map { index in
          Task { @Loop in
            try await writer.submit(room.operation(attendee: index, signs: true), in: room.summit)
          }
        }
        for task in tasks {
          let error = await #expect(throws: PostgresError.self) { try await task.value }
          #expect(error?.sqlState == "53100")
        }
      }
      #expect(try await room.counts() == (0, 0))
      _ = try await owner.query("drop trigger full_disk on upvotes")
      for index in 0..<3 {
        _ = try await writer.submit(room.operation(attendee: index, signs: true), in: room.summit)
      }
      #expect(try await room.counts() == (3, 3))
    }
  }

  private static let fullDisk = """
    create function full_disk() returns trigger
    language plpgsql as $$ begin raise sqlstate '53100' using message = 'no space left'; end $$;
    create trigger full_disk before insert on upvotes for each row execute function full_disk();
    """

  @Test("after three others have signed, the wording is locked for good")
  func lock() async throws {
    try await TestDatabase.migrated { store in
      let room = try await Room(store, attendees: 4)
      _ = try await store.database.query("update questions set author_id = \(room.attendees[0])")
      func locked() async throws -> Bool {
        try await store.database.query("select wording_locked_at is not null as locked from questions")
          .first?["locked"] ?? false
      }
      _ = try await store.write((0..<3).map { room.operation(attendee: $0, signs: true) }, in: room.summit)
      let afterTwoOthers = try await locked()
      #expect(!afterTwoOthers)
      _ = try await store.write([room.operation(attendee: 3, signs: true)], in: room.summit)
      _ = try await store.write((1..<4).map { room.operation(attendee: $0, signs: false) }, in: room.summit)
      let afterThree = try await locked()
      #expect(afterThree)
    }
  }
}

/// A summit with an open session, one question in it, and people.
@Loop private struct Room {
  let store: Store
  let summit: Summit.ID
  let session: Session.ID
  let question: Question.ID
  let attendees: [Attendee.ID]

  init(_ store: Store, attendees: Int, threshold: Int = 50, slug: String = "a-summit") async throws {
    self.store = store
    let database = store.database
    func id<ID: PostgresDecodable>(_ sql: SQL) async throws -> ID {
      let row = try await database.query(sql).first
      return try #require(row)["id"]
    }
    summit = try await id(
      """
      insert into summits (slug, name, time_zone, starts_on, ends_on)
      values (\(slug), 'A summit', 'Europe/Paris', '2017-06-13', '2017-06-14')
      returning id
      """)
    session = try await id(
      """
      insert into sessions
        (summit_id, slug, guid, title, starts_at, ends_at, box_said, opened_at, threshold)
      values (\(summit), 'a', 'a', 'A session', now(), now() + interval '1 hour', 'open', now(), \(threshold))
      returning id
      """)
    question = try await id(
      """
      insert into questions (summit_id, session_id, number, state, asked_at)
      values (\(summit), \(session), 1, 'published', now())
      returning id
      """)
    let people = try await database.query(
      "insert into attendees (summit_id) select \(summit) from generate_series(1, \(attendees)) returning id")
    self.attendees = try people.map { try $0["id"] }
  }

  func operation(attendee index: Int, signs: Bool) -> UpvoteOperation {
    UpvoteOperation(question: question, attendee: attendees[index], generation: 1, signs: signs)
  }

  /// What the question's counter says, and how many rows there are.
  func counts() async throws -> (counted: Int, rows: Int) {
    let rows = try await store.database.query(
      """
      select upvotes, (select count(*) from upvotes u where u.summit_id = q.summit_id and u.question_id = q.id) as rows
      from questions q
      where summit_id = \(summit) and id = \(question)
      """)
    let row = try #require(rows.first)
    return (try row["upvotes"], try row["rows"])
  }
}
