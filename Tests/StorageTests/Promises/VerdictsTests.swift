import EventLoop
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Verdicts", .timeLimit(.minutes(10)))
struct VerdictsTests {
  @Test("those who signed judge once each, and may say otherwise later")
  func changeable() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let question = try await hall.ask()
      try await hall.upvote(question.id, by: [1, 2])
      try await hall.answer(question.id)
      for attendee in 0...2 { try await hall.judge(question.id, true, by: attendee) }
      let version = try await hall.version()
      let again = try await hall.judge(question.id, true, by: 1)
      #expect(!again.changed)
      let changed = try await hall.judge(question.id, false, by: 1)
      #expect(changed.changed && changed.session == hall.session)
      #expect(changed.petition.verdicts == .init(yes: 2, no: 1, isDisputed: false))
      let after = try await hall.version()
      #expect(after == version + 1)
    }
  }

  @Test("nobody else does, nor before there is something to judge")
  func refused() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let question = try await hall.ask()
      await #expect(throws: Refusal.notAnswered) { try await hall.judge(question.id, true, by: 0) }
      try await hall.answer(question.id, .declined(.noComment, nil))
      await #expect(throws: Refusal.notAnswered) { try await hall.judge(question.id, true, by: 0) }
      try await hall.answer(question.id)
      await #expect(throws: Refusal.notUpvoter) { try await hall.judge(question.id, true, by: 1) }
      await #expect(throws: Refusal.attendeeUnknown) {
        try await store.judge(
          question.id, in: hall.summit, answered: true, by: hall.attendees[0], generation: 0)
      }
      await #expect(throws: Refusal.questionNotFound) {
        try await hall.judge(Question.ID(rawValue: 99_999), true, by: 0)
      }
      let none = try await hall.count("select from verdicts")
      #expect(none == 0)
    }
  }

  @Test("with ten verdicts and less than half of them yes it is disputed, until some change theirs")
  func disputed() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, attendees: 12)
      let question = try await hall.ask()
      try await hall.upvote(question.id, by: Array(1...11))
      try await hall.answer(question.id)
      for attendee in 0..<9 { try await hall.judge(question.id, false, by: attendee) }
      let nine = try await hall.petition(question.id)
      #expect(!nine.verdicts.isDisputed)
      let ten = try await hall.judge(question.id, true, by: 9).petition
      #expect(ten.verdicts == .init(yes: 1, no: 9, isDisputed: true))
      for attendee in 0..<4 { try await hall.judge(question.id, true, by: attendee) }
      let half = try await hall.petition(question.id)
      #expect(half.verdicts == .init(yes: 5, no: 5, isDisputed: false))
    }
  }

  @Test("people in quarantine judge and do not count, and counting anew finds the same")
  func quarantine() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let question = try await hall.ask()
      try await hall.upvote(question.id, by: [1, 2])
      try await hall.answer(question.id)
      _ = try await store.database.query(
        "update attendees set quarantined_at = now(), quarantine_reason = 'burst' where id = \(hall.attendees[1])"
      )
      try await hall.judge(question.id, true, by: 0)
      try await hall.judge(question.id, true, by: 1)
      let counted = try await hall.judge(question.id, false, by: 1).petition.verdicts
      #expect(counted == .init(yes: 1, no: 0, isDisputed: false))
      _ = try await store.database.query("select recount(\(hall.summit), array[\(question.id)])")
      let recounted = try await hall.petition(question.id).verdicts
      #expect(recounted == counted)
      let given = try await hall.count("select from verdicts")
      #expect(given == 2)
    }
  }

  @Test("who signed a question that was merged judges the answer to the one that counts for it")
  func merged() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let (survivor, merged) = (try await hall.ask(), try await hall.ask("La même, autrement dite ?", by: 1))
      _ = try await store.database.query(
        "update questions set state = 'merged', merged_into_id = \(survivor.id) where id = \(merged.id)")
      _ = try await store.database.query(
        """
        insert into upvotes (summit_id, question_id, attendee_id, via_id, created_at)
        values (\(hall.summit), \(survivor.id), \(hall.attendees[1]), \(merged.id), now())
        """)
      try await hall.answer(survivor.id)
      let refused = await #expect(throws: RefusedQuestion.self) { try await hall.answer(merged.id) }
      #expect(refused?.refusal == .questionMerged)
      let judged = try await hall.judge(merged.id, false, by: 1).petition
      #expect(judged.id == survivor.id)
      #expect(judged.verdicts == .init(yes: 0, no: 1, isDisputed: false))
    }
  }

  @Test("verdicts go with an answer that is taken back, and stay where another stands before it")
  func retracted() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let question = try await hall.ask()
      try await hall.answer(question.id)
      try await hall.answer(question.id, try hall.written())
      try await hall.judge(question.id, false, by: 0)
      let live = try await hall.retract(question.id).petition
      #expect(live.verdicts.no == 1)
      let none = try await hall.retract(question.id).petition
      #expect(none.verdicts.no == 0)
      let left = try await hall.count("select from verdicts")
      #expect(left == 0)
    }
  }

  @Test("they are held about a person; erased, they go on counting for nobody")
  func held() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let question = try await hall.ask()
      try await hall.upvote(question.id, by: [1])
      try await hall.answer(question.id)
      try await hall.judge(question.id, false, by: 1)
      let held = try #require(try await store.held(about: hall.attendees[1], generation: 1, in: hall.summit))
      #expect(held.verdicts.map(\.question) == [question.id] && held.verdicts.map(\.answered) == [false])
      let signed = try await store.ownVotes(
        among: [question.id], by: hall.attendees[1], generation: 1, in: hall.summit)
      #expect(signed?.upvoted == [question.id] && signed?.verdicts == [question.id: false])
      _ = try await store.erase(hall.attendees[1], generation: 1, in: hall.summit)
      let after = try await hall.petition(question.id)
      #expect(after.verdicts.no == 1)
      await #expect(throws: Refusal.attendeeUnknown) { try await hall.judge(question.id, true, by: 1) }
    }
  }

  @Test("also after the summit closed")
  func closed() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let question = try await hall.ask()
      try await hall.answer(question.id)
      _ = try await store.database.query("update summits set closed_at = now()")
      let judged = try await hall.judge(question.id, true, by: 0)
      #expect(judged.petition.verdicts.yes == 1)
    }
  }
}

extension Hall {
  @discardableResult
  fileprivate func judge(_ question: Question.ID, _ answered: Bool, by attendee: Int) async throws
    -> QuestionWrite
  {
    try await store.judge(
      question, in: summit, answered: answered, by: attendees[attendee], generation: 1)
  }
}
