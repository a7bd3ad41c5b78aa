/// `GET …/rooms/{room}`, and the `room` event of the live streams: what is on in a room now. Organizers change it by
/// changing sessions and boxes; time changes it by itself, and then the event says so.
public struct RoomNow: Codable, Hashable, Sendable {
  public var room: Room
  /// Whether `session` is on, is still to come, or was the last today.
  public var phase: RoomPhase
  /// Null where nothing takes place in the room.
  @OrNull public var session: Slot?
  /// What comes after it; where the day is over, what opens another.
  @OrNull public var next: Slot?
  /// When it will be otherwise unless somebody changes the programme; null where it stays.
  @OrNull public var changesAt: Timestamp?

  /// A session as the rooms' doors name it.
  public struct Slot: Codable, Hashable, Sendable {
    public var slug: String
    public var title: String
    public var startsAt: Timestamp
    public var endsAt: Timestamp

    public init(slug: String, title: String, startsAt: Timestamp, endsAt: Timestamp) {
      (self.slug, self.title, self.startsAt, self.endsAt) = (slug, title, startsAt, endsAt)
    }
  }

  public init(room: Room, phase: RoomPhase, session: Slot?, next: Slot?, changesAt: Timestamp?) {
    (self.room, self.phase) = (room, phase)
    (self.session, self.next, self.changesAt) = (session, next, changesAt)
  }
}
