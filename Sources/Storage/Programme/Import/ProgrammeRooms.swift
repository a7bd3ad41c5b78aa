internal import Petitions
internal import Postgres

/// A room of a file: every way in which the file writes its name, and what else the file calls it.
private struct ImportedRoom {
  var names: [String]
  /// Kinds of ids with their values, the surest first.
  var ids: [(kind: String, key: String)] = []
  var room: Room.ID?

  func id(_ kind: String) -> String? { ids.first { $0.kind == kind }?.key }
}

private struct KnownRoom {
  var id: Room.ID
  var name: String
  var isUsed: Bool
}

extension ProgrammeWrite {
  /// The rooms of the file by every name that it gives them: found by their ids, then by their name without case and
  /// spaces, else made. A room whose name changed keeps its code, its wall and its stage.
  func importRooms(of programme: Programme, report: inout ProgrammeImport) async throws -> [String: Room.ID] {
    var rooms = rooms(of: programme, report: &report)
    let known = try await knownRooms()
    let keys = try await roomKeys()
    var claimed: Set<Room.ID> = []
    func find(_ match: (ImportedRoom) -> Room.ID?) {
      for index in rooms.indices where rooms[index].room == nil {
        guard let id = match(rooms[index]), claimed.insert(id).inserted else { continue }
        rooms[index].room = id
      }
    }
    let byName = Dictionary(known.map { ($0.name.roomKey, $0.id) }) { first, _ in first }
    // A plain number may be another room's in the next export: there the name is surer.
    for kind in ["guid", "slug"] { find { $0.id(kind).flatMap { keys[kind]?[$0] } } }
    find { room in room.names.lazy.compactMap { byName[$0.roomKey] }.first }
    find { $0.id("id").flatMap { keys["id"]?[$0] } }

    try await rename(rooms, known, report: &report)
    try await add(&rooms, known, report: &report)
    try await keep(rooms)
    var found: [String: Room.ID] = [:]
    for room in rooms { for name in room.names { found[name] = room.room } }
    return found
  }

  /// One for all names that differ by case and spaces alone.
  private func rooms(of programme: Programme, report: inout ProgrammeImport) -> [ImportedRoom] {
    var rooms: [ImportedRoom] = []
    var places: [String: Int] = [:]
    for name in programme.sessions.compactMap(\.room) {
      if let place = places[name.roomKey] {
        guard !rooms[place].names.contains(name) else { continue }
        rooms[place].names.append(name)
        report.notes.append("rooms “\(rooms[place].names[0])” and “\(name)” are taken for one")
      } else {
        places[name.roomKey] = rooms.count
        rooms.append(ImportedRoom(names: [name]))
      }
    }
    // Some exports give all rooms the same guid: what several have is nobody's.
    var bearers: [String: Set<String>] = [:]
    for room in programme.rooms {
      for (kind, key) in room.ids { bearers["\(kind) \(key)", default: []].insert(room.name.roomKey) }
    }
    for room in programme.rooms {
      guard let place = places[room.name.roomKey] else { continue }
      rooms[place].ids += room.ids.filter { bearers["\($0.kind) \($0.key)"]?.count == 1 }
    }
    return rooms
  }

  private func knownRooms() async throws -> [KnownRoom] {
    try await transaction.query(
      """
      select r.id, r.name, exists (
        select
        from sessions s
        where s.summit_id = r.summit_id and s.room_id = r.id and s.imported and s.cancelled_at is null
      ) as used
      from rooms r
      where r.summit_id = \(summit.id)
      order by r.id
      """
    ).map { KnownRoom(id: try $0["id"], name: try $0["name"], isUsed: try $0["used"]) }
  }

  private func roomKeys() async throws -> [String: [String: Room.ID]] {
    var keys: [String: [String: Room.ID]] = [:]
    for row in try await transaction.query(
      "select kind, key, room_id from imported_rooms where summit_id = \(summit.id)")
    {
      keys[try row["kind"], default: [:]][try row["key"]] = try row["room_id"]
    }
    return keys
  }

  private func rename(
    _ rooms: [ImportedRoom], _ known: [KnownRoom], report: inout ProgrammeImport
  ) async throws {
    let names = Dictionary(known.map { ($0.id, $0.name) }) { $1 }
    var renamed: [(id: Room.ID, from: String, to: String)] = []
    for room in rooms {
      // Of several ways to write it, the one here will do.
      guard let id = room.room, let here = names[id], !room.names.contains(here) else { continue }
      renamed.append((id, here, room.names[0]))
    }
    // A name that a room bears which the file does not name stays that room's.
    let others = Set(names.filter { name in !rooms.contains { $0.room == name.key } }.values)
    for room in renamed where others.contains(room.to) {
      report.notes.append("room “\(room.from)” keeps its name: another room is called “\(room.to)”")
    }
    renamed.removeAll { others.contains($0.to) }
    guard !renamed.isEmpty else { return }
    // Names may have been swapped, so that each is let go first.
    let results = try await transaction.pipeline([
      """
      update rooms
      set name = gen_random_uuid()::text
      where summit_id = \(summit.id) and id = any (\(renamed.map(\.id)))
      """,
      """
      update rooms r
      set name = file.name
      from unnest(\(renamed.map(\.id)), \(renamed.map(\.to))) as file (id, name)
      where r.summit_id = \(summit.id) and r.id = file.id
      """,
      """
      update sessions
      set version = version + 1
      where summit_id = \(summit.id) and room_id = any (\(renamed.map(\.id)))
      returning id
      """,
    ])
    for row in results[2] { report.sessions.insert(try row["id"]) }
    report.notes += renamed.map { "room “\($0.from)” is called “\($0.to)” now; it keeps its code" }
  }

  private func add(
    _ rooms: inout [ImportedRoom], _ known: [KnownRoom], report: inout ProgrammeImport
  ) async throws {
    var slugs = Set<String>(
      try await transaction.query("select slug::text from rooms where summit_id = \(summit.id)").map {
        try $0["slug"]
      })
    let gone = known.filter { known in known.isUsed && !rooms.contains { $0.room == known.id } }.map(\.name)
    let new = rooms.indices.filter { rooms[$0].room == nil }
    for index in new {
      let name: String = try line(rooms[index].names[0], "room")
      let slug = Slug(title: name, fallback: "room") { slugs.contains($0) }.value
      slugs.insert(slug)
      rooms[index].room = try await store.makeRoom(named: name, slug: slug, in: summit.id, on: transaction)
    }
    func quoted(_ names: [String]) -> String { names.map { "“\($0)”" }.joined(separator: ", ") }
    guard !gone.isEmpty else { return }
    let came = new.map { rooms[$0].names[0] }
    report.notes.append(
      came.isEmpty
        ? "the file has no session in room \(quoted(gone)) any more"
        : "the file has no session in room \(quoted(gone)) any more, and \(quoted(came)) is new: a room that was "
          + "renamed is known again only by an id in conference.rooms, and the former code leads to the former room"
    )
  }

  private func keep(_ rooms: [ImportedRoom]) async throws {
    var keys: [(kind: String, key: String, room: Room.ID)] = []
    for room in rooms {
      guard let id = room.room else { continue }
      for (kind, key) in room.ids where !keys.contains(where: { $0.kind == kind && $0.key == key }) {
        keys.append((kind, key, id))
      }
    }
    _ = try await transaction.query(
      """
      insert into imported_rooms (summit_id, kind, key, room_id)
      select \(summit.id), kind, key, room_id
      from unnest(\(keys.map(\.kind)), \(keys.map(\.key)), \(keys.map(\.room))) as file (kind, key, room_id)
      on conflict (summit_id, kind, key) do update set room_id = excluded.room_id
      """)
  }
}

extension Programme.Room {
  fileprivate var ids: [(kind: String, key: String)] {
    [("guid", guid), ("slug", slug), ("id", id)].compactMap { kind, key in key.map { (kind, $0) } }
  }
}
