/// Bytes are `bytea`, any other array an array of its elements.
extension Array: PostgresEncodable where Element: PostgresEncodable {
  public static var postgresType: PostgresType {
    Element.self == UInt8.self ? .bytea : PostgresType(oid: Element.postgresType.array, array: 0)
  }

  public var postgresBytes: [UInt8]? {
    // The type first: an empty array of anything can be cast to bytes.
    if Element.self == UInt8.self, let bytes = self as? [UInt8] { return bytes }
    var all: [UInt8] = []
    all.reserveCapacity(20 + 12 * count)
    append(isEmpty ? 0 : 1, to: &all)  // dimensions
    append(0, to: &all)  // flags, which the server works out
    append(Int32(bitPattern: Element.postgresType.oid), to: &all)
    if !isEmpty {
      append(Int32(clamping: count), to: &all)
      append(1, to: &all)  // the index of the first
    }
    for element in self {
      guard let bytes = element.postgresBytes else {
        append(-1, to: &all)
        continue
      }
      append(Int32(clamping: bytes.count), to: &all)
      all += bytes
    }
    return all
  }

  private func append(_ number: Int32, to bytes: inout [UInt8]) {
    Swift.withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }
}

/// As an element only of `[UInt8]`, which is `bytea`; PostgreSQL has no one-byte integer.
extension UInt8: PostgresCodable {
  public static var postgresType: PostgresType { .int2 }
  public var postgresBytes: [UInt8]? { Int16(self).bigEndianBytes }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
  public init(postgres cell: PostgresCell) throws(PostgresError) {
    if Element.self == UInt8.self {
      guard let bytes = [UInt8](try cell.nonNull(.bytea)) as? Self else { throw .decoding("is not bytes") }
      self = bytes
      return
    }
    var rest = try cell.nonNull()[...]
    func number() throws(PostgresError) -> Int32 {
      guard rest.count >= 4 else { throw .decoding("is cut short") }
      defer { rest = rest.dropFirst(4) }
      return try Int32(bigEndianBytes: UnsafeRawBufferPointer(rebasing: rest.prefix(4)))
    }
    let dimensions = try number()
    _ = try number()
    let type = UInt32(bitPattern: try number())
    self = []
    guard dimensions > 0 else { return }
    guard dimensions == 1 else { throw .decoding("has \(dimensions) dimensions") }
    let count = try number()
    _ = try number()
    for _ in 0..<Swift.max(0, count) {
      let length = Int(try number())
      guard length <= rest.count else { throw .decoding("is cut short") }
      let bytes = length < 0 ? nil : UnsafeRawBufferPointer(rebasing: rest.prefix(length))
      append(try Element(postgres: PostgresCell(type: type, bytes: bytes)))
      rest = rest.dropFirst(Swift.max(0, length))
    }
  }
}
