public import Foundation

/// What a server answered.
public struct HTTPAnswer: Sendable {
  public let status: Int
  public let headers: [(name: String, value: String)]
  public let body: Data

  /// The first header of that name.
  public subscript(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  public var text: String { String(decoding: body, as: UTF8.self) }

  public func json<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: body)
  }

  /// A member of the JSON object, as text: `"422"`, `"box_closed"`; nil where it is absent or null.
  public func member(_ key: String) -> String? {
    let object = try? JSONSerialization.jsonObject(with: body) as? [String: Any]
    return object?[key].flatMap { $0 is NSNull ? nil : "\($0)" }
  }
}

/// Calls a server on this machine, each time on a connection of its own.
public struct HTTPClient: Sendable {
  public let port: UInt16
  /// Sent with every call, unless the call has a token of its own.
  public var token: String?

  public init(port: UInt16, token: String? = nil) { (self.port, self.token) = (port, token) }

  public func call(
    _ method: String, _ path: String, _ body: String? = nil, token: String? = nil,
    headers: [String] = []
  ) async throws -> HTTPAnswer {
    var lines = ["\(method) \(path) HTTP/1.1", "Connection: close"] + headers
    if !headers.contains(where: { $0.hasPrefix("Host:") }) { lines.append("Host: 127.0.0.1") }
    if let token = token ?? self.token { lines.append("Authorization: Bearer \(token)") }
    if let body {
      lines.append("Content-Length: \(body.utf8.count)")
      if !headers.contains(where: { $0.hasPrefix("Content-Type:") }) {
        lines.append("Content-Type: application/json")
      }
    }
    let socket = try RawSocket(port: port)
    socket.send(lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? ""))
    return try Self.parse(await socket.receive())
  }

  public struct Malformed: Error { let answer: String }

  private static func parse(_ text: String) throws -> HTTPAnswer {
    guard let end = text.range(of: "\r\n\r\n") else { throw Malformed(answer: text) }
    let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
    guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw Malformed(answer: text)
    }
    let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (String(line[..<colon]), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
    }
    return HTTPAnswer(status: status, headers: headers, body: Data(text[end.upperBound...].utf8))
  }
}
