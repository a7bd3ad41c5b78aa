internal import Foundation
internal import Petitions

// RFC 3339 by hand: Foundation's formatters neither keep the offset nor are fast enough for a list of questions.

extension Timestamp {
  public var description: String {
    let micros = Int((date.timeIntervalSince1970 * 1_000_000).rounded())
    let local = micros + offset * 1_000_000
    let (day, time) = local.quotientFlooring(by: 86_400_000_000)
    // Nothing of ours lies beyond the years 1 to 9999.
    var text = "\(Day(number: day)?.rawValue ?? "9999-12-31")T"
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
    guard let day = Day(rawValue: String(rest.prefix(10))), (1950...9998).contains(day.year) else {
      return nil
    }
    rest = rest.dropFirst(10)
    guard rest.take("T") || rest.take("t"), let hour = rest.digits(2), rest.take(":"),
      let minute = rest.digits(2), rest.take(":"), let second = rest.digits(2),
      hour < 24, minute < 60, second < 61
    else { return nil }
    var micros = 0
    if rest.take(".") {
      let fraction = rest.prefix { $0.isASCII && $0.isNumber }
      guard (1...9).contains(fraction.count), let value = Int(fraction.padding(toLength: 6))
      else { return nil }
      micros = value
      rest = rest.dropFirst(fraction.count)
    }
    guard let offset = rest.offset(), rest.isEmpty else { return nil }
    let seconds = day.number * 86_400 + hour * 3600 + minute * 60 + second - offset
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
