internal import API
internal import EventLoop
internal import HTTP
internal import Postgres
internal import Storage

/// For machines: whether it lives, whether it can serve, and how it fares.
@Loop final class Operations: Resource {
  private let services: Services
  weak var server: HTTPServer?

  init(services: Services) { self.services = services }

  var routes: [Route] {
    [.get("/healthz", live), .get("/readyz", ready), .get("/metrics", metrics)]
  }

  private static let fresh = [Header("Cache-Control", "no-store")]

  private func live(_ request: Request) async throws -> Response {
    Response(200, Self.fresh, Content("text/plain; charset=utf-8", "ok\n"))
  }

  private func ready(_ request: Request) async throws -> Response {
    _ = try await services.store.database.query("select 1")
    return Response(200, Self.fresh, Content("text/plain; charset=utf-8", "ready\n"))
  }

  /// Prometheus' text format.
  private func metrics(_ request: Request) async throws -> Response {
    var text = ""
    func write(_ name: String, _ type: String, _ help: String, _ values: [(labels: String, value: Int)]) {
      text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
      for (labels, value) in values { text += "\(name)\(labels) \(value)\n" }
    }
    write(
      "tribune_build_info", "gauge", "Which Tribune this is.",
      [("{version=\"\(TribuneVersion.current)\"}", 1)])
    let load = server?.load ?? (connections: 0, streams: 0)
    write("tribune_connections", "gauge", "Open connections.", [("", load.connections)])
    write("tribune_event_streams", "gauge", "Open event streams.", [("", load.streams)])
    let answers = (server?.answers ?? [:]).sorted { $0.key < $1.key }
    write(
      "tribune_http_responses_total", "counter", "Answers by status.",
      answers.map { ("{status=\"\($0.key)\"}", $0.value) })
    let badges = services.limits.badgeRefusals
    write(
      "tribune_badge_refusals_total", "counter", "Badge codes that no badge has, by what was answered.",
      [
        ("{code=\"badge_unknown\"}", badges.unknown), ("{code=\"too_many_badge_tries\"}", badges.tooMany),
      ])
    write(
      "tribune_database_available", "gauge", "Whether PostgreSQL is connected.",
      [("", services.store.database.isAvailable ? 1 : 0)])
    return Response(200, Self.fresh, Content("text/plain; version=0.0.4; charset=utf-8", text))
  }
}
