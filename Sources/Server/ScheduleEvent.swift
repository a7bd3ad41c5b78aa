internal import Foundation
internal import Petitions

/// One event of a schedule file, and where it stands.
struct ScheduleEvent {
  let place: String
  let day: ScheduleDay
  /// The room it is listed under.
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
}

extension ScheduleReader {
  static let longestAbstract = 8000

  /// What the times tell of their place: how far its clocks are from Greenwich.
  func offsets(of events: [ScheduleEvent]) throws(ScheduleFault) -> [(offset: Int, at: Date)] {
    var offsets: [(offset: Int, at: Date)] = []
    for event in events {
      let (date, start) = try event.times()
      guard let date, let seconds = date.seconds, let offset = date.offset else { continue }
      let moment = Date(timeIntervalSince1970: Double(date.day.number * 86_400 + seconds - offset))
      // A date in Greenwich time with a start in local time shows the distance between them.
      var local = offset
      if let start {
        let greenwich = (seconds - offset) % 86_400
        local = (start - greenwich) % 86_400
        if local > 14 * 3600 { local -= 86_400 }
        if local < -12 * 3600 { local += 86_400 }
        if local % 900 != 0 { local = offset }
      }
      offsets.append((local, moment))
    }
    return offsets
  }

  mutating func session(
    _ event: ScheduleEvent, in zone: ScheduleZone, identities: inout ScheduleIdentities
  ) throws(ScheduleFault) -> Programme.Item {
    guard let title = event.fields.text("title", "name", longest: 500) else {
      throw event.fault("title", "is missing")
    }
    if title.isCut { warnings.add("\(event.place): title", "cut to 500 characters") }
    let guid = try identities.identity(of: event, title: title.value, warnings: &warnings)
    let start = try start(of: event, in: zone)
    let end = try end(of: event, startingAt: start, in: zone)
    let abstract = event.fields.text(
      "abstract", "description", longest: Self.longestAbstract, newlines: true)
    if abstract?.isCut == true {
      warnings.add("\(event.place): abstract", "cut to \(Self.longestAbstract) characters")
    }
    return Programme.Item(
      guid: guid,
      slug: ScheduleFields(event.fields.value("tribune"))?.string("slug").flatMap {
        Slug($0, for: .session)
      },
      title: title.value, abstract: abstract?.value,
      language: event.fields.string("language").flatMap(Self.languageTag),
      startsAt: start, endsAt: end, room: room(of: event),
      speakers: speakers(of: event))
  }

  private func room(of event: ScheduleEvent) -> String? {
    let listed = CleanText(event.room, longest: 200)?.value
    let said = ScheduleFields(event.fields.value("room"))?.string("name") ?? event.fields.string("room")
    return listed ?? said.flatMap { CleanText($0, longest: 200)?.value }
  }

  // MARK: Times

  private mutating func start(
    of event: ScheduleEvent, in zone: ScheduleZone
  ) throws(ScheduleFault) -> Date {
    let (date, start) = try event.times()
    if let date, let seconds = date.seconds {
      guard let offset = date.offset else { return zone.date(date.day, seconds: seconds) }
      let moment = Date(timeIntervalSince1970: Double(date.day.number * 86_400 + seconds - offset))
      let clock = ((seconds - offset + zone.timeZone.secondsFromGMT(for: moment)) % 86_400 + 86_400) % 86_400
      if let start, start != clock, start != seconds {
        warnings.add("\(event.place): start", "does not agree with the date, which is taken")
      }
      return moment
    }
    guard let start else { throw event.fault("start", "is missing, and the date has no time") }
    guard let listed = event.day.date ?? date?.day else {
      throw event.fault("date", "is missing, and so is the day's")
    }
    // What is listed under a day and begins before it changes is in the night after, unless a date of its own says so.
    let night = start < event.day.change && (date == nil || date?.day == event.day.date)
    guard let day = night ? listed.adding(days: 1) : date?.day ?? listed else {
      throw event.fault("date", "is out of range")
    }
    if night { warnings.add("\(event.place): start", "is taken to be in the night to \(day)") }
    return zone.date(day, seconds: start)
  }

  private mutating func end(
    of event: ScheduleEvent, startingAt start: Date, in zone: ScheduleZone
  ) throws(ScheduleFault) -> Date {
    let shortest = 5 * 60
    if let value = event.fields.value("duration") {
      guard let seconds = ScheduleTime.duration(value) else {
        throw event.fault("duration", "“\(ScheduleFields.text(value) ?? "")” is not one, HH:MM")
      }
      if seconds == 0 { warnings.add("\(event.place): duration", "is zero; five minutes are assumed") }
      return start.addingTimeInterval(Double(max(seconds, shortest)))
    }
    if let text = event.fields.string("end", "end_date") {
      guard let end = endTime(text, of: event, startingAt: start, in: zone), end > start else {
        throw event.fault("end", "“\(text)” is not a time after the start")
      }
      return end
    }
    warnings.add("\(event.place): duration", "missing; half an hour is assumed")
    return start.addingTimeInterval(30 * 60)
  }

  private func endTime(
    _ text: String, of event: ScheduleEvent, startingAt start: Date, in zone: ScheduleZone
  ) -> Date? {
    if let time = ScheduleTime(text), let seconds = time.seconds {
      guard let offset = time.offset else { return zone.date(time.day, seconds: seconds) }
      return Date(timeIntervalSince1970: Double(time.day.number * 86_400 + seconds - offset))
    }
    guard let seconds = ScheduleTime.timeOfDay(text), let day = zone.day(of: start) else { return nil }
    let end = zone.date(day, seconds: seconds)
    return end >= start ? end : day.adding(days: 1).map { zone.date($0, seconds: seconds) }
  }
}
