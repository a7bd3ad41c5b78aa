public import Postgres

/// A change that Tribune does not make, and why: by a code that stays the same, and the field and rule where it is
/// about a value. Nothing was changed.
public struct StorageRefusal: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// There is no such thing, or none that the caller may know of.
    case notFound
    /// The state of things forbids it.
    case conflict
    /// A value breaks a rule.
    case invalid
    /// Not to this caller.
    case forbidden
    /// Not so often: again after so many seconds.
    case tooMany(retryAfter: Int)
  }

  public var kind: Kind
  /// `box_closed`, `slug_taken`, …; of values that break a rule `invalid`.
  public var code: String
  /// The key of the value, as the API calls it.
  public var field: String?
  /// The rule that it breaks, by name…
  public var rule: String?
  /// …and in words.
  public var detail: String?

  public static func notFound(_ code: String, field: String? = nil, _ detail: String? = nil) -> StorageRefusal
  {
    StorageRefusal(kind: .notFound, code: code, field: field, detail: detail)
  }

  public static func conflict(_ code: String, field: String? = nil, _ detail: String? = nil) -> StorageRefusal
  {
    StorageRefusal(kind: .conflict, code: code, field: field, detail: detail)
  }

  public static func invalid(_ field: String?, _ rule: String, _ detail: String? = nil) -> StorageRefusal {
    StorageRefusal(kind: .invalid, code: "invalid", field: field, rule: rule, detail: detail)
  }
}

extension StorageRefusal {
  /// What a violated constraint says; nil when the error is no refusal but a fault.
  public init?(_ error: PostgresError) {
    if let constraint = error.constraint, let refusal = Self.byConstraint[constraint] {
      self = refusal
    } else if let state = error.sqlState, let refusal = Self.byState[state] {
      self = refusal
    } else {
      return nil
    }
  }

  /// Every named constraint that a person's request can violate.
  private static let byConstraint: [String: StorageRefusal] = [
    "slug_shape": .invalid("slug", "shape", "1 to 64 of a–z, 0–9 and -, with no - at either end"),
    "summit_slug_reserved": .invalid("slug", "reserved", "this word is part of other addresses"),
    "session_slug_reserved": .invalid("slug", "reserved", "this word is part of other addresses"),
    "summit_slug_taken": .conflict("slug_taken", field: "slug", "another summit has this slug"),
    "session_slug_taken": .conflict("slug_taken", field: "slug", "another session has this slug"),
    "speaker_slug_taken": .conflict("slug_taken", field: "slug", "another speaker has this slug"),
    "organisation_slug_taken": .conflict("slug_taken", field: "slug", "another organisation has this slug"),
    "session_guid_taken": .conflict("guid_taken", field: "guid", "another session has this guid"),

    "summit_name_length": .invalid("name", "length", "1 to 200 characters"),
    "room_name_length": .invalid("room", "length", "1 to 200 characters"),
    "speaker_name_length": .invalid("name", "length", "1 to 200 characters"),
    "organisation_name_length": .invalid("name", "length", "1 to 200 characters"),
    "access_token_name_length": .invalid("name", "length", "1 to 100 characters"),
    "session_accepted_by_length": .invalid("by", "length", "1 to 200 characters"),
    "organisation_accepted_by_length": .invalid("by", "length", "1 to 200 characters"),
    "session_title_length": .invalid("title", "length", "1 to 500 characters"),

    "summit_ends_after_start": .invalid("endsOn", "order", "a summit ends on the day it starts or later"),
    "session_ends_after_start": .invalid("endsAt", "order", "a session ends after its start"),
    "summit_languages_some": .invalid("languages", "count", "at least one"),
    "summit_expected_attendees_range": .invalid("expectedAttendees", "range", "1 to 1000000"),
    "summit_identity_known": .invalid("identity", "known", "open or badge"),
    "threshold_share_range": .invalid("thresholdRule.share", "range", "1 to 100 per cent"),
    "threshold_floor_range": .invalid("thresholdRule.floor", "range", "1 or more"),
    "threshold_ceiling_over_floor": .invalid("thresholdRule.ceiling", "order", "at least the floor"),
    "answer_period_range": .invalid("answerPeriod", "range", "1 to 365 days"),
    "summit_accent_shape": .invalid("accent", "colour", "a colour such as #0a5 or #00aa55"),
    "logo_length": .invalid("logo", "too_large", "at most 40 KiB"),
    "retention_range": .invalid("retention", "range", "1 to 3650 days"),

    "quarantine_note_length": .invalid("note", "length", "at most 1000 characters"),
    "announcement_text_length": .invalid("text", "length", "1 to 280 characters"),
    "rating_stars_range": .invalid("stars", "range", "1 to 5"),
    "rating_comment_length": .invalid("comment", "length", "1 to 1000 characters"),

    "curation_note_length": .invalid("note", "length", "at most 1000 characters"),

    "session_moderation_known": .invalid("moderation", "known", "open or reviewed"),
    "session_audience_range": .invalid("audience", "range", "1 to 1000000"),
    "session_threshold_positive": .invalid("threshold", "range", "1 or more"),
    "threshold_never_raised": .invalid(
      "threshold", "never_raised", "a threshold may be lowered, never raised"),
    "session_speakers_summit_id_speaker_id_fkey": .conflict(
      "speaker_in_use", "the speaker has a session; take them off it first"),
    "session_debtor_exists": .conflict(
      "speaker_in_use", "the speaker accepted to answer; release them first"),

    "upload_part_number_range": .invalid("part", "range", "0 to 511"),
    "upload_part_length": .invalid("part", "length", "1 to 65536 bytes"),

    "access_token_role_known": .invalid(
      "role", "known", "organizer, moderator, speaker or organisation"),
    "access_token_scope": .invalid(
      "session", "scope", "a speaker's token is for one session, an organizer's for none"),
  ]

  static let unknownTimeZone = invalid(
    "timeZone", "known", "a name of the IANA database, such as Europe/Paris")

  /// Values that PostgreSQL itself cannot hold.
  private static let byState: [String: StorageRefusal] = [
    "22021": .invalid(nil, "characters", "text must not contain U+0000"),
    "22003": .invalid(nil, "range", "a number is out of range"),
    // Invalid parameter value: the only parameter of this kind that comes from outside is a zone.
    "22023": .unknownTimeZone,
    "22008": .invalid(nil, "range", "a time is out of range"),
  ]
}

extension Store {
  /// Turns a violated constraint into the refusal that it means; every other error passes as it is.
  func refusing<Value>(_ body: @Loop () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch let error as PostgresError {
      throw StorageRefusal(error) as (any Error)? ?? error
    }
  }
}
