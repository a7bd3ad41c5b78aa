public import Foundation
public import Petitions
internal import Postgres

/// One edition of a conference, as it is kept.
public struct SummitRecord: Hashable, Sendable, Identifiable {
  public var id: Summit.ID
  public var slug: String
  public var name: String
  public var place: String?
  /// IANA name.
  public var timeZone: String
  public var startsOn: Day
  public var endsOn: Day
  /// The summit's own first.
  public var languages: [String]
  public var expectedAttendees: Int?
  public var identity: Summit.Identity
  /// What becomes of bursts that look like stuffing.
  public var stuffing: Quarantine.Policy
  /// Per cent of the audience.
  public var thresholdShare: Int
  public var thresholdFloor: Int
  public var thresholdCeiling: Int
  public var answerPeriodDays: Int
  public var controller: String?
  public var contact: String?
  public var retentionDays: Int?
  public var publicRatings: Bool
  /// Of questions to the summit itself.
  public var threshold: Int?
  /// Its own colour, as `#00aa55`.
  public var accent: String?
  /// Of its logo's bytes; nil where it has none.
  public var logoDigest: String?
  /// Of the summit and its programme: it grows with each change of them.
  public var version: Int
  public var createdAt: Date
  public var closedAt: Date?

  init(_ row: Row) throws(PostgresError) {
    (id, slug, name, place) = (try row["id"], try row["slug"], try row["name"], try row["place"])
    (timeZone, languages) = (try row["time_zone"], try row["languages"])
    (startsOn, endsOn) = (try row["first_day"], try row["last_day"])
    (expectedAttendees, identity) = (try row["expected_attendees"], try row["identity"])
    stuffing = try row["stuffing"]
    thresholdShare = try row["threshold_share"]
    thresholdFloor = try row["threshold_floor"]
    thresholdCeiling = try row["threshold_ceiling"]
    answerPeriodDays = try row["answer_period_days"]
    (controller, contact) = (try row["controller"], try row["contact"])
    (retentionDays, publicRatings) = (try row["retention_days"], try row["public_ratings"])
    (threshold, version) = (try row["threshold"], try row["version"])
    (accent, logoDigest) = (try row["accent"], try row["logo_digest"])
    (createdAt, closedAt) = (try row["created_at"], try row["closed_at"])
  }
}

/// A summit to be.
public struct NewSummitRecord: Sendable {
  public var slug: String
  public var name: String
  public var place: String?
  public var timeZone: String
  public var startsOn: Day
  public var endsOn: Day
  public var languages = usualLanguages
  public var expectedAttendees: Int?

  static let usualLanguages = ["fr", "en"]

  public init(slug: String, name: String, timeZone: String, startsOn: Day, endsOn: Day) {
    (self.slug, self.name, self.timeZone) = (slug, name, timeZone)
    (self.startsOn, self.endsOn) = (startsOn, endsOn)
  }
}

extension Store {
  /// The newest first.
  public func summits() async throws -> [SummitRecord] {
    let rows = try await database.query(
      """
      select *, to_char(starts_on, 'YYYY-MM-DD') as first_day, to_char(ends_on, 'YYYY-MM-DD') as last_day
      from summits
      order by starts_on desc, id desc
      """)
    return try rows.map(SummitRecord.init)
  }

  public func summit(_ slug: String) async throws -> SummitRecord? {
    try await summit(slug, on: database)
  }

  /// By its id, as tokens name it.
  public func summit(_ id: Summit.ID) async throws -> SummitRecord { try await summit(id, on: database) }

  func summit(_ slug: String, on connection: some Querying) async throws -> SummitRecord? {
    let rows = try await connection.query(
      """
      select *, to_char(starts_on, 'YYYY-MM-DD') as first_day, to_char(ends_on, 'YYYY-MM-DD') as last_day
      from summits
      where slug = \(slug)
      """)
    return try rows.first.map(SummitRecord.init)
  }

  func summit(_ id: Summit.ID, on connection: some Querying) async throws -> SummitRecord {
    let rows = try await connection.query(
      """
      select *, to_char(starts_on, 'YYYY-MM-DD') as first_day, to_char(ends_on, 'YYYY-MM-DD') as last_day
      from summits
      where id = \(id)
      """)
    guard let row = rows.first else {
      throw StorageRefusal.notFound("summit_not_found", "there is no such summit")
    }
    return try SummitRecord(row)
  }

  public func add(_ new: NewSummitRecord) async throws -> SummitRecord {
    try await refusing {
      try await database.transaction(priority: .high) { transaction in
        try await add(new, on: transaction)
      }
    }
  }

  func add(_ new: NewSummitRecord, on transaction: Transaction) async throws -> SummitRecord {
    try await checkTimeZone(new.timeZone, on: transaction)
    let rows = try await transaction.query(
      """
      insert into summits (slug, name, place, time_zone, starts_on, ends_on, languages, expected_attendees)
      values (
        \(new.slug), \(try line(new.name, "name")), nullif(\(try line(new.place, "place")), ''),
        \(new.timeZone), \(new.startsOn)::date, \(new.endsOn)::date, \(try languageTags(new.languages)),
        \(new.expectedAttendees))
      returning *, to_char(starts_on, 'YYYY-MM-DD') as first_day, to_char(ends_on, 'YYYY-MM-DD') as last_day
      """)
    guard let row = rows.first else {
      throw StorageRefusal.notFound("summit_not_found", "there is no such summit")
    }
    return try SummitRecord(row)
  }
}
