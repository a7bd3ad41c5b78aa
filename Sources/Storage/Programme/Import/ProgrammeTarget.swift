internal import Foundation
internal import Petitions
internal import Postgres

/// Which summit a file is of.
struct ProgrammeTarget {
  /// Nil for a new one.
  var summit: SummitRecord?
  /// What a person has to say yes to first.
  var question: String?
  var notes: [String] = []
}

extension Store {
  /// The summit that is named, or the one that the file agrees with.
  func target(
    of programme: Programme, in slug: String?, isNamed: Bool, isNew: Bool, on transaction: Transaction
  ) async throws -> ProgrammeTarget {
    if isNew { return ProgrammeTarget() }
    let file = programme.identity
    if let slug {
      guard let summit = try await summit(slug, on: transaction) else {
        throw StorageRefusal.notFound("summit_not_found", field: "summit")
      }
      let known = try await identity(of: summit, on: transaction)
      guard let known else { return ProgrammeTarget(summit: summit) }
      let isUnclear =
        known.verdict(onNamed: file) == .unclear || (!isNamed && known.verdict(on: file) == .unclear)
      return ProgrammeTarget(
        summit: summit, question: isUnclear ? question(summit, known, programme) : nil)
    }
    var target = ProgrammeTarget()
    for id in try await sharing(programme, on: transaction) {
      let summit = try await summit(id, on: transaction)
      guard let known = try await identity(of: summit, on: transaction) else { continue }
      switch known.verdict(on: file) {
      case .same: return ProgrammeTarget(summit: summit)
      case .unclear where target.summit == nil:
        target.summit = summit
        target.question = question(summit, known, programme)
      case .unclear: break
      case .other:
        target.notes.append(
          "\(known.guids.intersection(file.guids).count) guids of the file are also those of sessions of "
            + "\(summit.slug) (\(summit.name)), which is taken for another conference")
      }
    }
    if target.summit != nil { return ProgrammeTarget(summit: target.summit, question: target.question) }
    target.notes += try await namesakes(of: programme, on: transaction)
    return target
  }

  private func question(_ summit: SummitRecord, _ known: ProgrammeIdentity, _ programme: Programme) -> String
  {
    let details = programme.summit
    let shared = known.guids.intersection(programme.sessions.map(\.guid)).count
    return
      "the file is “\(details.name)” (\(details.acronym)), \(details.startsOn) to \(details.endsOn), and has "
      + "\(shared) of \(programme.sessions.count) sessions in common with \(summit.slug), “\(summit.name)”, "
      + "\(summit.startsOn) to \(summit.endsOn): is it the same summit, or a new one"
  }

  /// Summits of the same name and days with which the file shares no session: an exporter may have numbered anew.
  private func namesakes(of programme: Programme, on transaction: Transaction) async throws -> [String] {
    let details = programme.summit
    return try await transaction.query(
      """
      select m.slug::text
      from summits m
      join imported_summits i on i.summit_id = m.id
      where lower(i.acronym) = lower(\(details.acronym))
        and m.starts_on <= \(details.endsOn)::date
        and m.ends_on >= \(details.startsOn)::date
      order by m.id
      """
    ).map {
      "\(try $0["slug"] as String) has the same acronym and days, and no session in common with the file"
    }
  }

  /// Summits that have one of the file's guids: the one with more of them first, then the older one.
  private func sharing(_ programme: Programme, on transaction: Transaction) async throws -> [Summit.ID] {
    try await transaction.query(
      """
      select summit_id
      from sessions
      where guid = any (\(programme.sessions.map(\.guid)))
      group by summit_id
      order by count(*) desc, summit_id
      """
    ).map { try $0["summit_id"] }
  }

  /// What is known of a summit; nil of one into which nothing was imported yet.
  private func identity(
    of summit: SummitRecord, on transaction: Transaction
  ) async throws -> ProgrammeIdentity? {
    let rows = try await transaction.query(
      """
      select
        array_agg(s.guid) as guids,
        array_agg(distinct to_char(s.starts_at at time zone m.time_zone, 'YYYY-MM-DD')) as days,
        min(i.acronym) as acronym, min(i.name) as name
      from summits m
      join sessions s on s.summit_id = m.id and s.imported
      left join imported_summits i on i.summit_id = m.id
      where m.id = \(summit.id)
      having count(*) > 0
      """)
    guard let row = rows.first else { return nil }
    let guids: [String] = try row["guids"]
    let days: [String] = try row["days"]
    let names: [String?] = [summit.slug, summit.name, try row["acronym"], try row["name"]]
    return ProgrammeIdentity(
      guids: Set(guids), names: names.compactMap(\.self), startsOn: summit.startsOn, endsOn: summit.endsOn,
      sessions: days.compactMap(Day.init(rawValue:)))
  }
}

extension Programme {
  fileprivate var identity: ProgrammeIdentity {
    ProgrammeIdentity(
      guids: Set(sessions.map(\.guid)), names: [summit.acronym, summit.name], startsOn: summit.startsOn,
      endsOn: summit.endsOn, sessions: sessionDays(in: summit.timeZone.name))
  }

  /// On which days sessions begin. What begins in the small hours belongs to the night before.
  func sessionDays(in zone: String, nightEndsAt hours: Double = 0) -> [Day] {
    guard let zone = TimeZone(identifier: zone) else { return [] }
    return sessions.compactMap { item in
      let local = item.startsAt.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: item.startsAt))
      return Day(number: Int(((local - hours * 3600) / 86_400).rounded(.down)))
    }
  }
}
