/// How many of the published questions of an addressee are owed an answer, and have one.
public struct ReplyCounts: Hashable, Sendable {
  public var owed = 0
  public var answered = 0

  public init(owed: Int = 0, answered: Int = 0) { (self.owed, self.answered) = (owed, answered) }
}
