import API
import Testing

@testable import tribune

@Suite("A head of the ledger, noted earlier", .timeLimit(.minutes(5)))
struct NotedHeadTests {
  private let entry = LedgerEntry(
    seq: 42, entry: "{}", hash: "9f86d081884c7d65" + String(repeating: "0", count: 48))

  @Test(
    "is read as it is published, whole or shortened, with its number or without",
    arguments: [
      ("42:9f86d081884c", NotedHead(seq: 42, hash: "9f86d081884c")),
      ("42:9F86D081884C…", NotedHead(seq: 42, hash: "9f86d081884c")),
      (" 9f86d081 ", NotedHead(seq: nil, hash: "9f86d081")),
    ])
  func read(text: String, head: NotedHead) throws {
    #expect(try ValueKind<NotedHead>.ledgerHead.read(text) == head)
  }

  @Test(
    "is not what could fit anything, or nothing",
    arguments: [
      "", "9f", "42", "42:", ":9f86d081884c", "0:9f86d081884c", "1:2:9f86d081884c", "42:not a hash at all",
    ])
  func misread(text: String) {
    #expect(throws: Misread.self) { try ValueKind<NotedHead>.ledgerHead.read(text) }
  }

  @Test(
    "is found at its place; another entry there means that the ledger was made anew, none that it was cut")
  func found() throws {
    #expect(try NotedHead(seq: 42, hash: "9f86d081").isFound(in: entry))
    #expect(try NotedHead(seq: nil, hash: "9f86d081").isFound(in: entry))
    #expect(try !NotedHead(seq: 43, hash: "9f86d081").isFound(in: entry))
    #expect(try !NotedHead(seq: nil, hash: "00000000").isFound(in: entry))
    let anew = #expect(throws: Failure.self) { try NotedHead(seq: 42, hash: "00000000").isFound(in: entry) }
    #expect(anew?.message.hasPrefix("The ledger was made anew: entry 42") == true)
    #expect(
      NotedHead(seq: 43, hash: "9f86d081").failure(afterEntry: 42).message.hasPrefix(
        "The ledger was cut: entry 43"))
  }
}
