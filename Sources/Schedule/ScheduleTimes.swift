internal import Foundation
internal import Petitions

/// A time as a schedule writes it: a day, perhaps a time of that day, perhaps an offset.
struct ScheduleTime: Equatable {
  var day: Day
  /// Since midnight; 24:00 is the end of the day.
  var seconds: Int?
  /// East of Greenwich, in seconds.
  var offset: Int?

  /// `2020-12-14`, `2020-12-14T09:00:00+01:00`, and all between: a space for the T, no seconds, fractions of them,
  /// `+0100`, `+01`, `Z`, ` UTC`, `+01:00[Europe/Paris]`, no offset. Nil for everything else, and for impossible ones.
  init?(_ text: String) {
    guard let day = Day(rawValue: String(text.prefix(10))) else { return nil }
    self.day = day
    var rest = text.dropFirst(10)
    guard let separator = rest.popFirst() else { return }
    guard separator == "T" || separator == "t" || separator == " " else { return nil }
    let clock = rest.prefix { $0.isNumber || $0 == ":" || $0 == "." || $0 == "," }
    let whole = clock.prefix { $0 != "." && $0 != "," }
    guard let seconds = Self.timeOfDay(String(whole)), clock.last?.isNumber == true,
      clock.prefix(3).last == ":"
    else { return nil }
    self.seconds = seconds
    var zone = rest.dropFirst(clock.count).drop { $0 == " " }
    // Java writes the zone's name behind its offset.
    if zone.last == "]", let bracket = zone.firstIndex(of: "[") { zone = zone[..<bracket] }
    if zone.isEmpty { return }
    guard let offset = Self.offset(zone) else { return nil }
    self.offset = offset
  }

  /// `+01:00`, `+0100`, `+01`, `+1`, `Z`, `UTC`, `GMT`; a typographic minus is one too.
  static func offset(_ text: Substring) -> Int? {
    if ["Z", "UTC", "GMT"].contains(text.uppercased()) { return 0 }
    guard let sign = text.first, "+-−".contains(sign) else { return nil }
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    let digits = parts.joined()
    guard parts.count <= 2, parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
      let number = number(digits[...])
    else { return nil }
    let (hours, minutes) = digits.utf8.count <= 2 ? (number, 0) : (number / 100, number % 100)
    guard hours <= 14, minutes < 60 else { return nil }
    return (hours * 3600 + minutes * 60) * (sign == "+" ? 1 : -1)
  }

  /// `9:30`, `09:30`, `09:30:00`, `9h30`, `9.30`, `9:30 pm`: seconds since midnight, 24:00 among them.
  static func timeOfDay(_ text: String) -> Int? {
    var clock = text.lowercased()
    var noon: Bool?
    for (suffix, isAfternoon) in [("am", false), ("pm", true)] where clock.hasSuffix(suffix) {
      clock = String(clock.dropLast(2)).trimmingCharacters(in: .whitespaces)
      noon = isAfternoon
    }
    let parts = clock.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "h" || $0 == "." }
    let numbers = parts.compactMap(number)
    guard (2...3).contains(parts.count), numbers.count == parts.count,
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }), parts[0].utf8.count <= 2,
      numbers.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    var hours = numbers[0]
    if let noon {
      guard (1...12).contains(hours) else { return nil }
      hours = hours % 12 + (noon ? 12 : 0)
    }
    let seconds = hours * 3600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0)
    return seconds <= 86_400 ? seconds : nil
  }

  /// One to four digits and nothing else.
  private static func number(_ digits: Substring) -> Int? {
    (1...4).contains(digits.utf8.count) && digits.utf8.allSatisfy { (48...57).contains($0) }
      ? Int(digits) : nil
  }
}
