import API
import Foundation
import Tokens

/// `tribune ledger verify`
enum VerifyLedger {
  private static let head = Option(
    "head", "HEAD", .ledgerHead,
    "a head noted earlier, from the screen, the board or the feed: 42:9f86d081884c…")

  static let command = Command(
    name: "verify",
    summary: "recompute the whole chain: nothing was changed, put in or cut off",
    details: """
      Every entry's hash is taken over the one before and the entry's own bytes (SHA-256), so a change anywhere \
      shows from there on. A tail that was cut shows only against a head noted before: give it with --head.
      """,
    options: [head, Shared.summit],
    examples: [
      Example("Is the record whole?", "tribune ledger verify"),
      Example(
        "And does it still hold what the screen showed?", "tribune ledger verify --head 42:9f86d081884c"),
    ],
    alsoCalled: ["check", "audit"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let here = try await call.summit(in: shell)
    let noted = try call[head]
    var chain = LedgerChain(digest: Digest.sha256)
    var foundNoted = false
    var stated: LedgerHead?
    // An entry may be added between two pages; the head that came with the last page counts.
    for attempt in 0... {
      let page: Client.Reply<Ledger> = try await here.client.get(
        here.path + ["ledger"], [("after", String(chain.seq)), ("limit", "100")])
      for entry in page.value.entries {
        try chain.append(entry)
        if let noted, try noted.isFound(in: entry) { foundNoted = true }
      }
      stated = page.value.head
      if page.value.entries.isEmpty, chain.seq >= stated?.seq ?? 0 || attempt > chain.seq { break }
    }
    try chain.check(stated)
    if let noted, !foundNoted { throw noted.failure(afterEntry: chain.seq) }
    var details = Details()
    details.add("Summit", here.slug)
    details.add("Entries", String(chain.seq))
    details.add("Head", chain.seq > 0 ? chain.hash : nil)
    shell.output.write(details)
    shell.say("The ledger is whole.")
  }
}

/// A ledger as it is recomputed, entry by entry.
struct LedgerChain {
  private let digest: ([UInt8]) -> [UInt8]
  private var bytes = [UInt8](repeating: 0, count: 32)
  private(set) var seq = 0

  /// SHA-256, handed in since it is the server's.
  init(digest: @escaping ([UInt8]) -> [UInt8]) { self.digest = digest }

  /// Of the last entry, in hexadecimal.
  var hash: String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

  mutating func append(_ entry: LedgerEntry) throws {
    guard entry.seq == seq + 1 else {
      throw Failure(.failed, "The ledger is broken: entry \(seq + 1) is missing; \(entry.seq) comes next.")
    }
    bytes = digest(bytes + Array(entry.entry.utf8))
    seq += 1
    guard hash == entry.hash else {
      throw Failure(
        .failed, "The ledger is broken at entry \(seq): its hash does not fit what it and those before say.")
    }
    guard entry.statedSeq == seq else {
      throw Failure(.failed, "The ledger is broken at entry \(seq): its own bytes give it another number.")
    }
  }

  /// The chain ends where the server says it ends.
  func check(_ head: LedgerHead?) throws {
    guard head?.seq ?? 0 == seq, seq == 0 || head?.hash == hash else {
      throw Failure(
        .failed, "The ledger is broken: its head is entry \(head?.seq ?? 0), its entries end at \(seq).")
    }
  }
}

/// A head as somebody noted it: a hash, or the beginning of one, and where it stood.
struct NotedHead: Equatable {
  var seq: Int?
  /// Lower-case hexadecimal.
  var hash: String

  /// Whether this entry is the one that was noted; throws where it stands in its place and is another.
  func isFound(in entry: LedgerEntry) throws -> Bool {
    let same = entry.hash.hasPrefix(hash)
    if entry.seq == seq, !same {
      throw Failure(
        .failed, "The ledger was made anew: entry \(entry.seq) was noted as \(hash), and is \(entry.hash).")
    }
    return same && (seq == nil || entry.seq == seq)
  }

  /// For a chain that ends without it.
  func failure(afterEntry last: Int) -> Failure {
    guard let seq else {
      return Failure(.failed, "No entry has the hash \(hash): the ledger was cut, or made anew.")
    }
    return Failure(.failed, "The ledger was cut: entry \(seq) was noted, and it ends at entry \(last).")
  }
}

extension ValueKind where Value == NotedHead {
  /// `42:9f86d081884c` as it is published, or the hash alone; shortened or whole.
  static let ledgerHead = ValueKind { text in
    let parts = text.trimming(while: { $0 == "…" || $0.isWhitespace })
      .split(separator: ":", omittingEmptySubsequences: false)
    let hash = (parts.last ?? "").lowercased()
    let seq = parts.count == 2 ? Int(parts[0]) : nil
    guard parts.count <= 2, (8...64).contains(hash.utf8.count), hash.allSatisfy(\.isHexDigit),
      parts.count == 1 || (seq ?? 0) > 0
    else { throw Misread(rule: "must be a head as it is published, such as 42:9f86d081884c") }
    return NotedHead(seq: seq, hash: hash)
  }
}

extension LedgerEntry {
  fileprivate var statedSeq: Int? {
    let object = try? JSONSerialization.jsonObject(with: Data(entry.utf8)) as? [String: Any]
    return object?["seq"] as? Int
  }
}
