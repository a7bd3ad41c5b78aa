internal import Foundation
internal import Petitions

/// The time zone of a schedule: as it is named, where the name can be understood and agrees with the times; else
/// as the times show it.
struct ScheduleZone {
  let zone: Programme.Zone
  let timeZone: TimeZone
  /// What was not as it should be.
  let doubts: [String]

  /// `offsets`: of the places where sessions happen, as far as their times tell.
  init(named name: String?, offsets: [(offset: Int, at: Date)], fallback: TimeZone?) {
    let times = Offsets(offsets)
    if let name, let said = ZoneNames.today(name), let timeZone = TimeZone(identifier: said) {
      let agreeing = times.agreeing(with: timeZone)
      // Greenwich time on which no session is was never set; an abbreviation may be another zone's.
      let isAbbreviation = name.utf8.count <= 5 && name == name.uppercased()
      if agreeing > 0 || times.count == 0 || said != "UTC" && !isAbbreviation {
        let doubts = said == name ? [] : ["“\(name)” is read as \(said)"]
        (self.zone, self.timeZone, self.doubts) = (
          .said(said), timeZone, doubts + times.against(timeZone, said)
        )
        return
      }
    }
    let complaint = name.map { "“\($0)” is unknown or does not agree with the times" } ?? "missing"
    if let fallback, times.common.map({ fallback.secondsFromGMT(for: $0.at) == $0.offset }) ?? true {
      (zone, timeZone) = (.guessed(fallback.identifier), fallback)
      doubts = times.against(fallback, fallback.identifier)
    } else if let common = times.common {
      let guess = times.zone ?? ZoneNames.fixed(offset: common.offset, at: common.at) ?? "UTC"
      let against = TimeZone(identifier: guess).map { times.against($0, guess) } ?? []
      (zone, timeZone) = (.guessed(guess), TimeZone(identifier: guess) ?? .gmt)
      doubts = ["\(complaint); \(guess) is taken from them"] + against
    } else {
      (zone, timeZone) = (.guessed("UTC"), .gmt)
      doubts = ["\(complaint), and the times have no offset; UTC is assumed"]
    }
  }

  // MARK: Times in it

  /// The moment at which clocks of the zone show this, and what is doubtful about it: an hour that is skipped is reckoned
  /// from before the change; of an hour that comes twice it is the first, or the first behind `start`.
  func moment(_ day: Day, seconds: Int, after start: Date? = nil) -> (date: Date, doubt: String?) {
    let wall = Date(timeIntervalSince1970: Double(day.number * 86_400 + seconds))
    // Clocks do not change twice within two days.
    let moments = [-86_400.0, 86_400].map { distance in
      wall.addingTimeInterval(-Double(timeZone.secondsFromGMT(for: wall + distance)))
    }
    let (before, after) = (moments[0], moments[1])
    if before == after { return (before, nil) }
    let shows = moments.map { $0.addingTimeInterval(Double(timeZone.secondsFromGMT(for: $0))) == wall }
    switch (shows[0], shows[1]) {
    case (true, true):
      if let start, before <= start { return (after, nil) }
      return (before, "comes twice in that night; the first is taken")
    case (true, false): return (before, nil)
    case (false, true): return (after, nil)
    case (false, false):
      let shift = Int(before.timeIntervalSince(after)) / 60
      return (before, "is skipped when clocks go forward that night; \(shift) minutes later is taken")
    }
  }

  func day(of date: Date) -> Day? {
    let local = date.timeIntervalSince1970 + Double(timeZone.secondsFromGMT(for: date))
    return Int(exactly: (local / 86_400).rounded(.down)).flatMap(Day.init(number:))
  }
}

/// Offsets and when they were in force, each hour's once.
private struct Offsets {
  private struct Hour: Hashable {
    var offset: Int
    var hour: Int
    var at: Date { Date(timeIntervalSince1970: Double(hour * 3600)) }
  }
  private let hours: [Hour: Int]
  let count: Int
  /// The one that most times have, the lesser of two.
  let common: (offset: Int, at: Date)?
  private let differ: Bool

  init(_ offsets: [(offset: Int, at: Date)]) {
    count = offsets.count
    let hours = Dictionary(
      offsets.map {
        (Hour(offset: $0.offset, hour: Int(($0.at.timeIntervalSince1970 / 3600).rounded(.down))), 1)
      },
      uniquingKeysWith: +)
    let counts = Dictionary(hours.map { ($0.key.offset, $0.value) }, uniquingKeysWith: +)
    differ = counts.count > 1
    self.hours = hours
    let most = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
    common = most.flatMap { most in
      hours.keys.filter { $0.offset == most.key }.min { $0.hour < $1.hour }.map { ($0.offset, $0.at) }
    }
  }

  /// What to say of times that do not agree with the zone.
  func against(_ zone: TimeZone, _ name: String) -> [String] {
    let others = count - agreeing(with: zone)
    return others == 0
      ? [] : ["the offset of \(others) of \(count) times is not that of \(name); they are kept"]
  }

  func agreeing(with zone: TimeZone) -> Int {
    hours.reduce(0) { $0 + (zone.secondsFromGMT(for: $1.key.at) == $1.key.offset ? $1.value : 0) }
  }

  /// The zone that has several of the offsets: with which the most times agree, if those are more than have one offset.
  var zone: String? {
    guard differ else { return nil }
    let least = hours.reduce(0) { $0 + ($1.key.offset == common?.offset ? $1.value : 0) }
    var best: (name: String, count: Int)?
    for name in ZoneNames.likely + ZoneNames.all {
      guard let zone = TimeZone(identifier: name) else { continue }
      let count = agreeing(with: zone)
      if count == self.count { return name }
      if count > max(least, best?.count ?? 0) { best = (name, count) }
    }
    return best?.name
  }
}
