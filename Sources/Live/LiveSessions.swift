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
  private let store: Store
  private var channels: [Key: SessionChannel] = [:]
  private var rooms: [RoomKey: RoomChannel] = [:]

  private struct Voter: Hashable {
    let summit: Petitions.Summit.ID
    let attendee: Attendee.ID
  }

  private let programmes: Cache<RoomKey, RoomRecords?>
  private let records: Cache<Petitions.Summit.ID, SummitRecord>
  private var summits: [Petitions.Summit.ID: SummitCaches] = [:]
  /// Who signed or withdrew a moment ago, and when it was committed: their next read shows it.
  private var voters: [Voter: ContinuousClock.Instant] = [:]
  /// For costly reads that are the reader's own choice, and so in no memory: whoever wants what all want waits for none.
  private let costly = Turns(most: 4, waiting: 28)

  private static let busy = HTTPError(
    503, "busy", "Too many are searching just now. Try again in a moment.",
    headers: [Header("Retry-After", "1")])

  private let snapshots: Cache<Key, API.Snapshot?>
  private let announcements: Cache<Key, [API.Announcement]>
  /// After each local change: other servers are to be told.
  public var onChange: (@Loop (ChangeNotice) -> Void)?

  /// What time alone changes, a rise or what is overdue, is never older.
  private let longest: Duration
  private static let mostAnnouncements = 30

  /// As whom the cursors of lists are given out: they come back, and what we did not give is none.
  private let seal: @Sendable (QuestionCursor, Petitions.Summit.ID) -> String

  /// Remembers what it read for so long at most.
  public init(
    _ store: Store, for longest: Duration = .seconds(2),
    sealing seal: @escaping @Sendable (QuestionCursor, Petitions.Summit.ID) -> String
  ) {
    (self.store, self.longest, self.seal) = (store, longest, seal)
    (programmes, records) = (Cache(for: longest), Cache(for: longest))
    (snapshots, announcements) = (Cache(for: longest), Cache(for: longest))
  }

  private func remembered(of summit: Petitions.Summit.ID) -> SummitCaches {
    let remembered = summits[summit] ?? SummitCaches(for: longest)
    summits[summit] = remembered
    return remembered
  }

  /// What is too old for anybody takes no memory while nothing changes.
  public func forgetOld() {
    for summit in summits.values { summit.forgetOld() }
    snapshots.forgetOld()
    announcements.forgetOld()
    programmes.forgetOld()
    records.forgetOld()
    let now = ContinuousClock.now
    voters = voters.filter { now - $0.value < longest }
  }

  // MARK: Changes

  /// Something committed here, of those sessions; without any, of the summit itself, or of what it or an organisation is
  /// asked. Returns at once; whoever reads from now on reads what is new.
  public func changed(
    _ summit: Petitions.Summit.ID, _ sessions: Set<Petitions.Session.ID> = [], _ changes: Changes
  ) {
    noticed(summit, sessions, changes)
    if sessions.isEmpty { onChange?(ChangeNotice(summit: summit, changes)) }
    for session in sessions { onChange?(ChangeNotice(summit: summit, session: session, changes)) }
  }

  /// Upvotes committed here. Those who gave them see them at their next read, others within a tenth of a second.
  public func upvoted(_ summit: Petitions.Summit.ID, _ upvotes: CountedUpvotes) {
    let now = ContinuousClock.now
    for attendee in upvotes.attendees { voters[Voter(summit: summit, attendee: attendee)] = now }
    for session in upvotes.sessions {
      changed(
        summit, session.map { [$0] } ?? [], upvotes.promised.contains(session) ? .decisions : .counts)
    }
  }

  /// The same as `changed`, said by another server.
  public func noticed(
    _ summit: Petitions.Summit.ID, _ sessions: Set<Petitions.Session.ID>, _ changes: Changes
  ) {
    summits[summit]?.changed(changes, in: sessions)
    if changes.contains(.programme) {
      records.forget(summit)
      programmes.forget { $0.summit == summit }
      for (key, channel) in rooms where key.summit == summit { channel.refresh() }
    }
    // A speaker, the summit's zone, or what is announced to all is shown in each of its sessions.
    let isOfAll = sessions.isEmpty && !changes.isDisjoint(with: [.programme, .channel])
    func isConcerned(_ key: Key) -> Bool {
      key.summit == summit && (isOfAll || sessions.contains(key.session))
    }
    if changes.isSubset(of: .numbers) {
      snapshots.makeStale(where: isConcerned)
    } else {
      snapshots.forget(where: isConcerned)
    }
    if !changes.isDisjoint(with: [.programme, .channel]) { announcements.forget(where: isConcerned) }
    for (key, channel) in channels where isConcerned(key) { channel.refresh() }
  }

  /// What may have been missed: reads everything that is looked at anew.
  public func refreshAll() {
    summits = [:]
    snapshots.forget()
    announcements.forget()
    programmes.forget()
    records.forget()
    for channel in channels.values { channel.refresh() }
    for channel in rooms.values { channel.refresh() }
  }

  /// How new what this reader is given has to be.
  private func demand(of reader: Attendee.ID?, in summit: Petitions.Summit.ID) -> Demand {
    reader.flatMap { voters[Voter(summit: summit, attendee: $0)] }.map { .since($0) } ?? .recent
  }

  // MARK: Who looks

  func channel(of session: Petitions.Session.ID, in summit: SummitRecord) -> SessionChannel {
    let key = Key(summit: summit.id, session: session)
    let channel = channels[key] ?? SessionChannel(session, in: summit, self)
    channels[key] = channel
    return channel
  }

  func channel(of room: Petitions.Room.ID, in summit: SummitRecord) -> RoomChannel {
    let key = RoomKey(summit: summit.id, room: room)
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

  /// The summit as it is now: its zone and its name may have changed since somebody came to look.
  func record(of summit: Petitions.Summit.ID) async throws -> SummitRecord {
    try await records.value(for: summit) { [store] in try await store.summit(summit) }
  }

  /// What is on in a room now.
  public func state(of room: RoomRecord, in summit: SummitRecord) async throws -> RoomState {
    let known = try await self.records(of: room.id, in: summit.id)
    return RoomState(of: known?.room ?? room, known?.sessions ?? [], in: summit, at: Date())
  }

  /// A room and what takes place in it. Nil when there is no such room.
  func records(of room: Petitions.Room.ID, in summit: Petitions.Summit.ID) async throws -> RoomRecords? {
    try await programmes.value(for: RoomKey(summit: summit, room: room)) { [store] in
      guard let record = try await store.room(room, in: summit) else { return nil }
      return RoomRecords(room: record, sessions: try await store.sessions(of: summit, in: room))
    }
  }

  /// The newest state of a session, for a channel that tells it to all who look.
  func read(_ session: Petitions.Session.ID, in summit: Petitions.Summit.ID) async throws -> SessionSnapshot?
  {
    try await store.snapshot(of: session, in: summit)
  }

  /// The newest state of a session. Nil when there is no such session.
  public func snapshot(
    of session: Petitions.Session.ID, in summit: SummitRecord, for reader: Attendee.ID? = nil
  ) async throws -> API.Snapshot? {
    try await snapshot(of: session, in: summit, demand(of: reader, in: summit.id))
  }

  func snapshot(
    of session: Petitions.Session.ID, in summit: SummitRecord, _ demand: Demand
  ) async throws -> API.Snapshot? {
    try await snapshots.value(for: Key(summit: summit.id, session: session), demand) { [store] in
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
  func news(of session: Petitions.Session.ID, in summit: SummitRecord) async throws -> [AnnouncementEvent] {
    try await store.announcementNews(of: session, in: summit.id).map { AnnouncementEvent($0, in: summit) }
  }

  /// A page of questions from memory alone; nil where it must be read.
  public func knownQuestions(
    of scope: QuestionScope, in summit: SummitRecord, order: QuestionOrder, limit: Int, after: QuestionCursor?
  ) -> QuestionListBytes? {
    let memory = after == nil ? summits[summit.id]?.lists : summits[summit.id]?.furtherLists
    return memory?.known(.init(scope: scope, order: order, limit: limit, after: after))
  }

  /// A page of published questions, from memory where nothing changed. `reader` sees what they signed themselves at once.
  public func questions(
    of scope: QuestionScope, in summit: SummitRecord, for reader: Attendee.ID? = nil, order: QuestionOrder,
    limit: Int, after: QuestionCursor?
  ) async throws -> QuestionListBytes {
    let remembered = remembered(of: summit.id)
    let memory = after == nil ? remembered.lists : remembered.furtherLists
    let page = SummitCaches.Page(scope: scope, order: order, limit: limit, after: after)
    return try await memory.value(for: page, demand(of: reader, in: summit.id)) { [store, seal] in
      let petitions = try await store.petitions(
        of: scope, in: summit.id, order: order, limit: limit, after: after)
      return try QuestionListBytes(petitions, in: summit, next: petitions.next.map { seal($0, summit.id) })
    }
  }

  /// How many questions of an addressee are owed an answer, and have one.
  public func replies(of scope: QuestionScope, in summit: SummitRecord) async throws -> ReplyCounts {
    try await remembered(of: summit.id).replies.value(for: scope) { [store] in
      try await store.replies(of: scope, in: summit.id)
    }
  }

  /// Published questions that somebody looks for, looked for once a change. Throws 503 where too many look.
  public func found(
    _ search: QuestionSearch, of scope: QuestionScope, in summit: SummitRecord,
    for reader: Attendee.ID? = nil, order: QuestionOrder, limit: Int, after: QuestionCursor?
  ) async throws -> QuestionRecordPage {
    let wanted = SummitCaches.Search(
      petitions: search, scope: scope, order: order, limit: limit, after: after)
    return try await remembered(of: summit.id).found.value(for: wanted, demand(of: reader, in: summit.id)) {
      [store, costly] in
      try await costly.taking(busy: Self.busy) {
        try await store.petitions(
          found: search, of: scope, in: summit.id, order: order, limit: limit, after: after)
      }
    }
  }

  /// What a session was asked already that says what somebody types. Throws 503 where too many type at once.
  public func similar(
    to text: TypedText, of session: Petitions.Session.ID, in summit: SummitRecord,
    for reader: Attendee.ID? = nil
  ) async throws -> [QuestionRecord] {
    let typed = SummitCaches.Typed(text: text, session: session)
    return try await remembered(of: summit.id).similar.value(for: typed, demand(of: reader, in: summit.id)) {
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
    let page = SummitCaches.BoardPage(filter: filter, limit: limit, after: after)
    // What is rendered of it bears its own pace, and must not call new what is a moment old.
    return try await remembered(of: summit).boards.value(for: page, .current) { [store] in
      try await store.board(of: summit, filter, limit: limit, after: after)
    }
  }

  /// What the public reads of a summit as a whole, or of one session, under the name of what it is: rendered once a
  /// change of what it shows. Of what few want, `isFurther`, little is kept, and too many at once are answered 503.
  public func content(
    _ name: String, of summit: Petitions.Summit.ID, in session: Petitions.Session.ID? = nil,
    showing parts: Changes, isFurther: Bool = false, rendering: @escaping @Loop () async throws -> Content
  ) async throws -> Content {
    let remembered = remembered(of: summit)
    let key = SummitCaches.Rendering(name: name, session: session, parts: parts)
    guard isFurther else { return try await remembered.contents.value(for: key, reading: rendering) }
    return try await remembered.furtherContents.value(for: key) { [costly] in
      try await costly.taking(busy: Self.busy, rendering)
    }
  }
}
