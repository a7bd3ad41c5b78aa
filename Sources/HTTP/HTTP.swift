// HTTP: HTTP/1.1 over libevent's evhttp, on the loop. A listener with limits, requests checked for framing, a router
// of typed paths, responses with ETag, HEAD and gzip, problems as JSON, event streams that keep only what is newest.
// It knows nothing of Tribune. TLS and HTTP/2 are a reverse proxy's job.
//
// The way of a request: Listener (accept, limits) → Exchange (framing, target) → Router (path, method) → handler →
// Exchange (conditions, gzip, HEAD) → evhttp; or, for a stream, → EventStream until the client goes away.

internal import EventLoop

/// What a request asks for (RFC 9110, section 9).
public enum Method: String, Sendable, CaseIterable {
  case get = "GET"
  case head = "HEAD"
  case post = "POST"
  case put = "PUT"
  case patch = "PATCH"
  case delete = "DELETE"
  case options = "OPTIONS"
  /// Any other, also invented ones: nothing here serves it.
  case other = "other"

  /// Those that resources may serve.
  static let served = allCases.filter { $0 != .other && $0 != .options }
}

extension HTTPError {
  /// `Allow` says what there is instead (RFC 9110, section 15.5.6).
  static func methodNotAllowed(_ allowed: some Sequence<Method>) -> HTTPError {
    let allowed = allowed.map(\.rawValue).sorted().joined(separator: ", ")
    return HTTPError(
      405, "method_not_allowed", "Here one can \(allowed).", headers: [Header("Allow", allowed)])
  }
}

/// Answers a request; what it throws becomes a problem.
public typealias Handler = @Loop (Request) async throws -> Response

/// Answers without a task of its own, at once or through `reply` later, and says whether it does: for what a whole hall
/// asks for at the same time. What it does not take, or throws, goes the way of every other request.
public typealias Prompt = @Loop (Request, Reply) throws -> Bool
