internal import Foundation
internal import JSON
internal import Petitions

/// Works out when the events of a file end. A duration that can be read in two ways is read as its event's end says, as
/// it fits before what comes next in the room, or as the file's other entries are written.
struct ScheduleEnds {
  private static let shortest = 5 * 60
  private static let assumed = 30 * 60

  let events: [ScheduleEvent]
  let starts: [Date]
  let zone: ScheduleZone
  /// The length that the conference's grid has, in seconds.
  let timeslot: Int?

  init(events: [ScheduleEvent], starts: [Date], zone: ScheduleZone, conference: ScheduleFields) {
    (self.events, self.starts, self.zone) = (events, starts, zone)
    timeslot = conference.value("timeslot_duration").flatMap(ScheduleDuration.init)?.readings.first?.seconds
  }

  func all(warnings: inout ScheduleWarnings) -> [Date] {
    let durations = events.map { event in
      event.fields.value("duration").flatMap(ScheduleDuration.init)
    }
    let choices = choices(durations)
    return events.indices.map { index in
      let seconds = seconds(of: index, durations[index], choices[index], warnings: &warnings)
      return starts[index].addingTimeInterval(Double(max(seconds, Self.shortest)))
    }
  }

  // MARK: Durations with two readings

  private struct Choice {
    var reading: ScheduleDuration.Reading
    var reason: String
  }

  private func choices(_ durations: [ScheduleDuration?]) -> [Choice?] {
    let next = nextStarts()
    // A file is written by one program, in one style: what can be read in one way only shows in which.
    let sure = Votes(durations.compactMap { $0?.readings.count == 1 ? $0?.readings[0].style : nil })
    var choices = durations.enumerated().map { index, duration in
      duration.flatMap { choice(of: $0.readings, at: index, sure, before: next[index]) }
    }
    // What is read by its place in the room shows it too; then, that nobody writes days where there are none.
    let seen = Votes(choices.compactMap { $0?.reading.style })
    let likely = Votes(durations.compactMap { $0?.readings.first }.filter { $0.seconds < 3600 }.map(\.style))
    for (index, duration) in durations.enumerated() where choices[index] == nil {
      guard let readings = duration?.readings else { continue }
      if let reading = seen.winner(of: readings) ?? likely.winner(of: readings) {
        choices[index] = Choice(reading: reading, reason: ", as others in the file show")
      } else {
        choices[index] = Choice(reading: readings[0], reason: "")
      }
    }
    return choices
  }

  /// How often durations of a file are of each style.
  private struct Votes {
    private let counts: [ScheduleDuration.Style: Int]

    init(_ styles: [ScheduleDuration.Style]) {
      counts = Dictionary(styles.map { ($0, 1) }, uniquingKeysWith: +)
    }

    /// The reading whose style is more frequent; nil where none is.
    func winner(of readings: [ScheduleDuration.Reading]) -> ScheduleDuration.Reading? {
      let ordered = readings.sorted { counts[$0.style, default: 0] > counts[$1.style, default: 0] }
      guard ordered.count > 1, counts[ordered[0].style, default: 0] > counts[ordered[1].style, default: 0]
      else { return nil }
      return ordered[0]
    }
  }

  private func choice(
    of readings: [ScheduleDuration.Reading], at index: Int, _ sure: Votes, before next: Date?
  ) -> Choice? {
    if readings.count == 1 { return Choice(reading: readings[0], reason: "") }
    let start = starts[index]
    if let end = said(at: index)?.end,
      let reading = readings.first(where: { start + Double($0.seconds) == end })
    {
      return Choice(reading: reading, reason: ", as its end says")
    }
    if let reading = sure.winner(of: readings) {
      return Choice(reading: reading, reason: ", as others in the file show")
    }
    guard let next else { return nil }
    let until = Int(next.timeIntervalSince(start))
    // What is there every day at the same time does not take a day.
    if until % 86_400 != 0, let reading = readings.first(where: { $0.seconds == until }) {
      return Choice(reading: reading, reason: ", until the next event in the room")
    }
    let fitting = readings.filter { $0.seconds <= until }
    return fitting.count == 1
      ? Choice(reading: fitting[0], reason: ", which fits before the next event in the room") : nil
  }

  /// When the next event begins in the same room.
  private func nextStarts() -> [Date?] {
    var next = [Date?](repeating: nil, count: events.count)
    let rooms = Dictionary(grouping: events.indices) { events[$0].room }
    for (room, indices) in rooms where !room.isEmpty {
      var later: Date?
      var same: Date?
      for index in indices.sorted(by: { starts[$0] > starts[$1] }) {
        if same != starts[index] { (later, same) = (same, starts[index]) }
        next[index] = later
      }
    }
    return next
  }

  // MARK: One event

  /// How long it takes.
  private func seconds(
    of index: Int, _ duration: ScheduleDuration?, _ choice: Choice?, warnings: inout ScheduleWarnings
  ) -> Int {
    let event = events[index]
    let written = event.fields.string("duration") ?? (event.fields.value("duration") == nil ? nil : "")
    let end = said(at: index)
    let untilEnd = end?.end.map { Int($0.timeIntervalSince(starts[index])) }
    if let duration, let choice {
      let seconds = choice.reading.seconds
      if duration.isOdd {
        let others = duration.readings.filter { $0 != choice.reading }.map { Self.text($0.seconds) }
        let doubt =
          others.first.map { choice.reason.isEmpty ? "; it could also mean \($0)" : ", not \($0)" } ?? ""
        warnings.add(
          "\(event.place): duration",
          "“\(written ?? "")” is taken as \(Self.text(seconds))\(choice.reason)\(doubt)")
      }
      if seconds < Self.shortest {
        warnings.add(
          "\(event.place): duration",
          "is \(seconds == 0 ? "zero" : Self.text(seconds)); five minutes are assumed")
      }
      if end != nil, untilEnd.map({ abs($0 - seconds) >= 60 }) ?? true {
        warnings.add("\(event.place): end", "does not agree with the duration, which is taken")
      }
      return seconds
    }
    let isBlank = event.fields.value("duration").map { $0 == .text("") } ?? true
    var fault = isBlank ? nil : event.fault("duration", "“\(written ?? "")” is not one, HH:MM")
    if let untilEnd {
      if let fault { warnings.add(fault.place, "\(fault.reason); the end is taken") }
      return untilEnd
    }
    if fault == nil, let end { fault = event.fault("end", "“\(end.written)” is not a time after the start") }
    if let fault {
      let length = timeslot ?? Self.assumed
      warnings.add(fault.place, "\(fault.reason); \(Self.text(length)), the length of a timeslot, are taken")
      return length
    }
    warnings.add("\(event.place): duration", "missing; half an hour is assumed")
    return Self.assumed
  }

  /// What the event says of its end, and when that is, if it is a time after the start and within a month.
  private func said(at index: Int) -> (written: String, end: Date?)? {
    guard let text = events[index].fields.string("end", "end_date") else { return nil }
    let start = starts[index]
    guard let end = time(text, after: start), end > start,
      end <= start.addingTimeInterval(Double(ScheduleDuration.longest))
    else { return (text, nil) }
    return (text, end)
  }

  private func time(_ text: String, after start: Date) -> Date? {
    if let time = ScheduleTime(text), let seconds = time.seconds {
      guard let offset = time.offset else {
        return zone.moment(time.day, seconds: seconds, after: start).date
      }
      return Date(timeIntervalSince1970: Double(time.day.number * 86_400 + seconds - offset))
    }
    guard let seconds = ScheduleTime.timeOfDay(text), let day = zone.day(of: start) else { return nil }
    let end = zone.moment(day, seconds: seconds, after: start).date
    return end >= start ? end : day.adding(days: 1).map { zone.moment($0, seconds: seconds).date }
  }

  private static func text(_ seconds: Int) -> String {
    let minutes = (seconds + 30) / 60
    if minutes < 120 { return minutes == 1 ? "1 minute" : "\(minutes) minutes" }
    return minutes % 60 == 0 ? "\(minutes / 60) hours" : "\(minutes / 60) hours and \(minutes % 60) minutes"
  }
}
