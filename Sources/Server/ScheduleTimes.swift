internal import Foundation
internal import Petitions

/// A time as a schedule writes it: a day, perhaps a time of that day, perhaps an offset.
struct ScheduleTime: Equatable {
  var day: Day
  /// Since midnight.
  var seconds: Int?
  /// East of Greenwich, in seconds.
  var offset: Int?

  /// `2020-12-14`, `2020-12-14T09:00:00+01:00`, and all between: a space for the T, no seconds, fractions of them,
  /// `+0100`, `Z`, no offset. Nil for everything else, and for impossible ones.
  init?(_ text: String) {
    guard let day = Day(rawValue: String(text.prefix(10))) else { return nil }
    self.day = day
    var rest = text.dropFirst(10)
    guard let separator = rest.popFirst() else { return }
    guard separator == "T" || separator == " " else { return nil }
    let clock = rest.prefix { $0.isNumber || $0 == ":" || $0 == "." }
    guard let seconds = Self.timeOfDay(String(clock.prefix { $0 != "." })), clock.last != ".",
      clock.prefix(3).last == ":"
    else { return nil }
    self.seconds = seconds
    let zone = rest.dropFirst(clock.count).drop { $0 == " " }
    if zone.isEmpty { return }
    guard let offset = Self.offset(zone) else { return nil }
    self.offset = offset
  }

  /// `+01:00`, `+0100`, `Z`
  static func offset(_ text: Substring) -> Int? {
    if text == "Z" || text == "z" { return 0 }
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard digits.utf8.count == 4, let number = number(digits[...]), number % 100 < 60, number / 100 <= 14
    else { return nil }
    let seconds = number / 100 * 3600 + number % 100 * 60
    return sign == "-" ? -seconds : seconds
  }

  /// `9:30`, `09:30`, `09:30:00`: seconds since midnight.
  static func timeOfDay(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap(number)
    guard (2...3).contains(parts.count), numbers.count == parts.count,
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }), parts[0].utf8.count <= 2, numbers[0] < 24,
      numbers.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    return numbers[0] * 3600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0)
  }

  /// Seconds of `00:30`, `1:30`, `26:00`, `1:02:30` (a day, two hours and a half), `00:45:00` (hours first, as the two
  /// digits show), `45` or 45 (minutes). Nil for the impossible: `abc`, `00:75`, a month, less than nothing.
  static func duration(_ value: JSONTree) -> Int? {
    guard let text = ScheduleFields.text(value)?.trimmingCharacters(in: .whitespaces) else { return nil }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap(number)
    guard numbers.count == parts.count, numbers.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
    let seconds: Int
    switch numbers.count {
    case 1: seconds = numbers[0] * 60
    case 2: seconds = numbers[0] * 3600 + numbers[1] * 60
    case 3 where parts[0].count == 2: seconds = numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
    case 3 where numbers[1] < 24: seconds = numbers[0] * 86_400 + numbers[1] * 3600 + numbers[2] * 60
    default: return nil
    }
    return seconds <= 31 * 86_400 ? seconds : nil
  }

  /// One to four digits and nothing else.
  private static func number(_ digits: Substring) -> Int? {
    (1...4).contains(digits.utf8.count) && digits.utf8.allSatisfy { (48...57).contains($0) }
      ? Int(digits) : nil
  }
}
