// Live: the newest state of each session, pushed to every screen and phone that looks at it, and the lists that many
// read, rendered once a version. It holds nothing that PostgreSQL does not, and forgets what changed the moment it is
// told; a poll tells it of what other servers changed and no notification said.

public import API
public import EventLoop
public import HTTP
public import Storage

/// Every session that somebody looks at.
@Loop public final class LiveSessions {
  private struct Key: Hashable {
    let summit: Petitions.Summit.ID
    let session: Petitions.Session.ID
  }
  private struct Page: Hashable {
    let scope: PetitionScope
    let order: PetitionOrder
    let limit: Int
    let after: PetitionCursor?
  }

  private let store: Store
  private var channels: [Key: SessionChannel] = [:]
  private var lists: [Petitions.Summit.ID: Memory<Page, QuestionListBytes>] = [:]
  private var contents: [Petitions.Summit.ID: Memory<String, Content>] = [:]
  private let snapshots = Memory<Key, API.Snapshot?>(for: longest)
  private let announcements = Memory<Key, [API.Announcement]>(for: longest)
  /// After each local change: other servers are to be told.
  public var onChange: (@Loop (Petitions.Summit.ID, Petitions.Session.ID) -> Void)?

  private static let longest: Duration = .seconds(2)
  private static let mostAnnouncements = 30

  public init(_ store: Store) { self.store = store }

  // MARK: Changes

  /// Something committed here. Returns at once; whoever reads from now on reads what is new.
  public func changed(_ summit: Petitions.Summit.ID, _ sessions: Set<Petitions.Session.ID> = []) {
    noticed(summit, sessions)
    for session in sessions { onChange?(summit, session) }
  }

  /// The same, said by another server.
  public func noticed(_ summit: Petitions.Summit.ID, _ sessions: Set<Petitions.Session.ID>) {
    lists[summit]?.forget()
    contents[summit]?.forget()
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
    for content in contents.values { content.forget() }
    snapshots.forget()
    announcements.forget()
    for channel in channels.values { channel.refresh() }
  }

  // MARK: Reads

  /// A stream of `snapshot` events, the newest at once, and of announcements. Nil when there is no such session.
  public func stream(
    of session: Petitions.Session.ID, in summit: SummitRecord
  ) async throws -> EventStream? {
    let key = Key(summit: summit.id, session: session)
    let channel = channels[key] ?? SessionChannel(session, in: summit, store)
    channels[key] = channel
    let stream = EventStream()
    stream.onEnd = { [weak self, weak stream] in
      guard let self, let stream else { return }
      channel.remove(stream)
      if channel.isEmpty, channels[key] === channel { channels[key] = nil }
    }
    // It looks on before anything was read, so that a change meanwhile reaches it too.
    channel.add(stream)
    do {
      if try await channel.prepare() { return stream }
    } catch {
      stream.close()
      throw error
    }
    stream.close()
    return nil
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

  /// What the public reads of a summit as a whole, under the name of what it is: rendered once a change.
  public func content(
    _ name: String, of summit: Petitions.Summit.ID, rendering: @escaping @Loop () async throws -> Content
  ) async throws -> Content {
    let memory = contents[summit] ?? Memory(for: Self.longest)
    contents[summit] = memory
    return try await memory.value(for: name, reading: rendering)
  }
}
