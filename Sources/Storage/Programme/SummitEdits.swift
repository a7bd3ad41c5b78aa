public import Petitions
internal import Postgres

/// What changes of a summit: nil stays, an empty text is taken away.
public struct SummitEdit: Sendable {
  public var name: String?
  public var place: String?
  public var timeZone: String?
  public var startsOn: Day?
  public var endsOn: Day?
  public var languages: [String]?
  public var expectedAttendees: Int?
  /// Who joined without a badge stays when badges are asked for.
  public var identity: Summit.Identity?
  public var stuffing: Quarantine.Policy?
  public var thresholdShare: Int?
  public var thresholdFloor: Int?
  public var thresholdCeiling: Int?
  public var answerPeriodDays: Int?
  public var controller: String?
  public var contact: String?
  public var retentionDays: Int?
  /// Whether everybody may know the average of a session's ratings.
  public var publicRatings: Bool?
  /// As `Accent` writes it.
  public var accent: String?
  public var logo: LogoEdit?
  /// Of what the summit itself is asked; only lower than it is.
  public var threshold: Int?
  /// Closes it for good.
  public var closes = false
  /// Whether a person said that people may be unlinked at once by new days, zone or retention.
  public var unlinksPeople = false

  public init() {}
}

extension Store {
  /// A closed summit can still be told who is responsible for it, and the like; thresholds that were fixed stay. Days,
  /// zone or retention by which people would be unlinked at once are refused (`people_unlinked`) unless the edit says
  /// that they may.
  public func edit(_ summit: Summit.ID, _ edit: SummitEdit) async throws -> SummitRecord {
    try await changingProgramme(of: summit, evenClosed: true) { write in
      if let zone = edit.timeZone { try await checkTimeZone(zone, on: write.transaction) }
      let before = try await write.dueUnlinkings()
      _ = try await write.transaction.query(
        """
        update summits
        set
          name = coalesce(\(try line(edit.name, "name")), name),
          place = nullif(coalesce(\(try line(edit.place, "place")), place), ''),
          time_zone = coalesce(\(edit.timeZone), time_zone),
          starts_on = coalesce(\(edit.startsOn)::date, starts_on),
          ends_on = coalesce(\(edit.endsOn)::date, ends_on),
          languages = coalesce(\(try edit.languages.map(languageTags)), languages),
          expected_attendees = coalesce(\(edit.expectedAttendees), expected_attendees),
          identity = coalesce(\(edit.identity), identity),
          stuffing = coalesce(\(edit.stuffing), stuffing),
          threshold_share = coalesce(\(edit.thresholdShare), threshold_share),
          threshold_floor = coalesce(\(edit.thresholdFloor), threshold_floor),
          threshold_ceiling = coalesce(\(edit.thresholdCeiling), threshold_ceiling),
          answer_period_days = coalesce(\(edit.answerPeriodDays), answer_period_days),
          controller = nullif(coalesce(\(try line(edit.controller, "controller")), controller), ''),
          contact = nullif(coalesce(\(try line(edit.contact, "contact")), contact), ''),
          retention_days = coalesce(\(edit.retentionDays), retention_days),
          public_ratings = coalesce(\(edit.publicRatings), public_ratings),
          accent = nullif(coalesce(\(edit.accent), accent), '')
        where id = \(summit)
        """)
      if let people = try await write.newlyDueUnlinkings(since: before), !edit.unlinksPeople {
        let summit = try await self.summit(summit, on: write.transaction)
        throw StorageRefusal.conflict(
          "people_unlinked", field: edit.unlinkingField, people.sentence(endingOn: summit.endsOn))
      }
      if let logo = edit.logo { try await write.edit(logo: logo) }
      if let threshold = edit.threshold {
        if write.summit.closedAt != nil { throw Refusal.summitClosed }
        try await write.lowerThreshold(to: threshold)
      }
      if edit.closes, write.summit.closedAt == nil { try await write.closeSummit() }
      let after = try await self.summit(summit, on: write.transaction)
      guard after != write.summit else { return after }
      try await write.record(changes: after.publicChanges(since: write.summit))
      try await write.touch()
      return try await self.summit(summit, on: write.transaction)
    }
  }
}

extension SummitEdit {
  /// The field by which people would be unlinked.
  fileprivate var unlinkingField: String {
    retentionDays != nil ? "retention" : endsOn != nil ? "endsOn" : "timeZone"
  }
}

extension SummitRecord {
  /// What the public ledger tells of a change: what a summit is called, where and when it is, and for whom.
  fileprivate func publicChanges(since before: SummitRecord) -> [ProgrammeImport.Change] {
    let fields: [(String, (SummitRecord) -> String?)] = [
      ("name", \.name), ("place", \.place), ("timeZone", \.timeZone), ("startsOn", \.startsOn.rawValue),
      ("endsOn", \.endsOn.rawValue), ("languages", { $0.languages.joined(separator: ", ") }),
      ("expectedAttendees", { $0.expectedAttendees.map(String.init) }),
    ]
    return fields.compactMap { field, text in
      text(before) == text(self) ? nil : .init(field: field, from: text(before), to: text(self))
    }
  }
}

extension ProgrammeWrite {
  /// Boxes close, and every question gets its outcome: none just vanishes. What is owed by then stays owed.
  func closeSummit() async throws {
    let sessions: [String] = try await transaction.query(
      """
      select slug::text
      from sessions
      where summit_id = \(summit.id) and box_said in ('open', 'paused')
      order by id
      """
    ).map { try $0["slug"] }
    for slug in sessions { try await setBox(.closed, of: session(slug)) }
    _ = try await transaction.pipeline([
      """
      update questions q
      set outcome = outcome_of(q.state, p.state, a.kind)
      from questions same
      left join promises p on p.summit_id = same.summit_id and p.question_id = same.id
      left join answers a on a.summit_id = same.summit_id and a.id = same.answer_id
      where q.summit_id = \(summit.id) and same.summit_id = q.summit_id and same.id = q.id
      """,
      "update summits set closed_at = moment() where id = \(summit.id)",
      "update sessions set version = version + 1 where summit_id = \(summit.id)",
      """
      select record(\(summit.id), 'summit.closed', jsonb_build_object('outcomes', coalesce(
        (
          select jsonb_object_agg(outcome, questions)
          from (
            select outcome, count(*) as questions
            from questions
            where summit_id = \(summit.id)
            group by outcome
          ) counted
        ), '{}')))
      """,
    ])
  }
}
