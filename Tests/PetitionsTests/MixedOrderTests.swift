import Foundation
import Petitions
import Testing

@Suite("The order of the phone's list", .timeLimit(.minutes(5)))
struct MixedOrderTests {
  private let now = Date(timeIntervalSince1970: 1_497_339_000)

  private func entry(_ id: Int64, upvotes: Int, minutes: Double, signed: Bool = false) -> MixedOrder.Entry {
    MixedOrder.Entry(
      id: Question.ID(rawValue: id), askedAt: now - minutes * 60, upvotes: upvotes, isSigned: signed)
  }

  private func hall() -> [MixedOrder.Entry] {
    (1...30).map { entry($0, upvotes: 60 - 2 * Int($0), minutes: 60 - 2 * Double($0)) }
  }

  private func ids(_ entries: [MixedOrder.Entry], reader: Int64 = 1, at time: Date? = nil) -> [Int64] {
    MixedOrder(reader: reader, now: time ?? now).places(of: entries).map(\.id.rawValue)
  }

  @Test("few questions stand by upvotes, then the oldest first")
  func few() {
    let entries = [
      entry(3, upvotes: 2, minutes: 1), entry(1, upvotes: 2, minutes: 9), entry(2, upvotes: 5, minutes: 5),
    ]
    #expect(ids(entries) == [2, 1, 3])
  }

  @Test("every question has one place, whatever order they come in")
  func once() {
    let places = ids(hall())
    #expect(places.count == 30 && Set(places) == Set(1...30))
    #expect(ids(hall().shuffled()) == places)
  }

  @Test("the most upvoted is first, and every fourth place goes on from there")
  func top() {
    let places = MixedOrder(reader: 1, now: now).places(of: hall())
    #expect(places[0].id.rawValue == 1)
    #expect(
      places.prefix(8).map(\.kind) == [.top, .fresh, .climbing, .fresh, .top, .fresh, .climbing, .fresh])
    let top = places.filter { $0.kind == .top }.map(\.id.rawValue)
    #expect(top == top.sorted())
  }

  @Test("what gathers upvotes quickest for its age is third")
  func climbing() {
    let entries = hall() + [entry(31, upvotes: 12, minutes: 4)]
    let climbs = (0..<20).filter { ids(entries, reader: $0).prefix(4).contains(31) }
    #expect(climbs.count == 20)
  }

  @Test("a reader's order stands for two minutes, then lots are drawn anew; others' are others")
  func rotation() {
    let start = Date(timeIntervalSince1970: 1_497_339_000 / 120 * 120)
    #expect(ids(hall(), at: start + 1).prefix(8) == ids(hall(), at: start + 5).prefix(8))
    let draws = Set((0..<10).map { ids(hall(), at: start + Double($0) * 120)[1] })
    let readers = Set((0..<10).map { ids(hall(), reader: $0)[1] })
    #expect(draws.count > 2 && readers.count > 2)
  }

  @Test("no place kept for fresh ones is given to what the reader signed")
  func signed() {
    var entries = hall()
    for place in entries.indices where place % 2 == 0 { entries[place].isSigned = true }
    for place in MixedOrder(reader: 7, now: now).places(of: entries) where place.kind != .top {
      #expect(place.id.rawValue % 2 == 0)
    }
  }

  @Test("a question of days ago, or one from a clock that is ahead, is ordered like any other")
  func extremes() {
    let entries = hall() + [entry(40, upvotes: 1, minutes: 100_000), entry(41, upvotes: 1, minutes: -5)]
    #expect(Set(ids(entries)).count == 32)
  }

  @Test(
    "of equally good questions the late get at least 60 % of the upvotes of the early; by upvotes alone, hardly any",
    arguments: [1, 7, 42, 2017, 20_170_613] as [UInt64])
  func fairness(seed: UInt64) {
    let mixed = SimulatedHall(seed: seed).run { MixedOrder(reader: $1, now: $2).places(of: $0).map(\.id) }
    let top = SimulatedHall(seed: seed).run { entries, _, _ in
      entries.sorted { ($1.upvotes, $0.id.rawValue) < ($0.upvotes, $1.id.rawValue) }.map(\.id)
    }
    print(
      "seed \(seed): late questions get \(mixed.percent) % of the upvotes of early ones in the mixed order",
      "(\(mixed.late) of \(mixed.early)), \(top.percent) % by upvotes alone (\(top.late) of \(top.early))")
    #expect(mixed.share >= 0.6)
    #expect(top.share < 0.3)
    // Fair to late ones, and still to good ones: those lead in the end.
    #expect(mixed.goodAmongTopTen == 10)
    #expect(mixed.good > 3 * mixed.poor)
  }
}
