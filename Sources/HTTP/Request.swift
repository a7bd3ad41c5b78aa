internal import CEvent
public import EventLoop
internal import Foundation

/// A request, until it is answered. Its header is read where it lies in evhttp, so that nothing is copied that
/// nobody asks for.
@Loop public final class Request {
  public let method: Method
  /// Percent-decoded segments.
  public let path: [String]
  public let query: Query
  public let body: [UInt8]
  /// What the route's pattern named, in its order.
  var captured: [(name: String, value: String)] = []
  private let exchange: Exchange

  init(method: Method, target: RequestTarget, body: [UInt8], exchange: Exchange) {
    (self.method, path, query) = (method, target.path, target.query)
    (self.body, self.exchange) = (body, exchange)
  }

  /// The first field of that name; nothing after the request was answered.
  public func header(_ name: String) -> String? { exchange.header(name) }

  /// The last field of that name, where there are several.
  public func lastHeader(_ name: String) -> String? { exchange.lastHeader(name) }

  /// The client's address as the socket says it.
  public var peer: String { exchange.peer }

  // MARK: Path

  /// The path's segment that the pattern calls `:name`.
  public func segment(_ name: String) throws(HTTPError) -> String {
    guard let found = captured.first(where: { $0.name == name }) else { throw .notFound }
    return found.value
  }

  /// The same, as a typed value; what is none leads nowhere.
  public func segment<Value: LosslessStringConvertible>(
    _ name: String, as type: Value.Type
  ) throws(HTTPError) -> Value {
    guard let value = Value(try segment(name)) else { throw .notFound }
    return value
  }

  // MARK: Query

  /// As it was sent; nil without one.
  var rawQuery: Substring? { exchange.rawQuery }

  public func parameter(_ name: String) -> String? { query[name] }

  /// Throws 422 where a parameter holds U+0000.
  func checkQuery() throws(HTTPError) { try query.checkValues() }

  /// Throws when it is given and no integer in the range.
  public func parameter(_ name: String, in range: ClosedRange<Int>) throws(HTTPError) -> Int? {
    guard let text = query[name] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw .broken(
        "range", field: name, "\(name) is a number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  /// Throws when it is given and none of the enum's raw values.
  public func parameter<Choice: RawRepresentable & CaseIterable>(
    _ name: String, as type: Choice.Type
  ) throws(HTTPError) -> Choice? where Choice.RawValue == String {
    guard let text = query[name] else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw .broken("one_of", field: name, "\(name) is one of \(known).")
    }
    return choice
  }

  /// `true` or `false`; false when it is not given.
  public func flag(_ name: String) throws(HTTPError) -> Bool {
    switch query[name] {
    case nil, "false": return false
    case "true": return true
    default: throw .broken("one_of", field: name, "\(name) is true or false.")
    }
  }

  // MARK: Body

  /// The body as JSON. 415 for another type, 400 when it is no JSON, 422 with the field that does not fit.
  public func json<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try requireType("application/json")
    if let field = fieldWithNUL(inJSON: body) { throw HTTPError.nul(field) }
    do {
      return try JSONDecoder().decode(type, from: Data(body))
    } catch let error as DecodingError {
      throw HTTPError(error)
    }
  }

  /// The fields of a submitted form.
  public func form() throws(HTTPError) -> Query {
    try requireType("application/x-www-form-urlencoded")
    guard let form = Query(bytes: body) else {
      throw .malformed("The form is not percent-encoded UTF-8.")
    }
    try form.checkValues()
    return form
  }

  private func requireType(_ wanted: String) throws(HTTPError) {
    let type = header("Content-Type")?.prefix { $0 != ";" && $0 != " " }.lowercased()
    guard type == wanted else {
      throw HTTPError(415, "unsupported_media_type", "The body must be \(wanted).")
    }
  }
}

extension HTTPError {
  init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self = .broken("required", field: Self.path(context, key), "\(Self.path(context, key)) is missing.")
    case .valueNotFound(_, let context):
      self = .broken("required", field: Self.path(context), "\(Self.path(context)) must not be null.")
    case .typeMismatch(let type, let context) where !context.codingPath.isEmpty:
      self = .broken("type", field: Self.path(context), "\(Self.path(context)) is not of type \(type).")
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      self = .broken(
        "format", field: Self.path(context), "\(Self.path(context)): \(context.debugDescription)")
    default:
      self = .malformed("The body is not the JSON object that is expected here.")
    }
  }

  private static func path(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
    (context.codingPath + (key.map { [$0] } ?? [])).map { $0.intValue.map(String.init) ?? $0.stringValue }
      .joined(separator: ".")
  }
}
