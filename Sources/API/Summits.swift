public struct SummitList: Codable, Sendable {
  public var summits: [Summit]
  @OrNull public var next: String?
  public init(summits: [Summit], next: String? = nil) { (self.summits, self.next) = (summits, next) }
}

/// One edition of a conference.
public struct Summit: Codable, Hashable, Sendable {
  public typealias Identity = Petitions.Summit.Identity

  public var slug: String
  public var name: String
  @OrNull public var place: String?
  /// IANA name: `Europe/Paris`.
  public var timeZone: String
  /// `2017-06-13`, in the summit's zone.
  public var startsOn: String
  public var endsOn: String
  /// Lower-case language tags, the summit's own first: `["fr", "en"]`.
  public var languages: [String]
  @OrNull public var expectedAttendees: Int?
  public var identity: Identity
  public var thresholdRule: ThresholdRule
  /// Days in which a written answer is due.
  public var answerPeriod: Int
  /// Who is responsible for personal data, how to reach them, and days until people are unlinked.
  @OrNull public var controller: String?
  @OrNull public var contact: String?
  @OrNull public var retention: Int?
  /// Whether everybody may know the average of a session's ratings, once there are more than five.
  public var publicRatings: Bool
  /// Upvotes that oblige an answer to what the summit itself is asked; null until its first question.
  @OrNull public var threshold: Int?
  @OrNull public var closedAt: Timestamp?
  /// Only to organizers: what becomes of bursts that look like stuffing.
  public var stuffing: Petitions.Quarantine.Policy?
  /// Its own colour: `#00aa55`.
  @OrNull public var accent: String?
  /// The address of its logo, which changes with the logo.
  @OrNull public var logo: String?

  public init(
    slug: String, name: String, place: String?, timeZone: String, startsOn: String, endsOn: String,
    languages: [String], expectedAttendees: Int?, identity: Identity, thresholdRule: ThresholdRule,
    answerPeriod: Int, controller: String?, contact: String?, retention: Int?,
    publicRatings: Bool = false, closedAt: Timestamp?, threshold: Int? = nil,
    stuffing: Petitions.Quarantine.Policy? = nil,
    accent: String? = nil, logo: String? = nil
  ) {
    (self.slug, self.name, self.place, self.timeZone) = (slug, name, place, timeZone)
    (self.startsOn, self.endsOn, self.languages) = (startsOn, endsOn, languages)
    (self.expectedAttendees, self.identity, self.thresholdRule) = (expectedAttendees, identity, thresholdRule)
    (self.answerPeriod, self.controller, self.contact) = (answerPeriod, controller, contact)
    (self.retention, self.publicRatings, self.closedAt) = (retention, publicRatings, closedAt)
    (self.threshold, self.stuffing) = (threshold, stuffing)
    (self.accent, self.logo) = (accent, logo)
  }
}

/// `max(floor, min(ceiling, ceil(share % of the audience)))`
public struct ThresholdRule: Codable, Hashable, Sendable {
  /// Per cent of the audience.
  public var share: Int
  public var floor: Int
  public var ceiling: Int
  public init(share: Int, floor: Int, ceiling: Int) {
    (self.share, self.floor, self.ceiling) = (share, floor, ceiling)
  }
}

/// `POST /api/v1/summits`
public struct NewSummit: RequestBody {
  public var slug: String
  public var name: String
  public var place: String?
  public var timeZone: String
  public var startsOn: String
  public var endsOn: String
  public var languages: [String]?
  public var expectedAttendees: Int?

  public enum CodingKeys: String, CodingKey, CaseIterable {
    case slug, name, place, timeZone, startsOn, endsOn, languages, expectedAttendees
  }
  public init(
    slug: String, name: String, place: String? = nil, timeZone: String, startsOn: String, endsOn: String,
    languages: [String]? = nil, expectedAttendees: Int? = nil
  ) {
    (self.slug, self.name, self.place, self.timeZone) = (slug, name, place, timeZone)
    (self.startsOn, self.endsOn) = (startsOn, endsOn)
    (self.languages, self.expectedAttendees) = (languages, expectedAttendees)
  }
}

/// `PATCH /api/v1/summits/{summit}`: what is absent stays. Days, zone or retention by which people would be unlinked at
/// once are refused (409 `people_unlinked`) unless `?accept=people_unlinked` says that they may.
public struct SummitChange: RequestBody {
  public var name: String?
  public var place: String?
  public var timeZone: String?
  public var startsOn: String?
  public var endsOn: String?
  public var languages: [String]?
  public var expectedAttendees: Int?
  /// Who joined without a badge stays.
  public var identity: Summit.Identity?
  public var stuffing: Petitions.Quarantine.Policy?
  public var thresholdRule: ThresholdRule?
  public var answerPeriod: Int?
  public var controller: String?
  public var contact: String?
  public var retention: Int?
  public var publicRatings: Bool?
  /// Of what the summit itself is asked; only lower than it is.
  public var threshold: Int?
  /// `#0a5` or `#00aa55`; empty for none.
  public var accent: String?
  /// A PNG or SVG in base64, of at most 40 KiB; empty for none.
  public var logo: String?
  /// `true` closes the summit for good: every question gets its outcome.
  public var closed: Bool?

  public enum CodingKeys: String, CodingKey, CaseIterable {
    case name, place, timeZone, startsOn, endsOn, languages, expectedAttendees, identity, stuffing
    case thresholdRule, answerPeriod, controller, contact, retention, publicRatings, threshold, accent, logo
    case closed
  }
  public init() {}
}

/// `POST /api/v1/summits/{summit}/rehearsals`: a copy of the summit (programme, no questions) shifted to `startsOn`, default today.
public struct NewRehearsal: RequestBody {
  public var slug: String?
  public var startsOn: String?
  public enum CodingKeys: String, CodingKey, CaseIterable { case slug, startsOn }
  public init(slug: String? = nil, startsOn: String? = nil) { (self.slug, self.startsOn) = (slug, startsOn) }
}
