internal import API
internal import Foundation

/// A day of the calendar, without a time or a zone.
struct CalendarDay: Hashable, Sendable {
  let year: Int
  let month: Int
  let day: Int

  /// `2017-06-13`, or any text that begins so.
  init?(_ text: String) {
    let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
    (year, month, day) = (parts[0], parts[1], parts[2])
  }

  /// Sunday is 0. Tomohiko Sakamoto's rule.
  var weekday: Int {
    let shifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
    let year = month < 3 ? self.year - 1 : self.year
    return (year + year / 4 - year / 100 + year / 400 + shifts[month - 1] + day) % 7
  }

  var text: String { "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)" }
}

extension Timestamp {
  /// The day on the calendar of its place.
  var day: CalendarDay? { CalendarDay(description) }

  /// The day of a programme it belongs to: what begins before four in the morning ends the evening before.
  var programmeDay: CalendarDay? { Timestamp(date.addingTimeInterval(-4 * 3600), offset: offset).day }

  fileprivate var minuteOfDay: Int {
    let seconds = Int(date.timeIntervalSince1970.rounded(.down)) + offset
    return ((seconds % 86_400) + 86_400) % 86_400 / 60
  }
}

extension Sentences {
  /// `9 h 30`, `9 h`; `9:30`.
  func hour(_ time: Timestamp) -> String {
    let (hour, minute) = (time.minuteOfDay / 60, time.minuteOfDay % 60)
    let minutes = minute < 10 ? "0\(minute)" : "\(minute)"
    switch language {
    case .fr:
      return minute == 0 ? "\(hour)\u{202F}h" : "\(hour)\u{202F}h\u{202F}\(minutes)"
    case .en: return "\(hour):\(minutes)"
    }
  }

  /// `9 h 30 – 10 h 15`
  func hours(_ session: API.Session) -> String {
    "\(hour(session.startsAt))\u{A0}– \(hour(session.endsAt))"
  }

  /// The hour where it is of the same day as now, the day as well where it is not.
  func moment(_ time: Timestamp, now: Timestamp) -> String {
    guard let day = time.day, day != now.day else { return hour(time) }
    return say("\(shortDay(day)), \(hour(time))", "\(shortDay(day)), \(hour(time))")
  }

  /// `mardi 13 juin 2017`; `Tuesday 13 June 2017`.
  func day(_ day: CalendarDay) -> String {
    "\(weekdays[day.weekday]) \(shortDay(day)) \(day.year)"
  }

  /// `mardi 13 juin`
  func weekday(_ day: CalendarDay) -> String { "\(weekdays[day.weekday]) \(shortDay(day))" }

  /// `13 juin`, and the first of a month in French as `1er`.
  func shortDay(_ day: CalendarDay) -> String {
    let number = language == .fr && day.day == 1 ? "1er" : "\(day.day)"
    return "\(number)\u{A0}\(months[day.month - 1])"
  }

  /// `13 – 14 juin 2017`, `30 juin – 2 juillet 2017`, `13 juin 2017`.
  func days(from first: CalendarDay, to last: CalendarDay) -> String {
    if first == last { return "\(shortDay(first)) \(first.year)" }
    if first.year != last.year { return "\(shortDay(first)) \(first.year) – \(shortDay(last)) \(last.year)" }
    if first.month != last.month { return "\(shortDay(first)) – \(shortDay(last)) \(last.year)" }
    return
      "\(first.day == 1 && language == .fr ? "1er" : "\(first.day)")–\(last.day)\u{A0}\(months[last.month - 1]) \(last.year)"
  }

  /// Of a summit; its own texts where they are no days.
  func days(_ summit: API.Summit) -> String {
    guard let first = CalendarDay(summit.startsOn), let last = CalendarDay(summit.endsOn) else {
      return "\(summit.startsOn) – \(summit.endsOn)"
    }
    return days(from: first, to: last)
  }

  private var months: [String] {
    switch language {
    case .fr:
      [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
        "novembre", "décembre",
      ]
    case .en:
      [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
      ]
    }
  }

  private var weekdays: [String] {
    switch language {
    case .fr: ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"]
    case .en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    }
  }
}
