import EventLoop
import Testing

@Suite("Turns", .timeLimit(.minutes(5)))
struct TurnsTests {
  private struct Busy: Error {}
  private struct Away: Error {}

  /// What several tasks do, in order, and a signal that ends those who wait for it.
  @Loop private final class Record {
    var places: [Int] = []
    private var gates: [CheckedContinuation<Void, Never>] = []
    private var isOpen = false
    nonisolated init() {}

    func enter(_ place: Int) async {
      places.append(place)
      if !isOpen { await withCheckedContinuation { gates.append($0) } }
    }

    func open() {
      isOpen = true
      for gate in gates { gate.resume() }
      gates = []
    }
  }

  @Test("so many at a time, others in the order in which they came, and beyond those it says so at once")
  @Loop func order() async throws {
    let turns = Turns(most: 2, waiting: 2)
    let record = Record()
    let tasks = (1...5).map { place in
      Task.immediate { @Loop in try await turns.taking(busy: Busy()) { await record.enter(place) } }
    }
    #expect(record.places == [1, 2])
    await #expect(throws: Busy.self) { try await tasks[4].value }
    record.open()
    for task in tasks.dropLast() { try await task.value }
    #expect(record.places == [1, 2, 3, 4])
    #expect(turns.isIdle)
  }

  @Test("one that fails gives its place on")
  @Loop func failing() async throws {
    let turns = Turns(most: 1, waiting: 0)
    for _ in 0..<3 {
      await #expect(throws: Away.self) { try await turns.taking(busy: Busy()) { throw Away() } }
    }
    #expect(try await turns.taking(busy: Busy()) { 7 } == 7)
  }
}
