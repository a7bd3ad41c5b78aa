/// `POST …/stage-links`: a link that signs in one monitor of a session's stage, or of a room's all day.
public struct NewStageLink: RequestBody {
  public var role: StageRole
  /// The slug of the session, or of the room.
  public var session: String?
  public var room: String?
  /// A name to know it by in the list of tokens.
  public var name: String?
  /// For how long it can be used: 30 unless given, a day at most.
  public var minutes: Int?

  public enum CodingKeys: String, CodingKey, CaseIterable { case role, session, room, name, minutes }

  public init(
    role: StageRole, session: String? = nil, room: String? = nil, name: String? = nil, minutes: Int? = nil
  ) {
    (self.role, self.session, self.room) = (role, session, room)
    (self.name, self.minutes) = (name, minutes)
  }
}

/// The answer to it; the address is said once.
public struct StageLink: Codable, Sendable {
  /// Of the token that the monitor will hold: by it the link is revoked as well.
  public var id: String
  public var role: StageRole
  @OrNull public var session: String?
  @OrNull public var room: String?
  /// Works once.
  public var url: String
  /// Until when.
  public var expiresAt: Timestamp
  /// The address as a QR code: row by row, `1` for a dark module, without a quiet zone.
  public var code: [String]

  public init(
    id: String, role: StageRole, session: String?, room: String?, url: String, expiresAt: Timestamp,
    code: [String]
  ) {
    (self.id, self.role, self.session, self.room) = (id, role, session, room)
    (self.url, self.expiresAt, self.code) = (url, expiresAt, code)
  }
}

/// What an access token is that a stage holds.
public struct StageAccess: Codable, Hashable, Sendable {
  /// The room whose programme it follows; null where it is of one session.
  @OrNull public var room: String?
  /// Until when its link can be used.
  public var linkExpiresAt: Timestamp
  /// When it was.
  @OrNull public var signedInAt: Timestamp?
  /// Until when the stage is then signed in.
  @OrNull public var expiresAt: Timestamp?
  /// With whose token it ends; null of a link from before that was kept.
  @OrNull public var madeBy: StageMaker?

  public init(
    room: String?, linkExpiresAt: Timestamp, signedInAt: Timestamp?, expiresAt: Timestamp?,
    madeBy: StageMaker? = nil
  ) {
    (self.room, self.linkExpiresAt) = (room, linkExpiresAt)
    (self.signedInAt, self.expiresAt, self.madeBy) = (signedInAt, expiresAt, madeBy)
  }
}

/// The token by which a stage's link was made.
public struct StageMaker: Codable, Hashable, Sendable {
  public var id: String
  /// Organizer or moderator.
  public var role: Petitions.AccessToken.Role
  public var name: String
  public init(id: String, role: Petitions.AccessToken.Role, name: String) {
    (self.id, self.role, self.name) = (id, role, name)
  }
}
