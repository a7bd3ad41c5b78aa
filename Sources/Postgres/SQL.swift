/// A statement whose interpolated values are bound, never spliced: `"… where id = \(id)"` becomes `$1`.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
  /// One bound value, in PostgreSQL's binary format.
  struct Binding: Sendable {
    let type: UInt32
    let bytes: [UInt8]?
  }

  var text: String
  var bindings: [Binding]

  public init(stringLiteral text: String) { (self.text, bindings) = (text, []) }
  public init(stringInterpolation: Interpolation) {
    (text, bindings) = (stringInterpolation.text, stringInterpolation.bindings)
  }

  public struct Interpolation: StringInterpolationProtocol {
    var text = ""
    var bindings: [Binding] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 3 * interpolationCount)
    }

    public mutating func appendLiteral(_ literal: String) { text += literal }

    public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value) {
      bindings.append(Binding(type: Value.postgresType.oid, bytes: value.postgresBytes))
      text += "$\(bindings.count)"
    }

    /// NULL when there is none.
    public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
      bindings.append(Binding(type: Value.postgresType.oid, bytes: value.postgresBytes))
      text += "$\(bindings.count)"
    }

    /// A part that was written by itself: its values are bound after those before it.
    public mutating func appendInterpolation(_ part: SQL) {
      var rest = part.text[...]
      while let dollar = rest.firstIndex(of: "$") {
        let digits = rest[rest.index(after: dollar)...].prefix { $0.isASCII && $0.isNumber }
        text += rest[...dollar]
        if let number = Int(digits) { text += String(number + bindings.count) }
        rest = rest[digits.endIndex...]
      }
      text += rest
      bindings += part.bindings
    }

    /// The raw door: `text` becomes part of the statement. Never for anything that came from outside.
    public mutating func appendInterpolation(unsafeSQL text: String) { self.text += text }
  }
}
