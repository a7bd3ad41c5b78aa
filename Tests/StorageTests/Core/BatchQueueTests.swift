import Testing

@testable import Storage

@Suite("Queues that are taken in batches", .timeLimit(.minutes(10)))
struct BatchQueueTests {
  @Test("a batch holds each key once; those of one key keep their order, those of none all go together")
  func batches() {
    var queue = BatchQueue<String, Int>()
    for (key, element) in [("a", 1), ("a", 2), (nil, 3), ("b", 4), ("a", 5), (nil, 6)] {
      queue.append(element, key: key)
    }
    #expect(queue.count == 6)
    #expect(queue.next(3) == [1, 3, 4])
    #expect(queue.next(9) == [6, 2])
    queue.append(7, key: "b")
    #expect(queue.next(9) == [5, 7])
    #expect(queue.next(9) == [] && queue.isEmpty)
  }

  /// Says how often it was looked at.
  private struct Counted: Hashable {
    final class Looks { var count = 0 }
    let number: Int
    let looks: Looks

    static func == (left: Counted, right: Counted) -> Bool {
      left.looks.count += 1
      return left.number == right.number
    }

    func hash(into hasher: inout Hasher) {
      looks.count += 1
      hasher.combine(number)
    }
  }

  @Test("a batch costs what it holds, however many wait behind it", arguments: [20_000, 500])
  func cost(people: Int) {
    let looks = Counted.Looks()
    var queue = BatchQueue<Counted, Int>()
    for number in 0..<20_000 { queue.append(number, key: Counted(number: number % people, looks: looks)) }
    looks.count = 0
    #expect(queue.next(512).count == min(512, people))
    #expect(looks.count < 512 * 10)
  }
}
