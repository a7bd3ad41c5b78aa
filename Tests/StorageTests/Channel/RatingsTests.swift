import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Ratings", .timeLimit(.minutes(10)))
struct RatingsTests {
  @Test("one per attendee: a second one replaces the first, its comment as well")
  func once() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      try await hall.end()
      let first = try await hall.rate(4, "Très bien", by: 0)
      #expect(first.stars == 4)
      #expect(first.comment == "Très bien")
      _ = try await hall.rate(2, by: 0)
      _ = try await hall.rate(5, "Merci", by: 1)
      let mine = try await store.rating(
        of: hall.session, in: hall.summit, by: hall.attendees[0], generation: 1)
      #expect(mine?.stars == 2)
      #expect(mine?.comment == nil)
      let ratings = try await store.ratings(of: hall.session, in: hall.summit)
      #expect(ratings.histogram == [0, 1, 0, 0, 1])
      let comments = try await store.comments(on: hall.session, in: hall.summit, limit: 10)
      #expect(comments.comments.map(\.comment) == ["Merci"])
      #expect(comments.next == nil)
    }
  }

  @Test("ten times at once it is still one")
  func atOnce() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      try await hall.end()
      let taps = (1...10).map { tap in Task { @Loop in try await hall.rate(1 + tap % 5, by: 0) } }
      for tap in taps { _ = try await tap.value }
      let ratings = try await store.ratings(of: hall.session, in: hall.summit)
      #expect(ratings.count == 1)
    }
  }

  @Test("it is refused before its time, of a cancelled session, in a closed summit, and of whom nobody knows")
  func refused() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      await #expect(throws: Refusal.feedbackTooEarly) { try await hall.rate(5, by: 0) }
      try await hall.end()
      await #expect(throws: Refusal.attendeeUnknown) {
        try await store.rate(
          hall.session, in: hall.summit, by: hall.attendees[0], generation: 0, try #require(Stars(5)))
      }
      _ = try await hall.rate(3, by: 1)
      _ = try await store.database.query("update sessions set cancelled_at = now()")
      await #expect(throws: Refusal.sessionCancelled) { try await hall.rate(5, by: 0) }
      _ = try await store.database.query("update sessions set cancelled_at = null")
      _ = try await store.database.query("update summits set closed_at = now()")
      for attendee in [0, 1] {
        await #expect(throws: Refusal.summitClosed) { try await hall.rate(5, by: attendee) }
      }
      let ratings = try await store.ratings(of: hall.session, in: hall.summit)
      #expect(ratings.histogram == [0, 0, 1, 0, 0])
    }
  }

  @Test("what was given can be changed while an extended session goes on")
  func extended() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      try await hall.end()
      _ = try await hall.rate(3, by: 0)
      _ = try await store.database.query("update sessions set ends_at = now() + interval '1 hour'")
      let changed = try await hall.rate(4, by: 0)
      #expect(changed.stars == 4)
      await #expect(throws: Refusal.feedbackTooEarly) { try await hall.rate(5, by: 1) }
    }
  }

  @Test("ratings of people in quarantine are kept, do not count while they are there, and count afterwards")
  func quarantine() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      try await hall.end()
      _ = try await hall.rate(5, "Pour moi", by: 0)
      _ = try await hall.rate(1, "Contre tous", by: 1)
      _ = try await store.database.query(
        """
        update attendees
        set quarantined_at = now(), quarantine_reason = 'burst'
        where id = \(hall.attendees[1])
        """)
      let without = try await store.ratings(of: hall.session, in: hall.summit)
      #expect(without.histogram == [0, 0, 0, 0, 1])
      let comments = try await store.comments(on: hall.session, in: hall.summit, limit: 10).comments
      #expect(comments.map(\.comment) == ["Pour moi"])
      _ = try await store.database.query(
        "update attendees set quarantined_at = null, quarantine_reason = null")
      let with = try await store.ratings(of: hall.session, in: hall.summit)
      #expect(with.histogram == [1, 0, 0, 0, 1])
    }
  }

  @Test("an attendee sees what is held of it, and erasing takes stars and comment away")
  func erased() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      try await hall.end()
      _ = try await hall.rate(2, "Je n'ai rien appris", by: 0)
      _ = try await hall.rate(4, by: 1)
      let held = try await store.held(about: hall.attendees[0], generation: 1, in: hall.summit)
      #expect(held?.ratings.map(\.session) == ["opening"])
      #expect(held?.ratings.map(\.comment) == ["Je n'ai rien appris"])
      _ = try await store.erase(hall.attendees[0], generation: 1, in: hall.summit)
      let ratings = try await store.ratings(of: hall.session, in: hall.summit)
      #expect(ratings.histogram == [0, 0, 0, 1, 0])
      let left = try await hall.count("select from ratings")
      #expect(left == 1)
    }
  }

  @Test("the overview lists every session of the programme, rated or not")
  func overview() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let debate = try await hall.anotherSession("debate")
      _ = try await hall.anotherSession("cancelled")
      _ = try await store.database.query(
        "update sessions set cancelled_at = now() where slug = 'cancelled'")
      try await hall.end()
      for (attendee, stars) in [5, 4, 4].enumerated() {
        _ = try await hall.rate(stars, attendee == 0 ? "Bravo" : nil, by: attendee)
      }
      let sessions = try await store.ratedSessions(of: hall.summit)
      #expect(Set(sessions.map(\.session)) == ["opening", "debate"])
      let opening = try #require(sessions.first { $0.session == "opening" })
      #expect(opening.ratings.averageInTenths == 43)
      #expect(opening.comments == 1)
      let none = try #require(sessions.first { $0.session == "debate" })
      #expect(none.ratings.count == 0)
      let ratings = try await store.ratings(of: debate, in: hall.summit)
      #expect(ratings.averageInTenths == nil)
    }
  }

  @Test("comments come in pages, the newest first")
  func pages() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      try await hall.end()
      for attendee in 0..<5 { _ = try await hall.rate(3, "c\(attendee)", by: attendee) }
      let first = try await store.comments(on: hall.session, in: hall.summit, limit: 3)
      #expect(first.comments.map(\.comment) == ["c4", "c3", "c2"])
      let second = try await store.comments(on: hall.session, in: hall.summit, limit: 3, after: first.next)
      #expect(second.comments.map(\.comment) == ["c1", "c0"])
      #expect(second.next == nil)
    }
  }

  @Test("the database itself holds stars and comments to their rules")
  func constraints() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      for (stars, comment, constraint) in [
        (0, nil, "rating_stars_range"), (6, nil, "rating_stars_range"), (3, "", "rating_comment_length"),
        (3, String(repeating: "x", count: 1001), "rating_comment_length"),
        (3, "e\u{301}", "rating_comment_normalized"),
      ] as [(Int, String?, String)] {
        let error = await #expect(throws: PostgresError.self) {
          _ = try await store.database.query(
            """
            insert into ratings (summit_id, session_id, attendee_id, stars, comment, rated_at)
            values (\(hall.summit), \(hall.session), \(hall.attendees[0]), \(stars), \(comment), now())
            """)
        }
        #expect(error?.constraint == constraint)
      }
    }
  }
}

extension Hall {
  /// The session ends in five minutes.
  fileprivate func end() async throws {
    _ = try await store.database.query(
      "update sessions set starts_at = now() - interval '1 hour', ends_at = now() + interval '5 minutes'")
  }

  fileprivate func rate(_ stars: Int, _ comment: String? = nil, by attendee: Int) async throws -> RatingRecord
  {
    try await store.rate(
      session, in: summit, by: attendees[attendee], generation: 1, try #require(Stars(stars)),
      comment: try comment.flatMap { text throws(TextRule) in try CommentText(text) })
  }
}
