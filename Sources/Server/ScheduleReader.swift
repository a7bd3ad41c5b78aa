internal import Foundation
internal import Petitions

/// Reads a schedule file's object into a programme.
struct ScheduleReader {
  let root: ScheduleFields
  let fallback: TimeZone?
  var warnings = ScheduleWarnings()
  var people = SchedulePeople()

  init(root: ScheduleFields, fallback: TimeZone?) { (self.root, self.fallback) = (root, fallback) }

  mutating func programme() throws(ScheduleFault) -> Programme {
    let conference = try conference()
    let events = try events(of: conference)
    let zone = ScheduleZone(
      named: conference.string("time_zone_name", "timezone", "time_zone"), offsets: try offsets(of: events),
      fallback: fallback)
    if let warning = zone.warning { warnings.add(warning) }
    var identities = ScheduleIdentities(conference: conference)
    var sessions: [Programme.Item] = []
    sessions.reserveCapacity(events.count)
    for event in events {
      sessions.append(try session(event, in: zone, identities: &identities))
    }
    var details = try details(of: conference, in: zone, sessions: sessions)
    let ours = ScheduleFields(conference.value("tribune"))
    details.place =
      (ours?.text("place", longest: 200) ?? conference.text("city", "venue", longest: 200))?.value
    details.languages = languages(ours?.list("languages") ?? conference.list("languages"))
    details.expectedAttendees = (ours?.string("expectedAttendees")).flatMap(Int.init)
      .flatMap { (1...1_000_000).contains($0) ? $0 : nil }
    var programme = Programme(summit: details, sessions: sessions, people: people.all)
    programme.rooms = namedRooms(conference.list("rooms") ?? [])
    return programme
  }

  // MARK: The conference

  private func conference() throws(ScheduleFault) -> ScheduleFields {
    let schedule = ScheduleFields(root.value("schedule")) ?? root
    if let conference = ScheduleFields(schedule.value("conference")) { return conference }
    guard schedule.value("days") != nil else {
      throw ScheduleFault(place: "schedule.conference", reason: "is missing")
    }
    return schedule
  }

  private mutating func details(
    of conference: ScheduleFields, in zone: ScheduleZone, sessions: [Programme.Item]
  ) throws(ScheduleFault) -> Programme.Details {
    let title = conference.text("title", "name", longest: 200)?.value
    guard let name = title ?? conference.text("acronym", longest: 200)?.value else {
      throw ScheduleFault(place: "schedule.conference.title", reason: "is missing, and so is the acronym")
    }
    let days = sessions.compactMap { zone.day(of: $0.startsAt) }
    let first = try day("start", of: conference, in: zone) ?? days.min()
    let last = try day("end", of: conference, in: zone) ?? days.max().map { max($0, first ?? $0) }
    guard let first, let last else {
      throw ScheduleFault(place: "schedule.conference.start", reason: "is missing")
    }
    guard first <= last else {
      throw ScheduleFault(place: "schedule.conference.end", reason: "\(last) is before the start, \(first)")
    }
    return Programme.Details(
      acronym: conference.string("acronym") ?? name, name: name, timeZone: zone.zone, startsOn: first,
      endsOn: last)
  }

  private mutating func day(
    _ key: String, of conference: ScheduleFields, in zone: ScheduleZone
  ) throws(ScheduleFault) -> Day? {
    guard let text = conference.string(key) else {
      warnings.add("schedule.conference.\(key)", "missing; taken from the sessions")
      return nil
    }
    guard let time = ScheduleTime(text) else {
      throw ScheduleFault(place: "schedule.conference.\(key)", reason: "“\(text)” is not a date")
    }
    guard let seconds = time.seconds, let offset = time.offset else { return time.day }
    return zone.day(
      of: Date(timeIntervalSince1970: Double(time.day.number * 86_400 + seconds - offset)))
  }

  /// Lower-case language tags; the summit's own first.
  private func languages(_ list: [JSONTree]?) -> [String]? {
    let tags = (list ?? []).compactMap { ScheduleFields.text($0) }.compactMap(Self.languageTag)
    return tags.isEmpty ? nil : tags
  }

  static func languageTag(_ text: String) -> String? {
    let tag = text.lowercased().replacing("_", with: "-")
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    let isTag = parts.allSatisfy {
      (2...8).contains($0.utf8.count)
        && $0.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
    }
    return isTag && parts[0].utf8.count <= 3 ? tag : nil
  }

  // MARK: Days and rooms

  /// Every event with its place in the file, in the file's order.
  private mutating func events(of conference: ScheduleFields) throws(ScheduleFault) -> [ScheduleEvent] {
    guard let days = conference.list("days") else {
      throw ScheduleFault(place: "schedule.conference.days", reason: "is missing")
    }
    var events: [ScheduleEvent] = []
    for (index, value) in days.enumerated() {
      let place = "day \(index + 1)"
      guard let day = ScheduleFields(value) else {
        throw ScheduleFault(place: place, reason: "is not an object")
      }
      let context = try ScheduleDay(day, place: place)
      for (room, list) in try rooms(of: day, place: place) {
        let place = room.isEmpty ? place : "\(place), room \"\(room)\""
        for (index, value) in list.enumerated() {
          let place = "\(place), event \(index + 1)"
          guard let fields = ScheduleFields(value) else {
            throw ScheduleFault(place: place, reason: "is not an object")
          }
          events.append(ScheduleEvent(place: place, day: context, room: room, fields: fields))
        }
      }
    }
    guard !events.isEmpty else {
      throw ScheduleFault(place: "schedule.conference.days", reason: "has no event on any day")
    }
    return events
  }

  /// An object of lists by name, or a list of objects with a name and events, or a list of lists.
  private func rooms(
    of day: ScheduleFields, place: String
  ) throws(ScheduleFault) -> [(name: String, events: [JSONTree])] {
    func events(_ value: JSONTree?, in room: String) throws(ScheduleFault) -> [JSONTree] {
      switch value {
      case nil, .null: return []
      case .list(let list): return list
      default: throw ScheduleFault(place: "\(place), room \"\(room)\"", reason: "is not a list of events")
      }
    }
    var rooms: [(name: String, events: [JSONTree])] = []
    switch day.value("rooms", "room") {
    case nil: rooms.append(("", day.list("events") ?? []))
    case .object(let named):
      for (name, value) in named { rooms.append((name, try events(value, in: name))) }
    case .list(let list):
      for (index, value) in list.enumerated() {
        if let room = ScheduleFields(value) {
          let name = room.string("name", "title") ?? ""
          rooms.append((name, try events(room.value("events", "event", "talks"), in: name)))
        } else {
          rooms.append(("", try events(value, in: "\(index + 1)")))
        }
      }
    default: throw ScheduleFault(place: "\(place): rooms", reason: "is neither an object nor a list")
    }
    return rooms
  }
}

/// One day of the file.
struct ScheduleDay {
  var date: Day?
  /// Before this time of day, in seconds, a session belongs to the night after; half past four unless the file says.
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
