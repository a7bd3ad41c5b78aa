import EventLoop
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Lists of questions", .timeLimit(.minutes(10)))
struct QuestionListsTests {
  @Test("top is by upvotes, then the oldest; new is the newest first")
  func orders() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      for attendee in 0..<3 { try await hall.ask(by: attendee) }
      let second = try await #require(store.petition(number: 2, of: hall.session, in: hall.summit))
      try await hall.upvote(second.id, by: [5, 6])
      let top = try await numbers(hall, .top)
      let new = try await numbers(hall, .new)
      #expect(top == [2, 1, 3])
      #expect(new == [3, 2, 1])
    }
  }

  @Test("rising is by recent upvotes: three of now outweigh five of half an hour ago")
  func rising() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let once = try await hall.ask(by: 0)
      let now = try await hall.ask(by: 1)
      try await hall.upvote(once.id, by: [1, 2, 3, 4])
      _ = try await store.database.query("update upvotes set created_at = created_at - interval '30 minutes'")
      try await hall.upvote(now.id, by: [2, 3])
      let rising = try await numbers(hall, .rising)
      #expect(rising == [2, 1])
      _ = try await store.database.query(
        "update attendees set quarantined_at = now(), quarantine_reason = 'burst' where id <> \(hall.attendees[0])"
      )
      let withoutQuarantined = try await numbers(hall, .rising)
      #expect(withoutQuarantined == [1, 2])
    }
  }

  @Test("rising counts a person who signed here and on merged questions once")
  func risingMerged() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let survivor = try await hall.ask(by: 0)
      let merged = try await hall.ask(by: 1)
      let other = try await hall.ask(by: 2)
      try await hall.upvote(survivor.id, by: [3])
      _ = try await store.database.query(
        """
        insert into upvotes (summit_id, question_id, attendee_id, via_id, created_at)
        select summit_id, question_id, attendee_id, \(merged.id), now()
        from upvotes
        where question_id = \(survivor.id)
        """)
      try await hall.upvote(other.id, by: [3, 4])
      let rising = try await numbers(hall, .rising)
      #expect(rising.first == other.number)
    }
  }

  @Test("what nobody upvoted lately does not rise, the newest first", arguments: [3, 3000])
  func risingNothing(hours: Int) async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      for attendee in 0..<3 { try await hall.ask(by: attendee) }
      _ = try await store.database.query(
        "update upvotes set created_at = created_at - \(hours) * interval '1 hour'")
      let rising = try await numbers(hall, .rising)
      #expect(rising == [3, 2, 1])
    }
  }

  @Test("pages follow each other without a gap, in every order", arguments: QuestionOrder.allCases)
  func pages(order: QuestionOrder) async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 25)
      for attendee in 0..<25 {
        let petition = try await hall.ask(by: attendee)
        try await hall.upvote(petition.id, by: Array(0..<attendee % 4))
      }
      let all = try await store.petitions(
        of: .session(hall.session), in: hall.summit, order: order, limit: 100)
      #expect(all.next == nil)
      var paged: [Question.ID] = []
      var cursor: QuestionCursor?
      var pages = 0
      repeat {
        let page = try await store.petitions(
          of: .session(hall.session), in: hall.summit, order: order, limit: 10, after: cursor)
        paged += page.petitions.map(\.id)
        pages += 1
        // As it comes back from a client.
        cursor = page.next.flatMap { QuestionCursor($0.description) }
      } while cursor != nil
      #expect(pages == 3)
      #expect(paged == all.petitions.map(\.id))
      #expect(Set(paged).count == 25)
    }
  }

  @Test("lists show what is published, of whom is asked for")
  func scopes() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let other = try await hall.anotherSession("workshop")
      let here = try await hall.ask(by: 0)
      let there = try await hall.ask(by: 1, to: .session(other))
      let summits = try await hall.ask(by: 2, to: .summit)
      let pending = try await hall.ask(by: 3)
      _ = try await store.database.query(
        "update questions set state = 'pending', held_for = 'reports' where id = \(pending.id)")
      func ids(_ scope: QuestionScope, states: Set<Question.State> = [.published]) async throws -> Set<
        Question.ID
      > {
        Set(try await store.petitions(of: scope, in: hall.summit, states: states).petitions.map(\.id))
      }
      let session = try await ids(.session(hall.session))
      let everything = try await ids(.everything)
      let own = try await ids(.summit)
      let queue = try await ids(.everything, states: [.pending])
      let all = try await ids(.everything, states: Set(Question.State.allCases))
      #expect(session == [here.id])
      #expect(everything == [here.id, there.id, summits.id])
      #expect(own == [summits.id])
      #expect(queue == [pending.id])
      #expect(all == [here.id, there.id, summits.id, pending.id])
    }
  }

  @Test(
    "what is no cursor of ours is none",
    arguments: [
      "", "top", "top.1.2", "top.-1.2.0", "top.1.0.0", "up.1.2.3",
      "rising.1.2.9223372036854775807", "top.1.2.3.4",
    ])
  func cursors(text: String) {
    #expect(QuestionCursor(text) == nil)
  }

  private func numbers(_ hall: Hall, _ order: QuestionOrder) async throws -> [Int] {
    try await hall.store.petitions(of: .session(hall.session), in: hall.summit, order: order).petitions.map(
      \.number)
  }
}
