import Foundation
import Petitions
import Testing

@Suite("The oracle of promises")
struct PromiseRulesTests {
  private let met = Date(timeIntervalSince1970: 1_497_340_800)
  private let day: TimeInterval = 24 * 60 * 60

  @Test("an answer is due live at the session's end, then in writing")
  func due() {
    let end = met.addingTimeInterval(1800)
    let promise = Promise(metAt: met, sessionEndsAt: end, answerPeriodDays: 14)
    #expect(promise.dueAt(at: met) == end)
    #expect(promise.dueAt(at: end) == end.addingTimeInterval(14 * day))
    #expect(!promise.isOverdue(at: end))
    #expect(promise.isOverdue(at: end.addingTimeInterval(14 * day)))
  }

  @Test(
    "met after the session's end, or asked of nobody on stage, it is due in writing", arguments: [nil, -60.0])
  func written(ended: TimeInterval?) {
    let promise = Promise(
      metAt: met, sessionEndsAt: ended.map(met.addingTimeInterval), answerPeriodDays: 7)
    #expect(promise.liveDueAt == nil)
    #expect(promise.dueAt(at: met) == met.addingTimeInterval(7 * day))
  }

  @Test("putting it off moves the date; lateness still counts from the first")
  func deferred() {
    var promise = Promise(metAt: met, sessionEndsAt: nil, answerPeriodDays: 7)
    promise.deferredTo = met.addingTimeInterval(30 * day)
    #expect(promise.dueAt(at: met) == met.addingTimeInterval(30 * day))
    #expect(!promise.isOverdue(at: met.addingTimeInterval(6 * day)))
    #expect(promise.isOverdue(at: met.addingTimeInterval(7 * day)))
    promise.deferredTo = met.addingTimeInterval(2 * day)
    #expect(promise.isOverdue(at: met.addingTimeInterval(2 * day)))
  }

  @Test("what is settled is never late", arguments: Promise.State.allCases.filter { $0 != .owed })
  func settled(state: Promise.State) {
    let promise = Promise(state: state, liveDueAt: nil, firstDueAt: met)
    #expect(!promise.isOverdue(at: met.addingTimeInterval(day)))
  }

  @Test("a promise stands on those who carried it, or on those who sign now")
  func stands() {
    #expect(Promise.stands(carriedBy: 10, signedNow: 2, threshold: 10))
    #expect(Promise.stands(carriedBy: 2, signedNow: 10, threshold: 10))
    #expect(!Promise.stands(carriedBy: 9, signedNow: 9, threshold: 10))
  }
}

@Suite("Promises of what is merged or moved")
struct CarriedPromiseTests {
  private let now = Date(timeIntervalSince1970: 1_497_340_800)
  private func at(_ hours: Double) -> Date { now.addingTimeInterval(hours * 3600) }

  @Test("where both owe an answer, it is due by the earlier of both dates")
  func united() {
    let mine = Promise(liveDueAt: at(2), firstDueAt: at(50))
    #expect(mine.united(with: Promise(liveDueAt: at(1), firstDueAt: at(40)), at: now).firstDueAt == at(40))
    #expect(mine.united(with: Promise(liveDueAt: at(1), firstDueAt: at(40)), at: now).liveDueAt == at(1))
    #expect(mine.united(with: Promise(liveDueAt: at(3), firstDueAt: at(60)), at: now) == mine)
    let inWriting = Promise(liveDueAt: nil, firstDueAt: at(50))
    #expect(inWriting.united(with: Promise(liveDueAt: at(3), firstDueAt: at(60)), at: now).liveDueAt == at(3))
    // The other one's moment on stage has passed: it takes nothing away from this one's.
    #expect(mine.united(with: Promise(liveDueAt: at(-1), firstDueAt: at(60)), at: now) == mine)
  }

  @Test(
    "what is settled, or merged with what is, stays as it is",
    arguments: [Promise.State.kept, .declined, .void])
  func settled(state: Promise.State) {
    let owed = Promise(liveDueAt: at(2), firstDueAt: at(50))
    let other = Promise(state: state, liveDueAt: at(1), firstDueAt: at(40))
    #expect(owed.united(with: other, at: now) == owed)
    #expect(other.united(with: owed, at: now) == other)
  }

  @Test("carried over, it may come live at the other session's end, and is late no later")
  func moved() {
    let promise = Promise(liveDueAt: at(2), firstDueAt: at(50))
    #expect(promise.moved(toSessionEnding: at(20), at: now) == Promise(liveDueAt: at(20), firstDueAt: at(50)))
    for end in [nil, at(-1), at(60)] {
      #expect(promise.moved(toSessionEnding: end, at: now) == Promise(liveDueAt: nil, firstDueAt: at(50)))
    }
  }
}
