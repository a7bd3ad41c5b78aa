/// What a question says, as rule 1 allows it: NFC, trimmed, 10–280 Unicode scalars, nothing invisible.
public struct QuestionText: Hashable, Sendable, CustomStringConvertible {
  public static let length = 10...280

  public let value: String

  /// Normalizes first: white space at the ends is dropped, not refused.
  public init(_ text: String) throws(TextRule) {
    let text = text.withoutDictationMarks.normalizedText
    try text.checkText(length: Self.length, newlines: true)
    value = text
  }

  public var description: String { value }
}

/// The name an author shows: 1–60 Unicode scalars on one line, otherwise as a text.
public struct DisplayName: Hashable, Sendable, CustomStringConvertible {
  public static let length = 1...60

  public let value: String

  /// Nil, no name is shown, when nothing is left after trimming.
  public init?(_ text: String) throws(TextRule) {
    let text = text.withoutDictationMarks.normalizedText
    if text.isEmpty { return nil }
    try text.checkText(length: Self.length, newlines: false)
    value = text
  }

  public var description: String { value }

  /// Whether people could take this name for `other`, a speaker or an organisation (rule 2): the same words in any
  /// order, or all of at least two words with others beside them ("Tom Cochran officiel"). Case, accents, spaces,
  /// punctuation, and letters that only look like the others are ignored.
  public func matches(_ other: String) -> Bool {
    Self.match(value.foldedWords, other.foldedWords) || Self.match(value.nameSkeleton, other.nameSkeleton)
  }

  private static func match(_ mine: [String], _ theirs: [String]) -> Bool {
    guard !theirs.isEmpty else { return false }
    let (run, theirRun) = (mine.joined(), theirs.joined())
    if run == theirRun || mine.sorted() == theirs.sorted() { return true }
    guard theirs.count > 1 else { return false }
    // Spread letter by letter, or written as one, beside other words.
    return Set(theirs).isSubset(of: mine) || theirRun.count >= 8 && run.contains(theirRun)
  }

  /// Whether it matches any of these where the question is put to that session, or with nil to none. A speaker known
  /// by one word, such as a first name, is who is meant only where they speak: elsewhere half the hall has that name.
  public func matches(anyOf others: some Sequence<GuardedName>, in session: Session.ID?) -> Bool {
    others.contains { other in
      if let sessions = other.sessions, other.isOneWord, session.map(sessions.contains) != true {
        return false
      }
      return matches(other.name)
    }
  }
}

/// A name under which people could ask as somebody else (rule 2).
public struct GuardedName: Hashable, Sendable {
  public var name: String
  /// Where a speaker speaks; nil for an organisation.
  public var sessions: Set<Session.ID>?

  public init(name: String, sessions: Set<Session.ID>?) { (self.name, self.sessions) = (name, sessions) }

  var isOneWord: Bool { name.foldedWords.count == 1 }
}
