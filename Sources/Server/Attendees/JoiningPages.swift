internal import EventLoop
internal import HTTP
internal import Pages
internal import Storage

/// Joining by a room's short code: scanned, or typed from what the wall shows.
struct JoiningPages: Resource {
  let services: Services

  var routes: [Route] {
    [
      .get("/j", typed),
      .get("/j/:code") { try await join(request: $0, $0.segment("code")) },
    ]
  }

  /// The form's own address asks for the code; with one it leads on.
  private func typed(_ request: Request) async throws -> Response {
    guard let code = request.parameter("code"), !code.allSatisfy(\.isWhitespace) else {
      return page(request, typed: nil)
    }
    return try await join(request: request, code)
  }

  private func join(request: Request, _ text: String) async throws -> Response {
    if let (summit, room) = try await services.store.room(withCode: Self.code(in: text)) {
      return .redirect(to: "/\(summit)/rooms/\(room.slug)", [Header("Cache-Control", "no-store")])
    }
    guard request.header("Accept")?.contains("text/html") == true else {
      throw HTTPError(404, "code_not_found", "No room has this code.")
    }
    return page(request, typed: text)
  }

  /// - `typed`: what no room has for its code.
  private func page(_ request: Request, typed: String?) -> Response {
    let page = PageRequest(request: request, services: services)
    let context = page.context(for: nil)
    return page.response(
      JoinPage(typed: typed, context: context).html, status: typed == nil ? 200 : 404, context: context)
  }

  /// What was meant: people type capitals, spaces and dashes, or the whole address from the wall.
  nonisolated static func code(in text: String) -> String {
    let last = text.split(separator: "/").last.map(String.init) ?? text
    return last.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
