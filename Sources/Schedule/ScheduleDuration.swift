internal import Foundation
internal import JSON

/// How long an event takes, as far as its own `duration` tells: in one reading, or in two between which the rest of
/// the file decides.
struct ScheduleDuration: Equatable {
  /// How it is written; a file mostly keeps to one of two that exclude each other.
  enum Style {
    /// Nothing else looks like it.
    case plain
    /// `1:30:00` as hours, minutes and seconds, as Python writes it; or as days, hours and minutes, as frab does.
    case hoursFirst, daysFirst
    /// A mere number.
    case minutes, seconds
  }

  struct Reading: Equatable {
    var style: Style
    var seconds: Int
  }

  /// One or two, the likelier first.
  let readings: [Reading]
  /// Whether it is not written as it should be.
  let isOdd: Bool

  static let longest = 31 * 86_400

  /// `00:30`, `1:30`, `26:00`, `00:45:00`, `45`, `PT45M`, `1h30`, `1 day, 2:00:00`. Oddly also `0:90`, `135.0:00`,
  /// `1:30:00`, `2700`. Nil for what is none: `abc`, more than a month, less than nothing.
  init?(_ value: JSONTree) {
    guard let text = ScheduleFields.text(value)?.trimmingCharacters(in: .whitespaces).lowercased(),
      !text.isEmpty
    else { return nil }
    let (readings, isOdd) =
      Self.number(text) ?? Self.clock(text) ?? Self.iso8601(text) ?? Self.units(text) ?? ([], false)
    self.readings = readings.filter { (0...Self.longest).contains($0.seconds) }
    self.isOdd = isOdd
    if self.readings.isEmpty { return nil }
  }

  private typealias Parsed = (readings: [Reading], isOdd: Bool)

  private static func plain(_ seconds: Double, isOdd: Bool = false) -> Parsed? {
    guard seconds <= Double(longest) else { return nil }
    return ([Reading(style: .plain, seconds: Int(seconds.rounded()))], isOdd)
  }

  /// Minutes; but few with a fraction are hours, and many may be seconds, or are milliseconds.
  private static func number(_ text: String) -> Parsed? {
    guard let number = decimal(text[...]), number < 1e9 else { return nil }
    if number != number.rounded() {
      return plain(number < 5 ? number * 3600 : number * 60, isOdd: true)
    }
    let value = Int(number)
    if value >= 300_000, value % 60_000 == 0 { return plain(Double(value / 1000), isOdd: true) }
    let minutes = Reading(style: .minutes, seconds: value * 60)
    guard value >= 300, value % 60 == 0 else { return ([minutes], false) }
    let seconds = Reading(style: .seconds, seconds: value)
    return (value > 1440 ? [seconds, minutes] : [minutes, seconds], true)
  }

  private static func clock(_ text: String) -> Parsed? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap(decimal)
    guard (2...4).contains(parts.count), numbers.count == parts.count else { return nil }
    let minutesOver = numbers.dropFirst().contains { $0 > 59 }
    let hasFraction = parts.contains { !$0.utf8.allSatisfy { (48...57).contains($0) } }
    switch parts.count {
    case 2:
      // pretalx once wrote minutes there, with a fraction that is always nothing.
      if parts[0].hasSuffix(".0") { return plain(numbers[0] * 60 + numbers[1], isOdd: true) }
      return plain(numbers[0] * 3600 + numbers[1] * 60, isOdd: minutesOver || hasFraction)
    case 3:
      let hoursFirst = Reading(
        style: .hoursFirst, seconds: Int(min(numbers[0] * 3600 + numbers[1] * 60 + numbers[2], 1e9)))
      let daysFirst = Reading(
        style: .daysFirst, seconds: Int(min(numbers[0] * 86_400 + numbers[1] * 3600 + numbers[2] * 60, 1e9)))
      // No talk takes seconds.
      if hoursFirst.seconds < 300, numbers[2] > 0, daysFirst.seconds >= 300 { return ([daysFirst], true) }
      // Two digits are hours, and no day has thirty of them.
      if parts[0].utf8.count > 1 { return ([hoursFirst], minutesOver || hasFraction) }
      if numbers[1] >= 24 { return ([hoursFirst], true) }
      // A talk is planned to the minute, not to the second.
      return (numbers[2] == 0 ? [hoursFirst, daysFirst] : [daysFirst, hoursFirst], true)
    default:
      return plain(numbers[0] * 86_400 + numbers[1] * 3600 + numbers[2] * 60 + numbers[3])
    }
  }

  /// `PT1H30M`, `P1DT2H`
  private static func iso8601(_ text: String) -> Parsed? {
    guard text.first == "p", text.count > 2 else { return nil }
    let halves = text.dropFirst().split(separator: "t", maxSplits: 1, omittingEmptySubsequences: false)
    guard let days = sum(halves[0], ["w": 7 * 86_400, "d": 86_400]),
      let time = halves.count < 2 ? 0 : sum(halves[1], ["h": 3600, "m": 60, "s": 1])
    else { return nil }
    return plain(days + time)
  }

  /// `45 min`, `1h30`, `1 day, 2:00:00`
  private static func units(_ text: String) -> Parsed? {
    // A clock behind the days, as Python and PostgreSQL write it.
    let words = text.replacing(", ", with: " ").split(separator: " ")
    if let last = words.last, last.contains(":"),
      let clock = clock(String(last))?.readings.first(where: { $0.style != .daysFirst }),
      let days = sum(words.dropLast().joined()[...], unitSeconds.filter { $0.value == 86_400 })
    {
      return plain(days + Double(clock.seconds))
    }
    return sum(words.joined()[...], unitSeconds).flatMap { plain($0) }
  }

  /// Numbers with their units; minutes may end it without theirs. Nil where anything else is among them.
  private static func sum(_ text: Substring, _ units: [String: Double]) -> Double? {
    var (rest, seconds, last) = (text, 0.0, 0.0)
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isNumber || $0 == "." || $0 == "," }
      guard let number = decimal(digits[...]) else { return nil }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { !$0.isNumber }
      rest = rest.dropFirst(unit.count)
      guard let factor = units[String(unit)] ?? (unit.isEmpty && last == 3600 ? 60 : nil) else { return nil }
      seconds += number * factor
      last = factor
    }
    return seconds
  }

  private static let unitSeconds: [String: Double] = {
    let names: [(Double, String)] = [
      (86_400, "d day days j jour jours tag tage"),
      (3600, "h hr hrs hour hours heure heures std stunde stunden"),
      (60, "m min mins min. mn minute minutes minuten ' ′"),
      (1, "s sec secs second seconds seconde secondes ″"),
    ]
    var units: [String: Double] = [:]
    for (seconds, names) in names {
      for name in names.split(separator: " ") { units[String(name)] = seconds }
    }
    return units
  }()

  /// Digits, perhaps with a fraction behind a point or comma.
  private static func decimal(_ text: Substring) -> Double? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard parts.count <= 2,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      text.utf8.count <= 12
    else { return nil }
    return Double(parts.joined(separator: "."))
  }
}
