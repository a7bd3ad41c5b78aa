public import Postgres

/// Rows of no more use that were deleted.
public struct Purge: Hashable, Sendable {
  public var idempotencyKeys: Int
  public var stageLinks: Int
  public var overviewPasses: Int

  public init(idempotencyKeys: Int, stageLinks: Int, overviewPasses: Int) {
    self.idempotencyKeys = idempotencyKeys
    (self.stageLinks, self.overviewPasses) = (stageLinks, overviewPasses)
  }
}

extension Store {
  /// A question that is sent again with its `Idempotency-Key` is the same one for so many days: a phone that lost the
  /// answer may have been put away until after the summit.
  public static let idempotencyKeyDays = 7
  /// Whoever opens an old link is told for so many days that it has expired.
  private static let stageLinkDays = 7

  /// Deletes what nobody asks for any more: at most `most` rows of each kind a call, the next call goes on. A stage that
  /// decided something stays, as whoever decided it.
  @discardableResult
  public func purgeExpired(most: Int = 10_000) async throws(PostgresError) -> Purge {
    let keys = try await database.query(
      """
      delete from idempotency_keys
      where ctid = any (array(
        select ctid
        from idempotency_keys
        where created_at < now() - \(Self.idempotencyKeyDays) * interval '1 day'
        limit \(most)))
      returning true
      """)
    let links = try await database.query(
      """
      delete from access_tokens
      where id = any (array(
        select t.id
        from access_tokens t
        where t.link_digest is not null
          and coalesce(t.expires_at, t.link_expires_at) < now() - \(Self.stageLinkDays) * interval '1 day'
          and not exists (select from curations where decided_by = t.id)
          and not exists (select from answers where given_by = t.id)
          and not exists (select from merges where decided_by = t.id)
          and not exists (select from announcements where announced_by = t.id)
          and not exists (select from quarantines where decided_by = t.id)
          and not exists (select from overview_passes where access_token_id = t.id)
          and not exists (select from acts where done_by = t.id)
          and not exists (select from access_tokens where made_by = t.id)
        limit \(most)))
      returning true
      """)
    let passes = try await database.query(
      """
      delete from overview_passes
      where id = any (array(
        select id
        from overview_passes
        where coalesce(expires_at, link_expires_at) < now()
        limit \(most)))
      returning true
      """)
    return Purge(idempotencyKeys: keys.count, stageLinks: links.count, overviewPasses: passes.count)
  }
}
