/// `GET …/ledger`: the public record, oldest first.
public struct Ledger: Codable, Sendable {
  public var entries: [LedgerEntry]
  @OrNull public var head: LedgerHead?
  @OrNull public var next: String?
  public init(entries: [LedgerEntry], head: LedgerHead?, next: String?) {
    (self.entries, self.head, self.next) = (entries, head, next)
  }
}

/// `hash` is SHA-256 over the previous entry's hash (32 bytes; zeros before the first) and the UTF-8 bytes of `entry`.
public struct LedgerEntry: Codable, Hashable, Sendable {
  public var seq: Int
  /// The stored canonical bytes: a JSON object with `seq`, `at`, `kind` and what the kind says.
  public var entry: String
  /// Lower-case hexadecimal.
  public var hash: String
  public init(seq: Int, entry: String, hash: String) {
    (self.seq, self.entry, self.hash) = (seq, entry, hash)
  }
}

public struct LedgerHead: Codable, Hashable, Sendable {
  public var seq: Int
  public var hash: String
  public init(seq: Int, hash: String) { (self.seq, self.hash) = (seq, hash) }
}
