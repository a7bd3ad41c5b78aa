public import Petitions
internal import Postgres

public import struct Foundation.Date

// Who may look at a summit's overview in a browser. Of links and passes only digests are kept.

extension Store {
  /// So long a link can be used, and a browser may look.
  private static let (linkMinutes, passHours) = (10, 12)

  /// Keeps a link that signs one browser in; until when it can be used.
  public func addOverviewLink(
    digest: [UInt8], by token: AccessToken.ID, in summit: Summit.ID
  ) async throws -> Date {
    let rows = try await database.query(
      """
      with past as (
        delete from overview_passes
        where summit_id = \(summit) and coalesce(expires_at, link_expires_at) < now()
      )
      insert into overview_passes (summit_id, access_token_id, link_digest, link_expires_at)
      values (\(summit), \(token), \(digest), now() + \(Self.linkMinutes) * interval '1 minute')
      returning link_expires_at
      """)
    guard let row = rows.first else { throw PostgresError(kind: .decoding, message: "no link was kept") }
    return try row["link_expires_at"]
  }

  /// Whether a link can still be used; looking uses nothing.
  public func isOverviewLink(_ digest: [UInt8], in summit: Summit.ID) async throws -> Bool {
    let rows = try await database.query(
      """
      select
      from overview_passes p
      join access_tokens t on t.id = p.access_token_id
      where p.summit_id = \(summit)
        and p.link_digest = \(digest)
        and p.digest is null
        and p.link_expires_at > now()
        and t.revoked_at is null
      """)
    return !rows.isEmpty
  }

  /// Uses a link: of two browsers that open it at once, exactly one gets the pass. False for the other.
  public func openOverview(link: [UInt8], pass: [UInt8], in summit: Summit.ID) async throws -> Bool {
    let rows = try await database.query(
      """
      update overview_passes p
      set digest = \(pass), expires_at = now() + \(Self.passHours) * interval '1 hour'
      from access_tokens t
      where p.summit_id = \(summit)
        and p.link_digest = \(link)
        and p.digest is null
        and p.link_expires_at > now()
        and t.id = p.access_token_id
        and t.revoked_at is null
      returning p.id
      """)
    return !rows.isEmpty
  }

  /// A pass for whoever showed a token.
  public func addOverviewPass(
    digest: [UInt8], by token: AccessToken.ID, in summit: Summit.ID
  ) async throws {
    _ = try await database.query(
      """
      insert into overview_passes (summit_id, access_token_id, digest, expires_at)
      values (\(summit), \(token), \(digest), now() + \(Self.passHours) * interval '1 hour')
      """)
  }

  /// Whether a pass is good now: it has not run out, and its token was not revoked.
  public func isOverviewPass(_ digest: [UInt8], in summit: Summit.ID) async throws -> Bool {
    let rows = try await database.query(
      """
      select
      from overview_passes p
      join access_tokens t on t.id = p.access_token_id
      where p.summit_id = \(summit) and p.digest = \(digest) and p.expires_at > now() and t.revoked_at is null
      """)
    return !rows.isEmpty
  }

  public func endOverviewPass(_ digest: [UInt8], in summit: Summit.ID) async throws {
    _ = try await database.query(
      "delete from overview_passes where summit_id = \(summit) and digest = \(digest)")
  }
}
