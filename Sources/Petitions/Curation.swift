/// What organizers and moderators do to a question (rule 8): in public, with a coded reason.
public enum Curation {
  /// Of a decision that was made.
  public struct ID: Identifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
  }

  public enum Action: String, CaseIterable, Sendable {
    case approve, reject, hide, restore, correct, highlight, unhighlight, merge, unmerge, move, translate

    /// Whether the ledger lists it.
    public var isPublic: Bool {
      [.reject, .hide, .restore, .correct, .merge, .unmerge, .move].contains(self)
    }

    /// Whether it needs a coded reason.
    public var needsReason: Bool { self == .reject || self == .hide }

    /// Whether `restore` can take it back.
    public var isRestorable: Bool { [.approve, .reject, .hide].contains(self) }

    /// Whether who did it can undo it, while nothing was decided since.
    public var isUndoable: Bool { isRestorable || [.highlight, .unhighlight, .merge, .move].contains(self) }

    /// The states in which it is allowed; `restore` asks the last decision instead.
    public var allowedIn: Set<Question.State> {
      switch self {
      case .approve, .correct: [.pending, .published]
      // A merged one too: its words are still to be read.
      case .hide: [.pending, .published, .merged]
      case .reject: [.pending]
      case .highlight: [.published]
      case .restore: [.pending, .published, .rejected, .hidden]
      case .unhighlight: Set(Question.State.allCases)
      case .merge: [.pending, .published]
      case .unmerge: [.merged]
      case .move, .translate: [.pending, .published, .hidden]
      }
    }
  }

  public enum Reason: String, CaseIterable, Sendable {
    case duplicate, offensive, personal, advertising, unclear
    case offTopic = "off_topic"
    case answeredBefore = "answered_before"

    /// Whether the ledger may tell a digest of the text.
    public var tellsText: Bool { self != .offensive && self != .personal }
  }

  /// The last decision that `restore` could take back.
  public struct Decision: Hashable, Sendable {
    public var action: Action
    /// Where the question stood before it.
    public var before: Question.Standing
    public init(action: Action, before: Question.Standing) { (self.action, self.before) = (action, before) }
  }

  /// Where the question stands after `action`. `last` is the newest approval, rejection or hiding not taken back.
  public static func standing(
    after action: Action, of standing: Question.Standing, promiseLatched: Bool, last: Decision?
  ) throws(Refusal) -> Question.Standing {
    guard action.allowedIn.contains(standing.state) else {
      throw action == .highlight ? .questionNotPublished : .stateForbids
    }
    switch action {
    case .approve: return .published
    case .hide: return .hidden
    case .correct, .highlight, .unhighlight, .move, .translate: return standing
    // With a merged question something else counts: `Merge` has the rule.
    case .merge, .unmerge: throw .stateForbids
    case .reject:
      // A debt is hidden, not turned down: it stays on the board, its text withheld.
      if promiseLatched { throw .promiseLatched }
      return .rejected
    case .restore:
      guard let last, last.action.isRestorable else { throw .nothingToRestore }
      if promiseLatched, last.action == .approve, last.before.state != .published { throw .promiseLatched }
      return last.before
    }
  }
}
