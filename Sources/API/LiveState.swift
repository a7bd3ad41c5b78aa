/// What a new stream is told first, as one answer: for whoever can only ask.
public struct LiveState: Codable, Sendable {
  /// What is on in the session's room, or in the room that is asked about; null where the session has none.
  @OrNull public var room: RoomNow?
  /// Left out where nothing takes place in the room.
  public var snapshot: Snapshot?
  /// What was announced, and what was taken back, while it is news; the oldest first.
  public var announcements: [LiveAnnouncement]
  public var withdrawals: [LiveWithdrawal]

  public init(
    room: RoomNow?, snapshot: Snapshot?, announcements: [LiveAnnouncement], withdrawals: [LiveWithdrawal]
  ) {
    (self.room, self.snapshot) = (room, snapshot)
    (self.announcements, self.withdrawals) = (announcements, withdrawals)
  }
}
