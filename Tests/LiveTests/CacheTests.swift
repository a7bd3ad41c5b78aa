import EventLoop
import Testing

@testable import Live

@Suite("What Live remembers", .timeLimit(.minutes(10)))
struct CacheTests {
  @Test("whoever asks while a value is read waits for the same read")
  @Loop func shared() async throws {
    let memory = Cache<String, Int>(for: .seconds(60))
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
    let memory = Cache<String, Int>(for: .seconds(60))
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

  @Test("while numbers change all the time, few read them anew and the others get them a moment old")
  @Loop func stale() async throws {
    let memory = Cache<String, Int>(for: .seconds(600), pacing: .seconds(300))
    var reads = 0
    func read(_ demand: Demand = .recent) async throws -> Int {
      try await memory.value(for: "list", demand) {
        reads += 1
        return reads
      }
    }
    #expect(try await read() == 1)
    // A few at once: who changes one thing and looks sees it.
    for expected in [2, 3, 4, 5, 5, 5] {
      memory.makeStale { $0 == "list" }
      #expect(try await read() == expected)
    }
    #expect(memory.known("list") == 5)
    // Whoever changed it sees what they did, and so does everybody after them.
    #expect(try await read(.since(.now)) == 6)
    #expect(try await read() == 6)
    memory.makeStale { $0 == "list" }
    #expect(try await read() == 6)
    #expect(try await read(.current) == 7)
    memory.makeStale { $0 == "another" }
    #expect(try await read(.current) == 7)
    memory.forget { $0 == "list" }
    #expect(try await read() == 8)
  }

  @Test("once the pace allows it, what is stale is read anew for everybody")
  @Loop func paced() async throws {
    let memory = Cache<String, Int>(for: .seconds(600), pacing: .zero)
    for value in 1...50 {
      memory.makeStale { _ in true }
      #expect(try await memory.value(for: "list") { value } == value)
    }
  }

  @Test("a number that changed while it was read is read again for whoever changed it")
  @Loop func staleMeanwhile() async throws {
    let memory = Cache<String, Int>(for: .seconds(600), pacing: .seconds(300))
    let gate = Gate()
    let old = Task { @Loop in
      try await memory.value(for: "list") {
        await gate.wait()
        return 1
      }
    }
    await Loop.turn()
    memory.makeStale { _ in true }
    #expect(try await memory.value(for: "list", .since(.now)) { 2 } == 2)
    await gate.open()
    #expect(try await old.value == 1)
    #expect(memory.known("list") == 2)
  }

  @Test("a read that failed is tried again")
  @Loop func failed() async throws {
    struct Away: Error {}
    let memory = Cache<String, Int>(for: .seconds(60))
    await #expect(throws: Away.self) { try await memory.value(for: "list") { throw Away() } }
    #expect(try await memory.value(for: "list") { 3 } == 3)
  }

  @Test("what is older than it may be is read again")
  @Loop func old() async throws {
    let memory = Cache<String, Int>(for: .zero)
    _ = try await memory.value(for: "list") { 1 }
    #expect(try await memory.value(for: "list") { 2 } == 2)
    memory.forgetOld()
    #expect(memory.count == 0)
  }

  @Test("of too many, what was asked for longest ago is forgotten: what all want stays")
  @Loop func many() async throws {
    let memory = Cache<Int, Int>(for: .seconds(60), most: 3)
    for key in 1...1000 {
      _ = try await memory.value(for: 0) { 0 }
      _ = try await memory.value(for: key) { key }
      #expect(memory.count <= 3 && memory.known(0) == 0)
    }
    #expect(memory.known(1000) == 1000 && memory.known(1) == nil)
  }

  @Test("so are values that weigh too much together; one that is too heavy by itself is given and not kept")
  @Loop func heavy() async throws {
    let memory = Cache<Int, [UInt8]>(for: .seconds(60), mostBytes: 100) { $0.count }
    for key in 1...50 { _ = try await memory.value(for: key) { [UInt8](repeating: 1, count: 30) } }
    #expect(memory.count == 3)
    #expect(try await memory.value(for: 99) { [UInt8](repeating: 1, count: 101) }.count == 101)
    #expect(memory.known(99) == nil && memory.count == 3)
    memory.forget()
    for key in 1...3 { _ = try await memory.value(for: key) { [UInt8](repeating: 1, count: 30) } }
    #expect(memory.count == 3)
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
