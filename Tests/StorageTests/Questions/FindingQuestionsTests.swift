import EventLoop
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Finding questions", .timeLimit(.minutes(10)))
struct FindingQuestionsTests {
  private static let asked = [
    "Qui possède les données collectées pendant la campagne ?",
    "Une pétition qui dépasse le seuil reçoit-elle toujours une réponse ?",
    "Should brands take a political stand?",
    "Quel budget pour une campagne numérique nationale ?",
  ]

  @Test(
    "by all of its words, accents, case and order ignored, whole, begun or by their stem; and by its number",
    arguments: [
      ("DONNEES", [1]), ("campagnes", [1, 4]), ("campagne donnée", [1]), ("num", [4]), ("réponses", [2]),
      ("brand", [3]), ("political brands", [3]), ("girafe", []), ("campagne girafe", []), ("la", [1]),
      ("2", [2]), ("# 3", [3]), ("le budget de la campagne", [4]), ("(données", [1]), ("c.mpagne", []),
    ])
  func words(text: String, numbers: [Int]) async throws {
    try await TestDatabase.migrated { store in
      let hall = try await hall(store)
      let found = try await store.petitions(
        found: QuestionSearch(words: text), of: .session(hall.session), in: hall.summit, order: .top,
        limit: 10
      ).petitions
      #expect(found.map(\.number).sorted() == numbers, "\(text)")
    }
  }

  @Test("the most upvoted first, or the newest; so many at most; and only what is published")
  func order() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await hall(store)
      let search = QuestionSearch(words: "campagne")
      func numbers(_ order: QuestionOrder, limit: Int = 10) async throws -> [Int] {
        try await store.petitions(
          found: search, of: .session(hall.session), in: hall.summit, order: order, limit: limit
        ).petitions.map(\.number)
      }
      let top = try await numbers(.top)
      let new = try await numbers(.new)
      let one = try await numbers(.new, limit: 1)
      #expect(top == [1, 4] && new == [4, 1] && one == [4])
      _ = try await store.database.query("update questions set state = 'hidden' where number = 1")
      let rest = try await numbers(.top)
      #expect(rest == [4])
    }
  }

  @Test("by what became of it, counted alike")
  func replies() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      let owed = try await hall.latched()
      let answered = try await hall.ask()
      try await hall.answer(answered.id)
      func found(_ reply: QuestionSearch.Reply) async throws -> [Question.ID] {
        try await store.petitions(
          found: QuestionSearch(reply: reply), of: .session(hall.session), in: hall.summit, order: .top,
          limit: 9
        ).petitions.map(\.id)
      }
      let debts = try await found(.owed)
      let answers = try await found(.answered)
      #expect(debts == [owed.id] && answers == [answered.id])
      let counts = try await store.replies(of: .session(hall.session), in: hall.summit)
      #expect(counts == ReplyCounts(owed: 1, answered: 1))
      try await hall.answer(owed.id)
      let after = try await store.replies(of: .everything, in: hall.summit)
      #expect(after == ReplyCounts(owed: 0, answered: 2))
    }
  }

  @Test("what one signed is what others asked, the latest first")
  func signed() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let (first, second) = (try await hall.ask(), try await hall.ask())
      try await hall.upvote(first.id, by: [1])
      try await hall.upvote(second.id, by: [1])
      func signed(_ attendee: Int) async throws -> [Question.ID] {
        try await store.petitions(
          signedBy: hall.attendees[attendee], of: .session(hall.session), in: hall.summit, limit: 9
        ).map(\.id)
      }
      let theirs = try await signed(1)
      let own = try await signed(0)
      #expect(theirs == [second.id, first.id] && own.isEmpty)
    }
  }

  @Test("news is what was answered after one asked or signed, and since one last heard of it")
  func news() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      let question = try await hall.latched()
      func news(_ attendee: Int, since: Date = .distantPast) async throws -> [Question.ID] {
        try await store.news(
          for: hall.attendees[attendee], generation: 1, since: since, in: hall.summit, limit: 9
        ).map(\.id)
      }
      // That an answer is owed is news to whoever asked.
      let owed = try await (news(0), news(1))
      #expect(owed == ([question.id], []))
      let answer = try #require(try await hall.answer(question.id).petition.answer)
      let answered = try await (news(0), news(1))
      #expect(answered == ([question.id], [question.id]))
      let heard = try await news(0, since: answer.answeredAt + 1)
      #expect(heard.isEmpty)
      try await hall.upvote(question.id, by: [2])
      let late = try await news(2)
      #expect(late.isEmpty)
    }
  }

  private func hall(_ store: Store) async throws -> Hall {
    let hall = try await Hall(store)
    for (attendee, text) in Self.asked.enumerated() { try await hall.ask(text, by: attendee) }
    return hall
  }
}
