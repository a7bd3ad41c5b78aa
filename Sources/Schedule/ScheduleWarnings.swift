/// What was read leniently, for a person to look at: of each kind the first ten with their places, then how many more.
struct ScheduleWarnings {
  private static let mostOfAKind = 10
  private static let most = 200

  private var said: [ScheduleFault] = []
  /// By kind: how often it occurred, in the order in which kinds came.
  private var counts: [String: (order: Int, count: Int)] = [:]

  /// The first that was said, which a strict reading refuses, and how many there are.
  var first: ScheduleFault? { said.first }
  var count: Int { counts.values.reduce(0) { $0 + $1.count } }

  mutating func add(_ place: String, _ text: String) {
    let kind = Self.kind(of: text)
    let (order, count) = counts[kind] ?? (counts.count, 0)
    counts[kind] = (order, count + 1)
    if count < Self.mostOfAKind, said.count < Self.most {
      said.append(ScheduleFault(place: place, reason: text))
    }
  }

  var all: [String] {
    var lines = said.map(\.description)
    var saidOf: [String: Int] = [:]
    for fault in said { saidOf[Self.kind(of: fault.reason), default: 0] += 1 }
    for (kind, total) in counts.sorted(by: { $0.value.order < $1.value.order }) {
      let more = total.count - saidOf[kind, default: 0]
      if more > 0 { lines.append("and \(more) more: \(kind)") }
    }
    return lines
  }

  /// The text without what differs from one event to the next: quoted values and numbers.
  private static func kind(of text: String) -> String {
    var kind = ""
    var isQuoted = false
    for character in text {
      switch character {
      case "“": isQuoted = true
      case "”":
        isQuoted = false
        kind += "…"
      case _ where isQuoted: continue
      case "0"..."9": if kind.last != "…" { kind += "…" }
      default: kind.append(character)
      }
    }
    return kind
  }
}
