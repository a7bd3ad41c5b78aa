/// What a commit changed of a summit or a session, so that no more than that is read again.
public struct Changes: OptionSet, Hashable, Sendable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// How many upvotes questions have, and the order that follows from it.
  public static let counts = Changes(rawValue: 1 << 0)
  /// How many are checked in.
  public static let attendance = Changes(rawValue: 1 << 1)
  /// Which questions there are, and what is said of each.
  public static let questions = Changes(rawValue: 1 << 2)
  /// What is owed, and what became of it.
  public static let board = Changes(rawValue: 1 << 3)
  public static let ledger = Changes(rawValue: 1 << 4)
  /// The summit itself, its sessions with their boxes, its rooms, speakers and organisations.
  public static let programme = Changes(rawValue: 1 << 5)
  /// What is announced.
  public static let channel = Changes(rawValue: 1 << 6)

  /// What changes with each person in a hall.
  public static let numbers: Changes = [.counts, .attendance]
  /// What an act on a question may change.
  public static let decisions: Changes = [.counts, .questions, .board, .ledger]
  /// What a page of the board shows, or one of the ledger.
  public static let promises: Changes = [.counts, .questions, .board, .ledger, .programme]
  /// What the erasing or unlinking of people may change.
  public static let people: Changes = [.attendance, .counts, .questions, .board, .ledger]
  public static let everything: Changes = [
    .counts, .attendance, .questions, .board, .ledger, .programme, .channel,
  ]
}
