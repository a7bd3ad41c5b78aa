internal import API
internal import EventLoop
internal import Foundation
internal import HTTP
internal import Storage

/// One room and the streams that are told what is on in it: those that follow it all day are led from session to
/// session, those of one session only hear of the room.
@Loop final class RoomChannel {
  let room: Petitions.Room.ID
  /// As it was at the last read.
  private var summit: SummitRecord
  private unowned let live: LiveSessions
  private var followers: Set<EventStream> = []
  private var listeners: Set<EventStream> = []
  /// Whose streams the followers are among now.
  private var session: Petitions.Session.ID?
  private var newest: API.RoomNow?
  private var event: Event?
  private lazy var coalescer = Coalescer(
    minimumInterval: Self.minimumInterval, retry: Self.retry,
    isWanted: { [weak self] in self?.isEmpty == false },
    read: { [weak self] in try await self?.read() })
  private var turn: LoopTimer?

  /// Between two reads: an import changes many sessions, one after the other.
  private static let minimumInterval: Duration = .milliseconds(100)
  /// After a read that failed: the database is away.
  private static let retry: Duration = .seconds(1)
  /// The clock is looked at so often, whatever the programme says: it may have been set, or the machine have slept.
  private static let longest: Double = 30

  init(_ room: Petitions.Room.ID, in summit: SummitRecord, _ live: LiveSessions) {
    (self.room, self.summit, self.live) = (room, summit, live)
  }

  var isEmpty: Bool { followers.isEmpty && listeners.isEmpty }

  /// Leads the stream from session to session.
  func lead(_ stream: EventStream) {
    followers.insert(stream)
    if let event { stream.send(event) }
    if let session { live.add(stream, to: session, in: summit) }
  }

  /// Tells the stream of the room, and no more.
  func tell(_ stream: EventStream) {
    listeners.insert(stream)
    if let event { stream.send(event) }
  }

  func remove(_ stream: EventStream) {
    listeners.remove(stream)
    guard followers.remove(stream) != nil, let session else { return }
    live.remove(stream, from: session, in: summit)
  }

  /// Reads for the first time; whoever was added meanwhile is told.
  func prepare() async throws {
    if event == nil { try await read() }
  }

  /// The programme, a box or the time may have changed.
  func refresh() { coalescer.refresh() }

  private func read() async throws {
    // A room that is no more says nothing further.
    guard let records = try await live.records(of: room, in: summit.id) else { return }
    summit = try await live.record(of: summit.id)
    let state = RoomState(of: records.room, records.sessions, in: summit, at: Date())
    let now = API.RoomNow(state, in: summit)
    if now != newest {
      let event = Event("room", data: String(decoding: try now.json, as: UTF8.self))
      (newest, self.event) = (now, event)
      // First which session, then its state.
      for stream in followers.union(listeners) { stream.send(event) }
    }
    lead(to: state.session?.id)
    let wait = min(state.changesAt?.timeIntervalSinceNow ?? Self.longest, Self.longest)
    turn = LoopTimer(after: .milliseconds(Int(max(0, wait) * 1000) + 20)) { [weak self] in self?.refresh() }
  }

  private func lead(to next: Petitions.Session.ID?) {
    guard next != session else { return }
    for stream in followers {
      if let session { live.remove(stream, from: session, in: summit) }
      if let next { live.add(stream, to: next, in: summit) }
    }
    session = next
  }
}
