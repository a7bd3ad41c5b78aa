import API
import Foundation
import FoundationNetworking

/// Tribune's API over HTTP. Every failure comes out as a `Failure`: a sentence, and an exit status.
final class Client: Sendable {
  let access: Access
  private let timeout: TimeInterval
  private let session: URLSession

  /// `timeout` is how many seconds of silence are taken for no answer.
  init(_ access: Access, timeout: TimeInterval = 30) {
    (self.access, self.timeout) = (access, timeout)
    session = Self.newSession(timeout)
  }

  private static func newSession(_ timeout: TimeInterval) -> URLSession {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.urlCache = nil
    configuration.httpCookieStorage = nil
    configuration.timeoutIntervalForRequest = timeout
    return URLSession(configuration: configuration, delegate: StaysOnServer(), delegateQueue: nil)
  }

  /// What came back: the value, and the bytes it was read from.
  struct Reply<Value: Sendable>: Sendable {
    let value: Value
    let json: Data
    let etag: String?
  }

  func get<Value: Decodable & Sendable>(
    _ path: [String], _ query: [(String, String)] = [], as type: Value.Type = Value.self
  ) async throws -> Reply<Value> {
    try decode(await exchange("GET", path, query))
  }

  /// Nil when it is still what `etag` names.
  func get<Value: Decodable & Sendable>(
    _ path: [String], _ query: [(String, String)], unless etag: String?, as type: Value.Type = Value.self
  ) async throws -> Reply<Value>? {
    let answer = try await exchange("GET", path, query, headers: etag.map { ["If-None-Match": $0] } ?? [:])
    return answer.status == 304 ? nil : try decode(answer)
  }

  func send<Value: Decodable & Sendable>(
    _ method: String, _ path: [String], _ query: [(String, String)] = [], body: some Encodable,
    as type: Value.Type = Value.self
  ) async throws -> Reply<Value> {
    let bytes = try JSONEncoder().encode(body)
    let headers = ["Content-Type": "application/json"]
    return try decode(await exchange(method, path, query, body: bytes, headers: headers))
  }

  /// A request without a JSON body, such as DELETE; the answer's bytes, which may be none.
  @discardableResult
  func send(
    _ method: String, _ path: [String], _ query: [(String, String)] = [], bytes: Data? = nil
  ) async throws -> Data {
    let headers = bytes == nil ? [:] : ["Content-Type": "application/octet-stream"]
    return try await exchange(method, path, query, body: bytes, headers: headers).body
  }

  func decode<Value: Decodable>(_ json: Data) throws -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: json)
    } catch let unknown as UnknownWord {
      throw Failure(
        .failed,
        "\(access.server) says “\(unknown.word)” (\(unknown.field)), which this version does not know.",
        advice: "Use the version of tribune that answers there (\(access.source)).")
    } catch {
      throw Failure(
        .failed, "The answer of \(access.server) cannot be read.",
        advice: "Is it Tribune that answers there (\(access.source)), and of the same version?")
    }
  }

  func reply<Value: Decodable & Sendable>(_ json: Data) throws -> Reply<Value> {
    Reply(value: try decode(json), json: json, etag: nil)
  }

  private func decode<Value: Decodable & Sendable>(_ answer: Answer) throws -> Reply<Value> {
    Reply(value: try decode(answer.body), json: answer.body, etag: answer.etag)
  }

  // MARK: HTTP

  private struct Answer {
    let status: Int
    let body: Data
    let etag: String?
  }

  private func exchange(
    _ method: String, _ path: [String], _ query: [(String, String)], body: Data? = nil,
    headers: [String: String] = [:]
  ) async throws -> Answer {
    var request = URLRequest(url: try url(path, query))
    request.httpMethod = method
    request.httpBody = body
    request.setValue("application/json", forHTTPHeaderField: "Accept")
    if let token = access.token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }

    // On a connection that the server closes just then, Foundation would repeat the request but not its body, and
    // wait for ever for an answer to that. What has a body gets a connection of its own.
    let own = body.map { _ in Self.newSession(timeout) }
    defer { own?.finishTasksAndInvalidate() }
    let data: Data
    let response: URLResponse
    do {
      (data, response) = try await (own ?? session).data(for: request)
    } catch {
      throw Failure(unreachable: access, isWrite: method != "GET", error: error)
    }
    guard let response = response as? HTTPURLResponse else {
      throw Failure(.failed, "\(access.server) did not answer in HTTP.")
    }
    guard (200..<300).contains(response.statusCode) || response.statusCode == 304 else {
      throw Failure(response: response, body: data, access: access)
    }
    return Answer(
      status: response.statusCode, body: data, etag: response.value(forHTTPHeaderField: "ETag"))
  }

  private func url(_ path: [String], _ query: [(String, String)]) throws -> URL {
    var text = access.server.description + "/api/v1"
    for segment in path { text += "/" + encoded(segment) }
    let pairs = query.map { encoded($0) + "=" + encoded($1) }
    if !pairs.isEmpty { text += "?" + pairs.joined(separator: "&") }
    guard let url = URL(string: text) else { throw Failure(.usage, "“\(text)” is no address.") }
    return url
  }
}

/// A redirect would carry the token to wherever it points; the person is told instead.
private final class StaysOnServer: NSObject, URLSessionTaskDelegate {
  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) { completionHandler(nil) }
}

/// A segment of dots alone would climb the path.
private func encoded(_ text: String) -> String {
  text == "." || text == ".." ? text.replacing(".", with: "%2E") : text.percentEncoded
}
