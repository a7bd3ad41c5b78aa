public import Foundation

extension Bool: PostgresCodable {
  public static var postgresType: PostgresType { .bool }
  public var postgresBytes: [UInt8]? { [self ? 1 : 0] }
  public init(postgres cell: PostgresCell) throws(PostgresError) {
    self = try cell.nonNull(.bool).first == 1
  }
}

/// The integers: read from any width that fits.
extension FixedWidthInteger where Self: PostgresCodable {
  public var postgresBytes: [UInt8]? { bigEndianBytes }
  public init(postgres cell: PostgresCell) throws(PostgresError) {
    let bytes = try cell.nonNull()
    let wide: Int64
    switch cell.type {
    case PostgresType.int2.oid: wide = Int64(try Int16(bigEndianBytes: bytes))
    case PostgresType.int4.oid: wide = Int64(try Int32(bigEndianBytes: bytes))
    case PostgresType.int8.oid: wide = try Int64(bigEndianBytes: bytes)
    default: throw .decoding("is of type \(cell.type), not an integer")
    }
    guard let value = Self(exactly: wide) else { throw .decoding("is out of range") }
    self = value
  }
}

extension Int16: PostgresCodable { public static var postgresType: PostgresType { .int2 } }
extension Int32: PostgresCodable { public static var postgresType: PostgresType { .int4 } }
extension Int64: PostgresCodable { public static var postgresType: PostgresType { .int8 } }
extension Int: PostgresCodable { public static var postgresType: PostgresType { .int8 } }

extension Double: PostgresCodable {
  public static var postgresType: PostgresType { .float8 }
  public var postgresBytes: [UInt8]? { bitPattern.bigEndianBytes }
  public init(postgres cell: PostgresCell) throws(PostgresError) {
    self.init(bitPattern: try UInt64(bigEndianBytes: cell.nonNull(.float8)))
  }
}

extension String: PostgresCodable {
  public static var postgresType: PostgresType { .text }
  public var postgresBytes: [UInt8]? { Array(utf8) }
  public init(postgres cell: PostgresCell) throws(PostgresError) {
    var bytes = try cell.nonNull()
    if cell.type == PostgresType.jsonb {  // a version byte, then text
      bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
    } else if !PostgresType.textual.contains(cell.type) {
      throw .decoding("is of type \(cell.type), not text")
    }
    self.init(decoding: bytes, as: UTF8.self)
  }
}

extension Date: PostgresCodable {
  public static var postgresType: PostgresType { .timestamptz }
  /// 2000-01-01, from which PostgreSQL counts microseconds.
  private static let epoch: Double = 946_684_800

  public var postgresBytes: [UInt8]? {
    let micros = ((timeIntervalSince1970 - Self.epoch) * 1_000_000).rounded()
    return (Int64(exactly: micros) ?? (micros < 0 ? Int64.min : Int64.max)).bigEndianBytes
  }

  public init(postgres cell: PostgresCell) throws(PostgresError) {
    switch try Int64(bigEndianBytes: cell.nonNull(.timestamptz)) {
    case .max: self = .distantFuture
    case .min: self = .distantPast
    case let micros: self.init(timeIntervalSince1970: Double(micros) / 1_000_000 + Self.epoch)
    }
  }
}

extension UUID: PostgresCodable {
  public static var postgresType: PostgresType { .uuid }
  public var postgresBytes: [UInt8]? { withUnsafeBytes(of: uuid) { Array($0) } }
  public init(postgres cell: PostgresCell) throws(PostgresError) {
    let bytes = try cell.nonNull(.uuid)
    guard bytes.count == 16 else { throw .decoding("has \(bytes.count) bytes") }
    self.init(uuid: bytes.loadUnaligned(as: uuid_t.self))
  }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
  public static var postgresType: PostgresType { Wrapped.postgresType }
  public var postgresBytes: [UInt8]? { flatMap(\.postgresBytes) }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
  public init(postgres cell: PostgresCell) throws(PostgresError) {
    self = cell.bytes == nil ? nil : try Wrapped(postgres: cell)
  }
}

/// Typed ids and enums: as their raw value.
extension RawRepresentable where Self: PostgresEncodable, RawValue: PostgresEncodable {
  public static var postgresType: PostgresType { RawValue.postgresType }
  public var postgresBytes: [UInt8]? { rawValue.postgresBytes }
}

extension RawRepresentable where Self: PostgresDecodable, RawValue: PostgresDecodable {
  public init(postgres cell: PostgresCell) throws(PostgresError) {
    let raw = try RawValue(postgres: cell)
    guard let value = Self(rawValue: raw) else { throw .decoding("is no \(Self.self)") }
    self = value
  }
}
