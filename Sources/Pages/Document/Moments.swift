internal import API
internal import Foundation
internal import Petitions

extension Timestamp {
  /// The day on the calendar of its place.
  var day: Day? { Day(number: local.day) }

  /// The day of a programme it belongs to: what begins before four in the morning ends the evening before.
  var programmeDay: Day? { Day(number: local.minute < 4 * 60 ? local.day - 1 : local.day) }

  var minuteOfDay: Int { local.minute }

  /// The day, counted from 1970-01-01, and its minute, by the clocks of its place.
  private var local: (day: Int, minute: Int) {
    let minutes = ((date.timeIntervalSince1970 + Double(offset)) / 60).rounded(.down)
    let day = (minutes / 1440).rounded(.down)
    return (Int(day), Int(minutes - day * 1440))
  }
}

extension Sentences {
  /// `9 h 30`, `9 h`; `9:30`.
  func hour(_ time: Timestamp) -> String {
    let (hour, minute) = (time.minuteOfDay / 60, time.minuteOfDay % 60)
    if minute == 0 { return say("moment.wholeHour", ["hour": "\(hour)"]) }
    return say("moment.hour", ["hour": "\(hour)", "minute": minute < 10 ? "0\(minute)" : "\(minute)"])
  }

  /// `9 h 30 – 10 h 15`
  func hours(_ session: API.Session) -> String {
    say("moment.hours", ["start": hour(session.startsAt), "end": hour(session.endsAt)])
  }

  /// `mardi 13 juin, 9 h 30 – 10 h 15`
  func dayAndHours(_ session: API.Session) -> String {
    guard let day = session.startsAt.day else { return hours(session) }
    return say("moment.dayAndHour", ["day": weekday(day), "hour": hours(session)])
  }

  /// The hour where it is of the same day as now, the day as well where it is not.
  func moment(_ time: Timestamp, now: Timestamp) -> String {
    guard let day = time.day, day != now.day else { return hour(time) }
    return say("moment.dayAndHour", ["day": shortDay(day), "hour": hour(time)])
  }

  /// `13 juin 2017, 9 h 30`, for what is read for years.
  func date(_ time: Timestamp) -> String {
    guard let day = time.day else { return time.description }
    return say("moment.dayAndHour", ["day": date(day), "hour": hour(time)])
  }

  /// `mardi 13 juin 2017`; `Tuesday 13 June 2017`.
  func day(_ day: Day) -> String {
    say("moment.weekdayAndDay", ["weekday": weekdayName(day), "day": date(day)])
  }

  /// `mardi 13 juin`
  func weekday(_ day: Day) -> String {
    say("moment.weekdayAndDay", ["weekday": weekdayName(day), "day": shortDay(day)])
  }

  /// `13 juin`, and the first of a month in French as `1er`.
  func shortDay(_ day: Day) -> String {
    say("moment.day", ["day": dayNumber(day), "month": month(day)])
  }

  /// `5 nov.`, on an axis.
  func tickDay(_ day: Day) -> String {
    say("moment.day", ["day": dayNumber(day), "month": say("moment.monthShort.\(day.month)")])
  }

  /// `13 – 14 juin 2017`, `30 juin – 2 juillet 2017`, `13 juin 2017`.
  func days(from first: Day, to last: Day) -> String {
    if first == last { return date(first) }
    if first.year != last.year { return say("moment.days", ["first": date(first), "last": date(last)]) }
    if first.month != last.month {
      return say("moment.days", ["first": shortDay(first), "last": date(last)])
    }
    return say("moment.daysOfMonth", ["first": dayNumber(first), "last": date(last)])
  }

  /// Of a summit; its own texts where they are no days.
  func days(_ summit: API.Summit) -> String {
    guard let first = Day(rawValue: summit.startsOn), let last = Day(rawValue: summit.endsOn) else {
      return say("moment.days", ["first": summit.startsOn, "last": summit.endsOn])
    }
    return days(from: first, to: last)
  }

  private func date(_ day: Day) -> String {
    say("moment.date", ["day": shortDay(day), "year": "\(day.year)"])
  }

  private func dayNumber(_ day: Day) -> String {
    day.day == 1 ? say("moment.first") : "\(day.day)"
  }

  private func month(_ day: Day) -> String { say("moment.month.\(day.month)") }

  /// Sunday is 0.
  private func weekdayName(_ day: Day) -> String { say("moment.weekday.\(day.weekday)") }
}
