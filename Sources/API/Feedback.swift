/// `PUT …/sessions/{session}/feedback`, the whole of it each time.
public struct NewFeedback: RequestBody {
  /// 1 to 5.
  public var stars: Int
  public var comment: String?
  public enum CodingKeys: String, CodingKey, CaseIterable { case stars, comment }
  public init(stars: Int, comment: String? = nil) { (self.stars, self.comment) = (stars, comment) }
}

/// What an attendee said about a session.
public struct OwnFeedback: Codable, Hashable, Sendable {
  public var stars: Int
  @OrNull public var comment: String?
  public init(stars: Int, comment: String?) { (self.stars, self.comment) = (stars, comment) }
}

/// What everybody may know about a session's ratings.
public struct PublicFeedback: Codable, Hashable, Sendable {
  /// The mean of the stars, with one decimal.
  public var average: Double
  public var ratings: Int
  public init(average: Double, ratings: Int) { (self.average, self.ratings) = (average, ratings) }
}

/// `GET …/sessions/{session}/feedback`, for attendees and strangers.
public struct FeedbackSeen: Codable, Sendable {
  /// Null for strangers, and for who has given none.
  @OrNull public var mine: OwnFeedback?
  /// Null unless the summit wants averages public and there are more than five ratings.
  @OrNull public var `public`: PublicFeedback?
  public init(mine: OwnFeedback?, public: PublicFeedback?) { (self.mine, self.public) = (mine, `public`) }
}

/// The same, for organizers and the session's speakers: all but who said it. Of people in quarantine nothing is here.
public struct FeedbackReport: Codable, Sendable {
  /// The mean of the stars, with one decimal; null while there is none.
  @OrNull public var average: Double?
  public var ratings: Int
  /// How many gave one star, two, … five.
  public var histogram: [Int]
  /// The newest first, in pages.
  public var comments: [Comment]
  @OrNull public var next: String?

  public struct Comment: Codable, Hashable, Sendable {
    /// Tells comments apart, and nothing of who wrote it.
    public var id: String
    public var stars: Int
    public var comment: String
    public var at: Timestamp
    public init(id: String, stars: Int, comment: String, at: Timestamp) {
      (self.id, self.stars, self.comment, self.at) = (id, stars, comment, at)
    }
  }

  public init(average: Double?, ratings: Int, histogram: [Int], comments: [Comment], next: String?) {
    (self.average, self.ratings, self.histogram) = (average, ratings, histogram)
    (self.comments, self.next) = (comments, next)
  }
}

/// `GET …/feedback`: every session in short, for organizers.
public struct FeedbackOverview: Codable, Sendable {
  public var sessions: [Session]
  @OrNull public var next: String?

  public struct Session: Codable, Hashable, Sendable {
    public var session: String
    public var title: String
    @OrNull public var average: Double?
    public var ratings: Int
    public var comments: Int
    public init(session: String, title: String, average: Double?, ratings: Int, comments: Int) {
      (self.session, self.title, self.average) = (session, title, average)
      (self.ratings, self.comments) = (ratings, comments)
    }
  }

  public init(sessions: [Session], next: String? = nil) { (self.sessions, self.next) = (sessions, next) }
}
