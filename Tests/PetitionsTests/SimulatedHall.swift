import Foundation
import Petitions

/// An hour in a hall of 300. Forty questions come evenly within fifty minutes, half of them good, and equally so.
/// People take out their phones, most within ten minutes, and look again every eight or so: at the first eight of the
/// list as it is shown to them. What they see they judge once: they sign every second of the good ones, every tenth
/// of the others. Early and late are what was asked in the first and in the last third.
struct SimulatedHall {
  struct Outcome {
    /// Upvotes on average, of good questions.
    var early: Int
    var late: Int
    var good: Int
    /// Of the others.
    var poor: Int
    var goodAmongTopTen: Int

    var share: Double { Double(late) / Double(early) }
    var percent: Int { Int((share * 100).rounded()) }
  }

  private struct Asked {
    var entry: MixedOrder.Entry
    var minute: Double
    var isGood: Bool
  }

  private static let start = Date(timeIntervalSince1970: 1_497_339_000)
  private static let people = 300
  private static let questions = 40
  private static let askedWithin = 50.0
  private static let minutes = 60.0
  private static let looksAt = 8
  private static let between = 8.0

  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed) }

  /// `order` is given what was asked so far, the reader and the time.
  func run(_ order: ([MixedOrder.Entry], Int64, Date) -> [Question.ID]) -> Outcome {
    var random = random
    var asked = Self.ask(&random)
    var judged = [Set<Question.ID>](repeating: [], count: Self.people)
    var signed = judged
    for (minute, reader) in Self.looks(&random) {
      let now = Self.start + minute * 60
      let entries = asked.filter { $0.minute <= minute }.map { question in
        var entry = question.entry
        entry.isSigned = signed[reader].contains(entry.id)
        return entry
      }
      for id in order(entries, Int64(reader), now).prefix(Self.looksAt) {
        guard judged[reader].insert(id).inserted else { continue }
        let place = Int(id.rawValue)
        guard Double.random(in: 0..<1, using: &random) < (asked[place].isGood ? 0.5 : 0.1) else { continue }
        signed[reader].insert(id)
        asked[place].entry.upvotes += 1
      }
    }
    return Self.outcome(asked)
  }

  private static func ask(_ random: inout SeededRandom) -> [Asked] {
    let times = (0..<questions).map { _ in Double.random(in: 0..<askedWithin, using: &random) }.sorted()
    return times.enumerated().map { place, minute in
      let entry = MixedOrder.Entry(
        id: Question.ID(rawValue: Int64(place)), askedAt: start + minute * 60, upvotes: 1)
      return Asked(entry: entry, minute: minute, isGood: Bool.random(using: &random))
    }
  }

  private static func looks(_ random: inout SeededRandom) -> [(minute: Double, reader: Int)] {
    var looks: [(minute: Double, reader: Int)] = []
    for reader in 0..<people {
      let isPunctual = Double.random(in: 0..<1, using: &random) < 0.7
      var minute = Double.random(in: 0..<(isPunctual ? 10 : askedWithin), using: &random)
      while minute < minutes {
        looks.append((minute, reader))
        minute -= between * log(1 - Double.random(in: 0..<1, using: &random))
      }
    }
    return looks.sorted { $0 < $1 }
  }

  private static func outcome(_ asked: [Asked]) -> Outcome {
    func average(_ those: (Asked) -> Bool) -> Int {
      let upvotes = asked.filter(those).map(\.entry.upvotes)
      return upvotes.reduce(0, +) / max(1, upvotes.count)
    }
    let top = asked.sorted { $0.entry.upvotes > $1.entry.upvotes }.prefix(10)
    return Outcome(
      early: average { $0.isGood && $0.minute < askedWithin / 3 },
      late: average { $0.isGood && $0.minute > askedWithin * 2 / 3 },
      good: average { $0.isGood }, poor: average { !$0.isGood }, goodAmongTopTen: top.count(where: \.isGood))
  }
}

/// The same numbers for the same seed (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
