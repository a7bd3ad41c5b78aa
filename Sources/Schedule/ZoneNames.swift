internal import Foundation

/// The names by which files call time zones, and today's IANA name of each. Only today's names are known everywhere:
/// Debian 13 has moved the old ones to a package of their own, so that PostgreSQL refuses them.
enum ZoneNames {
  /// Today's name, where what is written means a zone: `Europe/Kiev`, `Berlin`, `US/Pacific`, `Romance Standard Time`,
  /// `(GMT+01:00) Amsterdam, Bern`, `UTC+2`.
  static func today(_ text: String) -> String? {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if let name = known(trimmed) ?? fixed(trimmed) { return name }
    // What a menu shows: an offset in parentheses, then cities.
    let shown = trimmed.first == "(" ? trimmed.drop { $0 != ")" }.dropFirst() : trimmed.prefix { $0 != "(" }
    for city in shown.split(whereSeparator: { $0 == "," || $0 == ";" }) {
      if let name = known(city.trimmingCharacters(in: .whitespaces)) { return name }
    }
    return nil
  }

  /// A zone that has this offset, in winter and summer; POSIX counts `Etc/GMT` the other way round.
  static func fixed(offset: Int, at date: Date) -> String? {
    if offset == 0 { return "UTC" }
    if offset % 3600 == 0, (-12...14).contains(offset / 3600) {
      return "Etc/GMT\(offset > 0 ? "-" : "+")\(abs(offset) / 3600)"
    }
    return (likely + all).first { TimeZone(identifier: $0)?.secondsFromGMT(for: date) == offset }
  }

  /// Every zone that Foundation knows, by today's name.
  static let all: [String] = {
    let names = Set(TimeZone.knownTimeZoneIdentifiers.map { oldNames[$0.lowercased()] ?? $0 })
    return names.filter { $0.contains("/") && TimeZone(identifier: $0) != nil }.sorted()
  }()

  /// Those that most people live in, of each offset the likeliest first, for files that name none.
  static let likely = [
    "Europe/Paris", "Europe/London", "Europe/Athens", "America/New_York", "America/Chicago", "America/Denver",
    "America/Los_Angeles", "America/Halifax", "America/Anchorage", "America/St_Johns", "America/Santiago",
    "Australia/Sydney", "Australia/Adelaide", "Pacific/Auckland", "Africa/Casablanca", "Africa/Cairo",
    "Asia/Jerusalem", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tehran", "Asia/Kabul", "Asia/Yangon",
    "Australia/Darwin", "Australia/Eucla", "Pacific/Chatham", "Pacific/Marquesas",
  ]

  private static func known(_ name: String) -> String? {
    let folded = name.lowercased().replacing(" ", with: "_").replacing("_/_", with: "/")
    return oldNames[folded] ?? byName[folded] ?? otherNames[folded] ?? byCity[folded]
  }

  /// `UTC+2`, `GMT+02:00`, `+02:00`
  private static func fixed(_ name: String) -> String? {
    let signed = name.uppercased().drop { !"+-−".contains($0) }
    guard ["", "UTC", "GMT"].contains(name.uppercased().dropLast(signed.count)),
      let offset = ScheduleTime.offset(signed)
    else { return nil }
    return fixed(offset: offset, at: Date(timeIntervalSince1970: 1_700_000_000))
  }

  private static let byName = Dictionary(all.map { ($0.lowercased(), $0) }) { first, _ in first }

  /// Ruby on Rails, and so frab, calls zones by their city.
  private static let byCity: [String: String] = {
    var cities: [String: String] = [:]
    for (old, today) in oldNames where old.contains("/") { cities[city(of: old)] = today }
    for name in all { cities[city(of: name.lowercased())] = name }
    return cities
  }()

  private static func city(of name: String) -> String {
    String(name.drop { $0 != "/" }.split(separator: "/").last ?? "")
  }

  private static let oldNames = table(old)
  private static let otherNames = table(others)

  /// Lines of one zone's name and what else it is called.
  private static func table(_ text: String) -> [String: String] {
    var names: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      for word in words.dropFirst() { names[word.lowercased()] = String(words[0]) }
    }
    return names
  }
}
