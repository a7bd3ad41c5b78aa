public import struct Foundation.Date

extension Programme {
  /// A session that a summit has already.
  public struct Known: Hashable, Sendable {
    public var guid: String
    public var title: String
    public var startsAt: Date
    public var room: String?

    public init(guid: String, title: String, startsAt: Date, room: String? = nil) {
      (self.guid, self.title, self.startsAt, self.room) = (guid, title, startsAt, room)
    }
  }

  /// The identity of one of several sessions that a file calls by the same `guid`, counted from the second.
  public static func slot(_ number: Int, of guid: String) -> String { "\(guid)#\(number)" }

  /// The same programme, in which slots that share a guid keep the identities that they had, though one of them moved,
  /// went or came: each is the known one with its title, its time, its room, or else the nearest.
  public func settled(among known: [Known]) -> Programme {
    var families: [String: [Int]] = [:]
    for (index, item) in sessions.enumerated() { families[Self.family(item.guid), default: []].append(index) }
    let knownFamilies = Dictionary(grouping: known) { Self.family($0.guid) }
    var settled = self
    for (guid, members) in families {
      guard let known = knownFamilies[guid], known.count > 1 || members.count > 1 else { continue }
      settled.settle(members, guid: guid, among: known)
    }
    return settled
  }

  private mutating func settle(_ members: [Int], guid: String, among known: [Known]) {
    // So many slots are no talk's; what they are called by their order does as well.
    guard members.count * known.count <= 10_000 else { return }
    var pairs: [(distance: Distance, known: Int, member: Int)] = []
    for (index, other) in known.enumerated() {
      for member in members { pairs.append((Distance(sessions[member], other), index, member)) }
    }
    pairs.sort { ($0.distance, $0.known, $0.member) < ($1.distance, $1.known, $1.member) }
    var (taken, found): (Set<Int>, Set<Int>) = ([], [])
    for pair in pairs where !taken.contains(pair.known) && !found.contains(pair.member) {
      taken.insert(pair.known)
      found.insert(pair.member)
      sessions[pair.member].guid = known[pair.known].guid
    }
    var used = Set(known.map(\.guid))
    for member in members where !found.contains(member) {
      var (identity, number) = (guid, 1)
      while used.contains(identity) {
        number += 1
        identity = Self.slot(number, of: guid)
      }
      used.insert(identity)
      sessions[member].guid = identity
    }
  }

  /// The guid without the number of a slot.
  private static func family(_ guid: String) -> String {
    guard let hash = guid.lastIndex(of: "#"), hash > guid.startIndex,
      let number = Int(guid[guid.index(after: hash)...]), number > 1
    else { return guid }
    return String(guid[..<hash])
  }

  /// How far a slot of the file is from a known one.
  private struct Distance: Comparable {
    let title: Int
    let place: Int
    let time: Double

    init(_ item: Item, _ known: Known) {
      title = item.title == known.title ? 0 : 1
      let (sameTime, sameRoom) = (item.startsAt == known.startsAt, item.room == known.room)
      place = sameTime && sameRoom ? 0 : sameTime ? 1 : sameRoom ? 2 : 3
      time = abs(item.startsAt.timeIntervalSince(known.startsAt))
    }

    static func < (left: Self, right: Self) -> Bool {
      (left.title, left.place, left.time) < (right.title, right.place, right.time)
    }
  }
}
