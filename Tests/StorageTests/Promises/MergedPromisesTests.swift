import EventLoop
import Foundation
import Petitions
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Promises of merged questions", .timeLimit(.minutes(10)))
struct MergedPromisesTests {
  @Test("reached by the merge it is owed, undone it is void, merged again it is owed as before")
  func reached() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 4)
      let questions = try await hall.asked(by: 0, 1)
      for (question, signer) in zip(questions, [2, 3]) { try await hall.upvote(question, by: [signer]) }
      try await hall.merge(questions[1], into: questions[0])
      let owed = try await hall.petition(questions[0]).promise
      #expect(owed?.state == .owed)
      #expect(owed?.metUpvotes == 4)
      try await hall.unmerge(questions[1])
      #expect(try await hall.petition(questions[0]).promise?.state == .void)
      #expect(try await hall.petition(questions[1]).promise == nil)
      try await hall.merge(questions[1], into: questions[0])
      let again = try await hall.petition(questions[0]).promise
      #expect(again?.state == .owed)
      #expect(again?.metAt == owed?.metAt)
      #expect(
        try await hall.recorded() == [
          "promise.met", "question.merged", "question.unmerged", "promise.void", "promise.restored",
          "question.merged",
        ])
    }
  }

  @Test("reached since by those who signed the survivor itself, it stays when the merge is undone")
  func stays() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 4)
      let questions = try await hall.asked(by: 0, 1)
      try await hall.upvote(questions[1], by: [2, 3])
      try await hall.merge(questions[1], into: questions[0])
      try await hall.upvote(questions[0], by: [4, 5, 6])
      try await hall.unmerge(questions[1])
      #expect(try await hall.petition(questions[0]).promise?.state == .owed)
    }
  }

  @Test("a later upvote on what was merged carries the survivor past its threshold")
  func later() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 3)
      let questions = try await hall.asked(by: 0, 1)
      try await hall.merge(questions[1], into: questions[0])
      #expect(try await hall.petition(questions[0]).promise == nil)
      try await hall.upvote(questions[1], by: [2])
      #expect(try await hall.petition(questions[0]).promise?.state == .owed)
      #expect(try await hall.petition(questions[1]).promise == nil)
    }
  }

  @Test("where both are owed an answer, it is due by the earlier dates; undone, each by its own again")
  func both() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 1)
      let questions = try await hall.asked(by: 0, 1)
      _ = try await store.database.query(
        """
        update promises
        set live_due_at = live_due_at - interval '10 minutes', first_due_at = first_due_at - interval '2 days'
        where question_id = \(questions[1])
        """)
      let mine = try await #require(hall.petition(questions[0]).promise)
      let theirs = try await #require(hall.petition(questions[1]).promise)
      try await hall.merge(questions[1], into: questions[0])
      let united = try await #require(hall.petition(questions[0]).promise)
      #expect(united.dueAt == theirs.dueAt)
      #expect(united.firstDueAt == theirs.firstDueAt)
      #expect(united.metAt == mine.metAt)
      try await hall.unmerge(questions[1])
      #expect(try await hall.petition(questions[0]).promise == mine)
      #expect(try await hall.petition(questions[1]).promise == theirs)
    }
  }

  @Test("a session extended meanwhile moves the dates that undoing brings back")
  func extended() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 1)
      let questions = try await hall.asked(by: 0, 1)
      _ = try await store.database.query(
        "update promises set first_due_at = first_due_at - interval '2 days' where question_id = \(questions[1])"
      )
      let mine = try await #require(hall.petition(questions[0]).promise)
      try await hall.merge(questions[1], into: questions[0])
      var edit = SessionEdit()
      edit.end = .extended(minutes: 10)
      _ = try await store.edit("opening", in: hall.summit, edit)
      try await hall.unmerge(questions[1])
      let after = try await #require(hall.petition(questions[0]).promise)
      #expect(after.dueAt == mine.dueAt.addingTimeInterval(600))
      #expect(after.firstDueAt == mine.firstDueAt.addingTimeInterval(600))
    }
  }

  @Test("no debt vanishes: one that the survivor would not reach by itself becomes its own")
  func inherited() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 4)
      let questions = try await hall.asked(by: 0, 1, 2)
      try await hall.upvote(questions[1], by: [3, 4])
      try await hall.merge(questions[2], into: questions[1])
      try await hall.upvote(questions[1], by: [3, 4], signs: false)
      let debt = try await #require(hall.petition(questions[1]).promise)
      try await hall.merge(questions[1], into: questions[0])
      let promise = try await #require(hall.petition(questions[0]).promise)
      #expect(promise == debt)
      #expect(try await hall.petition(questions[0]).upvotes == 3)
      let carriers = try await hall.count(
        "select from promise_signers where question_id = \(questions[0]) and via_id is not null")
      #expect(carriers == 4)
      _ = try await store.database.query(
        "select review_promises(\(hall.summit), array[\(questions[0]), \(questions[1])])")
      #expect(try await hall.petition(questions[0]).promise?.state == .owed)
      #expect(try await hall.petition(questions[1]).promise?.state == .owed)
      try await hall.unmerge(questions[1])
      #expect(try await hall.petition(questions[0]).promise?.state == .void)
      #expect(try await hall.petition(questions[1]).promise == debt)
      #expect(
        try await hall.recorded().filter { $0.hasPrefix("promise") } == [
          "promise.met", "promise.inherited", "promise.void",
        ])
    }
  }

  @Test("who signed what was merged judges the survivor's answer while it is merged, and no longer after")
  func verdicts() async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store)
      let questions = try await hall.asked(by: 0, 1)
      try await hall.upvote(questions[1], by: [2])
      try await hall.answer(questions[0])
      try await hall.merge(questions[1], into: questions[0])
      try await hall.upvote(questions[0], by: [2])
      for judge in 0...2 {
        _ = try await store.judge(
          questions[1], in: hall.summit, answered: false, by: hall.attendees[judge], generation: 1)
      }
      let merged = try await hall.petition(questions[0])
      #expect(merged.verdicts.no == 3)
      try await hall.unmerge(questions[1])
      let parted = try await hall.petition(questions[0])
      #expect(parted.verdicts.no == 2)
    }
  }

  @Test("what is settled stays as it is, on either side", arguments: ["kept", "declined"])
  func settled(state: String) async throws {
    try await TestDatabase.migrated { store in
      let hall = try await Hall(store, threshold: 1)
      let questions = try await hall.asked(by: 0, 1)
      for settled in questions {
        let other = settled == questions[0] ? questions[1] : questions[0]
        _ = try await store.database.query("update promises set state = 'owed'")
        _ = try await store.database.query(
          "update promises set state = \(state) where question_id = \(settled)")
        let before = try await (hall.petition(questions[0]).promise, hall.petition(questions[1]).promise)
        try await hall.merge(settled, into: other)
        #expect(try await hall.petition(questions[0]).promise == before.0)
        #expect(try await hall.petition(questions[1]).promise == before.1)
        try await hall.unmerge(settled)
        try await hall.merge(other, into: settled)
        try await hall.unmerge(other)
        #expect(try await hall.petition(questions[0]).promise == before.0)
        #expect(try await hall.petition(questions[1]).promise == before.1)
      }
    }
  }
}
