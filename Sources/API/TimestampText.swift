internal import Foundation

// RFC 3339 by hand: Foundation's formatters neither keep the offset nor are fast enough for a list of questions.

extension Timestamp {
  public var description: String {
    let micros = Int((date.timeIntervalSince1970 * 1_000_000).rounded())
    let local = micros + offset * 1_000_000
    let (day, time) = local.quotientFlooring(by: 86_400_000_000)
    let (year, month, dayOfMonth) = civil(fromDaysSince1970: day)
    var text = "\(pad(year, 4))-\(pad(month, 2))-\(pad(dayOfMonth, 2))T"
    let seconds = time / 1_000_000
    text += "\(pad(seconds / 3600, 2)):\(pad(seconds / 60 % 60, 2)):\(pad(seconds % 60, 2))"
    if time % 1_000_000 != 0 { text += "." + pad(time % 1_000_000, 6) }
    guard offset != 0 else { return text + "Z" }
    let minutes = abs(offset) / 60
    return text + (offset < 0 ? "-" : "+") + "\(pad(minutes / 60, 2)):\(pad(minutes % 60, 2))"
  }

  /// `2017-06-13T09:30:00[.123456](Z|±HH:MM)`; nothing else, and no impossible date. From 1950 to
  /// 9998: earlier, places had offsets with seconds, and elsewhere 9999 may be the year 10000, which could not be read.
  public init?(_ text: String) {
    var rest = Substring(text)
    guard let year = rest.digits(4), rest.take("-"), let month = rest.digits(2), rest.take("-"),
      let day = rest.digits(2), rest.take("T") || rest.take("t"), let hour = rest.digits(2), rest.take(":"),
      let minute = rest.digits(2), rest.take(":"), let second = rest.digits(2),
      (1950...9998).contains(year), (1...12).contains(month), hour < 24, minute < 60, second < 61
    else { return nil }
    let days = daysSince1970(year: year, month: month, day: day)
    guard civil(fromDaysSince1970: days) == (year, month, day) else { return nil }
    var micros = 0
    if rest.take(".") {
      let fraction = rest.prefix { $0.isASCII && $0.isNumber }
      guard (1...9).contains(fraction.count), let value = Int(fraction.padding(toLength: 6))
      else { return nil }
      micros = value
      rest = rest.dropFirst(fraction.count)
    }
    guard let offset = rest.offset(), rest.isEmpty else { return nil }
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
    self.init(Date(timeIntervalSince1970: Double(seconds) + Double(micros) / 1_000_000), offset: offset)
  }
}

extension Substring {
  fileprivate mutating func take(_ character: Character) -> Bool {
    guard first == character else { return false }
    removeFirst()
    return true
  }

  fileprivate mutating func digits(_ count: Int) -> Int? {
    let digits = prefix(count)
    guard digits.utf8.count == count, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    removeFirst(count)
    return Int(digits)
  }

  fileprivate mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let sign = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hours = digits(2), take(":"), let minutes = digits(2), hours < 24, minutes < 60
    else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  fileprivate func padding(toLength length: Int) -> String {
    String(prefix(length)) + String(repeating: "0", count: Swift.max(0, length - count))
  }
}

extension Int {
  fileprivate func quotientFlooring(by divisor: Int) -> (Int, Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

private func pad(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

// The two conversions below are Howard Hinnant's, "chrono-Compatible Low-Level Date Algorithms".

private func daysSince1970(year: Int, month: Int, day: Int) -> Int {
  let year = month <= 2 ? year - 1 : year
  let era = (year >= 0 ? year : year - 399) / 400
  let yearOfEra = year - era * 400
  let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
  let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

private func civil(fromDaysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
  let days = days + 719_468
  let era = (days >= 0 ? days : days - 146_096) / 146_097
  let dayOfEra = days - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shifted = (5 * dayOfYear + 2) / 153
  let month = shifted < 10 ? shifted + 3 : shifted - 9
  let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
}
