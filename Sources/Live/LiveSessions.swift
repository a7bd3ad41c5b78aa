// Live: the newest state of each session, pushed to every screen and phone that looks at it, and the lists that many
// read, rendered once a version. It holds nothing that PostgreSQL does not, and forgets what changed the moment it is
// told; a poll tells it of what other servers changed and no notification said.

internal import API
public import EventLoop
public import HTTP
public import Storage

/// Every session that somebody looks at.
@Loop public final class LiveSessions {
  private struct Key: Hashable {
    let summit: Petitions.Summit.ID
    let session: Petitions.Session.ID
  }

  private let store: Store
  private var channels: [Key: SessionChannel] = [:]
  private var lists: [Petitions.Summit.ID: QuestionLists] = [:]
  /// After each local change: other servers are to be told.
  public var onChange: (@Loop (Petitions.Summit.ID, Petitions.Session.ID) -> Void)?

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
    for session in sessions { channels[Key(summit: summit, session: session)]?.refresh() }
  }

  /// What may have been missed: reads everything that is looked at anew.
  public func refreshAll() {
    for list in lists.values { list.forget() }
    for channel in channels.values { channel.refresh() }
  }

  /// The sessions that somebody looks at, with the version shown: for the poll.
  public var watched: [(summit: Petitions.Summit.ID, session: Petitions.Session.ID, version: Int64)] {
    channels.map { ($0.key.summit, $0.key.session, $0.value.version) }
  }

  // MARK: Reads

  /// A stream of `snapshot` events, the newest at once. Nil when there is no such session.
  public func stream(
    of session: Petitions.Session.ID, in summit: SummitRecord
  ) async throws -> EventStream? {
    let key = Key(summit: summit.id, session: session)
    let channel = channels[key] ?? SessionChannel(session, in: summit, store)
    guard try await channel.prepare() else { return nil }
    let known = channels[key] ?? channel
    channels[key] = known
    let stream = EventStream()
    stream.onEnd = { [weak self, weak stream] in
      guard let self, let stream else { return }
      known.remove(stream)
      if known.isEmpty, channels[key] === known { channels[key] = nil }
    }
    known.add(stream)
    return stream
  }

  /// A page of published questions, from memory where nothing changed.
  public func questions(
    of scope: PetitionScope, in summit: SummitRecord, order: PetitionOrder, limit: Int, after: PetitionCursor?
  ) async throws -> QuestionListBytes {
    let cache = lists[summit.id] ?? QuestionLists(store)
    lists[summit.id] = cache
    return try await cache.page(of: scope, in: summit, order: order, limit: limit, after: after)
  }
}
