import Foundation
import Petitions
import Testing

@Suite("Verdicts", .timeLimit(.minutes(5)))
struct VerdictTests {
  @Test("an answer is disputed with enough verdicts and less than half of them yes")
  func disputed() {
    #expect(!Verdict.isDisputed(yes: 0, no: 9, upvotes: 9))
    #expect(Verdict.isDisputed(yes: 4, no: 6, upvotes: 50))
    #expect(!Verdict.isDisputed(yes: 5, no: 5, upvotes: 50))
    #expect(!Verdict.isDisputed(yes: 0, no: 10, upvotes: 51))
    #expect(Verdict.isDisputed(yes: 0, no: 11, upvotes: 51))
  }
}

@Suite("Answers", .timeLimit(.minutes(5)))
struct AnswerTests {
  private let now = Date(timeIntervalSince1970: 1_497_340_800)

  private func question(
    _ state: Question.State = .published, promise: Promise.State? = .owed, deferredTo: Date? = nil,
    answer: Answer.Kind? = nil, startsIn: TimeInterval? = -600
  ) -> Answer.Circumstances {
    Answer.Circumstances(
      state: state,
      promise: promise.map {
        Promise(state: $0, liveDueAt: nil, firstDueAt: now.addingTimeInterval(600), deferredTo: deferredTo)
      }, answer: answer, sessionStartsAt: startsIn.map(now.addingTimeInterval))
  }

  @Test("on stage a question is answered once its session has begun")
  func live() throws {
    try Answer.check(.live, to: question(promise: nil), at: now)
    #expect(throws: Refusal.sessionNotStarted) {
      try Answer.check(.live, to: question(startsIn: 60), at: now)
    }
    #expect(throws: Refusal.noStage) { try Answer.check(.live, to: question(startsIn: nil), at: now) }
  }

  @Test("only what is owed is put off, and once")
  func deferred() throws {
    try Answer.check(.deferred, to: question(), at: now)
    #expect(throws: Refusal.nothingOwed) { try Answer.check(.deferred, to: question(promise: nil), at: now) }
    #expect(throws: Refusal.nothingOwed) {
      try Answer.check(.deferred, to: question(promise: .void), at: now)
    }
    #expect(throws: Refusal.alreadyDeferred) {
      try Answer.check(.deferred, to: question(deferredTo: now, answer: .deferred), at: now)
    }
    #expect(throws: Refusal.alreadyAnswered) {
      try Answer.check(.deferred, to: question(promise: .kept, answer: .live), at: now)
    }
  }

  @Test("hiding a question does not hide the debt; what never was public is not answered")
  func states() throws {
    try Answer.check(.written, to: question(.hidden), at: now)
    #expect(throws: Refusal.questionMerged) { try Answer.check(.written, to: question(.merged), at: now) }
    for state in [Question.State.pending, .rejected, .withdrawn] {
      #expect(throws: Refusal.questionNotPublished) {
        try Answer.check(.written, to: question(state), at: now)
      }
    }
    #expect(throws: Refusal.questionNotPublished) {
      try Answer.check(.written, to: question(.hidden, promise: nil), at: now)
    }
  }

  @Test("an answer keeps a promise, declining ends it, putting off leaves it owed")
  func promises() throws {
    let promise = Promise(liveDueAt: nil, firstDueAt: now)
    let text = try AnswerText("Oui.")
    #expect(Answer.promise(promise, after: .written(text)).state == .kept)
    #expect(Answer.promise(promise, after: .live(nil)).state == .kept)
    #expect(Answer.promise(promise, after: .declined(.legal, nil)).state == .declined)
    let later = Answer.promise(promise, after: .deferred(to: now.addingTimeInterval(60), nil))
    #expect(later.state == .owed && later.deferredTo == now.addingTimeInterval(60))
  }

  @Test("only those who signed judge, and only what was answered")
  func verdicts() throws {
    try Verdict.check(on: .live, isSigner: true)
    #expect(throws: Refusal.notUpvoter) { try Verdict.check(on: .written, isSigner: false) }
    for kind in [nil, Answer.Kind.deferred, .declined] {
      #expect(throws: Refusal.notAnswered) { try Verdict.check(on: kind, isSigner: true) }
    }
  }
}

@Suite("Times of answers", .timeLimit(.minutes(5)))
struct AnswerTimesTests {
  private let now = Date(timeIntervalSince1970: 1_497_340_800)
  private let day: TimeInterval = 24 * 60 * 60

  @Test("an answer is put off to a date ahead, by a year at most")
  func deferral() throws {
    try Answer.checkDeferral(to: now.addingTimeInterval(1), at: now)
    try Answer.checkDeferral(to: now.addingTimeInterval(366 * day), at: now)
    #expect(throws: Answer.TimeRule.future) { try Answer.checkDeferral(to: now, at: now) }
    #expect(throws: Answer.TimeRule.range) {
      try Answer.checkDeferral(to: now.addingTimeInterval(366 * day + 1), at: now)
    }
  }

  @Test("what was said on stage was said between the session's start and now")
  func stage() throws {
    let start = now.addingTimeInterval(-600)
    for said in [start, now] { try Answer.checkStage(saidAt: said, sessionStartsAt: start, at: now) }
    #expect(throws: Answer.TimeRule.past) {
      try Answer.checkStage(saidAt: now.addingTimeInterval(1), sessionStartsAt: start, at: now)
    }
    #expect(throws: Answer.TimeRule.inSession) {
      try Answer.checkStage(saidAt: start.addingTimeInterval(-1), sessionStartsAt: start, at: now)
    }
  }

  @Test("a slip of the finger is taken back within ten minutes")
  func retracting() throws {
    try Answer.checkRetracting(givenAt: now.addingTimeInterval(-599), at: now)
    #expect(throws: Refusal.tooLateToUndo) {
      try Answer.checkRetracting(givenAt: now.addingTimeInterval(-600), at: now)
    }
  }
}
