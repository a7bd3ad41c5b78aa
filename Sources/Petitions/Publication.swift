extension Question {
  public enum State: String, CaseIterable, Sendable {
    case pending, published, rejected, merged, withdrawn, hidden
  }

  /// What became of it in the end: by an answer, or when the summit is closed.
  public enum Outcome: String, CaseIterable, Sendable {
    case answered, merged, declined, rejected, withdrawn, expired
  }

  /// Why a pending question waits for a person.
  public enum Hold: String, CaseIterable, Sendable {
    /// Its session is a reviewed one.
    case review
    /// Its name is like a speaker's or an organisation's.
    case name
    /// Attendees who are present reported it.
    case reports
    /// Its author changed it, in a reviewed session or after it had been turned down as unclear.
    case edit
  }

  /// A state, and why it waits where it does.
  public struct Standing: Hashable, Sendable {
    public let state: State
    /// Not nil where the state is `pending`.
    public let hold: Hold?

    private init(state: State, hold: Hold?) { (self.state, self.hold) = (state, hold) }

    public static let published = Standing(state: .published, hold: nil)
    public static let rejected = Standing(state: .rejected, hold: nil)
    public static let withdrawn = Standing(state: .withdrawn, hold: nil)
    public static let hidden = Standing(state: .hidden, hold: nil)
    public static func pending(_ hold: Hold) -> Standing { Standing(state: .pending, hold: hold) }
  }
}

/// How questions of a session become public (rule 2).
public enum Moderation: String, CaseIterable, Sendable {
  /// At once.
  case open
  /// After an organizer or moderator approved.
  case reviewed
}

/// When a question is public (rule 2).
public enum Publication {
  /// So many upvotes of others put a question on the wall and lock its wording. SQL has the same as `vouching`.
  public static let othersThatVouch = 3

  /// Where a new question stands. `nameMatches`: its name is like a speaker's or an organisation's.
  public static func standing(ofNew moderation: Moderation, nameMatches: Bool) -> Question.Standing {
    if moderation == .reviewed { return .pending(.review) }
    return nameMatches ? .pending(.name) : .published
  }

  /// Where an edited question stands: reviewed anew in a reviewed session, or when it was held or turned down.
  public static func standing(
    ofEdited before: Question.State, hold: Question.Hold?, moderation: Moderation, nameMatches: Bool
  ) -> Question.Standing {
    if moderation == .reviewed || before == .rejected { return .pending(.edit) }
    if let hold, hold != .name { return .pending(hold) }
    return nameMatches ? .pending(.name) : .published
  }

  /// Whether reports hold it: only what is public, no person has approved, and nobody is owed an answer to. What is
  /// promised is flagged to curators instead, and stays to be answered.
  public static func holds(
    reports: Int, upvotes: Int, state: Question.State, approved: Bool, promised: Bool
  ) -> Bool {
    state == .published && !approved && !promised && reports >= Reports.holding(upvotes: upvotes)
  }

  /// Where a question stands after its reports were counted anew, since people were quarantined or released; nil where
  /// it stays. What only reports held is public again, unless its name is like a speaker's.
  public static func standing(
    recounted reports: Int, upvotes: Int, state: Question.State, hold: Question.Hold?, approved: Bool,
    promised: Bool, nameMatches: Bool
  ) -> Question.Standing? {
    if holds(reports: reports, upvotes: upvotes, state: state, approved: approved, promised: promised) {
      return .pending(.reports)
    }
    guard state == .pending, hold == .reports, promised || reports < Reports.holding(upvotes: upvotes) else {
      return nil
    }
    return nameMatches ? .pending(.name) : .published
  }
}
