/// What was sent on one connection and what is owed for it, as pure values: libpq's results come in order and carry
/// no name, so this tells whose each one is. It knows no socket and no libpq.
///
/// A request is some steps and one sync; after an error everything up to the sync is aborted, and only that.
struct PipelineState<Rows> {
  enum Step: Equatable {
    /// Parsing, under this name; what it answers interests nobody.
    case prepare(String)
    case execute
  }

  enum Incoming {
    case done(Rows)
    case failed(PostgresError)
    case aborted, sync
  }

  struct Finished {
    let request: Int
    let result: Result<[Rows], PostgresError>
    /// Statements that were to be prepared and are not.
    let unprepared: [String]
  }

  private struct Owed {
    let request: Int
    let steps: [Step]
    var position = 0
    var rows: [Rows] = []
    var error: PostgresError?
    var unprepared: [String] = []
  }

  private var owed: [Owed] = []
  /// The number of the request that was sent last.
  private(set) var last = 0

  var isIdle: Bool { owed.isEmpty }
  var depth: Int { owed.count }

  /// Call when the steps and their sync have been sent; the number names the request when it has finished.
  mutating func sent(_ steps: [Step]) -> Int {
    last += 1
    owed.append(Owed(request: last, steps: steps))
    return last
  }

  mutating func received(_ incoming: Incoming) -> Finished? {
    guard !owed.isEmpty else { return nil }
    let step = owed[0].position < owed[0].steps.count ? owed[0].steps[owed[0].position] : nil
    switch incoming {
    case .sync:
      let done = owed.removeFirst()
      return Finished(
        request: done.request, result: done.error.map { .failure($0) } ?? .success(done.rows),
        unprepared: done.unprepared)
    case .done(let rows):
      if step == .execute { owed[0].rows.append(rows) }
    case .failed(let error):
      owed[0].error = owed[0].error ?? error
      if case .prepare(let name) = step { owed[0].unprepared.append(name) }
    case .aborted:
      if case .prepare(let name) = step { owed[0].unprepared.append(name) }
    }
    owed[0].position += 1
    return nil
  }

  /// The connection is gone: whose answers will never come.
  mutating func lost() -> [Int] {
    defer { owed = [] }
    return owed.map(\.request)
  }
}
