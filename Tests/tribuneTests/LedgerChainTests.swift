import API
import Testing
import Tokens

@testable import tribune

@Suite("The ledger, recomputed", .timeLimit(.minutes(5)))
struct LedgerChainTests {
  /// Entries as the server chains them.
  private func entries(_ count: Int) -> [LedgerEntry] {
    var hash = [UInt8](repeating: 0, count: 32)
    return (1...count).map { seq in
      let entry = "{\"seq\":\(seq),\"at\":\"2017-06-13T07:30:00Z\",\"kind\":\"box.opened\"}"
      hash = Digest.sha256(hash + Array(entry.utf8))
      return LedgerEntry(seq: seq, entry: entry, hash: hex(hash))
    }
  }

  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private func verify(_ entries: [LedgerEntry], head: LedgerHead?) throws {
    var chain = LedgerChain(digest: Digest.sha256)
    for entry in entries { try chain.append(entry) }
    try chain.check(head)
  }

  @Test("a whole ledger passes, an empty one too")
  func whole() throws {
    let entries = entries(3)
    try verify(entries, head: LedgerHead(seq: 3, hash: entries[2].hash))
    try verify([], head: nil)
  }

  @Test("a word changed, an entry left out, swapped or cut off is found")
  func broken() {
    let whole = entries(4)
    let head = LedgerHead(seq: 4, hash: whole[3].hash)
    var changed = whole
    changed[1].entry = changed[1].entry.replacing("opened", with: "closed")
    for broken in [
      changed, [whole[0], whole[2], whole[3]], [whole[1], whole[0], whole[2], whole[3]], Array(whole[..<3]),
    ] {
      #expect(throws: Failure.self) { try verify(broken, head: head) }
    }
  }

  @Test("SHA-256 is the standard's")
  func digest() {
    #expect(
      hex(Digest.sha256(Array("abc".utf8)))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
