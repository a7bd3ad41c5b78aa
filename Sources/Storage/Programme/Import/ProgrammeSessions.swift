internal import Foundation
internal import Petitions
internal import Postgres

extension ProgrammeWrite {
  /// Brings rooms, speakers and sessions to what the file says, but for what people set. Counts a change of each session
  /// that changed.
  func importSessions(
    of programme: Programme, over values: ImportedValues, _ consents: Set<ImportConsent>,
    report: inout ProgrammeImport
  ) async throws {
    let takesAll = consents.contains(.handEdits)
    let rooms = try await importRooms(of: programme, report: &report)
    let speakers = try await importSpeakers(of: programme, over: values, takingAll: takesAll, report: &report)
    let before = try await transaction.query("select * from programme where summit_id = \(summit.id)").map(
      SessionRecord.init)
    let programme = programme.settled(
      among: before.map { .init(guid: $0.guid, title: $0.title, startsAt: $0.startsAt, room: $0.room?.name) })
    let byGuid = Dictionary(before.map { ($0.guid, $0) }) { $1 }
    let names = try await names(changedSpeakers: Set(speakers.values.filter(\.isChanged).map(\.id)))
    var slugs = Set(before.map(\.slug))
    var new: [NewSession] = []
    var merged: [MergedSession] = []
    for item in programme.sessions {
      let says = ImportedSession(item, rooms: rooms, speakers: speakers)
      if let session = byGuid[item.guid] {
        var merge = SessionMerge(session: session, takesAll: takesAll, names: names)
        merged.append(merge.merge(says, over: values.sessions[session.id]))
        report.kept += merge.kept
      } else {
        let slug = item.slug(notAmong: slugs)
        slugs.insert(slug)
        new.append(NewSession(slug: slug, guid: item.guid, says: says))
        report.added.append(.init(slug: slug, title: item.title))
      }
    }
    let inserted = Array(zip(try await insert(new), new.map(\.says)))
    report.sessions.formUnion(inserted.map(\.0))
    try await write(merged, over: values, report: &report)
    try await keepImported(inserted.map { ($0, $1) } + merged.map { ($0.session.id, $0.file) })
    try await cancelMissing(
      from: programme, before: before, over: values, consents, report: &report)
    try await tellOfDebtors(of: merged, report: &report)
    try await forgetSpeakers(
      but: Set(new.flatMap(\.says.speakers) + merged.flatMap(\.file.speakers)).sorted())
  }

  private func names(changedSpeakers: Set<Speaker.ID>) async throws -> ProgrammeNames {
    let results = try await transaction.pipeline([
      "select id, name from rooms where summit_id = \(summit.id)",
      "select id, name from speakers where summit_id = \(summit.id)",
    ])
    var names = ProgrammeNames(changedSpeakers: changedSpeakers)
    for row in results[0] { names.rooms[try row["id"]] = try row["name"] }
    for row in results[1] { names.speakers[try row["id"]] = try row["name"] }
    return names
  }

  // MARK: New ones

  private struct NewSession {
    var slug: String
    var guid: String
    var says: ImportedSession
  }

  /// Their ids, in their order.
  private func insert(_ sessions: [NewSession]) async throws -> [Session.ID] {
    guard !sessions.isEmpty else { return [] }
    let says = sessions.map(\.says)
    let ids: [Session.ID] = try await transaction.query(
      """
      insert into sessions
        (summit_id, slug, guid, title, abstract, language, starts_at, ends_at, room_id, imported)
      select \(summit.id), slug, guid, title, abstract, language, starts_at, ends_at, room_id, true
      from unnest(
        \(sessions.map(\.slug)), \(sessions.map(\.guid)), \(says.map(\.title)), \(says.map(\.abstract)),
        \(says.map(\.language)), \(says.map(\.startsAt)), \(says.map(\.endsAt)), \(says.map(\.room)))
        with ordinality
        as file (slug, guid, title, abstract, language, starts_at, ends_at, room_id, position)
      order by position
      returning id
      """
    ).map { try $0["id"] }
    try await put(zip(ids, says).map { ($0, $1.speakers) })
    return ids
  }

  /// Puts people on stage where nobody is.
  private func put(_ stages: [(session: Session.ID, speakers: [Speaker.ID])]) async throws {
    let places = stages.flatMap { stage in
      stage.speakers.enumerated().map { (session: stage.session, speaker: $1, position: $0 + 1) }
    }
    _ = try await transaction.query(
      """
      insert into session_speakers (summit_id, session_id, speaker_id, position)
      select \(summit.id), session_id, speaker_id, position
      from unnest(\(places.map(\.session)), \(places.map(\.speaker)), \(places.map(\.position)))
        as file (session_id, speaker_id, position)
      """)
  }

  // MARK: Those that are in both

  private func write(
    _ merged: [MergedSession], over values: ImportedValues, report: inout ProgrammeImport
  ) async throws {
    let changed = merged.filter { !$0.fields.isEmpty }
    report.unchanged += merged.count - changed.count
    for item in changed {
      report.changed.append(.init(slug: item.session.slug, title: item.result.title, fields: item.fields))
      report.sessions.insert(item.session.id)
      // What hangs on the end is moved first, by what the end was.
      if item.session.openedAt != nil, item.fields.contains("startsAt") || item.fields.contains("endsAt") {
        try await moveTimes(of: item.session, start: item.result.startsAt, end: .at(item.result.endsAt))
      }
    }
    let stages = changed.filter { $0.fields.contains("speakers") }
    if !stages.isEmpty {
      _ = try await transaction.query(
        """
        delete from session_speakers
        where summit_id = \(summit.id) and session_id = any (\(stages.map(\.session.id)))
        """)
      try await put(stages.map { ($0.session.id, $0.result.speakers) })
    }
    try await write(changed)
    let back = changed.filter { $0.fields.contains("cancelled") }
    try await restore(
      back.map { ($0.session, values.sessions[$0.session.id], $0.result.endsAt) })
    _ = try await transaction.query(
      """
      update sessions
      set imported = true
      where summit_id = \(summit.id) and id = any (\(merged.map(\.session.id))) and not imported
      """)
  }

  private func write(_ changed: [MergedSession]) async throws {
    guard !changed.isEmpty else { return }
    let results = changed.map(\.result)
    _ = try await transaction.query(
      """
      update sessions s
      set
        title = file.title, abstract = file.abstract, language = file.language, starts_at = file.starts_at,
        ends_at = file.ends_at, room_id = file.room_id, version = s.version + 1
      from unnest(
        \(changed.map(\.session.id)), \(results.map(\.title)), \(results.map(\.abstract)),
        \(results.map(\.language)), \(results.map(\.startsAt)), \(results.map(\.endsAt)), \(results.map(\.room)))
        as file (id, title, abstract, language, starts_at, ends_at, room_id)
      where s.summit_id = \(summit.id) and s.id = file.id
      """)
  }

  /// Whoever accepted owes, also when the file has them on stage no more.
  private func tellOfDebtors(of merged: [MergedSession], report: inout ProgrammeImport) async throws {
    let bySession = Dictionary(merged.map { ($0.session.id, $0) }) { $1 }
    let debtors = try await transaction.query(
      """
      select d.session_id, d.speaker_id, k.name
      from session_debtors d
      join speakers k on k.summit_id = d.summit_id and k.id = d.speaker_id
      where d.summit_id = \(summit.id)
      order by d.session_id, d.position
      """)
    for row in debtors {
      let speaker: Speaker.ID = try row["speaker_id"]
      guard let item = bySession[try row["session_id"]], !item.file.speakers.contains(speaker) else {
        continue
      }
      report.kept.append(
        .init(
          slug: item.session.slug, title: item.result.title, field: "debtors", here: .text(try row["name"]),
          reason: .owes))
    }
  }
}

extension Programme.Item {
  /// The one it wishes for where that is free, else one of its title.
  fileprivate func slug(notAmong taken: Set<String>) -> String {
    if let slug, !taken.contains(slug.value) { return slug.value }
    return Slug(title: title, for: .session, fallback: "session") { taken.contains($0) }.value
  }
}

extension ImportedSession {
  fileprivate init(_ item: Programme.Item, rooms: [String: Room.ID], speakers: [String: ImportedSpeaker]) {
    self.init(
      title: item.title, abstract: item.abstract, language: item.language, startsAt: item.startsAt,
      endsAt: item.endsAt, room: item.room.flatMap { rooms[$0] }, speakers: [])
    for key in item.speakers {
      if let id = speakers[key]?.id, !self.speakers.contains(id) { self.speakers.append(id) }
    }
  }
}
