public import Petitions
internal import Postgres

/// One decision in the public record of a summit.
public struct LedgerRecord: Hashable, Sendable {
  public var seq: Int
  /// The stored bytes: a JSON object with `seq`, `at`, `kind` and what the kind says.
  public var entry: String
  /// SHA-256 over the hash before (32 zeros before the first) and the bytes of `entry`.
  public var hash: [UInt8]
}

/// The newest entry's place and hash: who has it can tell whether anything was cut off.
public struct LedgerHeadRecord: Hashable, Sendable {
  public var seq: Int
  public var hash: [UInt8]
}

extension Store {
  /// The entries after `seq`, oldest first, and the head at the same moment.
  public func ledger(
    of summit: Summit.ID, after seq: Int = 0, limit: Int
  ) async throws -> (entries: [LedgerRecord], head: LedgerHeadRecord?) {
    let rows = try await database.query(
      """
      with head as (
        select seq, hash
        from ledger
        where summit_id = \(summit)
        order by seq desc
        limit 1
      ),
      page as (
        select seq, entry, hash
        from ledger
        where summit_id = \(summit) and seq > \(seq)
        order by seq
        limit \(limit)
      )
      select page.seq, page.entry, page.hash, head.seq as head_seq, head.hash as head_hash
      from head
      left join page on true
      order by page.seq
      """)
    guard let first = rows.first else { return ([], nil) }
    var entries: [LedgerRecord] = []
    for row in rows {
      guard let seq: Int = try row["seq"] else { continue }
      entries.append(LedgerRecord(seq: seq, entry: try row["entry"], hash: try row["hash"]))
    }
    return (entries, LedgerHeadRecord(seq: try first["head_seq"], hash: try first["head_hash"]))
  }

  public func ledgerHead(of summit: Summit.ID) async throws -> LedgerHeadRecord? {
    let rows = try await database.query(
      """
      select seq, hash
      from ledger
      where summit_id = \(summit)
      order by seq desc
      limit 1
      """)
    guard let row = rows.first else { return nil }
    return LedgerHeadRecord(seq: try row["seq"], hash: try row["hash"])
  }
}
