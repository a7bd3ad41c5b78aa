public import Foundation
public import Petitions
public import Postgres

/// What organizers, moderators, speakers and organisations sign in with; of the secret itself only a digest is kept.
public struct AccessTokenRecord: Hashable, Sendable, Identifiable {
  public enum Role: String, Sendable, PostgresCodable {
    case organizer, moderator, speaker, organisation
  }

  public var id: AccessToken.ID
  /// Nil for an organizer of the whole server.
  public var summit: Summit.ID?
  public var summitSlug: String?
  public var role: Role
  public var name: String
  /// The one session it is for; nil where it is for all of the summit.
  public var session: Session.ID?
  public var sessionSlug: String?
  public var organisation: Organisation.ID?
  public var organisationSlug: String?
  public var createdAt: Date
  public var revokedAt: Date?

  init(_ row: Row) throws(PostgresError) {
    (id, role, name) = (try row["id"], try row["role"], try row["name"])
    (summit, summitSlug) = (try row["summit_id"], try row["summit_slug"])
    (session, sessionSlug) = (try row["session_id"], try row["session_slug"])
    (organisation, organisationSlug) = (try row["organisation_id"], try row["organisation_slug"])
    (createdAt, revokedAt) = (try row["created_at"], try row["revoked_at"])
  }
}

extension Store {
  /// Whom a token speaks for; nil when it is unknown or was revoked.
  public func accessToken(digest: [UInt8]) async throws -> AccessTokenRecord? {
    let rows = try await database.query(
      """
      select t.*, m.slug as summit_slug, s.slug as session_slug, o.slug as organisation_slug
      from access_tokens t
      left join summits m on m.id = t.summit_id
      left join sessions s on s.summit_id = t.summit_id and s.id = t.session_id
      left join organisations o on o.summit_id = t.summit_id and o.id = t.organisation_id
      where t.digest = \(digest) and t.revoked_at is null
      """)
    return try rows.first.map(AccessTokenRecord.init)
  }
}
