/// `POST /api/v1/programmes`: opens an upload. A schedule is larger than a request may be, so it comes in parts:
/// `PUT /api/v1/programmes/{upload}/parts/{n}` (n from 0, at most 48 KiB of raw bytes each), then
/// `POST /api/v1/programmes/{upload}/import?dryRun=true|false` answers `ImportReport`. With `summit` the file is that
/// summit's, with `new=true` it is a new one's; with `strict=true` one that would have a warning is refused. `accept`
/// lists what a person said yes to, by the codes of the report's questions, with which an import is refused (409)
/// otherwise; also `running_cancelled` (what is on and gone from the file is cancelled) and `hand_edits` (what people set
/// by hand gives way to the file), which are never asked.
public struct ProgrammeUpload: Codable, Sendable {
  public var upload: String
  public init(upload: String) { self.upload = upload }
}

/// What an import did or, with `dryRun`, would do.
public struct ImportReport: Codable, Sendable {
  public var summit: String
  public var dryRun: Bool
  /// Whether the summit itself is new.
  public var created: Bool
  public var added: [Item]
  public var changed: [Item]
  public var cancelled: [Item]
  public var unchanged: Int
  /// What was read leniently, for a person to look at.
  public var warnings: [String]
  /// What changes of the summit itself.
  public var summitChanges: [Change]
  /// What stays as it is, though the file says something else.
  public var kept: [Kept]
  /// What somebody has to say yes to first: without it the import is refused.
  public var questions: [Question]

  public struct Item: Codable, Hashable, Sendable {
    public var slug: String
    public var title: String
    /// For changed ones, what: `["startsAt", "room"]`.
    public var fields: [String]
    public init(slug: String, title: String, fields: [String] = []) {
      (self.slug, self.title, self.fields) = (slug, title, fields)
    }
  }

  public struct Change: Codable, Hashable, Sendable {
    /// `name, place, timeZone, startsOn, endsOn, languages, expectedAttendees`
    public var field: String
    @OrNull public var from: String?
    @OrNull public var to: String?
    public init(field: String, from: String?, to: String?) {
      (self.field, self.from, self.to) = (field, from, to)
    }
  }

  public struct Kept: Codable, Hashable, Sendable {
    /// Of the session or, where the field is `speaker.…`, of the speaker; null of the summit itself.
    @OrNull public var slug: String?
    public var title: String
    /// As in changes; `cancelled`; `missing` from the file; `debtors`, who are on stage no more.
    public var field: String
    /// As it stays, and as the file says it; times as everywhere in the API.
    @OrNull public var here: String?
    @OrNull public var file: String?
    public var reason: KeptReason
    public init(slug: String?, title: String, field: String, here: String?, file: String?, reason: KeptReason)
    {
      (self.slug, self.title, self.field) = (slug, title, field)
      (self.here, self.file, self.reason) = (here, file, reason)
    }
  }

  public struct Question: Codable, Hashable, Sendable {
    public var code: ImportConsent
    public var detail: String
    public init(code: ImportConsent, detail: String) { (self.code, self.detail) = (code, detail) }
  }

  public init(
    summit: String, dryRun: Bool, created: Bool, added: [Item], changed: [Item], cancelled: [Item],
    unchanged: Int, warnings: [String], summitChanges: [Change] = [], kept: [Kept] = [],
    questions: [Question] = []
  ) {
    (self.summit, self.dryRun, self.created, self.added) = (summit, dryRun, created, added)
    (self.changed, self.cancelled, self.unchanged) = (changed, cancelled, unchanged)
    (self.warnings, self.summitChanges) = (warnings, summitChanges)
    (self.kept, self.questions) = (kept, questions)
  }
}
