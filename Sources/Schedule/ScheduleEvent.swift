internal import Foundation
internal import Petitions

/// One event of a schedule file, and where it stands.
struct ScheduleEvent {
  let place: String
  let day: ScheduleDay
  /// The room it is listed under; empty where there is none.
  let room: String
  let fields: ScheduleFields

  func fault(_ field: String, _ reason: String) -> ScheduleFault {
    ScheduleFault(place: "\(place): \(field)", reason: reason)
  }

  /// `date`, where there is one with a time, and `start`.
  func times() throws(ScheduleFault) -> (date: ScheduleTime?, start: Int?) {
    var date: ScheduleTime?
    if let text = fields.string("date") {
      guard let time = ScheduleTime(text) else { throw fault("date", "“\(text)” is not a date and time") }
      date = time
    }
    guard let text = fields.string("start") else { return (date, nil) }
    if let seconds = ScheduleTime.timeOfDay(text) { return (date, seconds) }
    // Some write the whole moment there.
    if let time = ScheduleTime(text), time.seconds != nil { return (time, time.seconds) }
    throw fault("start", "“\(text)” is not a time of day, HH:MM")
  }

  /// How far the clocks of its place are from Greenwich, as its times tell it.
  func offset() throws(ScheduleFault) -> (offset: Int, at: Date)? {
    let (date, start) = try times()
    guard let date, let seconds = date.seconds, let offset = date.offset else { return nil }
    let moment = Date(timeIntervalSince1970: Double(date.day.number * 86_400 + seconds - offset))
    // Programs write times of any place as Greenwich's.
    guard let start else { return offset == 0 ? nil : (offset, moment) }
    // A date in Greenwich time with a start in local time shows the distance between them.
    let greenwich = (seconds - offset) % 86_400
    var local = (start - greenwich) % 86_400
    if local > 14 * 3600 { local -= 86_400 }
    if local < -12 * 3600 { local += 86_400 }
    return (local % 900 == 0 ? local : offset, moment)
  }

  func start(in zone: ScheduleZone, warnings: inout ScheduleWarnings) throws(ScheduleFault) -> Date {
    let (date, start) = try times()
    if let date, let seconds = date.seconds {
      guard let offset = date.offset else {
        return moment(date.day, seconds: seconds, in: zone, warnings: &warnings)
      }
      let moment = Date(timeIntervalSince1970: Double(date.day.number * 86_400 + seconds - offset))
      let clock = seconds - offset + zone.timeZone.secondsFromGMT(for: moment)
      if let start, (start - clock) % 86_400 != 0, (start - seconds) % 86_400 != 0 {
        warnings.add("\(place): start", "does not agree with the date, which is taken")
      }
      return moment
    }
    guard let start else { throw fault("start", "is missing, and the date has no time") }
    guard let listed = day.date ?? date?.day else { throw fault("date", "is missing, and so is the day's") }
    // What is listed under a day and begins before it changes is in the night after, unless a date of its own says so.
    let night = start < day.change && (date == nil || date?.day == day.date)
    guard let day = night ? listed.adding(days: 1) : date?.day ?? listed else {
      throw fault("date", "is out of range")
    }
    if night { warnings.add("\(place): start", "is taken to be in the night to \(day)") }
    return moment(day, seconds: start, in: zone, warnings: &warnings)
  }

  private func moment(
    _ day: Day, seconds: Int, in zone: ScheduleZone, warnings: inout ScheduleWarnings
  ) -> Date {
    let (date, doubt) = zone.moment(day, seconds: seconds)
    if let doubt { warnings.add("\(place): start", doubt) }
    return date
  }
}

/// One day of the file.
struct ScheduleDay {
  var date: Day?
  /// Before this time of day, in seconds, a session belongs to the night after; four o'clock unless the file says.
  var change = 4 * 3600

  init(_ fields: ScheduleFields, place: String) throws(ScheduleFault) {
    if let text = fields.string("date") {
      guard let time = ScheduleTime(text) else {
        throw ScheduleFault(place: "\(place): date", reason: "“\(text)” is not a date")
      }
      date = time.day
    }
    // The day's end lies in the night; where it does not, sessions end by midnight.
    if let end = fields.string("day_end").flatMap(ScheduleTime.init), let seconds = end.seconds {
      change = date.map { end.day > $0 } ?? true ? min(seconds + 60, 12 * 3600) : 0
    }
  }
}
