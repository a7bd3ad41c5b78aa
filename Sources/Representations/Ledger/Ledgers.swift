public import API
public import Storage

extension API.LedgerHead {
  public init(_ record: LedgerHeadRecord) { self.init(seq: record.seq, hash: hexadecimal(record.hash)) }
}

extension API.LedgerEntry {
  public init(_ record: LedgerRecord) {
    self.init(seq: record.seq, entry: record.entry, hash: hexadecimal(record.hash))
  }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
