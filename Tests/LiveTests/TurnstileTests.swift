import EventLoop
import HTTP
import Testing

@testable import Live

@Suite("Costly reads")
struct TurnstileTests {
  @Test("so many at once, so many wait their turn, and everybody beyond is told at once to come again")
  @Loop func turns() async throws {
    let turnstile = Turnstile(most: 2, waiting: 1)
    var (going, most) = (0, 0)
    var gates: [CheckedContinuation<Void, Never>] = []
    let inside = (0..<3).map { _ in
      Task { @Loop in
        try await turnstile.pass {
          going += 1
          most = max(most, going)
          await withCheckedContinuation { gates.append($0) }
          going -= 1
        }
      }
    }
    while gates.count < 2 { await Loop.turn() }
    let refused = await #expect(throws: HTTPError.self) { try await turnstile.pass {} }
    #expect(refused?.status == 503 && refused?.code == "busy")
    #expect(refused?.headers.contains(Header("Retry-After", "1")) == true)
    while !gates.isEmpty || going > 0 {
      for gate in gates { gate.resume() }
      gates = []
      await Loop.turn()
    }
    for one in inside { try await one.value }
    #expect(most == 2)
    #expect(try await turnstile.pass { 7 } == 7)
  }

  @Test("one that fails gives its place on")
  @Loop func failing() async throws {
    struct Away: Error {}
    let turnstile = Turnstile(most: 1, waiting: 0)
    for _ in 0..<3 { await #expect(throws: Away.self) { try await turnstile.pass { throw Away() } } }
    #expect(try await turnstile.pass { 7 } == 7)
  }
}
