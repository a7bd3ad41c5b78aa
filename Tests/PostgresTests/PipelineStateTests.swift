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
