/// PostgreSQL's built-in types that values are bound as and read from, by their fixed numbers (pg_type.dat).
public struct PostgresType: Sendable, Equatable {
  let oid: UInt32
  let array: UInt32

  static let bool = PostgresType(oid: 16, array: 1000)
  static let bytea = PostgresType(oid: 17, array: 1001)
  static let int2 = PostgresType(oid: 21, array: 1005)
  static let int4 = PostgresType(oid: 23, array: 1007)
  static let text = PostgresType(oid: 25, array: 1009)
  static let int8 = PostgresType(oid: 20, array: 1016)
  static let float8 = PostgresType(oid: 701, array: 1022)
  static let timestamptz = PostgresType(oid: 1184, array: 1185)
  static let uuid = PostgresType(oid: 2950, array: 2951)

  /// Types whose binary form is their text.
  static let textual: Set<UInt32> = [25, 1043, 19, 705, 1042, 114]
  static let jsonb: UInt32 = 3802
}

/// A value that can be bound.
public protocol PostgresEncodable: Sendable {
  static var postgresType: PostgresType { get }
  /// The binary form; nil is NULL.
  var postgresBytes: [UInt8]? { get }
}

/// A value that can be read from a result.
public protocol PostgresDecodable {
  init(postgres cell: PostgresCell) throws(PostgresError)
}

public typealias PostgresCodable = PostgresEncodable & PostgresDecodable

/// One value of a result as it came; valid only while it is being read.
public struct PostgresCell {
  let type: UInt32
  /// Nil is NULL.
  let bytes: UnsafeRawBufferPointer?

  func nonNull() throws(PostgresError) -> UnsafeRawBufferPointer {
    guard let bytes else { throw .decoding("is NULL") }
    return bytes
  }

  func nonNull(_ expected: PostgresType) throws(PostgresError) -> UnsafeRawBufferPointer {
    guard type == expected.oid else { throw .decoding("is of type \(type), not \(expected.oid)") }
    return try nonNull()
  }
}

extension FixedWidthInteger {
  var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }

  init(bigEndianBytes bytes: UnsafeRawBufferPointer) throws(PostgresError) {
    guard bytes.count == MemoryLayout<Self>.size else { throw .decoding("has \(bytes.count) bytes") }
    self.init(bigEndian: bytes.loadUnaligned(as: Self.self))
  }
}
