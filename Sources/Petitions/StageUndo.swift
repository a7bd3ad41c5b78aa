/// An answer that was given on stage a moment ago, and can be taken back at once.
public struct StageUndo: Hashable, Sendable {
  public var answer: Answer.ID
  public var question: Question.ID
  public var number: Int
  public var kind: Answer.Kind
  /// Seconds for which that is offered.
  public var left: Double

  public init(answer: Answer.ID, question: Question.ID, number: Int, kind: Answer.Kind, left: Double) {
    (self.answer, self.question, self.number) = (answer, question, number)
    (self.kind, self.left) = (kind, left)
  }
}
