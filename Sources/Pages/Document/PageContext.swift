public import API

/// What a page is told beside its data: who reads it, in which language, when, and what just happened.
public struct PageContext: Sendable {
  public var language: Language
  /// Without a slash at the end: `https://tribune.example`.
  var publicURL: String
  /// Of this page, without its query: `/imedia-2017/heritage`.
  public var path: String
  /// What else its address says of what it shows: `view=mine`.
  public var query: [(name: String, value: String)] = []
  /// In the summit's zone, so that hours and days are those of the place.
  public var now: Timestamp
  /// The language that people write in here, where the summit has one and the page speaks another.
  public var writtenIn: String?
  /// Whether the reader holds a token of this summit.
  public var joined: Bool
  /// Whose token it is; nil for nobody's.
  public var reader: String?
  /// What the reader just did, said once.
  public var notice: Notice?
  /// Numbers of questions that say what the reader just asked.
  public var similar: [Int] = []
  /// Why the reader's last act was refused, in the words of the API.
  public var problem: API.Problem?
  /// What the reader had typed when it was refused.
  public var draft: Draft
  /// The feedback that was refused; nil where it was something else.
  public var feedbackDraft: FeedbackDraft?
  /// Where a badge is asked for, or was scanned.
  public var badgeForm: BadgeForm?
  /// Random, for the next question asked from this page: its `Idempotency-Key`.
  var key: String

  public init(
    language: Language = .fr, publicURL: String, path: String, now: Timestamp, joined: Bool = false,
    notice: Notice? = nil, problem: API.Problem? = nil, draft: Draft = Draft(), key: String = ""
  ) {
    (self.language, self.publicURL, self.path, self.now) = (language, publicURL, path, now)
    (self.joined, self.notice, self.problem, self.draft, self.key) = (joined, notice, problem, draft, key)
  }

  public var sentences: Sentences { Sentences(language: language) }

  /// For a page that is kept for many readers: its address says which page it is, and nothing else that one of them added
  /// to it.
  public func asking(_ query: [(name: String, value: String)]) -> PageContext {
    var context = self
    context.query = query
    return context
  }

  public struct Draft: Sendable, Equatable {
    var text = ""
    var name = ""

    public init(text: String = "", name: String = "") {
      (self.text, self.name) = (text, name)
    }
  }

  public struct FeedbackDraft: Sendable, Equatable {
    /// Nil where none was chosen.
    public var stars: Int?
    public var comment = ""

    public init(stars: Int? = nil, comment: String = "") {
      (self.stars, self.comment) = (stars, comment)
    }
  }
}

/// What just happened, for the page that follows a form.
public enum Notice: Sendable, Equatable {
  /// `receipt` is said here and nowhere else.
  case asked(number: Int, pending: Bool, receipt: String?)
  case edited(pending: Bool)
  case nameTakenOff
  case withdrawn
  case judged
  case arrivedTooLate
  case joinedWithBadge
  /// `held`: it was one report too many, and the question waits for a person.
  case reported(held: Bool)
}
