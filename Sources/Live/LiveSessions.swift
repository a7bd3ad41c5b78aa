// Live: the newest state of each session, pushed to every screen and phone that looks at it, and the lists that many
// read, rendered once a version. It holds nothing that PostgreSQL does not, and forgets what changed the moment it is
// told; a poll tells it of what other servers changed and no notification said.

public import API
public import EventLoop
internal import Foundation
public import HTTP
internal import Representations
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
  private struct Search: Hashable {
    let petitions: PetitionSearch
    let scope: PetitionScope
    let order: PetitionOrder
    let limit: Int
    let after: PetitionCursor?
  }
  private struct Typed: Hashable {
    let text: TypedText
    let session: Petitions.Session.ID
  }
  private struct BoardPage: Hashable {
    let filter: BoardFilter
    let limit: Int?
    let after: BoardCursor?
  }

  /// What is remembered of one summit. Pages that few want are kept apart from those that all want, and are few.
  @Loop private final class Remembered {
    let lists = Memory<Page, QuestionListBytes>(
      for: longest, most: 200, mostBytes: 16 << 20, weighing: \.weight)
    let furtherLists = Memory<Page, QuestionListBytes>(
      for: longest, most: 20, mostBytes: 4 << 20, weighing: \.weight)
    let contents = Memory<String, Content>(for: longest, most: 200, mostBytes: 16 << 20) { $0.bytes.count }
    let furtherContents = Memory<String, Content>(for: longest, most: 20, mostBytes: 4 << 20) {
      $0.bytes.count
    }
    let found = Memory<Search, PetitionPage>(for: longest, most: 50, mostBytes: 2 << 20) { $0.weight }
    let similar = Memory<Typed, [Petition]>(for: longest, most: 50)
    let boards = Memory<BoardPage, BoardRecord>(for: longest, most: 50, mostBytes: 4 << 20) { $0.weight }
    let replies = Memory<PetitionScope, ReplyCounts>(for: longest)

    func forget() {
      lists.forget()
      furtherLists.forget()
      contents.forget()
      furtherContents.forget()
      found.forget()
      similar.forget()
      boards.forget()
      replies.forget()
    }

    func forgetOld() {
      lists.forgetOld()
      furtherLists.forgetOld()
      contents.forgetOld()
      furtherContents.forgetOld()
      found.forgetOld()
      similar.forgetOld()
      boards.forgetOld()
      replies.forgetOld()
    }
  }

  private let programmes = Memory<RoomKey, [SessionRecord]>(for: longest)
  private var summits: [Petitions.Summit.ID: Remembered] = [:]
  /// For costly reads that are the reader's own choice, and so in no memory: whoever wants what all want waits for none.
  private let costly = Turns(most: 4, waiting: 28)

  private static let busy = HTTPError(
    503, "busy", "Too many are searching just now. Try again in a moment.",
    headers: [Header("Retry-After", "1")])

  private let snapshots = Memory<Key, API.Snapshot?>(for: longest)
  private let announcements = Memory<Key, [API.Announcement]>(for: longest)
  /// After each local change: other servers are to be told. No session: of the summit, or of what an organisation or the
  /// summit itself is asked.
  public var onChange: (@Loop (Petitions.Summit.ID, Petitions.Session.ID?) -> Void)?

  private static let longest: Duration = .seconds(2)
  private static let mostAnnouncements = 30

  /// As whom the cursors of lists are given out: they come back, and what we did not give is none.
  private let seal: @Sendable (PetitionCursor, Petitions.Summit.ID) -> String

  public init(
    _ store: Store, sealing seal: @escaping @Sendable (PetitionCursor, Petitions.Summit.ID) -> String
  ) { (self.store, self.seal) = (store, seal) }

  private func remembered(of summit: Petitions.Summit.ID) -> Remembered {
    let remembered = summits[summit] ?? Remembered()
    summits[summit] = remembered
    return remembered
  }

  /// What is too old for anybody takes no memory while nothing changes.
  public func forgetOld() {
    for summit in summits.values { summit.forgetOld() }
    snapshots.forgetOld()
    announcements.forgetOld()
    programmes.forgetOld()
  }

  // MARK: Changes

  /// Something committed here. Returns at once; whoever reads from now on reads what is new.
  public func changed(_ summit: Petitions.Summit.ID, _ sessions: Set<Petitions.Session.ID> = []) {
    noticed(summit, sessions)
    if sessions.isEmpty { onChange?(summit, nil) }
    for session in sessions { onChange?(summit, session) }
  }

  /// The same, said by another server.
  public func noticed(_ summit: Petitions.Summit.ID, _ sessions: Set<Petitions.Session.ID>) {
    summits[summit]?.forget()
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
    for summit in summits.values { summit.forget() }
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
    let memory = after == nil ? summits[summit.id]?.lists : summits[summit.id]?.furtherLists
    return memory?.known(Page(scope: scope, order: order, limit: limit, after: after))
  }

  /// A page of published questions, from memory where nothing changed.
  public func questions(
    of scope: PetitionScope, in summit: SummitRecord, order: PetitionOrder, limit: Int, after: PetitionCursor?
  ) async throws -> QuestionListBytes {
    let remembered = remembered(of: summit.id)
    let memory = after == nil ? remembered.lists : remembered.furtherLists
    let page = Page(scope: scope, order: order, limit: limit, after: after)
    return try await memory.value(for: page) { [store, seal] in
      let petitions = try await store.petitions(
        of: scope, in: summit.id, order: order, limit: limit, after: after)
      return try QuestionListBytes(petitions, in: summit, next: petitions.next.map { seal($0, summit.id) })
    }
  }

  /// How many questions of an addressee are owed an answer, and have one.
  public func replies(of scope: PetitionScope, in summit: SummitRecord) async throws -> ReplyCounts {
    try await remembered(of: summit.id).replies.value(for: scope) { [store] in
      try await store.replies(of: scope, in: summit.id)
    }
  }

  /// Published questions that somebody looks for, looked for once a change. Throws 503 where too many look.
  public func found(
    _ search: PetitionSearch, of scope: PetitionScope, in summit: SummitRecord, order: PetitionOrder,
    limit: Int,
    after: PetitionCursor?
  ) async throws -> PetitionPage {
    let wanted = Search(petitions: search, scope: scope, order: order, limit: limit, after: after)
    return try await remembered(of: summit.id).found.value(for: wanted) { [store, costly] in
      try await costly.taking(busy: Self.busy) {
        try await store.petitions(
          found: search, of: scope, in: summit.id, order: order, limit: limit, after: after)
      }
    }
  }

  /// What a session was asked already that says what somebody types. Throws 503 where too many type at once.
  public func similar(
    to text: TypedText, of session: Petitions.Session.ID, in summit: SummitRecord
  ) async throws -> [Petition] {
    try await remembered(of: summit.id).similar.value(for: Typed(text: text, session: session)) {
      [store, costly] in
      try await costly.taking(busy: Self.busy) {
        try await store.similar(to: text, of: session, in: summit.id)
      }
    }
  }

  /// A page of the board and what it counts, read once a change.
  public func board(
    of summit: Petitions.Summit.ID, _ filter: BoardFilter = BoardFilter(), limit: Int?,
    after: BoardCursor? = nil
  ) async throws -> BoardRecord {
    let page = BoardPage(filter: filter, limit: limit, after: after)
    return try await remembered(of: summit).boards.value(for: page) { [store] in
      try await store.board(of: summit, filter, limit: limit, after: after)
    }
  }

  /// What the public reads of a summit as a whole, under the name of what it is: rendered once a change. Of what few
  /// want, `isFurther`, little is kept, and too many at once are answered 503.
  public func content(
    _ name: String, of summit: Petitions.Summit.ID, isFurther: Bool = false,
    rendering: @escaping @Loop () async throws -> Content
  ) async throws -> Content {
    let remembered = remembered(of: summit)
    guard isFurther else { return try await remembered.contents.value(for: name, reading: rendering) }
    return try await remembered.furtherContents.value(for: name) { [costly] in
      try await costly.taking(busy: Self.busy, rendering)
    }
  }
}

// What is remembered weighs about so many bytes.

extension PetitionPage {
  fileprivate var weight: Int {
    petitions.reduce(0) { $0 + 800 + ($1.text?.utf8.count ?? 0) + ($1.answer?.text?.utf8.count ?? 0) }
  }
}

extension BoardRecord {
  fileprivate var weight: Int {
    promises.reduce((sessions.count + organisations.count) * 200) {
      $0 + 1000 + ($1.petition.text?.utf8.count ?? 0) + ($1.petition.answer?.text?.utf8.count ?? 0)
    }
  }
}
