public struct SessionList: Codable, Sendable {
  public var sessions: [Session]
  @OrNull public var next: String?
  public init(sessions: [Session], next: String? = nil) { (self.sessions, self.next) = (sessions, next) }
}

/// One item of the programme, with its question box.
public struct Session: Codable, Hashable, Sendable {
  public var slug: String
  public var guid: String
  public var title: String
  @OrNull public var abstract: String?
  public var startsAt: Timestamp
  public var endsAt: Timestamp
  @OrNull public var room: String?
  public var speakers: [Speaker]
  public var box: Petitions.Box
  public var moderation: Petitions.Moderation
  /// Upvotes that oblige an answer; null until the box has been opened.
  @OrNull public var threshold: Int?
  public var version: Int
  /// The number the threshold is computed from, where the organizer gave one.
  @OrNull public var audience: Int?
  /// When the open box closes by itself; null where it stays open until closed.
  @OrNull public var closesAt: Timestamp?
  /// No longer in the programme; its questions are kept.
  public var cancelled: Bool
  /// Since when its speakers owe the answers, by name; null while the summit's organizers do.
  @OrNull public var acceptedAt: Timestamp?
  /// Only to organizers: the person who said so.
  public var acceptedBy: String?

  public init(
    slug: String, guid: String, title: String, abstract: String?, startsAt: Timestamp, endsAt: Timestamp,
    room: String?, speakers: [Speaker], box: Petitions.Box, moderation: Petitions.Moderation, threshold: Int?,
    version: Int,
    audience: Int?, closesAt: Timestamp?, cancelled: Bool, acceptedAt: Timestamp? = nil,
    acceptedBy: String? = nil
  ) {
    (self.slug, self.guid, self.title, self.abstract) = (slug, guid, title, abstract)
    (self.startsAt, self.endsAt, self.room, self.speakers) = (startsAt, endsAt, room, speakers)
    (self.box, self.moderation, self.threshold, self.version) = (box, moderation, threshold, version)
    (self.audience, self.closesAt, self.cancelled) = (audience, closesAt, cancelled)
    (self.acceptedAt, self.acceptedBy) = (acceptedAt, acceptedBy)
  }
}

/// `POST …/sessions`
public struct NewSession: RequestBody {
  public var slug: String?
  public var title: String
  public var abstract: String?
  public var startsAt: Timestamp
  public var endsAt: Timestamp
  /// A room's name; made when the summit has none of that name.
  public var room: String?
  /// Slugs of speakers.
  public var speakers: [String]?
  public var moderation: Petitions.Moderation?
  public var audience: Int?

  public enum CodingKeys: String, CodingKey, CaseIterable {
    case slug, title, abstract, startsAt, endsAt, room, speakers, moderation, audience
  }
  public init(
    slug: String? = nil, title: String, abstract: String? = nil, startsAt: Timestamp, endsAt: Timestamp,
    room: String? = nil, speakers: [String]? = nil, moderation: Petitions.Moderation? = nil,
    audience: Int? = nil
  ) {
    (self.slug, self.title, self.abstract, self.startsAt) = (slug, title, abstract, startsAt)
    (self.endsAt, self.room, self.speakers) = (endsAt, room, speakers)
    (self.moderation, self.audience) = (moderation, audience)
  }
}

/// `PATCH …/sessions/{session}`: what is absent stays. With `?dryRun=true` nothing is written and the
/// answer is the session as it would be, its threshold included.
public struct SessionChange: RequestBody {
  public var slug: String?
  public var title: String?
  public var abstract: String?
  public var startsAt: Timestamp?
  public var endsAt: Timestamp?
  public var room: String?
  public var speakers: [String]?
  public var box: Petitions.Box.Setting?
  public var moderation: Petitions.Moderation?
  public var audience: Int?
  /// Only lower than it is.
  public var threshold: Int?
  /// Instead of `endsAt`: minutes to move the end by, from where it is.
  public var extendBy: Int?
  /// Instead of `endsAt`: the session ends now.
  public var ended: Bool?

  public enum CodingKeys: String, CodingKey, CaseIterable {
    case slug, title, abstract, startsAt, endsAt, room, speakers, box, moderation, audience, threshold
    case extendBy, ended
  }
  public init() {}
}

public struct SpeakerList: Codable, Sendable {
  public var speakers: [Speaker]
  @OrNull public var next: String?
  public init(speakers: [Speaker], next: String? = nil) { (self.speakers, self.next) = (speakers, next) }
}

public struct Speaker: Codable, Hashable, Sendable {
  public var slug: String
  public var name: String
  @OrNull public var affiliation: String?
  @OrNull public var biography: String?
  public init(slug: String, name: String, affiliation: String? = nil, biography: String? = nil) {
    (self.slug, self.name, self.affiliation, self.biography) = (slug, name, affiliation, biography)
  }
}

/// `POST …/speakers`
public struct NewSpeaker: RequestBody {
  public var slug: String?
  public var name: String
  public var affiliation: String?
  public var biography: String?
  public enum CodingKeys: String, CodingKey, CaseIterable { case slug, name, affiliation, biography }
  public init(slug: String? = nil, name: String, affiliation: String? = nil, biography: String? = nil) {
    (self.slug, self.name, self.affiliation, self.biography) = (slug, name, affiliation, biography)
  }
}

/// `PATCH …/speakers/{speaker}`
public struct SpeakerChange: RequestBody {
  public var name: String?
  public var affiliation: String?
  public var biography: String?
  public enum CodingKeys: String, CodingKey, CaseIterable { case name, affiliation, biography }
  public init() {}
}

public struct RoomList: Codable, Sendable {
  public var rooms: [Room]
  @OrNull public var next: String?
  public init(rooms: [Room], next: String? = nil) { (self.rooms, self.next) = (rooms, next) }
}

public struct Room: Codable, Hashable, Sendable {
  public var slug: String
  public var name: String
  /// The short join code: `/j/{code}`.
  public var code: String
  public init(slug: String, name: String, code: String) {
    (self.slug, self.name, self.code) = (slug, name, code)
  }
}

public struct OrganisationList: Codable, Sendable {
  public var organisations: [Organisation]
  @OrNull public var next: String?
  public init(organisations: [Organisation], next: String? = nil) {
    (self.organisations, self.next) = (organisations, next)
  }
}

public struct Organisation: Codable, Hashable, Sendable {
  public var slug: String
  public var name: String
  /// Whether it takes questions, and owes answers, in its own name.
  public var accepts: Bool
  /// Since when.
  @OrNull public var acceptedAt: Timestamp?
  /// Only to organizers: the person who said so.
  public var acceptedBy: String?
  /// Upvotes that oblige an answer; null until its first question.
  @OrNull public var threshold: Int?
  public var version: Int
  public init(
    slug: String, name: String, accepts: Bool, acceptedAt: Timestamp? = nil, acceptedBy: String? = nil,
    threshold: Int? = nil, version: Int = 1
  ) {
    (self.slug, self.name, self.accepts) = (slug, name, accepts)
    (self.acceptedAt, self.acceptedBy) = (acceptedAt, acceptedBy)
    (self.threshold, self.version) = (threshold, version)
  }
}

/// `POST …/organisations`
public struct NewOrganisation: RequestBody {
  public var slug: String?
  public var name: String
  public enum CodingKeys: String, CodingKey, CaseIterable { case slug, name }
  public init(slug: String? = nil, name: String) { (self.slug, self.name) = (slug, name) }
}

/// `PATCH …/organisations/{organisation}`: what is absent stays.
public struct OrganisationChange: RequestBody {
  public var name: String?
  /// Only lower than it is.
  public var threshold: Int?
  public enum CodingKeys: String, CodingKey, CaseIterable { case name, threshold }
  public init() {}
}

/// `PUT …/sessions/{session}/acceptance` and `…/organisations/{organisation}/acceptance`
public struct NewAcceptance: RequestBody {
  /// The person who says so; the access token's name unless given.
  public var by: String?
  public enum CodingKeys: String, CodingKey, CaseIterable { case by }
  public init(by: String? = nil) { self.by = by }
}
