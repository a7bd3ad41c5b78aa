/// `GET …/promises`: what is owed, and what became of it. Late ones first, the longest late on top, then what is owed by
/// its due date, then what was kept, declined or void, the newest first. `state=owed,kept`, `overdue=true|false`,
/// `session`, `organisation`, `limit` and `after` say of which promises the page is; the numbers are always of all.
public struct Board: Codable, Sendable {
  /// The summit's slug.
  public var summit: String
  /// The page for people.
  public var url: String
  public var counts: PromiseCounts
  /// Half of the answers that settled a promise came within so many seconds of its being met.
  @OrNull public var medianAnswerSeconds: Int?
  /// Those that promises were made to, in the order of the programme.
  public var sessions: [PromiseTally]
  public var organisations: [PromiseTally]
  /// Of questions to the organizers themselves.
  @OrNull public var organizers: PromiseTally?
  public var promises: [BoardPromise]
  @OrNull public var next: String?
  /// Of the ledger, at the same moment.
  @OrNull public var head: LedgerHead?

  public init(
    summit: String, url: String, counts: PromiseCounts, medianAnswerSeconds: Int?, sessions: [PromiseTally],
    organisations: [PromiseTally], organizers: PromiseTally?, promises: [BoardPromise], next: String?,
    head: LedgerHead?
  ) {
    (self.summit, self.url, self.counts) = (summit, url, counts)
    (self.medianAnswerSeconds, self.sessions) = (medianAnswerSeconds, sessions)
    (self.organisations, self.organizers, self.promises) = (organisations, organizers, promises)
    (self.next, self.head) = (next, head)
  }
}

public struct PromiseCounts: Codable, Hashable, Sendable {
  public var owed: Int
  /// Among those owed.
  public var overdue: Int
  public var kept: Int
  public var declined: Int
  public var void: Int
  /// Among those kept: enough of those who signed say that the answer answered nothing.
  public var disputed: Int

  public init(owed: Int, overdue: Int, kept: Int, declined: Int, void: Int, disputed: Int) {
    (self.owed, self.overdue, self.kept) = (owed, overdue, kept)
    (self.declined, self.void, self.disputed) = (declined, void, disputed)
  }
}

/// The promises made to one addressee, counted; in JSON the counts are keys of its own.
public struct PromiseTally: Codable, Hashable, Sendable {
  /// Slug of the session, or of the organisation; neither of the organizers.
  public var session: String?
  public var organisation: String?
  /// The session's title, or the name.
  public var title: String
  public var counts: PromiseCounts
  @OrNull public var medianAnswerSeconds: Int?

  private enum CodingKeys: String, CodingKey { case session, organisation, title, medianAnswerSeconds }

  public init(
    session: String? = nil, organisation: String? = nil, title: String, counts: PromiseCounts,
    medianAnswerSeconds: Int?
  ) {
    (self.session, self.organisation, self.title) = (session, organisation, title)
    (self.counts, self.medianAnswerSeconds) = (counts, medianAnswerSeconds)
  }

  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    session = try keys.decodeIfPresent(String.self, forKey: .session)
    organisation = try keys.decodeIfPresent(String.self, forKey: .organisation)
    title = try keys.decode(String.self, forKey: .title)
    medianAnswerSeconds = try keys.decodeIfPresent(Int.self, forKey: .medianAnswerSeconds)
    counts = try PromiseCounts(from: decoder)
  }

  public func encode(to encoder: any Encoder) throws {
    var keys = encoder.container(keyedBy: CodingKeys.self)
    try keys.encodeIfPresent(session, forKey: .session)
    try keys.encodeIfPresent(organisation, forKey: .organisation)
    try keys.encode(title, forKey: .title)
    try keys.encode(medianAnswerSeconds, forKey: .medianAnswerSeconds)
    try counts.encode(to: encoder)
  }
}

/// A promise with its question. What is not published any more is there without its words: hiding a question does not
/// hide the debt.
public struct BoardPromise: Codable, Hashable, Sendable {
  public var question: Question
  /// Title of the session that was asked, or name of the organisation, or of the summit.
  public var askedOf: String
  /// The organizers, until the speakers or the organisation asked accepted.
  public var debtor: Promise.Debtor
  /// Upvotes when it was met.
  public var metUpvotes: Int
  /// Since when it is late; null where it is not.
  @OrNull public var lateSince: Timestamp?
  /// Since when it is kept, declined or void.
  @OrNull public var settledAt: Timestamp?
  /// The page of this promise, for people.
  public var url: String

  public init(
    question: Question, askedOf: String, debtor: Promise.Debtor, metUpvotes: Int, lateSince: Timestamp?,
    settledAt: Timestamp?, url: String
  ) {
    (self.question, self.askedOf, self.debtor) = (question, askedOf, debtor)
    (self.metUpvotes, self.lateSince) = (metUpvotes, lateSince)
    (self.settledAt, self.url) = (settledAt, url)
  }
}
