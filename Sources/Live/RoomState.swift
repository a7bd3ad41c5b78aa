public import API
public import Foundation
internal import Representations
public import Storage

/// A room and what takes place in it, cancelled sessions too.
struct RoomRecords {
  let room: RoomRecord
  let sessions: [SessionRecord]
}

/// What is on in a room at one moment.
public struct RoomState: Sendable {

  public var room: RoomRecord
  public var phase: RoomPhase
  /// The one that is on, comes next, or was the last; nil where the room has none.
  public var session: SessionRecord?
  public var next: SessionRecord?
  /// When time alone will change it.
  public var changesAt: Date?

  /// - `sessions`: of that room; cancelled ones do not count.
  init(of room: RoomRecord, _ sessions: [SessionRecord], in summit: SummitRecord, at now: Date) {
    let held = sessions.filter { $0.cancelledAt == nil }
    let programme = RoomProgramme(held.map(RoomProgramme.Slot.init), in: summit.zone)
    let state = programme.state(at: now)
    self.room = room
    phase = state.phase
    session = held.first { $0.id == state.session }
    next = held.first { $0.id == state.next }
    changesAt = programme.nextChange(after: now)
  }
}

extension RoomProgramme<Petitions.Session.ID>.Slot {
  fileprivate init(_ session: SessionRecord) {
    self.init(
      id: session.id, startsAt: session.startsAt, endsAt: session.endsAt, box: session.box,
      openedAt: session.openedAt, closesAt: session.closesAt)
  }
}

extension API.RoomNow {
  public init(_ state: RoomState, in summit: SummitRecord) {
    func slot(_ session: SessionRecord) -> Slot {
      Slot(
        slug: session.slug, title: session.title, startsAt: Timestamp(session.startsAt, in: summit.zone),
        endsAt: Timestamp(session.endsAt, in: summit.zone))
    }
    self.init(
      room: API.Room(state.room), phase: state.phase, session: state.session.map(slot),
      next: state.next.map(slot), changesAt: state.changesAt.map { Timestamp($0, in: summit.zone) })
  }
}
