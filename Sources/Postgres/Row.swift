internal import CPostgres

/// One row of a result, read by column name.
public struct Row: Sendable {
  let result: PostgresResult
  let index: Int32

  /// Throws when there is no such column or its value is not of the type asked for.
  public subscript<Value: PostgresDecodable>(_ column: String) -> Value {
    get throws(PostgresError) {
      guard let number = result.number(of: column) else { throw .decoding("no column \(column)") }
      let null = PQgetisnull(result.pointer, index, number) == 1
      let bytes = UnsafeRawBufferPointer(
        start: PQgetvalue(result.pointer, index, number),
        count: Int(PQgetlength(result.pointer, index, number)))
      do {
        return try Value(
          postgres: PostgresCell(type: PQftype(result.pointer, number), bytes: null ? nil : bytes))
      } catch {
        throw .decoding("column \(column) \(error.message)")
      }
    }
  }
}

/// Owns libpq's result; immutable once received.
final class PostgresResult: @unchecked Sendable {
  let pointer: OpaquePointer
  /// The place of each column by its name. Of a result with few rows it costs more than it saves, and is nil.
  private let columns: [String: Int32]?

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
    columns = PQntuples(pointer) < Self.manyRows ? nil : Self.columns(of: pointer)
  }
  deinit { PQclear(pointer) }

  var rows: [Row] { (0..<PQntuples(pointer)).map { Row(result: self, index: $0) } }

  private static let manyRows = 4

  private static func columns(of result: OpaquePointer) -> [String: Int32] {
    let names = (0..<PQnfields(result)).map { (PQfname(result, $0).map { String(cString: $0) } ?? "", $0) }
    return Dictionary(names, uniquingKeysWith: { first, _ in first })
  }

  /// libpq compares with one name after the other, each time.
  func number(of column: String) -> Int32? {
    if let columns { return columns[column] }
    let number = PQfnumber(pointer, column)
    return number < 0 ? nil : number
  }

  /// What an incoming result means to the pipeline.
  var meaning: PipelineState<[Row]>.Incoming {
    switch PQresultStatus(pointer) {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: .done(rows)
    case PGRES_PIPELINE_SYNC: .sync
    case PGRES_PIPELINE_ABORTED: .aborted
    default: .failed(error)
    }
  }

  private var error: PostgresError {
    func field(_ code: Character) -> String? {
      code.asciiValue.flatMap { PQresultErrorField(pointer, Int32($0)) }.map { String(cString: $0) }
    }
    // The primary message alone: the detail may quote values.
    return PostgresError(
      kind: field("C").map { .server($0) } ?? .unavailable,
      message: field("M") ?? "connection lost", constraint: field("n"))
  }
}
