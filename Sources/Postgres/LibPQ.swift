internal import CPostgres

/// What NOTIFY said, and the session's process that said it.
struct Notification {
  let payload: String
  let backend: Int32
}

/// The calls of libpq on one connection, each wrapped once. Non-blocking; who waits for what is `Connection`'s.
struct LibPQ {
  enum Progress { case read, write, done, failed }

  private let connection: OpaquePointer

  /// Starts connecting; nil when libpq is out of memory. It blocks while a host name is looked up, so each host is
  /// given with its address.
  init?(_ parameters: ConnectionParameters) {
    guard let connection = startConnecting(parameters.values) else { return nil }
    self.connection = connection
    PQsetNoticeProcessor(connection, { _, _ in }, nil)
  }

  func finish() { PQfinish(connection) }

  var socket: Int32 { PQsocket(connection) }
  var isBroken: Bool { PQstatus(connection) == CONNECTION_BAD }
  /// Without host names and such, the first line.
  var message: String { PQerrorMessage(connection)?.firstLine ?? "" }

  /// Whether the last request left a transaction open, sound or failed. Known on an idle connection; one that still
  /// owes answers is taken to be in none.
  var isInTransaction: Bool {
    let status = PQtransactionStatus(connection)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
  }
  /// The same, of a transaction in which a statement failed: it can only be rolled back.
  var isInFailedTransaction: Bool { PQtransactionStatus(connection) == PQTRANS_INERROR }

  func connect() -> Progress {
    switch PQconnectPoll(connection) {
    case PGRES_POLLING_READING: .read
    case PGRES_POLLING_WRITING: .write
    case PGRES_POLLING_OK: .done
    default: .failed
    }
  }

  func enterPipeline() -> Bool {
    PQsetnonblocking(connection, 1) == 0 && PQenterPipelineMode(connection) == 1
  }

  func exitPipeline() -> Bool { PQexitPipelineMode(connection) == 1 }
  func sync() -> Bool { PQpipelineSync(connection) == 1 }

  /// True when all is sent, false when some waits for the socket, nil when the connection is lost.
  func flush() -> Bool? {
    switch PQflush(connection) {
    case 0: true
    case 1: false
    default: nil
    }
  }

  func consume() -> Bool { PQconsumeInput(connection) == 1 }
  var isBusy: Bool { PQisBusy(connection) == 1 }
  func result() -> PostgresResult? { PQgetResult(connection).map(PostgresResult.init) }

  /// The process that serves this session.
  var backend: Int32 { PQbackendPID(connection) }

  func notification() -> Notification? {
    guard let notification = PQnotifies(connection) else { return nil }
    defer { PQfreemem(notification) }
    return Notification(
      payload: notification.pointee.extra.map { String(cString: $0) } ?? "",
      backend: notification.pointee.be_pid)
  }

  func prepare(_ name: String, _ sql: SQL) -> Bool {
    PQsendPrepare(connection, name, sql.text, Int32(sql.bindings.count), sql.bindings.map(\.type)) == 1
  }

  func execute(_ name: String, _ bindings: [SQL.Binding]) -> Bool {
    withValues(bindings) { values, lengths, formats in
      PQsendQueryPrepared(connection, name, Int32(bindings.count), values, lengths, formats, 1) == 1
    }
  }

  func execute(_ sql: SQL) -> Bool {
    withValues(sql.bindings) { values, lengths, formats in
      PQsendQueryParams(
        connection, sql.text, Int32(sql.bindings.count), sql.bindings.map(\.type), values, lengths, formats, 1
      )
        == 1
    }
  }

  /// Several statements without values, outside the pipeline.
  func script(_ text: String) -> Bool { PQsendQuery(connection, text) == 1 }

  private func withValues(
    _ bindings: [SQL.Binding],
    _ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) -> Bool
  ) -> Bool {
    // libpq takes a pointer a value: all lie in one block that outlives the call.
    var block: [UInt8] = []
    for binding in bindings { block += binding.bytes ?? [] }
    block.append(0)
    return block.withUnsafeBytes { block in
      var offset = 0
      let values = bindings.map { binding -> UnsafePointer<CChar>? in
        guard let bytes = binding.bytes else { return nil }
        defer { offset += bytes.count }
        return block.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
      }
      return body(
        values, bindings.map { Int32(clamping: $0.bytes?.count ?? 0) }, bindings.map { _ in 1 })
    }
  }
}
