/// `POST …/attendees`
public struct Join: RequestBody {
  public var badge: String?
  public enum CodingKeys: String, CodingKey, CaseIterable { case badge }
  public init(badge: String? = nil) { self.badge = badge }
}

/// The answer to joining; the token is said once.
public struct Joined: Codable, Sendable {
  public var attendee: String
  public var token: String
  public init(attendee: String, token: String) { (self.attendee, self.token) = (attendee, token) }
}

/// `PUT …/sessions/{session}/attendance`
public struct Attendance: Codable, Sendable {
  public var session: String
  /// Checked in now.
  public var attendees: Int
  public init(session: String, attendees: Int) { (self.session, self.attendees) = (session, attendees) }
}

public struct AccessTokenList: Codable, Sendable {
  public var tokens: [AccessToken]
  @OrNull public var next: String?
  public init(tokens: [AccessToken], next: String? = nil) { (self.tokens, self.next) = (tokens, next) }
}

public struct AccessToken: Codable, Hashable, Sendable {
  public typealias Role = Petitions.AccessToken.Role

  public var id: String
  public var role: Role
  public var name: String
  @OrNull public var session: String?
  @OrNull public var organisation: String?
  public var createdAt: Timestamp
  @OrNull public var revokedAt: Timestamp?
  /// To within five minutes; null where it never was.
  @OrNull public var lastUsedAt: Timestamp?
  /// From when on it speaks for nobody; of a stage, that is said there.
  @OrNull public var expiresAt: Timestamp?
  /// Of one that a monitor on stage holds, or will.
  @OrNull public var stage: StageAccess?
  /// Said once, when it is created.
  public var token: String?
  public init(
    id: String, role: Role, name: String, session: String?, organisation: String? = nil,
    createdAt: Timestamp, revokedAt: Timestamp?, lastUsedAt: Timestamp? = nil, expiresAt: Timestamp? = nil,
    stage: StageAccess? = nil, token: String? = nil
  ) {
    (self.id, self.role, self.name, self.session) = (id, role, name, session)
    (self.organisation, self.lastUsedAt, self.expiresAt) = (organisation, lastUsedAt, expiresAt)
    (self.createdAt, self.revokedAt) = (createdAt, revokedAt)
    (self.stage, self.token) = (stage, token)
  }
}

/// `POST …/tokens`
public struct NewAccessToken: RequestBody {
  public var role: AccessToken.Role
  public var name: String?
  /// A speaker's token is for one session.
  public var session: String?
  /// An organisation's token is for one organisation.
  public var organisation: String?
  /// From when on it speaks for nobody; never unless given.
  public var expiresAt: Timestamp?
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case role, name, session, organisation, expiresAt
  }
  public init(
    role: AccessToken.Role, name: String? = nil, session: String? = nil, organisation: String? = nil,
    expiresAt: Timestamp? = nil
  ) {
    (self.role, self.name, self.session) = (role, name, session)
    (self.organisation, self.expiresAt) = (organisation, expiresAt)
  }
}

/// `GET /api/v1/me`: whom a bearer token speaks for.
public struct Caller: Codable, Sendable {
  /// That of the access token, or `attendee`.
  public enum Role: Word {
    case official(AccessToken.Role)
    case attendee

    public static let allCases = AccessToken.Role.allCases.map(Role.official) + [.attendee]

    public init?(rawValue: String) {
      guard let role = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
      self = role
    }

    public var rawValue: String {
      switch self {
      case .official(let role): role.rawValue
      case .attendee: "attendee"
      }
    }
  }

  public var role: Role
  @OrNull public var name: String?
  /// Null for an organizer of the whole server.
  @OrNull public var summit: String?
  @OrNull public var session: String?
  @OrNull public var organisation: String?
  public init(
    role: Role, name: String?, summit: String?, session: String?, organisation: String? = nil
  ) {
    (self.role, self.name, self.summit, self.session) = (role, name, summit, session)
    self.organisation = organisation
  }
}

/// `GET …/attendees/me`: all that is held about the caller.
public struct HeldData: Codable, Sendable {
  public var attendee: String
  /// Whether a badge stands behind the person.
  public var badge: Bool
  public var joinedAt: Timestamp
  public var questions: [Question]
  public var upvotes: [Signature]
  public var reports: [Signature]
  public var verdicts: [Verdict]
  public var attendances: [Visit]
  public var feedback: [Rating]

  public struct Signature: Codable, Sendable {
    public var question: String
    public var number: Int
    @OrNull public var session: String?
    public var at: Timestamp
    public init(question: String, number: Int, session: String?, at: Timestamp) {
      (self.question, self.number, self.session, self.at) = (question, number, session, at)
    }
  }

  /// Whether an answer answered the question, as the caller said.
  public struct Verdict: Codable, Sendable {
    public var question: String
    public var number: Int
    @OrNull public var session: String?
    public var answered: Bool
    public var at: Timestamp
    public init(question: String, number: Int, session: String?, answered: Bool, at: Timestamp) {
      (self.question, self.number, self.session) = (question, number, session)
      (self.answered, self.at) = (answered, at)
    }
  }

  public struct Visit: Codable, Sendable {
    public var session: String
    public var arrivedAt: Timestamp
    @OrNull public var leftAt: Timestamp?
    public init(session: String, arrivedAt: Timestamp, leftAt: Timestamp?) {
      (self.session, self.arrivedAt, self.leftAt) = (session, arrivedAt, leftAt)
    }
  }

  public struct Rating: Codable, Sendable {
    public var session: String
    public var stars: Int
    @OrNull public var comment: String?
    public var at: Timestamp
    public init(session: String, stars: Int, comment: String?, at: Timestamp) {
      (self.session, self.stars, self.comment, self.at) = (session, stars, comment, at)
    }
  }

  public init(
    attendee: String, badge: Bool, joinedAt: Timestamp, questions: [Question], upvotes: [Signature],
    reports: [Signature], verdicts: [Verdict], attendances: [Visit], feedback: [Rating]
  ) {
    (self.attendee, self.badge, self.joinedAt) = (attendee, badge, joinedAt)
    (self.questions, self.upvotes, self.reports) = (questions, upvotes, reports)
    (self.verdicts, self.attendances, self.feedback) = (verdicts, attendances, feedback)
  }
}
