public import struct Foundation.Date

/// A summit's whole programme as a schedule file says it, read and cleaned: what an import makes true.
public struct Programme: Hashable, Sendable {
  public var summit: Details
  /// In the order of the file; no two have the same guid.
  public var sessions: [Item]
  /// Everybody who speaks in a session, once each.
  public var people: [Person]
  /// Rooms that the file gives ids of its own; sessions name them.
  public var rooms: [Room] = []

  public init(summit: Details, sessions: [Item], people: [Person]) {
    (self.summit, self.sessions, self.people) = (summit, sessions, people)
  }

  /// A room with what stays when it is renamed.
  public struct Room: Hashable, Sendable {
    public var name: String
    public var guid: String?
    public var slug: String?
    public var id: String?

    public init(name: String, guid: String? = nil, slug: String? = nil, id: String? = nil) {
      (self.name, self.guid, self.slug, self.id) = (name, guid, slug, id)
    }
  }

  /// What the file says of the summit itself. Nil is left as it is.
  public struct Details: Hashable, Sendable {
    /// What a new summit's slug is made from.
    public var acronym: String
    public var name: String
    public var place: String?
    public var timeZone: Zone
    public var startsOn: Day
    public var endsOn: Day
    public var languages: [String]?
    public var expectedAttendees: Int?

    public init(acronym: String, name: String, timeZone: Zone, startsOn: Day, endsOn: Day) {
      (self.acronym, self.name, self.timeZone) = (acronym, name, timeZone)
      (self.startsOn, self.endsOn) = (startsOn, endsOn)
    }
  }

  /// The IANA name of the summit's time zone.
  public enum Zone: Hashable, Sendable {
    case said(String)
    /// Worked out from the times: good for a new summit, never a reason to change one.
    case guessed(String)

    public var name: String {
      switch self {
      case .said(let name), .guessed(let name): name
      }
    }
  }

  public struct Item: Hashable, Sendable {
    /// By which it is found again.
    public var guid: String
    /// The slug the file wishes for a new session; else one is made from the title.
    public var slug: Slug?
    public var title: String
    public var abstract: String?
    public var language: String?
    public var startsAt: Date
    public var endsAt: Date
    public var room: String?
    /// Keys of people, in their order on stage, once each.
    public var speakers: [String]

    public init(
      guid: String, slug: Slug? = nil, title: String, abstract: String? = nil, language: String? = nil,
      startsAt: Date, endsAt: Date, room: String? = nil, speakers: [String] = []
    ) {
      (self.guid, self.slug, self.title, self.abstract) = (guid, slug, title, abstract)
      (self.language, self.startsAt, self.endsAt) = (language, startsAt, endsAt)
      (self.room, self.speakers) = (room, speakers)
    }
  }

  public struct Person: Hashable, Sendable {
    /// What the file calls them, by which they are found again.
    public var key: String
    public var name: String
    public var affiliation: String?
    public var biography: String?

    public init(key: String, name: String, affiliation: String? = nil, biography: String? = nil) {
      (self.key, self.name) = (key, name)
      (self.affiliation, self.biography) = (affiliation, biography)
    }
  }
}
