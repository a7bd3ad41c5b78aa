internal import API
internal import EventLoop
internal import HTTP
internal import Storage

/// The public record of a summit, oldest first.
struct Ledgers: Resource {
  let services: Services

  var routes: [Route] { [.get("/api/v1/summits/:summit/ledger", show)] }

  private func show(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let after = try request.parameter("after", in: 0...Int.max) ?? 0
    let limit = try request.parameter("limit", in: 1...1000) ?? 100
    let (entries, head) = try await services.store.ledger(of: summit.id, after: after, limit: limit)
    let next = entries.last.flatMap { last in head.flatMap { last.seq < $0.seq ? String(last.seq) : nil } }
    return try .tagged(
      API.Ledger(
        entries: entries.map { LedgerEntry(seq: $0.seq, entry: $0.entry, hash: hexadecimal($0.hash)) },
        head: head.map { LedgerHead(seq: $0.seq, hash: hexadecimal($0.hash)) }, next: next))
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
