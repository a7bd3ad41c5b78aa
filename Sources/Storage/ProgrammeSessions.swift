internal import Petitions
internal import Postgres

extension ProgrammeWrite {
  /// Brings rooms, speakers and sessions to what the file says. Counts a change of each session that changed.
  func importSessions(of programme: Programme, report: inout ProgrammeImport) async throws {
    let rooms = try await importRooms(of: programme)
    let speakers = try await importSpeakers(of: programme)
    let before = try await transaction.query("select * from programme where summit_id = \(summit.id)").map(
      SessionRecord.init)
    let programme = programme.settled(
      among: before.map { .init(guid: $0.guid, title: $0.title, startsAt: $0.startsAt, room: $0.room?.name) })
    let byGuid = Dictionary(before.map { ($0.guid, $0) }) { $1 }
    var new: [NewSession] = []
    var slugs = Set(before.map(\.slug))
    var kept: [(item: Programme.Item, session: SessionRecord)] = []
    for item in programme.sessions {
      if let session = byGuid[item.guid] {
        kept.append((item, session))
      } else {
        let wished = item.slug.flatMap { slugs.contains($0.value) ? nil : $0 }
        let slug =
          wished ?? Slug(title: item.title, for: .session, fallback: "session") { slugs.contains($0) }
        slugs.insert(slug.value)
        new.append(NewSession(slug: slug.value, item: item))
        report.added.append(.init(slug: slug.value, title: item.title))
      }
    }
    try await insert(new, rooms: rooms, speakers: speakers)
    try await change(kept, rooms: rooms, speakers: speakers, report: &report)
    try await cancelMissing(from: programme, before: before, report: &report)
    try await forgetSpeakers()
  }

  // MARK: New ones

  fileprivate struct NewSession {
    var slug: String
    var item: Programme.Item
  }

  private func insert(
    _ sessions: [NewSession], rooms: [String: Room.ID], speakers: [String: ImportedSpeaker]
  ) async throws {
    guard !sessions.isEmpty else { return }
    let items = sessions.map(\.item)
    let stages = items.flatMap { item in
      item.speakers.enumerated().compactMap { index, key in
        speakers[key].map { (guid: item.guid, speaker: $0.id, position: index + 1) }
      }
    }
    _ = try await transaction.pipeline([
      """
      insert into sessions
        (summit_id, slug, guid, title, abstract, language, starts_at, ends_at, room_id, imported)
      select \(summit.id), slug, guid, title, abstract, language, starts_at, ends_at, room_id, true
      from unnest(
        \(sessions.map(\.slug)), \(items.map(\.guid)), \(items.map(\.title)), \(items.map(\.abstract)),
        \(items.map(\.language)), \(items.map(\.startsAt)), \(items.map(\.endsAt)),
        \(items.map { $0.room.flatMap { rooms[$0] } }))
        with ordinality
        as file (slug, guid, title, abstract, language, starts_at, ends_at, room_id, position)
      order by position
      """,
      """
      insert into session_speakers (summit_id, session_id, speaker_id, position)
      select s.summit_id, s.id, file.speaker_id, file.position
      from unnest(\(stages.map(\.guid)), \(stages.map(\.speaker)), \(stages.map(\.position)))
        as file (guid, speaker_id, position)
      join sessions s on s.summit_id = \(summit.id) and s.guid = file.guid
      """,
    ])
  }

  // MARK: Those that are in both

  private func change(
    _ sessions: [(item: Programme.Item, session: SessionRecord)], rooms: [String: Room.ID],
    speakers: [String: ImportedSpeaker], report: inout ProgrammeImport
  ) async throws {
    var changed: [(item: Programme.Item, session: SessionRecord)] = []
    for (item, session) in sessions {
      let stage = item.speakers.compactMap { speakers[$0] }
      let fields = fields(in: item, otherThan: session, stage: stage)
      guard !fields.isEmpty else {
        report.unchanged += 1
        continue
      }
      report.changed.append(.init(slug: session.slug, title: item.title, fields: fields))
      changed.append((item, session))
      // What hangs on the end is moved first, by what the end was.
      if session.openedAt != nil, fields.contains("startsAt") || fields.contains("endsAt") {
        try await moveTimes(of: session, start: item.startsAt, end: .at(item.endsAt))
      }
      if fields.contains("speakers") { try await setSpeakers(stage.map(\.slug), of: session.id) }
      if fields.contains("cancelled") { try await restore(session) }
    }
    try await write(changed, rooms: rooms)
    _ = try await transaction.query(
      """
      update sessions
      set imported = true
      where summit_id = \(summit.id) and guid = any (\(sessions.map(\.item.guid))) and not imported
      """)
  }

  private func fields(
    in item: Programme.Item, otherThan session: SessionRecord, stage: [ImportedSpeaker]
  ) -> [String] {
    var fields: [String] = []
    if item.title != session.title { fields.append("title") }
    if item.abstract != session.abstract { fields.append("abstract") }
    if item.language != session.language { fields.append("language") }
    if item.startsAt != session.startsAt { fields.append("startsAt") }
    if item.endsAt != session.endsAt { fields.append("endsAt") }
    if item.room != session.room?.name { fields.append("room") }
    if stage.map(\.id) != session.speakers.map(\.id) || stage.contains(where: \.isChanged) {
      fields.append("speakers")
    }
    if session.cancelledAt != nil { fields.append("cancelled") }
    return fields
  }

  private func write(
    _ changed: [(item: Programme.Item, session: SessionRecord)], rooms: [String: Room.ID]
  ) async throws {
    guard !changed.isEmpty else { return }
    let items = changed.map(\.item)
    _ = try await transaction.query(
      """
      update sessions s
      set
        title = file.title, abstract = file.abstract, language = file.language, starts_at = file.starts_at,
        ends_at = file.ends_at, room_id = file.room_id, version = s.version + 1
      from unnest(
        \(changed.map(\.session.id)), \(items.map(\.title)), \(items.map(\.abstract)), \(items.map(\.language)),
        \(items.map(\.startsAt)), \(items.map(\.endsAt)), \(items.map { $0.room.flatMap { rooms[$0] } }))
        as file (id, title, abstract, language, starts_at, ends_at, room_id)
      where s.summit_id = \(summit.id) and s.id = file.id
      """)
  }

  /// Back on the programme; a box that was closed for good with it stays closed until it is opened.
  private func restore(_ session: SessionRecord) async throws {
    _ = try await transaction.pipeline([
      "update sessions set cancelled_at = null where summit_id = \(summit.id) and id = \(session.id)",
      "select record(\(summit.id), 'session.restored', jsonb_build_object('session', \(session.slug)))",
    ])
  }

  // MARK: Those that are gone

  private func cancelMissing(
    from programme: Programme, before: [SessionRecord], report: inout ProgrammeImport
  ) async throws {
    let missing: [Session.ID] = try await transaction.query(
      """
      select id
      from sessions
      where summit_id = \(summit.id)
        and imported
        and cancelled_at is null
        and guid <> all (\(programme.sessions.map(\.guid)))
      order by starts_at, id
      """
    ).map { try $0["id"] }
    let byID = Dictionary(before.map { ($0.id, $0) }) { $1 }
    for session in missing.compactMap({ byID[$0] }) {
      try await cancel(session)
      report.cancelled.append(.init(slug: session.slug, title: session.title))
    }
  }
}
