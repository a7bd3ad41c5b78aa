public import EventLoop

/// Finds the handler of a request, and makes an answer of whatever goes wrong in it.
@Loop public final class Router {
  /// Errors of other modules as refusals; nil for those nobody expected, which are 500 and told to `report`.
  public typealias Translation = @Loop (any Error) -> HTTPError?

  /// By number of segments; the most specific pattern first.
  private var routes: [Int: [Route]] = [:]
  private let translate: Translation
  private let report: @Loop (any Error, Request) -> Void
  /// A refusal as this request's client can read it: a page for people, JSON for programs.
  public var present: @Loop (HTTPError, Request) -> Response = { refusal, _ in refusal.response }

  public convenience init(
    _ resources: [any Resource], translate: @escaping Translation = { _ in nil },
    report: @escaping @Loop (any Error, Request) -> Void = { _, _ in }
  ) {
    self.init(resources.flatMap(\.routes), translate: translate, report: report)
  }

  public init(
    _ all: [Route], translate: @escaping Translation = { _ in nil },
    report: @escaping @Loop (any Error, Request) -> Void = { _, _ in }
  ) {
    (self.translate, self.report) = (translate, report)
    for route in all { routes[route.segments.count, default: []].append(route) }
    for count in routes.keys {
      routes[count]?.sort { $0.specificity.lexicographicallyPrecedes($1.specificity) }
    }
  }

  /// Answers through `reply` where a prompt takes the request or nothing does; else returns the handler to run.
  func begin(_ request: Request, _ reply: Reply) -> Handler? {
    do {
      let route = try route(for: request)
      try request.checkQuery()
      if let prompt = route.prompt, try prompt(request, reply) { return nil }
      return route.handler
    } catch {
      reply(answer(to: error, of: request))
      return nil
    }
  }

  func respond(to request: Request, with handler: Handler) async -> Response {
    do {
      return try await handler(request)
    } catch {
      return answer(to: error, of: request)
    }
  }

  func answer(to error: any Error, of request: Request) -> Response {
    present(refusal(for: error, of: request), request)
  }

  private func route(for request: Request) throws(HTTPError) -> Route {
    let wanted = request.method == .head ? .get : request.method
    var others: Set<Method> = []
    for route in routes[request.path.count] ?? [] {
      // Most routes of as many segments differ in a literal: compare before anything is allocated.
      guard let captured = route.match(request.path) else { continue }
      guard route.method == wanted else {
        others.insert(route.method)
        continue
      }
      request.captured = captured
      return route
    }
    guard !others.isEmpty else {
      if let shorter = pathWithoutSlash(request) {
        throw HTTPError(
          308, "moved", "It is here, without the slash.",
          headers: [Header("Location", shorter + (request.rawQuery.map { "?" + $0 } ?? ""))])
      }
      throw .notFound
    }
    if others.contains(.get) { others.insert(.head) }
    throw .methodNotAllowed(others)
  }

  /// People type a slash at the end of an address: where it leads without.
  private func pathWithoutSlash(_ request: Request) -> String? {
    let path = request.path.dropLast()
    // No empty segments: `//elsewhere/` must not become an address of another host.
    guard request.method == .get || request.method == .head, request.path.last == "", !path.isEmpty,
      path.allSatisfy({ !$0.isEmpty }),
      routes[path.count]?.contains(where: { $0.match(Array(path)) != nil }) == true
    else { return nil }
    return path.map { "/" + percentEncoded($0) }.joined()
  }

  private func refusal(for error: any Error, of request: Request) -> HTTPError {
    if let refusal = error as? HTTPError { return refusal }
    if let refusal = translate(error) { return refusal }
    report(error, request)
    return HTTPError(500, "internal", "Something went wrong on the server; nothing was changed.")
  }
}
