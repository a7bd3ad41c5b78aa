import Petitions
import Testing

@Suite("Who counts where", .timeLimit(.minutes(10)))
struct SignaturesTests {
  private let questions = (1...4).map { Question.ID(rawValue: $0) }
  private let people = (1...4).map { Attendee.ID(rawValue: $0) }

  @Test("a survivor counts each person once, over all that was merged into it")
  func union() {
    var signatures = Signatures()
    signatures.sign(questions[0], people[0])
    signatures.sign(questions[0], people[1])
    signatures.sign(questions[1], people[1])
    signatures.sign(questions[2], people[2])
    signatures.merge(questions[1], into: questions[0])
    signatures.merge(questions[0], into: questions[2])
    #expect(signatures.survivor(of: questions[1]) == questions[2])
    #expect(signatures.counted(by: questions[2]) == Set(people.prefix(3)))
    signatures.sign(questions[1], people[3])
    #expect(signatures.counted(by: questions[2]) == Set(people))
    signatures.undoMerge(of: questions[0])
    #expect(signatures.counted(by: questions[2]) == [people[2]])
    #expect(signatures.counted(by: questions[0]) == [people[0], people[1], people[3]])
  }

  @Test("who withdraws withdraws from all that was united, and undoing brings nobody back")
  func withdrawing() {
    var signatures = Signatures()
    for question in questions.prefix(2) { signatures.sign(question, people[0]) }
    signatures.merge(questions[1], into: questions[0])
    signatures.withdraw(questions[0], people[0])
    signatures.undoMerge(of: questions[1])
    for question in questions { #expect(signatures.counted(by: question).isEmpty) }
  }

  @Test("the latest merge is that of the same survivor, as it was before chains flattened")
  func latest() throws {
    var signatures = Signatures()
    #expect(signatures.merge(of: questions[0]) == nil)
    signatures.merge(questions[1], into: questions[0])
    signatures.merge(questions[2], into: questions[1])
    let merge = try #require(signatures.merge(of: questions[1]))
    #expect(merge == (questions[0], questions[2]))
    signatures.merge(questions[0], into: questions[3])
    let inner = try #require(signatures.merge(of: questions[2]))
    #expect(inner == (questions[0], questions[2]))
  }
}
