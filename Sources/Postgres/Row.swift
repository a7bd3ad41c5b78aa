internal import CPostgres

/// One row of a result, read by column name.
public struct Row: Sendable {
  let result: PostgresResult
  let index: Int32

  /// Throws when there is no such column or its value is not of the type asked for.
  public subscript<Value: PostgresDecodable>(_ column: String) -> Value {
    get throws(PostgresError) {
      let number = PQfnumber(result.pointer, column)
      guard number >= 0 else { throw .decoding("no column \(column)") }
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

  init(_ pointer: OpaquePointer) { self.pointer = pointer }
  deinit { PQclear(pointer) }

  var rows: [Row] { (0..<PQntuples(pointer)).map { Row(result: self, index: $0) } }

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
