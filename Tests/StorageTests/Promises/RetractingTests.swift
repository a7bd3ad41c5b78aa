import EventLoop
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Taking an answer back", .timeLimit(.minutes(10)))
struct RetractingTests {
  @Test("everything is as it was before, on all questions that it covered")
  func restores() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      let (first, second) = (try await hall.latched(), try await hall.ask("Et comment le saurons-nous ?"))
      let deferred = try await hall.answer(
        first.id, .deferred(to: Date(timeIntervalSinceNow: 86_400), nil)
      ).petition
      try await hall.answer(first.id, try hall.written(), andTo: [second.id])
      let back = try await hall.retract(second.id)
      #expect(back.changed && back.petition.answer == nil)
      let restored = try await hall.petition(first.id)
      #expect(restored == deferred)
      let recorded = try await hall.recorded()
      #expect(recorded == ["promise.met", "answer.given", "answer.given", "answer.retracted"])
      let questions = try await hall.said("questions", in: "answer.retracted")
      #expect(questions == "[\(first.id), \(second.id)]")
      let history = try await store.answers(to: first.id, in: hall.summit)
      #expect(history.map { $0.retractedAt != nil } == [true, false])
      let undone = try await hall.retract(first.id).petition
      #expect(undone.promise == first.promise && undone.answer == nil)
      await #expect(throws: Refusal.notAnswered) { try await hall.retract(first.id) }
    }
  }

  @Test("ten minutes later it stands")
  func late() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      let question = try await hall.latched()
      let answered = try await hall.answer(question.id).petition
      try await hall.letPass(minutes: 10)
      await #expect(throws: Refusal.tooLateToUndo) { try await hall.retract(question.id) }
      let after = try await hall.petition(question.id)
      #expect(after == answered)
    }
  }

  @Test("who gave it takes it back, or an organizer; nobody else of the same session")
  func givers() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let question = try await hall.ask()
      let one = Answerer.speaker(of: hall.session, try await hall.token("speaker"))
      let other = Answerer.speaker(of: hall.session, try await hall.token("speaker"))
      try await hall.answer(question.id, by: one)
      let refusal = await #expect(throws: StorageRefusal.self) {
        try await hall.retract(question.id, by: other)
      }
      #expect(refusal?.code == "not_giver")
      try await hall.retract(question.id, by: one)
      try await hall.answer(question.id, by: one)
      let back = try await hall.retract(question.id).petition
      #expect(back.answer == nil)
    }
  }

  @Test("where one of its questions was answered anew since, that comes first")
  func superseded() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let (first, second) = (try await hall.ask(), try await hall.ask("Et comment le saurons-nous ?"))
      try await hall.answer(first.id, try hall.written(), andTo: [second.id])
      try await hall.answer(second.id, try hall.written("Celle-ci autrement."), andTo: [])
      await #expect(throws: Refusal.answerSuperseded) { try await hall.retract(first.id) }
      try await hall.retract(second.id)
      let back = try await hall.retract(first.id).petition
      #expect(back.answer == nil)
    }
  }

  @Test("a promise met meanwhile is owed then")
  func metMeanwhile() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 2)
      let question = try await hall.ask()
      try await hall.answer(question.id)
      try await hall.upvote(question.id, by: [1])
      let kept = try await hall.petition(question.id)
      #expect(kept.promise?.state == .kept)
      let back = try await hall.retract(question.id).petition
      #expect(back.promise?.state == .owed && back.promise?.settledAt == nil)
    }
  }

  @Test("a question withdrawn meanwhile stays withdrawn, also by its outcome")
  func withdrawnMeanwhile() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let question = try await hall.ask()
      try await hall.answer(question.id)
      _ = try await store.withdraw(question.id, in: hall.summit, by: hall.author(0))
      let back = try await hall.retract(question.id).petition
      #expect(back.state == .withdrawn && back.outcome == .withdrawn)
    }
  }
}
