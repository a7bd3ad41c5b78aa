public import EventLoop

/// What lists its routes in one place: a resource, or a group of pages.
@Loop public protocol Resource {
  var routes: [Route] { get }
}

/// One method on the paths of one pattern: `/summits/:summit/sessions/:session`.
public struct Route: Sendable, CustomStringConvertible {
  enum Segment: Sendable, Equatable {
    case literal(String)
    case capture(String)
  }

  let method: Method
  let segments: [Segment]
  let prompt: Prompt?
  let handler: Handler

  /// `GET /summits/{summit}`
  public var description: String {
    let path = segments.map { segment in
      switch segment {
      case .literal(let literal): "/\(literal)"
      case .capture(let name): "/{\(name)}"
      }
    }
    return "\(method.rawValue) \(path.joined())"
  }

  /// `prompt` is asked first.
  public init(
    _ method: Method, _ pattern: String, prompt: Prompt? = nil, _ handler: @escaping Handler
  ) {
    (self.method, self.prompt) = (method, prompt)
    segments = pattern.split(separator: "/").map {
      $0.hasPrefix(":") ? .capture(String($0.dropFirst())) : .literal(String($0))
    }
    self.handler = handler
  }

  public static func get(
    _ pattern: String, prompt: Prompt? = nil, _ handler: @escaping Handler
  ) -> Route {
    Route(.get, pattern, prompt: prompt, handler)
  }
  public static func post(_ pattern: String, _ handler: @escaping Handler) -> Route {
    Route(.post, pattern, handler)
  }
  public static func put(
    _ pattern: String, prompt: Prompt? = nil, _ handler: @escaping Handler
  ) -> Route {
    Route(.put, pattern, prompt: prompt, handler)
  }
  public static func patch(_ pattern: String, _ handler: @escaping Handler) -> Route {
    Route(.patch, pattern, handler)
  }
  public static func delete(
    _ pattern: String, prompt: Prompt? = nil, _ handler: @escaping Handler
  ) -> Route {
    Route(.delete, pattern, prompt: prompt, handler)
  }

  /// The same, with its handler run by `guarding`, which may refuse before it does. A prompt, which waits for nothing,
  /// answers as before.
  public func guarded(
    by guarding: @escaping @Loop (Request, Handler) async throws -> Response
  ) -> Route {
    Route(self) { [handler] request in try await guarding(request, handler) }
  }

  private init(_ route: Route, _ handler: @escaping Handler) {
    (method, segments, prompt, self.handler) = (route.method, route.segments, route.prompt, handler)
  }

  /// Whether it only reads (RFC 9110, 9.2.1).
  public var isSafe: Bool { method == .get || method == .head || method == .options }

  /// More literal segments are more specific: `/j/:code` before `/:summit/:session`.
  var specificity: [Int] { segments.map { if case .literal = $0 { 0 } else { 1 } } }

  /// The captured segments, or nil when the path is not one of these.
  func match(_ path: [String]) -> [(name: String, value: String)]? {
    guard path.count == segments.count else { return nil }
    for (segment, part) in zip(segments, path) {
      switch segment {
      case .literal(let literal) where literal != part: return nil
      case .capture where part.isEmpty: return nil
      default: continue
      }
    }
    return zip(segments, path).compactMap { segment, part in
      if case .capture(let name) = segment { (name, part) } else { nil }
    }
  }
}
