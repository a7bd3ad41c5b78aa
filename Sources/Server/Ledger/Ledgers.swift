internal import API
internal import EventLoop
internal import HTTP
internal import Representations
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
        entries: entries.map(LedgerEntry.init), head: head.map(LedgerHead.init), next: next))
  }
}
