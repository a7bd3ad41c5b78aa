// Live: the newest state of each session, pushed to every screen and phone that looks at it, and the lists that many
// read, rendered once a version. It holds nothing that PostgreSQL does not, and forgets what changed the moment it is
// told; a poll tells it of what other servers changed and no notification said.

public import API
public import EventLoop
internal import Foundation
public import HTTP
public import Storage

/// Every session and room that somebody looks at.
@Loop public final class LiveSessions {
  private struct Key: Hashable {
    let summit: Petitions.Summit.ID
    let session: Petitions.Session.ID
  }
  private struct RoomKey: Hashable {
    let summit: Petitions.Summit.ID
    let room: Petitions.Room.ID
  }
  private struct Page: Hashable {
    let scope: PetitionScope
    let order: PetitionOrder
    let limit: Int
    let after: PetitionCursor?
  }

  private let store: Store
  private var channels: [Key: SessionChannel] = [:]
  private var rooms: [RoomKey: RoomChannel] = [:]
  private let programmes = Memory<RoomKey, [SessionRecord]>(for: longest)
  private var lists: [Petitions.Summit.ID: Memory<Page, QuestionListBytes>] = [:]
  private var replies: [Petitions.Summit.ID: Memory<PetitionScope, ReplyCounts>] = [:]
  private var contents: [Petitions.Summit.ID: Memory<String, Content>] = [:]
  private let snapshots = Memory<Key, API.Snapshot?>(for: longest)
  private let announcements = Memory<Key, [API.Announcement]>(for: longest)
  /// After each local change: other servers are to be told. No session: of the summit, or of what an organisation or the
  /// summit itself is asked.
  public var onChange: (@Loop (Petitions.Summit.ID, Petitions.Session.ID?) -> Void)?

  private static let longest: Duration = .seconds(2)
  private static let mostAnnouncements = 30

  public init(_ store: Store) { self.store = store }

  // MARK: Changes

  /// Something committed here. Returns at once; whoever reads from now on reads what is new.
  public func changed(_ summit: Petitions.Summit.ID, _ sessions: Set<Petitions.Session.ID> = []) {
    noticed(summit, sessions)
    if sessions.isEmpty { onChange?(summit, nil) }
    for session in sessions { onChange?(summit, session) }
  }

  /// The same, said by another server.
  public func noticed(_ summit: Petitions.Summit.ID, _ sessions: Set<Petitions.Session.ID>) {
    lists[summit]?.forget()
    replies[summit]?.forget()
    contents[summit]?.forget()
    programmes.forget()
    for (key, channel) in rooms where key.summit == summit { channel.refresh() }
    for session in sessions {
      let key = Key(summit: summit, session: session)
      snapshots.forget(key)
      announcements.forget(key)
      channels[key]?.refresh()
    }
  }

  /// What may have been missed: reads everything that is looked at anew.
  public func refreshAll() {
    for list in lists.values { list.forget() }
    for reply in replies.values { reply.forget() }
    for content in contents.values { content.forget() }
    snapshots.forget()
    announcements.forget()
    programmes.forget()
    for channel in channels.values { channel.refresh() }
    for channel in rooms.values { channel.refresh() }
  }

  // MARK: Who looks

  func channel(of session: Petitions.Session.ID, in summit: SummitRecord) -> SessionChannel {
    let key = Key(summit: summit.id, session: session)
    let channel = channels[key] ?? SessionChannel(session, in: summit, store)
    channels[key] = channel
    return channel
  }

  func channel(of room: RoomRecord, in summit: SummitRecord) -> RoomChannel {
    let key = RoomKey(summit: summit.id, room: room.id)
    let channel = rooms[key] ?? RoomChannel(room, in: summit, self)
    rooms[key] = channel
    return channel
  }

  /// The stream goes on with that session.
  func add(_ stream: EventStream, to session: Petitions.Session.ID, in summit: SummitRecord) {
    let channel = channel(of: session, in: summit)
    channel.add(stream)
    if !channel.hasRead { channel.refresh() }
  }

  func remove(_ stream: EventStream, from session: Petitions.Session.ID, in summit: SummitRecord) {
    let key = Key(summit: summit.id, session: session)
    channels[key]?.remove(stream)
    if channels[key]?.isEmpty == true { channels[key] = nil }
  }

  func dropEmptyRooms() { rooms = rooms.filter { !$0.value.isEmpty } }

  // MARK: Reads

  /// What is on in a room now.
  public func state(of room: RoomRecord, in summit: SummitRecord) async throws -> RoomState {
    let sessions = try await programmes.value(for: RoomKey(summit: summit.id, room: room.id)) { [store] in
      try await store.sessions(of: summit.id, in: room.id)
    }
    return RoomState(of: room, sessions, in: summit, at: Date())
  }

  /// The newest state of a session. Nil when there is no such session.
  public func snapshot(
    of session: Petitions.Session.ID, in summit: SummitRecord
  ) async throws -> API.Snapshot? {
    try await snapshots.value(for: Key(summit: summit.id, session: session)) { [store] in
      try await store.snapshot(of: session, in: summit.id).map { API.Snapshot($0, in: summit) }
    }
  }

  /// What people in a session heard announced, the newest first, as far back as a page shows it.
  public func announcements(
    of session: Petitions.Session.ID, in summit: SummitRecord
  ) async throws -> [API.Announcement] {
    try await announcements.value(for: Key(summit: summit.id, session: session)) { [store] in
      try await store.announcements(of: .session(session), in: summit.id, limit: Self.mostAnnouncements)
        .announcements.map { API.Announcement($0, in: summit) }
    }
  }

  /// What was announced and taken back in a session, while it is news.
  func news(of session: Petitions.Session.ID, in summit: SummitRecord) async throws -> [Bulletin] {
    try await store.announcementNews(of: session, in: summit.id).map { Bulletin($0, in: summit) }
  }

  /// A page of questions from memory alone; nil where it must be read.
  public func knownQuestions(
    of scope: PetitionScope, in summit: SummitRecord, order: PetitionOrder, limit: Int, after: PetitionCursor?
  ) -> QuestionListBytes? {
    lists[summit.id]?.known(Page(scope: scope, order: order, limit: limit, after: after))
  }

  /// A page of published questions, from memory where nothing changed.
  public func questions(
    of scope: PetitionScope, in summit: SummitRecord, order: PetitionOrder, limit: Int, after: PetitionCursor?
  ) async throws -> QuestionListBytes {
    let memory = lists[summit.id] ?? Memory(for: Self.longest)
    lists[summit.id] = memory
    let page = Page(scope: scope, order: order, limit: limit, after: after)
    return try await memory.value(for: page) { [store] in
      let petitions = try await store.petitions(
        of: scope, in: summit.id, order: order, limit: limit, after: after)
      return try QuestionListBytes(petitions, in: summit)
    }
  }

  /// How many questions of an addressee are owed an answer, and have one.
  public func replies(of scope: PetitionScope, in summit: SummitRecord) async throws -> ReplyCounts {
    let memory = replies[summit.id] ?? Memory(for: Self.longest)
    replies[summit.id] = memory
    return try await memory.value(for: scope) { [store] in try await store.replies(of: scope, in: summit.id) }
  }

  /// What the public reads of a summit as a whole, under the name of what it is: rendered once a change.
  public func content(
    _ name: String, of summit: Petitions.Summit.ID, rendering: @escaping @Loop () async throws -> Content
  ) async throws -> Content {
    let memory = contents[summit] ?? Memory(for: Self.longest)
    contents[summit] = memory
    return try await memory.value(for: name, reading: rendering)
  }
}
