// Howard Hinnant's conversions, "chrono-Compatible Low-Level Date Algorithms".

extension Day {
  /// Counted from 1970-01-01.
  public var number: Int {
    let year = month <= 2 ? self.year - 1 : self.year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Nil before the year 1 and after 9999.
  public init?(number: Int) {
    let days = number + 719_468
    guard (0...3_660_000).contains(days) else { return nil }
    let era = days / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  public func adding(days: Int) -> Day? { Day(number: number + days) }

  /// Sunday is 0. 1970-01-01 was a Thursday.
  public var weekday: Int { ((number + 4) % 7 + 7) % 7 }
}
