// Whoever uses Postgres lives on `@Loop` too, and needs its members where a continuation is made.
@_exported public import EventLoop

/// One session with PostgreSQL, from connecting to its loss: the glue between libpq, the loop and the pipeline's
/// state. It does not reconnect; `Link` does.
@Loop final class Connection {
  typealias Outcome = Result<[[Row]], PostgresError>

  private let libpq: LibPQ
  private let onReady: @Loop (Connection) -> Void
  private let onLost: @Loop (PostgresError) -> Void
  var onNotification: (@Loop (Notification) -> Void)?

  private var watch: DescriptorWatch?
  private var deadline: LoopTimer?
  private var pipeline = PipelineState<[Row]>()
  private var waiting: [Int: (Outcome) -> Void] = [:]
  private var script: ((Outcome) -> Void)?
  private var scriptError: PostgresError?
  private var statements = PreparedStatements(most: 500)
  /// The last request that was sent before all prepared statements were forgotten: that it, or one before it, was stale
  /// tells nothing of those prepared since.
  private var forgottenAfter = 0
  /// Whether the server still has prepared statements that were forgotten here.
  private var owesDeallocation = false
  private var connected = false
  private var closed = false

  /// How long the server may owe an answer before the session is given up. Longer than its own statement timeout.
  private let timeout: Duration
  /// False while a transaction is under way that may take as long as it wants.
  var isTimeLimited = true
  /// Since when the oldest request that is under way is what the server works at; nil when it owes nothing.
  private(set) var busySince: ContinuousClock.Instant?

  /// Throws `.unavailable` with libpq's reason where it does not even start.
  init(
    _ parameters: ConnectionParameters, timeout: Duration, onReady: @escaping @Loop (Connection) -> Void,
    onLost: @escaping @Loop (PostgresError) -> Void
  ) throws(PostgresError) {
    guard let libpq = LibPQ(parameters) else { throw .unavailable("out of memory") }
    guard !libpq.isBroken else {
      defer { libpq.finish() }
      throw .unavailable(libpq.message)
    }
    (self.libpq, self.timeout, self.onReady, self.onLost) = (libpq, timeout, onReady, onLost)
    deadline = LoopTimer(after: timeout) { [weak self] in self?.lose("no answer while connecting") }
    wait(for: .write)
  }

  /// The server's process of this session.
  var backend: Int32 { closed ? 0 : libpq.backend }

  var depth: Int { pipeline.depth + (script == nil ? 0 : 1) }

  /// Of an idle connection: whether a statement failed in the transaction that is open.
  var isInFailedTransaction: Bool { !closed && libpq.isInFailedTransaction }

  /// Sends statements as one request. `then` is called once, with a result for each statement or the first error.
  func send(_ statements: [SQL], then: @escaping @Loop (Outcome) -> Void) {
    send(statements, preparing: true, then: then)
  }

  private func send(_ statements: [SQL], preparing: Bool, then: @escaping @Loop (Outcome) -> Void) {
    guard connected, !closed else { return then(.failure(.unavailable("not connected"))) }
    var steps: [PipelineState<[Row]>.Step] = []
    for sql in statements {
      guard queue(sql, preparing: preparing, &steps) else {
        then(.failure(.unavailable(libpq.message)))
        return lose(libpq.message)
      }
    }
    guard libpq.sync() else {
      then(.failure(.unavailable(libpq.message)))
      return lose(libpq.message)
    }
    let owedNothing = pipeline.isIdle
    waiting[pipeline.sent(steps)] = then
    // Counted from the last answer: what is asked meanwhile must not put it off, or a busy hung server hangs all.
    if owedNothing { startDeadline() }
    flush()
  }

  func send(_ statements: [SQL]) async -> Outcome {
    await withCheckedContinuation { continuation in
      send(statements) { continuation.resume(returning: $0) }
    }
  }

  func run(script: String) async -> Outcome {
    await withCheckedContinuation { continuation in
      run(script: script) { continuation.resume(returning: $0) }
    }
  }

  /// Runs several statements given as one text. Only on an idle connection.
  func run(script text: String, then: @escaping @Loop (Outcome) -> Void) {
    guard connected, !closed, pipeline.isIdle, libpq.exitPipeline(), libpq.script(text) else {
      return then(.failure(.unavailable("not connected")))
    }
    (script, scriptError) = (then, nil)
    flush()
  }

  func close() { end(.unavailable("closed"), tell: false) }

  private func queue(
    _ sql: SQL, preparing: Bool, _ steps: inout [PipelineState<[Row]>.Step]
  ) -> Bool {
    switch preparing ? statements.use(sql.text) : .unprepared {
    case .prepared(let name):
      steps.append(.execute)
      return libpq.execute(name, sql.bindings)
    case .new(let name):
      steps += [.prepare(name), .execute]
      return libpq.prepare(name, sql) && libpq.execute(name, sql.bindings)
    case .unprepared:
      steps.append(.execute)
      return libpq.execute(sql)
    }
  }

  // MARK: Prepared statements

  private func settleStatements(after finished: PipelineState<[Row]>.Finished) {
    statements.forget(finished.unprepared)
    // A migration changed a result's columns, or somebody deallocated: others are likely to be stale as well, and a
    // request or a transaction of several is sent again once.
    if finished.result.isStale, finished.request > forgottenAfter {
      statements.forgetAll()
      forgottenAfter = pipeline.last
      owesDeallocation = true
    }
    // A failed transaction takes no DEALLOCATE; its ROLLBACK is prepared meanwhile, and forgotten here.
    guard owesDeallocation, !libpq.isInTransaction else { return }
    owesDeallocation = false
    statements.forgetAll()
    send(["deallocate all"], preparing: false) { _ in }
  }

  // MARK: Waiting

  private func wait(for interest: DescriptorWatch.Interest) {
    watch?.interest = []
    let watch = DescriptorWatch(libpq.socket) { [weak self] ready in self?.ready(ready) }
    watch.interest = interest
    self.watch = watch
  }

  private func ready(_ ready: DescriptorWatch.Interest) {
    guard connected else { return connect() }
    if ready.contains(.read) { read() }
    if !closed { flush() }
  }

  private func connect() {
    switch libpq.connect() {
    case .read: wait(for: .read)  // a new watch each time: the socket may be another by now
    case .write: wait(for: .write)
    case .failed: lose(libpq.message)
    case .done:
      guard libpq.enterPipeline() else { return lose(libpq.message) }
      connected = true
      deadline = nil
      wait(for: .read)
      onReady(self)
    }
  }

  private func flush() {
    switch libpq.flush() {
    case true?: watch?.interest = .read
    // The server may wait for us to read before it reads on.
    case false?: watch?.interest = [.read, .write]
    case nil: lose(libpq.message)
    }
  }

  private func read() {
    guard libpq.consume() else { return lose(libpq.message) }
    if script != nil { readScript() } else { readPipeline() }
    while !closed, let notification = libpq.notification() { onNotification?(notification) }
  }

  private func readPipeline() {
    var nothing = 0
    while !closed, !pipeline.isIdle, !libpq.isBusy, nothing < 2 {
      guard let result = libpq.result() else {  // the end of a statement's results; two mean no more for now
        nothing += 1
        continue
      }
      nothing = 0
      guard let finished = pipeline.received(result.meaning) else {
        if libpq.isBroken { return lose(libpq.message) }
        continue
      }
      startDeadline()
      settleStatements(after: finished)
      waiting.removeValue(forKey: finished.request)?(finished.result)
    }
    if !closed, libpq.isBroken { lose(libpq.message) }
  }

  private func readScript() {
    while !libpq.isBusy {
      guard let result = libpq.result() else {
        guard libpq.enterPipeline() else { return lose(libpq.message) }
        let then = script
        script = nil
        then?(scriptError.map { .failure($0) } ?? .success([]))
        return
      }
      if case .failed(let error) = result.meaning { scriptError = scriptError ?? error }
    }
  }

  /// A hung network must not hang a request for ever.
  private func startDeadline() {
    deadline = nil
    busySince = pipeline.isIdle ? nil : .now
    guard !pipeline.isIdle, isTimeLimited else { return }
    deadline = LoopTimer(after: timeout) { [weak self] in self?.lose("no answer") }
  }

  // MARK: The end

  private func lose(_ message: String) { end(.unavailable(message), tell: true) }

  private func end(_ error: PostgresError, tell: Bool) {
    guard !closed else { return }
    closed = true
    connected = false
    deadline = nil
    watch?.interest = []
    watch = nil
    libpq.finish()
    let unanswered = pipeline.lost().compactMap { waiting.removeValue(forKey: $0) }
    waiting = [:]
    let script = script
    self.script = nil
    for then in unanswered { then(.failure(error)) }
    script?(.failure(error))
    if tell { onLost(error) }
  }
}
