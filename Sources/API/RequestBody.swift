/// A request's JSON object. Unknown keys are refused, so that a misspelt one is never silently ignored.
public protocol RequestBody: Codable, Sendable {
  associatedtype CodingKeys: CodingKey & CaseIterable
}

/// A key that a change may leave out (`absent`), empty (`null`) or set.
public enum Change<Value: Codable & Sendable & Equatable>: Sendable, Equatable {
  case absent, null
  case value(Value)

  /// The value, or nothing for both others.
  public var value: Value? { if case .value(let value) = self { value } else { nil } }
}

/// Decodes `Body` and refuses keys it does not have.
public struct Strict<Body: RequestBody>: Decodable {
  public let body: Body

  public init(from decoder: any Decoder) throws {
    let known = Set(Body.CodingKeys.allCases.map(\.stringValue))
    for key in try decoder.container(keyedBy: AnyKey.self).allKeys where !known.contains(key.stringValue) {
      throw UnknownKey(key: key.stringValue, known: known.sorted())
    }
    body = try Body(from: decoder)
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// A key that the called resource does not have.
public struct UnknownKey: Error, Sendable {
  public let key: String
  public let known: [String]
}

extension KeyedDecodingContainer {
  /// Tells a missing key from a `null`, which `decodeIfPresent` does not.
  public func decodeChange<Value>(_ key: Key) throws -> Change<Value> {
    guard contains(key) else { return .absent }
    return try decodeNil(forKey: key) ? .null : .value(decode(Value.self, forKey: key))
  }
}

extension KeyedEncodingContainer {
  public mutating func encodeChange<Value>(_ change: Change<Value>, forKey key: Key) throws {
    switch change {
    case .absent: break
    case .null: try encodeNil(forKey: key)
    case .value(let value): try encode(value, forKey: key)
    }
  }
}
