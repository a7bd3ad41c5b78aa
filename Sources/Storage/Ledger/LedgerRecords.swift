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

  /// The entries before `seq`, or else the newest, newest first.
  public func ledger(
    of summit: Summit.ID, before seq: Int?, limit: Int
  ) async throws -> [LedgerRecord] {
    try await database.query(
      """
      select seq, entry, hash
      from ledger
      where summit_id = \(summit) and (\(seq) is null or seq < \(seq))
      order by seq desc
      limit \(limit)
      """
    ).map { LedgerRecord(seq: try $0["seq"], entry: try $0["entry"], hash: try $0["hash"]) }
  }

  public func ledgerHead(of summit: Summit.ID) async throws -> LedgerHeadRecord? {
    try await database.query(Self.ledgerHead(of: summit)).first.map(LedgerHeadRecord.init)
  }

  static func ledgerHead(of summit: Summit.ID) -> SQL {
    """
    select seq, hash
    from ledger
    where summit_id = \(summit)
    order by seq desc
    limit 1
    """
  }
}

extension LedgerHeadRecord {
  init(_ row: Row) throws(PostgresError) { (seq, hash) = (try row["seq"], try row["hash"]) }
}

/// Where a question that the ledger names by its id is to be found.
public struct QuestionPlace: Hashable, Sendable, Identifiable {
  public var id: Question.ID
  public var number: Int
  /// Slugs; neither where the organizers were asked.
  public var session: String?
  public var organisation: String?
  /// Whether the board lists it.
  public var isPromised: Bool
}

extension Store {
  public func places(of questions: [Question.ID], in summit: Summit.ID) async throws -> [QuestionPlace] {
    try await database.query(
      """
      select
        q.id, q.number, s.slug::text as session, o.slug::text as organisation,
        exists (
          select from promises p where p.summit_id = q.summit_id and p.question_id = q.id
        ) as promised
      from questions q
      left join sessions s on s.summit_id = q.summit_id and s.id = q.session_id
      left join organisations o on o.summit_id = q.summit_id and o.id = q.organisation_id
      where q.summit_id = \(summit) and q.id = any (\(questions.map(\.rawValue)))
      """
    ).map {
      QuestionPlace(
        id: try $0["id"], number: try $0["number"], session: try $0["session"],
        organisation: try $0["organisation"], isPromised: try $0["promised"])
    }
  }
}
