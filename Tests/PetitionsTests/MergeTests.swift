import Foundation
import Petitions
import Testing

@Suite("Merging", .timeLimit(.minutes(5)))
struct MergeTests {
  private let session = Question.Addressee.session(Session.ID(rawValue: 1))

  private func side(
    _ id: Int64, _ state: Question.State = .published, to addressee: Question.Addressee? = nil,
    into: Int64? = nil
  ) -> Merge.Side {
    Merge.Side(
      id: Question.ID(rawValue: id), state: state, addressee: addressee ?? session,
      survivor: into.map(Question.ID.init(rawValue:)))
  }

  private func isNew(
    _ question: Merge.Side, into survivor: Merge.Side, named: Int64? = nil, closed: Bool = false
  ) throws(Refusal) -> Bool {
    try Merge.isNew(
      question, into: survivor, named: named.map(Question.ID.init(rawValue:)) ?? survivor.id,
      summitClosed: closed)
  }

  @Test("what waits or is published is merged into what is published", arguments: Question.State.allCases)
  func states(state: Question.State) throws {
    if state == .pending || state == .published {
      #expect(try isNew(side(1, state), into: side(2)))
    } else if state != .merged {
      #expect(throws: Refusal.stateForbids) { try isNew(side(1, state), into: side(2)) }
    }
    if state != .published {
      #expect(throws: Refusal.questionNotPublished) { try isNew(side(1), into: side(2, state)) }
    }
  }

  @Test("into itself, in a circle, elsewhere, twice, or in a closed summit it is refused")
  func refused() throws {
    #expect(throws: Refusal.mergeIntoItself) { try isNew(side(1), into: side(1)) }
    // 2 was merged into 1: the survivor of 2 is 1.
    #expect(throws: Refusal.mergeCycle) { try isNew(side(1), into: side(1), named: 2) }
    #expect(throws: Refusal.mergeAcrossAddressees) { try isNew(side(1), into: side(2, to: .summit)) }
    #expect(throws: Refusal.summitClosed) { try isNew(side(1), into: side(2), closed: true) }
    #expect(throws: Refusal.alreadyMerged) { try isNew(side(1, .merged, into: 3), into: side(2)) }
    #expect(try !isNew(side(1, .merged, into: 2), into: side(2)))
    #expect(try !isNew(side(1, .merged, into: 2), into: side(2), named: 3))
  }

  @Test("undone is the latest of a survivor that stands by itself")
  func undoing() throws {
    let (first, second) = (Question.ID(rawValue: 1), Question.ID(rawValue: 2))
    let merged = side(1, .merged, into: 3)
    try Merge.checkUndoing(merged, into: side(3), latest: first, summitClosed: false)
    try Merge.checkUndoing(merged, into: side(3, .hidden), latest: first, summitClosed: false)
    #expect(throws: Refusal.mergeNotLatest) {
      try Merge.checkUndoing(merged, into: side(3), latest: second, summitClosed: false)
    }
    #expect(throws: Refusal.mergeNotLatest) {
      try Merge.checkUndoing(merged, into: side(3, .merged, into: 4), latest: first, summitClosed: false)
    }
    #expect(throws: Refusal.notMerged) {
      try Merge.checkUndoing(side(1), into: nil, latest: nil, summitClosed: false)
    }
    #expect(throws: Refusal.summitClosed) {
      try Merge.checkUndoing(merged, into: side(3), latest: first, summitClosed: true)
    }
  }
}

@Suite("Promises of what is merged or moved", .timeLimit(.minutes(5)))
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

@Suite("Translations", .timeLimit(.minutes(5)))
struct TranslationTests {
  @Test("a tag is in lower case", arguments: ["fr", "en", "pt-br", "zh-hant-tw", "gsw"])
  func tags(tag: String) { #expect(LanguageTag(tag)?.value == tag) }

  @Test("and nothing else", arguments: ["", "f", "FR", "fr-", "-fr", "fr_ca", "english", "fr-c", "é"])
  func noTags(tag: String) { #expect(LanguageTag(tag) == nil) }

  @Test("a translation may be longer than a question, and shorter")
  func lengths() throws {
    #expect(try TranslationText(" Oui ? ").value == "Oui ?")
    #expect(try TranslationText(String(repeating: "é", count: 600)).value.count == 600)
    #expect(throws: TextRule.tooLong) { try TranslationText(String(repeating: "é", count: 601)) }
    #expect(throws: TextRule.controlCharacter) { try TranslationText("a\u{7}b") }
  }
}
