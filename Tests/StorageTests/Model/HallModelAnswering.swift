import Foundation
import Petitions

extension HallModel {
  /// An answer, and how the questions that it covers stood before.
  struct Given: Equatable {
    struct Before: Equatable {
      var answer: Int?
      var promise: Promise.State?
      var deferredTo: Date?
    }

    var kind: Answer.Kind
    var at: Date
    var before: [Petitions.Question.ID: Before]
  }

  /// Of the answer that stands.
  func answerKind(_ id: Petitions.Question.ID) -> Answer.Kind? {
    questions[id]?.answer.map { answers[$0].kind }
  }

  mutating func answer(
    _ id: Petitions.Question.ID, andTo others: [Petitions.Question.ID]?, _ content: Answer.Content
  ) throws {
    let asked = try known(id)
    let sharing = questions.keys.filter { other in
      guard let question = questions[other], let answer = question.answer else { return false }
      return answer == asked.answer && [.published, .hidden].contains(question.state)
    }
    let covered = Set((others ?? sharing) + [id]).sorted()
    for id in covered { try checkAnswer(content, to: id) }
    var before: [Petitions.Question.ID: Given.Before] = [:]
    for id in covered {
      let promise = questions[id]?.owed?.promise
      before[id] = Given.Before(
        answer: questions[id]?.answer, promise: promise?.state, deferredTo: promise?.deferredTo)
      questions[id]?.answer = answers.count
      if let promise { questions[id]?.owed?.promise = Answer.promise(promise, after: content) }
    }
    answers.append(Given(kind: content.kind, at: now, before: before))
    latch(covered)
  }

  private func checkAnswer(_ content: Answer.Content, to id: Petitions.Question.ID) throws {
    let question = try known(id)
    let circumstances = Answer.Circumstances(
      state: question.state, promise: question.owed?.promise, answer: answerKind(id),
      sessionStartsAt: sessions[question.session]?.startsAt)
    try Answer.check(content.kind, to: circumstances, at: now)
  }

  mutating func retract(_ id: Petitions.Question.ID) throws {
    let question = try known(id)
    if question.survivor != nil { throw Refusal.questionMerged }
    guard let index = question.answer else { throw Refusal.notAnswered }
    let given = answers[index]
    try Answer.checkRetracting(givenAt: given.at, at: now)
    guard given.before.keys.allSatisfy({ questions[$0]?.answer == index }) else {
      throw Refusal.answerSuperseded
    }
    for (id, before) in given.before {
      questions[id]?.answer = before.answer
      let kind = answerKind(id)
      if var promise = questions[id]?.owed?.promise {
        promise.state = before.promise ?? Self.promiseState(after: kind)
        promise.deferredTo = before.deferredTo
        questions[id]?.owed?.promise = promise
      }
      // What was said of it goes with it, unless there is another to judge.
      if kind?.isJudged != true {
        let earlier = questions[id]?.verdicts.filter { $0.value.at < given.at } ?? [:]
        questions[id]?.verdicts = earlier
      }
    }
    lock(given.before.keys)
    reviewPromises(given.before.keys.sorted())
    latch(given.before.keys)
  }

  static func promiseState(after kind: Answer.Kind?) -> Promise.State {
    switch kind {
    case .live, .written: .kept
    case .declined: .declined
    case .deferred, nil: .owed
    }
  }

  mutating func judge(_ id: Petitions.Question.ID, by person: Attendee.ID, _ answered: Bool) throws {
    _ = try known(id)
    let id = counting(id)
    let question = try known(id)
    if question.state == .pending, question.author != person { throw Refusal.questionNotFound }
    guard question.state == .published || question.state == .hidden else {
      throw Refusal.questionNotPublished
    }
    try Verdict.check(
      on: answerKind(id), isSigner: question.signatures.contains { $0.person == person })
    if question.verdicts[person]?.answered == answered { return }
    questions[id]?.verdicts[person] = Judged(answered: answered, at: now)
    latch([id])
  }

  struct Judged: Equatable {
    var answered: Bool
    var at: Date
  }
}
