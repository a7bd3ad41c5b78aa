/// Whether the answer answered it, in the eyes of those who signed the question (rule 7).
public enum Verdict {
  /// Fewer say nothing about an answer.
  public static let fewest = 10

  /// `kind`: of the answer that stands. `isSigner`: whether the person signed the question, or one merged into it.
  public static func check(on kind: Answer.Kind?, isSigner: Bool) throws(Refusal) {
    guard let kind, kind.isJudged else { throw .notAnswered }
    guard isSigner else { throw .notUpvoter }
  }

  /// With at least max(10, 20 % of the upvoters) verdicts and less than half of them yes. SQL has the same
  /// as `is_disputed`.
  public static func isDisputed(yes: Int, no: Int, upvotes: Int) -> Bool {
    yes + no >= max(fewest, (upvotes + 4) / 5) && 2 * yes < yes + no
  }
}
