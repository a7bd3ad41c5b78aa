public import Foundation
public import Petitions
internal import Postgres

/// What organizers, moderators, speakers and organisations sign in with; of the secret itself only a digest is kept.
public struct AccessTokenRecord: Hashable, Sendable, Identifiable {
  public var id: AccessToken.ID
  /// Nil for an organizer of the whole server.
  public var summit: Summit.ID?
  public var summitSlug: String?
  public var role: AccessToken.Role
  public var name: String
  /// The one session it is for; nil where it is for all of the summit.
  public var session: Session.ID?
  public var sessionSlug: String?
  public var organisation: Organisation.ID?
  public var organisationSlug: String?
  public var createdAt: Date
  /// To within five minutes; nil where it never was.
  public var lastUsedAt: Date?
  /// From when on it speaks for nobody; of a stage that is said there.
  public var expiresAt: Date?
  /// Of a stage also when whoever made its link was.
  public var revokedAt: Date?
  /// Of a stage, which a link signs in; nil of what is sent as a bearer token.
  public var stage: Stage?

  /// A monitor of speakers or of the host: of the one session, or of a room all day.
  public struct Stage: Hashable, Sendable {
    public var room: Room.ID?
    public var roomSlug: String?
    /// Until when the link can be used.
    public var linkExpiresAt: Date
    /// When it was.
    public var signedInAt: Date?
    /// Until when the stage is then signed in.
    public var expiresAt: Date?
    /// Whoever made the link; nil of one from before that was kept.
    public var maker: Maker?
  }

  /// The token by which a stage's link was made, and with which the stage ends.
  public struct Maker: Hashable, Sendable {
    public var id: AccessToken.ID
    public var role: AccessToken.Role
    public var name: String
  }

  init(_ row: Row) throws(PostgresError) {
    (id, role, name) = (try row["id"], try row["role"], try row["name"])
    (summit, summitSlug) = (try row["summit_id"], try row["summit_slug"])
    (session, sessionSlug) = (try row["session_id"], try row["session_slug"])
    (organisation, organisationSlug) = (try row["organisation_id"], try row["organisation_slug"])
    (createdAt, revokedAt) = (try row["created_at"], try row["revoked_at"])
    (lastUsedAt, expiresAt) = (try row["last_used_at"], try row["expires_at"])
    stage = try Stage(row)
  }
}

extension AccessTokenRecord.Stage {
  fileprivate init?(_ row: Row) throws(PostgresError) {
    guard let linkExpiresAt: Date = try row["link_expires_at"] else { return nil }
    self.init(
      room: try row["room_id"], roomSlug: try row["room_slug"], linkExpiresAt: linkExpiresAt,
      signedInAt: try row["linked_at"], expiresAt: try row["expires_at"],
      maker: try AccessTokenRecord.Maker(row))
  }
}

extension AccessTokenRecord.Maker {
  fileprivate init?(_ row: Row) throws(PostgresError) {
    guard let id: AccessToken.ID = try row["maker_id"] else { return nil }
    self.init(id: id, role: try row["maker_role"], name: try row["maker_name"])
  }
}

extension Store {
  /// Whom a bearer token speaks for; nil when it is unknown, has expired or was revoked.
  public func accessToken(digest: [UInt8]) async throws -> AccessTokenRecord? {
    let rows = try await database.query(
      """
      select *
      from access
      where digest = \(digest) and is_valid and link_digest is null
      """)
    let record = try rows.first.map(AccessTokenRecord.init)
    if let record { noteUse(of: record) }
    return record
  }

  /// That it is in use, every five minutes. Nobody waits for it, and where it is lost the next use says so.
  func noteUse(of token: AccessTokenRecord) {
    if let last = token.lastUsedAt, last.timeIntervalSinceNow > -Self.useIsNoted { return }
    Task { @Loop in
      _ = try? await database.query(
        """
        update access_tokens
        set last_used_at = now()
        where id = \(token.id) and (last_used_at is null or last_used_at < now() - interval '5 minutes')
        """)
    }
  }

  private static let useIsNoted: TimeInterval = 5 * 60
}

extension Store {
  /// Those of a summit, the newest first; revoked ones too.
  public func accessTokens(of summit: Summit.ID) async throws -> [AccessTokenRecord] {
    let rows = try await database.query(
      """
      select *
      from access
      where summit_id = \(summit)
      order by id desc
      """)
    return try rows.map(AccessTokenRecord.init)
  }

  /// Keeps the digest of a new token. `session` is a slug: a speaker's token is for one, a moderator's may be; likewise
  /// `organisation`, which only an organisation's token is for. One that expires lies ahead.
  public func addAccessToken(
    role: AccessToken.Role, named name: String, session: String? = nil, organisation: String? = nil,
    expiresAt: Date? = nil, digest: [UInt8], in summit: Summit.ID
  ) async throws -> AccessTokenRecord {
    try await refusing {
      if role == .speaker, session == nil {
        throw StorageRefusal.invalid("session", "scope", "a speaker's token is for one session")
      }
      if let expiresAt, expiresAt <= Date() {
        throw StorageRefusal.invalid("expiresAt", "future", "must lie ahead")
      }
      if (role == .organisation) != (organisation != nil) {
        throw StorageRefusal.invalid(
          "organisation", "scope", "an organisation's token is for one organisation, others for none")
      }
      let rows = try await database.query(
        """
        insert into access_tokens (summit_id, role, name, session_id, organisation_id, expires_at, digest)
        select m.id, \(role), \(try line(name, "name")), s.id, o.id, \(expiresAt), \(digest)
        from summits m
        left join sessions s on s.summit_id = m.id and s.slug = \(session)
        left join organisations o on o.summit_id = m.id and o.slug = \(organisation)
        where m.id = \(summit)
          and (s.id is not null or \(session) is null)
          and (o.id is not null or \(organisation) is null)
        returning id
        """)
      guard let row = rows.first else {
        throw role == .organisation && session == nil
          ? StorageRefusal.invalid("organisation", "known", "no organisation has this slug")
          : StorageRefusal.invalid("session", "known", "no session has this slug")
      }
      return try await accessToken(row["id"])
    }
  }

  /// One that was just made.
  func accessToken(_ id: AccessToken.ID) async throws -> AccessTokenRecord {
    guard let row = try await database.query("select * from access where id = \(id)").first else {
      throw StorageRefusal.notFound("token_not_found", "there is no such token")
    }
    return try AccessTokenRecord(row)
  }

  /// From now on nobody is signed in with it, nor with its link, nor on a stage whose link it made. Once more changes
  /// nothing.
  public func revokeAccessToken(_ id: AccessToken.ID, in summit: Summit.ID) async throws {
    let rows = try await database.query(
      """
      update access_tokens
      set revoked_at = coalesce(revoked_at, now())
      where summit_id = \(summit) and id = \(id)
      returning id
      """)
    if rows.isEmpty { throw StorageRefusal.notFound("token_not_found", "there is no such token") }
  }

  /// Those of the whole server, the newest first; revoked ones too.
  public func serverTokens() async throws -> [AccessTokenRecord] {
    let rows = try await database.query(
      """
      select *
      from access
      where summit_id is null
      order by id desc
      """)
    return try rows.map(AccessTokenRecord.init)
  }

  /// From now on nobody is signed in with it, nor on a stage whose link it made. Once more changes nothing.
  public func revokeServerToken(_ id: AccessToken.ID) async throws {
    let rows = try await database.query(
      """
      update access_tokens
      set revoked_at = coalesce(revoked_at, now())
      where summit_id is null and id = \(id)
      returning id
      """)
    if rows.isEmpty { throw StorageRefusal.notFound("token_not_found", "there is no such token") }
  }

  /// Makes sure at a start that the organizer of the whole server has a token in its file. `read` is the digest of what
  /// lies there, nil where the file is absent; where that speaks for nobody, `mint` writes another and says its digest,
  /// and those minted before are revoked in the same transaction: whoever took the file away, or read it once, is out.
  /// Servers that start together take turns. Returns how many were revoked, nil where nothing was minted.
  @discardableResult public func ensureServerOrganizer(
    named name: String, read: @Loop () -> [UInt8]?, mint: @Loop () throws -> [UInt8]
  ) async throws -> Int? {
    try await database.transaction { transaction in
      _ = try await transaction.query("select pg_advisory_xact_lock(7330, 1)")
      if let digest = read() {
        let known = try await transaction.pipeline([
          Self.serverOrganizer(named: name, digest: digest),
          """
          select role = 'organizer' and summit_id is null as organizes
          from access
          where digest = \(digest) and is_valid
          """,
        ])
        if try known[1].first?["organizes"] == true { return nil }
      }
      let digest = try mint()
      let results = try await transaction.pipeline([
        Self.serverOrganizer(named: name, digest: digest),
        """
        update access_tokens
        set revoked_at = now()
        where summit_id is null and made_at_start and digest <> \(digest) and revoked_at is null
        returning id
        """,
      ])
      return results[1].count
    }
  }

  private static func serverOrganizer(named name: String, digest: [UInt8]) -> SQL {
    """
    insert into access_tokens (role, name, digest, made_at_start)
    values ('organizer', \(name), \(digest), true)
    on conflict on constraint access_token_digest_taken do nothing
    """
  }
}
