import API
import Foundation

/// `tribune ledger …`
enum LedgerCommands {
  static let command = Command(
    name: "ledger",
    summary: "the public record of what was decided",
    examples: [Example("Is it whole?", "tribune ledger verify")],
    alsoCalled: ["log", "record", "history"],
    subcommands: [ShowLedger.command, VerifyLedger.command])

  static func read(_ here: SummitClient, after: Int? = nil, limit: Int? = nil) async throws -> Listing<
    LedgerEntry
  > {
    var query = [("limit", "100")]
    if let after { query.append(("after", String(after))) }
    return try await here.client.list(here.path + ["ledger"], query, limit: limit, as: Ledger.self)
  }
}

/// `tribune ledger show`
enum ShowLedger {
  private static let after = Option("after", "SEQ", .number(0...Int.max), "only what came after this entry")
  private static let limit = Option("limit", "COUNT", .number(1...1_000_000), "so many entries at most")

  static let command = Command(
    name: "show",
    summary: "what was decided, oldest first",
    options: [after, limit, Shared.summit, Shared.json],
    examples: [
      Example("All of it.", "tribune ledger show"),
      Example("What is new since entry 40.", "tribune ledger show --after 40"),
    ],
    alsoCalled: ["list", "ls", "view"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let here = try await call.summit(in: shell)
    let ledger = try await LedgerCommands.read(here, after: call[after], limit: call[limit])
    if call[Shared.json] { return shell.write(json: ledger.json) }
    if ledger.elements.isEmpty { return shell.say("There is no entry yet.") }
    let zone = try await here.summit.value.zone
    var table = Table("#", "AT", "WHAT", "OF", right: [0])
    for entry in ledger.elements {
      let words = EntryWords(entry, in: zone)
      table.add(
        Table.Cell(String(entry.seq)), Table.Cell(words.at), Table.Cell(words.kind), Table.Cell(words.rest))
    }
    shell.output.write(table)
  }
}

/// An entry's JSON as a line for people: time, kind, and whatever else that kind says.
private struct EntryWords {
  var at = ""
  var kind = "?"
  var rest = ""

  /// The ledger's bytes are in UTC; people read it in the summit's zone.
  init(_ entry: LedgerEntry, in zone: TimeZone) {
    let object = try? JSONSerialization.jsonObject(with: Data(entry.entry.utf8))
    guard let fields = object as? [String: Any] else {
      rest = entry.entry
      return
    }
    let words = fields.mapValues { value in
      let text = value is NSNull ? "none" : "\(value)"
      return Timestamp(text).map { Timestamp($0.date, in: zone).dayAndClock } ?? text
    }
    at = words["at"] ?? ""
    kind = words["kind"] ?? "?"
    rest = words.filter { !["seq", "at", "kind"].contains($0.key) }
      .sorted { $0.key < $1.key }
      .map { "\($0.key) \($0.value)" }
      .joined(separator: ", ")
  }
}
