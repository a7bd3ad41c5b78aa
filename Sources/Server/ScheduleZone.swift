internal import Foundation
internal import Petitions

/// The time zone of a schedule: as it is named, where the name can be understood and agrees with the times; else
/// as the times show it.
struct ScheduleZone {
  let zone: Programme.Zone
  let timeZone: TimeZone
  /// What was not as it should be.
  let warning: String?

  /// `offsets`: of the places where sessions happen, as far as their times tell.
  init(named name: String?, offsets: [(offset: Int, at: Date)], fallback: TimeZone?) {
    let said = name.flatMap(Self.understood)
    if let said, let timeZone = TimeZone(identifier: said) {
      let agreeing = offsets.count { timeZone.secondsFromGMT(for: $0.at) == $0.offset }
      // A zone on Greenwich time in which no session is on it was never set.
      if agreeing > 0 || offsets.isEmpty || timeZone.secondsFromGMT() != 0 {
        self.init(
          .said(said), timeZone,
          warning: said == name
            ? nil : "schedule.conference.time_zone_name: “\(name ?? "")” is read as \(said)")
        return
      }
    }
    let complaint = name.map { "“\($0)” does not agree with the times" } ?? "missing"
    let common = Dictionary(grouping: offsets, by: \.offset).max {
      ($0.value.count, -$0.key) < ($1.value.count, -$1.key)
    }
    if let fallback, common.map({ fallback.secondsFromGMT(for: $0.value[0].at) == $0.key }) ?? true {
      self.init(.guessed(fallback.identifier), fallback, warning: nil)
    } else if let common, let guess = Self.name(ofOffset: common.key, at: common.value[0].at),
      let timeZone = TimeZone(identifier: guess)
    {
      self.init(
        .guessed(guess), timeZone,
        warning: "schedule.conference.time_zone_name: \(complaint); \(guess) is taken from them")
    } else {
      self.init(
        .guessed("UTC"), TimeZone(secondsFromGMT: 0) ?? .current,
        warning:
          "schedule.conference.time_zone_name: \(complaint), and the times have no offset; UTC is assumed")
    }
  }

  private init(_ zone: Programme.Zone, _ timeZone: TimeZone, warning: String?) {
    (self.zone, self.timeZone, self.warning) = (zone, timeZone, warning)
  }

  /// The moment at which clocks of the zone show this.
  func date(_ day: Day, seconds: Int) -> Date {
    let wall = Date(timeIntervalSince1970: Double(day.number * 86_400 + seconds))
    let guess = wall.addingTimeInterval(-Double(timeZone.secondsFromGMT(for: wall)))
    return wall.addingTimeInterval(-Double(timeZone.secondsFromGMT(for: guess)))
  }

  func day(of date: Date) -> Day? {
    let local = date.timeIntervalSince1970 + Double(timeZone.secondsFromGMT(for: date))
    return Int(exactly: (local / 86_400).rounded(.down)).flatMap(Day.init(number:))
  }

  // MARK: Names

  /// The IANA name that a loosely written one means.
  private static func understood(_ name: String) -> String? {
    let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
    let folded = name.lowercased().replacing(" ", with: "_")
    if ["utc", "gmt", "z", "etc/utc", "etc/gmt", "universal"].contains(folded) { return "UTC" }
    if let windows = windowsNames[name.lowercased()] { return windows }
    if name.contains("/"), TimeZone(identifier: name) != nil { return name }
    let known = TimeZone.knownTimeZoneIdentifiers
    return known.first { $0.lowercased() == folded }
      // Ruby on Rails, and so frab, calls zones by their city: "Berlin".
      ?? known.first { $0.lowercased().hasSuffix("/" + folded) }
      ?? ["cet": "Europe/Paris", "cest": "Europe/Paris", "wet": "Europe/Lisbon", "eet": "Europe/Athens"][
        folded]
  }

  /// A zone that always has this offset; POSIX counts `Etc/GMT` the other way round.
  private static func name(ofOffset offset: Int, at date: Date) -> String? {
    if offset == 0 { return "UTC" }
    if offset % 3600 == 0 { return "Etc/GMT\(offset > 0 ? "-" : "+")\(abs(offset) / 3600)" }
    return TimeZone.knownTimeZoneIdentifiers.first {
      TimeZone(identifier: $0)?.secondsFromGMT(for: date) == offset
    }
  }

  private static let windowsNames = [
    "romance standard time": "Europe/Paris", "w. europe standard time": "Europe/Berlin",
    "central europe standard time": "Europe/Budapest", "central european standard time": "Europe/Warsaw",
    "gmt standard time": "Europe/London", "greenwich standard time": "Atlantic/Reykjavik",
    "e. europe standard time": "Europe/Chisinau", "fle standard time": "Europe/Kyiv",
    "gtb standard time": "Europe/Bucharest", "russian standard time": "Europe/Moscow",
    "eastern standard time": "America/New_York", "central standard time": "America/Chicago",
    "mountain standard time": "America/Denver", "pacific standard time": "America/Los_Angeles",
    "tokyo standard time": "Asia/Tokyo", "china standard time": "Asia/Shanghai",
    "india standard time": "Asia/Kolkata", "aus eastern standard time": "Australia/Sydney",
  ]
}
