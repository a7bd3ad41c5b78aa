internal import API
internal import Foundation

/// JSON Schemas of the values that the API exchanges, found out by letting each type decode itself from nothing while
/// its keys are noted: what is described is what is read. Values that check what they decode would refuse; those of
/// the API check nothing.
final class SchemaSketch {
  /// By their names; those of request bodies take no other keys.
  private(set) var components: [String: JSONValue] = [:]
  private var drawing: Set<String> = []

  /// A schema, or a reference to one among `components`.
  func schema(of type: any Decodable.Type) throws -> JSONValue { try draw(type).schema }

  fileprivate func draw<Value: Decodable>(_ type: Value.Type) throws -> (schema: JSONValue, value: Value) {
    if let simple = Self.simple(type) { return simple }
    let name = Self.name(of: type)
    let sheet = Sheet(self)
    let value = try Value(from: sheet)
    guard let properties = sheet.properties else { return (sheet.schema ?? .object([:]), value) }
    if components[name] == nil {
      var schema: [String: JSONValue] = ["type": .string("object"), "properties": .object(properties)]
      let required = properties.keys.filter { !sheet.optional.contains($0) }.sorted()
      if !required.isEmpty { schema["required"] = .array(required.map(JSONValue.string)) }
      if type is any RequestBody.Type { schema["additionalProperties"] = .bool(false) }
      components[name] = .object(schema)
    }
    return (.object(["$ref": .string("#/components/schemas/\(name)")]), value)
  }

  /// Without the module, and what it is generic over: `HeldData.Visit`.
  private static func name(of type: Any.Type) -> String {
    String(reflecting: type).prefix { $0 != "<" }.split(separator: ".").dropFirst().joined(separator: ".")
  }

  private static func simple<Value>(_ type: Value.Type) -> (JSONValue, Value)? {
    func typed(_ name: String, _ value: Any, format: String? = nil) -> (JSONValue, Value)? {
      var schema: [String: JSONValue] = ["type": .string(name)]
      schema["format"] = format.map(JSONValue.string)
      return (value as? Value).map { (.object(schema), $0) }
    }
    func first<Known: Word>(_ word: Known.Type) -> (JSONValue, Value)? {
      Known.allCases.first.flatMap { typed("string", $0) }
    }
    return switch type {
    case let word as any Word.Type: first(word)
    case is String.Type: typed("string", "")
    case is Bool.Type: typed("boolean", false)
    case is Int.Type: typed("integer", 0)
    case is Double.Type: typed("number", 0.0)
    case is Timestamp.Type: typed("string", Timestamp(.distantPast), format: "date-time")
    default: nil
    }
  }
}

/// What one type is drawn on while it decodes itself.
private final class Sheet: Decoder {
  let sketch: SchemaSketch
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]
  /// Of an object.
  var properties: [String: JSONValue]?
  var optional: Set<String> = []
  /// Of anything else.
  var schema: JSONValue?

  init(_ sketch: SchemaSketch) { self.sketch = sketch }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    properties = properties ?? [:]
    return KeyedDecodingContainer(Keys<Key>(sheet: self))
  }

  func unkeyedContainer() -> any UnkeyedDecodingContainer { Elements(sheet: self) }

  func singleValueContainer() -> any SingleValueDecodingContainer { Single(sheet: self) }

  func nullable(_ schema: JSONValue) -> JSONValue {
    if case .object(var members) = schema, case .string(let type)? = members["type"] {
      members["type"] = .array([.string(type), .string("null")])
      return .object(members)
    }
    return .object(["anyOf": .array([schema, .object(["type": .string("null")])])])
  }
}

private struct Keys<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let sheet: Sheet
  let codingPath: [any CodingKey] = []
  let allKeys: [Key] = []

  func contains(_ key: Key) -> Bool { true }

  /// Asked of keys that may be null.
  func decodeNil(forKey key: Key) -> Bool {
    sheet.optional.insert(key.stringValue)
    return false
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    let (schema, value) = try sheet.sketch.draw(type)
    let isNullable = sheet.optional.contains(key.stringValue)
    sheet.properties?[key.stringValue] = isNullable ? sheet.nullable(schema) : schema
    return value
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    sheet.optional.insert(key.stringValue)
    return try decode(type, forKey: key)
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
    -> KeyedDecodingContainer<Nested>
  {
    Sheet(sheet.sketch).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer {
    Sheet(sheet.sketch).unkeyedContainer()
  }

  func superDecoder() -> any Decoder { sheet }
  func superDecoder(forKey key: Key) -> any Decoder { sheet }
}

/// A list with one element, which shows what the others are like.
private struct Elements: UnkeyedDecodingContainer {
  let sheet: Sheet
  let codingPath: [any CodingKey] = []
  let count: Int? = 1
  var currentIndex = 0
  var isAtEnd: Bool { currentIndex > 0 }

  mutating func decodeNil() -> Bool { false }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    currentIndex += 1
    let (schema, value) = try sheet.sketch.draw(type)
    sheet.schema = .object(["type": .string("array"), "items": schema])
    return value
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedDecodingContainer<
    Nested
  > {
    Sheet(sheet.sketch).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer {
    Sheet(sheet.sketch).unkeyedContainer()
  }

  mutating func superDecoder() -> any Decoder { sheet }
}

private struct Single: SingleValueDecodingContainer {
  let sheet: Sheet
  let codingPath: [any CodingKey] = []

  func decodeNil() -> Bool { false }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let (schema, value) = try sheet.sketch.draw(type)
    sheet.schema = schema
    return value
  }
}
