internal import API
internal import EventLoop
internal import HTTP
internal import Representations
internal import Storage

/// One session and the streams that show it. Changes in quick succession become one event; announcements are sent each
/// by itself, and again to whoever comes while the wall shows them.
@Loop final class SessionChannel {
  private let session: Petitions.Session.ID
  /// As it was at the last read.
  private var summit: SummitRecord
  private unowned let live: LiveSessions
  private var streams: Set<EventStream> = []
  /// Those of the streams that hear what is on in the session's room, wherever that is.
  private var listeners: Set<EventStream> = []
  private var place: RoomChannel?
  private var newest: Event?
  private(set) var version: Int64 = 0
  private var bulletins: [AnnouncementEvent] = []
  private lazy var coalescer = Coalescer(
    minimumInterval: Self.minimumInterval, retry: Self.retry,
    isWanted: { [weak self] in self?.isEmpty == false },
    read: { [weak self] in try await self?.update() })

  /// Between two events: a hall that signs at once must not be sent every single step.
  private static let minimumInterval: Duration = .milliseconds(100)
  /// After a read that failed: the database is away.
  private static let retry: Duration = .seconds(1)

  init(_ session: Petitions.Session.ID, in summit: SummitRecord, _ live: LiveSessions) {
    (self.session, self.summit, self.live) = (session, summit, live)
  }

  var isEmpty: Bool { streams.isEmpty }
  var hasRead: Bool { newest != nil }

  /// Reads and sends the first snapshot; false when there is no such session.
  func prepare() async throws -> Bool {
    guard newest == nil else { return true }
    guard try await read() else { return false }
    if let newest { for stream in streams { stream.send(newest) } }
    return true
  }

  func add(_ stream: EventStream) {
    streams.insert(stream)
    if let newest { stream.send(newest) }
    for event in bulletins.compactMap(\.event) { stream.send(event) }
  }

  /// The same, and it hears what is on in the session's room.
  func addListening(_ stream: EventStream) {
    listeners.insert(stream)
    place?.tell(stream)
    add(stream)
  }

  func remove(_ stream: EventStream) {
    streams.remove(stream)
    if listeners.remove(stream) != nil { place?.remove(stream) }
  }

  /// Sends what is new, now or after a minimumInterval.
  func refresh() { coalescer.refresh() }

  private func update() async throws {
    let before = newest
    _ = try await read()
    // A room or a speaker may have got another name, which changes no session.
    if let newest, before?.data != newest.data { for stream in streams { stream.send(newest) } }
  }

  private func read() async throws -> Bool {
    summit = try await live.record(of: summit.id)
    tell(try await live.news(of: session, in: summit))
    guard let snapshot = try await live.read(session, in: summit.id) else { return false }
    // A read that was overtaken by a newer one.
    guard snapshot.version >= version else { return true }
    try await listen(in: snapshot.roomID)
    version = snapshot.version
    let json = String(decoding: try API.Snapshot(snapshot, in: summit).json, as: UTF8.self)
    newest = Event("snapshot", id: String(snapshot.version), data: json)
    return true
  }

  /// Whoever hears what is on in the session's room hears it of the one where the session is now.
  private func listen(in room: Petitions.Room.ID?) async throws {
    guard room != place?.room else { return }
    for stream in listeners { place?.remove(stream) }
    place = room.map { live.channel(of: $0, in: summit) }
    for stream in listeners { place?.tell(stream) }
    live.dropEmptyRooms()
    do { try await place?.prepare() } catch {
      place?.refresh()
      throw error
    }
  }

  /// Sends what was not known, to everybody at once.
  private func tell(_ news: [AnnouncementEvent]) {
    let known = Set(bulletins.map(\.key))
    bulletins = news
    for event in news.filter({ !known.contains($0.key) }).compactMap(\.event) {
      for stream in streams { stream.send(event) }
    }
  }
}
