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
