public import Foundation

/// The order of the phone's list (rule 12): questions that came early do not win by having come early. Of four places
/// the first is kept for the most upvoted, the third for what gathers upvotes quickest for its age, and the other two
/// for fresh ones, drawn by lot for each reader: the younger, the likelier, and never what the reader signed already.
/// Every two minutes lots are drawn anew; until then a reader sees the same order.
///
/// Age stands for how often a question was seen, which nobody counts. That this is fair is shown by a hall that is
/// simulated (`MixedOrderTests`).
public struct MixedOrder: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public var id: Question.ID
    public var askedAt: Date
    public var upvotes: Int
    /// By the reader.
    public var isSigned: Bool

    public init(id: Question.ID, askedAt: Date, upvotes: Int, isSigned: Bool = false) {
      (self.id, self.askedAt, self.upvotes, self.isSigned) = (id, askedAt, upvotes, isSigned)
    }
  }

  /// For what a place is kept.
  public enum Kind: Hashable, Sendable { case top, fresh, climbing }

  public struct Place: Hashable, Sendable {
    public var id: Question.ID
    public var kind: Kind
  }

  /// So few are seen in any order: they stand by upvotes.
  public static let fewest = 5
  /// Behind these places the rest follows by upvotes.
  public static let mixed = 24

  static let pattern: [Kind] = [.top, .fresh, .climbing, .fresh]
  /// Seconds in which a question becomes half as likely to be drawn as a new one.
  static let halfLife: Double = 3 * 60
  static let secondsBetweenDraws: Double = 2 * 60
  /// Added to the age in seconds, so that one upvote a moment after the asking is no climb.
  static let settling: Double = 3 * 60

  /// The attendee's id; the same for all strangers.
  public var reader: Int64
  public var now: Date

  public init(reader: Int64, now: Date) { (self.reader, self.now) = (reader, now) }

  /// Every entry once.
  public func places(of entries: [Entry]) -> [Place] {
    let top = entries.sorted { ($1.upvotes, $0.id.rawValue) < ($0.upvotes, $1.id.rawValue) }
    guard entries.count > Self.fewest else { return top.map { Place(id: $0.id, kind: .top) } }
    let unsigned = top.filter { !$0.isSigned }
    var queues: [Kind: ArraySlice<Entry>] = [
      .top: top[...],
      .fresh: sorted(unsigned) { lot($0) },
      .climbing: sorted(unsigned) { -Double($0.upvotes) / (age($0) + Self.settling) },
    ]
    var placed: Set<Question.ID> = []
    func next(_ kind: Kind) -> Entry? {
      while let entry = queues[kind]?.popFirst() {
        if placed.insert(entry.id).inserted { return entry }
      }
      return nil
    }
    var places: [Place] = []
    while places.count < Self.mixed {
      let kind = Self.pattern[places.count % Self.pattern.count]
      if let entry = next(kind) {
        places.append(Place(id: entry.id, kind: kind))
      } else if let entry = next(.top) {
        places.append(Place(id: entry.id, kind: .top))
      } else {
        break
      }
    }
    while let entry = next(.top) { places.append(Place(id: entry.id, kind: .top)) }
    return places
  }

  private func sorted(_ entries: [Entry], by rank: (Entry) -> Double) -> ArraySlice<Entry> {
    entries.map { (rank: rank($0), entry: $0) }
      .sorted { ($0.rank, $1.entry.id.rawValue) < ($1.rank, $0.entry.id.rawValue) }
      .map(\.entry)[...]
  }

  private func age(_ entry: Entry) -> Double { max(0, now.timeIntervalSince(entry.askedAt)) }

  /// The lowest comes first. Of exponential times with rates `2^(-age / halfLife)` the least is each with a chance in
  /// proportion to its rate; by its logarithm, so that an old one's is no zero.
  private func lot(_ entry: Entry) -> Double {
    let draw = UInt64(
      bitPattern: Int64((now.timeIntervalSince1970 / Self.secondsBetweenDraws).rounded(.down)))
    let bits = Self.mix(
      Self.mix(Self.mix(draw) ^ UInt64(bitPattern: reader)) ^ UInt64(bitPattern: entry.id.rawValue))
    let chance = (Double(bits >> 11) + 0.5) / Double(1 << 53 as UInt64)
    return log(-log(chance)) + age(entry) / Self.halfLife * log(2)
  }

  /// Every bit of the result hangs on every bit given (the finish of SplitMix64).
  private static func mix(_ bits: UInt64) -> UInt64 {
    var bits = bits &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
