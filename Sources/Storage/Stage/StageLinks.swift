public import Petitions
internal import Postgres

/// A link that signs one monitor in, as it is made. `session` and `room` are slugs, of which one is given.
public struct NewStageLinkRecord: Sendable {
  public var role: AccessToken.Role
  public var name: String
  public var session: String?
  public var room: String?
  public var minutes: Int

  public init(
    role: AccessToken.Role, named name: String, session: String? = nil, room: String? = nil,
    minutes: Int
  ) {
    (self.role, self.name, self.session, self.room) = (role, name, session, room)
    self.minutes = minutes
  }

  /// A day: whoever prepares the rooms in the evening hands the monitors over in the morning.
  public static let longest = 24 * 60
}

/// What became of a link.
public enum StageLinkState: Hashable, Sendable {
  case valid(AccessTokenRecord)
  case used, expired, unknown
}

extension Store {
  /// Keeps the digest of a new link. When its maker is revoked it is worthless, and whoever it signed in is out: what a
  /// lost token let in is not to be trusted either, and could not be told from what its owner let in.
  public func addStageLink(
    _ link: NewStageLinkRecord, digest: [UInt8], by maker: AccessToken.ID, in summit: Summit.ID
  ) async throws -> AccessTokenRecord {
    try await refusing {
      guard (link.session == nil) != (link.room == nil) else {
        throw StorageRefusal.invalid("session", "scope", "a stage is of one session or of one room")
      }
      guard (1...NewStageLinkRecord.longest).contains(link.minutes) else {
        throw StorageRefusal.invalid("minutes", "range", "1 to \(NewStageLinkRecord.longest)")
      }
      let rows = try await database.query(
        """
        insert into access_tokens
          (summit_id, role, name, session_id, room_id, link_digest, link_expires_at, made_by)
        select
          m.id, \(link.role), \(try line(link.name, "name")), s.id, r.id, \(digest),
          now() + \(link.minutes) * interval '1 minute', \(maker)
        from summits m
        left join sessions s on s.summit_id = m.id and s.slug = \(link.session)
        left join rooms r on r.summit_id = m.id and r.slug = \(link.room)
        where m.id = \(summit)
          and m.closed_at is null
          and (s.id is not null or \(link.session) is null)
          and (r.id is not null or \(link.room) is null)
        returning id
        """)
      if let row = rows.first { return try await accessToken(row["id"]) }
      if try await database.query(Self.isClosed(summit)).first?["closed"] == true {
        throw Refusal.summitClosed
      }
      throw link.session == nil
        ? StorageRefusal.invalid("room", "known", "no room has this slug")
        : StorageRefusal.invalid("session", "known", "no session has this slug")
    }
  }

  /// What can be told of a link without using it.
  public func stageLink(digest: [UInt8], in summit: Summit.ID) async throws -> StageLinkState {
    let rows = try await database.query(
      """
      select *
      from access
      where link_digest = \(digest) and summit_id = \(summit)
      """)
    guard let row = rows.first else { return .unknown }
    if try row["link_is_valid"] == true { return .valid(try AccessTokenRecord(row)) }
    return try AccessTokenRecord(row).stage?.signedInAt == nil ? .expired : .used
  }

  /// Uses a link: of two monitors that ask at once, exactly one is signed in, and `token` is the digest of what it
  /// holds from then on. `key` is the digest of what the page that asks alone knows: where the answer was lost on its
  /// way, the same page asks again and gets in, and what it was sent first is worthless. Nil where the link was used,
  /// has expired, or is none. Signed in is whoever is until the summit's last day is over, and for twelve hours in any
  /// case, unless the token is revoked or the one that made the link.
  public func signIn(
    stageLink digest: [UInt8], key: [UInt8], token: [UInt8], in summit: Summit.ID
  ) async throws -> AccessTokenRecord? {
    let rows = try await database.query(
      """
      update access_tokens t
      set
        digest = \(token), link_key = \(key), linked_at = coalesce(t.linked_at, now()),
        expires_at = coalesce(
          t.expires_at,
          greatest(now() + interval '12 hours', (m.ends_on + 1)::timestamp at time zone m.time_zone))
      from summits m
      where m.id = \(summit)
        and t.summit_id = m.id
        and t.link_digest = \(digest)
        and (t.link_key is null or t.link_key = \(key))
        and t.link_expires_at > now()
        and t.revoked_at is null
        and not exists (
          select
          from access_tokens maker
          where maker.id = t.made_by and maker.revoked_at is not null)
        and m.closed_at is null
      returning t.id
      """)
    guard let row = rows.first else { return nil }
    return try await accessToken(row["id"])
  }

  /// Signs a stage out. One that was signed in a moment ago, in another browser than was meant (scanning apps open their
  /// own), leaves its link as if it had not been used, for as long as that is valid; any other is over for good.
  public func leaveStage(_ id: AccessToken.ID, in summit: Summit.ID) async throws {
    _ = try await database.query(
      """
      with stage as (
        select id, linked_at > now() - \(Self.misplaced) * interval '1 second' and link_expires_at > now() as misplaced
        from access_tokens
        where summit_id = \(summit) and id = \(id) and link_digest is not null and revoked_at is null
        for update
      )
      update access_tokens t
      set
        digest = case when not misplaced then t.digest end,
        link_key = case when not misplaced then t.link_key end,
        linked_at = case when not misplaced then t.linked_at end,
        expires_at = case when not misplaced then t.expires_at end,
        revoked_at = case when not misplaced then now() end
      from stage
      where t.id = stage.id
      """)
  }

  /// Seconds in which somebody notices that it was the wrong browser.
  private static let misplaced = 120

  /// Whose stage it is that holds this token; nil when it is unknown, was revoked or has ended.
  public func stage(digest: [UInt8], in summit: Summit.ID) async throws -> AccessTokenRecord? {
    let rows = try await database.query(
      """
      select *
      from access
      where digest = \(digest) and summit_id = \(summit) and is_valid and link_digest is not null
      """)
    let record = try rows.first.map(AccessTokenRecord.init)
    if let record { noteUse(of: record) }
    return record
  }
}
