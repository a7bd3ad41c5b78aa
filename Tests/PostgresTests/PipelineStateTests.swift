import Testing

@testable import Postgres

@Suite("The pipeline's state", .timeLimit(.minutes(10)))
struct PipelineStateTests {
  typealias State = PipelineState<Int>
  let broken = PostgresError(kind: .server("22012"), message: "division by zero")

  @Test("results are handed to requests in the order in which these were sent")
  func order() throws {
    var state = State()
    let first = state.sent([.execute])
    let second = state.sent([.prepare("s0"), .execute])
    #expect(state.received(.done(1)) == nil)
    let one = try synced(&state)
    #expect(one.request == first)
    #expect(try one.result.get() == [1])
    #expect(state.received(.done(0)) == nil)  // of preparing
    #expect(state.received(.done(2)) == nil)
    let two = try synced(&state)
    #expect(two.request == second)
    #expect(try two.result.get() == [2])
    #expect(state.isIdle)
  }

  @Test("an error ends its own request at the sync and leaves the next one alone")
  func errors() throws {
    var state = State()
    _ = state.sent([.execute, .prepare("s7"), .execute])
    _ = state.sent([.execute])
    #expect(state.received(.failed(broken)) == nil)
    #expect(state.received(.aborted) == nil)
    #expect(state.received(.aborted) == nil)
    let failed = try synced(&state)
    #expect(throws: PostgresError.self) { try failed.result.get() }
    #expect(failed.unprepared == ["s7"])
    #expect(state.received(.done(5)) == nil)
    let next = try synced(&state)
    #expect(try next.result.get() == [5])
  }

  @Test("a lost connection names every request that is still owed an answer")
  func loss() {
    var state = State()
    let first = state.sent([.execute])
    let second = state.sent([.execute])
    _ = state.received(.done(1))
    #expect(state.lost() == [first, second])
    #expect(state.isIdle)
    #expect(state.received(.sync) == nil)
  }

  /// What the sync that ends a request tells.
  private func synced(_ state: inout State) throws -> State.Finished {
    let finished = state.received(.sync)
    return try #require(finished)
  }
}

@Suite("What a session has prepared", .timeLimit(.minutes(10)))
struct PreparedStatementsTests {
  @Test("a name is used for one text and never again, whatever was forgotten in between")
  func names() {
    var statements = PreparedStatements(most: 10)
    #expect(statements.use("a") == .new("s0"))
    #expect(statements.use("b") == .new("s1"))
    #expect(statements.use("c") == .new("s2"))
    statements.forget(["s1"])
    #expect(statements.use("d") == .new("s3"))
    #expect(statements.use("b") == .new("s4"))
    #expect(statements.use("a") == .prepared("s0"))
    #expect(statements.use("c") == .prepared("s2"))
    statements.forgetAll()
    #expect(statements.use("a") == .new("s5"))
  }

  @Test("a failure of an earlier name does not forget the text that was prepared anew")
  func late() {
    var statements = PreparedStatements(most: 10)
    _ = statements.use("a")
    statements.forgetAll()
    _ = statements.use("a")
    statements.forget(["s0"])
    #expect(statements.use("a") == .prepared("s1"))
  }

  @Test("beyond the most that are kept, texts are sent as they are")
  func most() {
    var statements = PreparedStatements(most: 1)
    _ = statements.use("a")
    #expect(statements.use("b") == .unprepared)
    statements.forgetAll()
    #expect(statements.use("b") == .new("s1"))
  }

  @Test(
    "statements that are gone, doubly there or of other columns are stale; other failures are not",
    arguments: [("26000", true), ("42P05", true), ("0A000", true), ("22012", false), ("57014", false)])
  func stale(state: String, isStale: Bool) {
    #expect(PostgresError(kind: .server(state), message: "").isStale == isStale)
  }
}

@Suite("Which shared connection is taken", .timeLimit(.minutes(10)))
struct ReaderLoadTests {
  private func load(_ milliseconds: Int, _ depth: Int) -> ReaderLoad {
    ReaderLoad(oldestAge: .milliseconds(milliseconds), depth: depth)
  }

  @Test("the one that owes least, unless it has worked at one statement for long")
  func order() {
    #expect(load(1, 2) < load(3, 4))
    #expect(load(3, 2) < load(1, 4))
    #expect(load(5, 100) < load(50, 1))
    #expect(load(50, 9) < load(400, 1))
  }
}
