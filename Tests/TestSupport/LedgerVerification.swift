public import Petitions
public import Postgres
public import Storage

/// Whether the public record of a summit is whole: numbered without gaps, each hash over the entry and the one before.
public struct LedgerVerification: Hashable, Sendable {
  public var entries: Int
  /// The hash of the last entry; nil while there is none.
  public var head: [UInt8]?
  /// The first entry that does not fit the ones before it; nil where all do.
  public var firstBroken: Int64?

  public var isWhole: Bool { firstBroken == nil }
}

extension Store {
  /// By the database itself, where `tribune ledger verify` reads it over HTTP.
  public func verifyLedger(of summit: Summit.ID) async throws(PostgresError) -> LedgerVerification {
    let rows = try await database.costlyQuery(
      """
      with checked as (
        select
          seq, hash,
          seq <> row_number() over entries
            or (entry::jsonb ->> 'seq')::bigint is distinct from seq
            or hash <> sha256(
              coalesce(lag(hash) over entries, decode(repeat('00', 32), 'hex')) || convert_to(entry, 'UTF8'))
            as broken
        from ledger
        where summit_id = \(summit)
        window entries as (order by seq)
      )
      select
        (select count(*) from checked) as entries,
        (select hash from checked order by seq desc limit 1) as head,
        (select min(seq) from checked where broken) as first_broken
      """)
    guard let row = rows.first else { return LedgerVerification(entries: 0) }
    return LedgerVerification(
      entries: try row["entries"], head: try row["head"], firstBroken: try row["first_broken"])
  }
}
