/// A question that somebody looks for in the ledger, by its words or its number.
public struct FoundQuestion: Hashable, Sendable, Identifiable {
  public var id: Question.ID
  public var number: Int
  public var text: String
  /// Title of the session that was asked, or name of the organisation, or of the summit.
  public var askedOf: String

  public init(id: Question.ID, number: Int, text: String, askedOf: String) {
    (self.id, self.number, self.text, self.askedOf) = (id, number, text, askedOf)
  }
}
