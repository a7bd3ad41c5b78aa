import EventLoop
import Testing

@testable import Live

@Suite("What Live remembers")
struct MemoryTests {
  @Test("whoever asks while a value is read waits for the same read")
  @Loop func shared() async throws {
    let memory = Memory<String, Int>(for: .seconds(60))
    let gate = Gate()
    var reads = 0
    let asking = (0..<10).map { _ in
      Task { @Loop in
        try await memory.value(for: "list") {
          reads += 1
          await gate.wait()
          return 7
        }
      }
    }
    await gate.open()
    for ask in asking { #expect(try await ask.value == 7) }
    #expect(reads == 1)
    #expect(memory.known("list") == 7)
  }

  @Test("what changed while it was read is not remembered")
  @Loop func changed() async throws {
    let memory = Memory<String, Int>(for: .seconds(60))
    let gate = Gate()
    let old = Task { @Loop in
      try await memory.value(for: "list") {
        await gate.wait()
        return 1
      }
    }
    await Loop.turn()
    memory.forget()
    await gate.open()
    #expect(try await old.value == 1)
    #expect(memory.known("list") == nil)
    #expect(try await memory.value(for: "list") { 2 } == 2)
  }

  @Test("a read that failed is tried again")
  @Loop func failed() async throws {
    struct Away: Error {}
    let memory = Memory<String, Int>(for: .seconds(60))
    await #expect(throws: Away.self) { try await memory.value(for: "list") { throw Away() } }
    #expect(try await memory.value(for: "list") { 3 } == 3)
  }

  @Test("what is older than it may be is read again")
  @Loop func old() async throws {
    let memory = Memory<String, Int>(for: .zero)
    _ = try await memory.value(for: "list") { 1 }
    #expect(try await memory.value(for: "list") { 2 } == 2)
  }
}

/// Lets through once it is open.
private actor Gate {
  private var isOpen = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func wait() async {
    guard !isOpen else { return }
    await withCheckedContinuation { waiting.append($0) }
  }

  func open() {
    isOpen = true
    for one in waiting { one.resume() }
    waiting = []
  }
}
