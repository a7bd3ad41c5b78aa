internal import Foundation
internal import JSON
internal import Petitions

/// Reads a schedule file's object into a programme.
struct ScheduleReader {
  let root: ScheduleFields
  let fallback: TimeZone?
  var warnings: ScheduleWarnings

  static let longestAbstract = 8000

  mutating func programme() throws(ScheduleFault) -> Programme {
    let conference = try conference()
    let events = try events(of: conference)
    var offsets: [(offset: Int, at: Date)] = []
    for event in events {
      if let offset = try event.offset() { offsets.append(offset) }
    }
    let zone = ScheduleZone(
      named: conference.string("time_zone_name", "timezone", "time_zone"), offsets: offsets,
      fallback: fallback)
    for doubt in zone.doubts { warnings.add("schedule.conference.time_zone_name", doubt) }
    let people = SchedulePeople(of: events, warnings: &warnings)
    let sessions = try sessions(events, in: zone, speakers: people.speakers, of: conference)
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

  // MARK: Sessions

  private mutating func sessions(
    _ events: [ScheduleEvent], in zone: ScheduleZone, speakers: [[String]], of conference: ScheduleFields
  ) throws(ScheduleFault) -> [Programme.Item] {
    var starts: [Date] = []
    for event in events { starts.append(try event.start(in: zone, warnings: &warnings)) }
    let ends = ScheduleEnds(events: events, starts: starts, zone: zone, conference: conference)
      .all(warnings: &warnings)
    let identities = ScheduleIdentities(conference: conference)
    var sessions: [Programme.Item] = []
    sessions.reserveCapacity(events.count)
    for (index, event) in events.enumerated() {
      let title = try title(of: event)
      sessions.append(
        Programme.Item(
          guid: identities.identity(of: event, title: title, warnings: &warnings),
          slug: ScheduleFields(event.fields.value("tribune"))?.string("slug").flatMap {
            Slug($0, for: .session)
          },
          title: title, abstract: abstract(of: event),
          language: event.fields.string("language").flatMap(Self.languageTag),
          startsAt: starts[index], endsAt: ends[index], room: room(of: event), speakers: speakers[index]))
    }
    return identities.separate(sessions, events, warnings: &warnings)
  }

  private mutating func title(of event: ScheduleEvent) throws(ScheduleFault) -> String {
    guard let title = event.fields.text("title", "name", longest: 500) else {
      throw event.fault("title", "is missing")
    }
    if title.isCut { warnings.add("\(event.place): title", "cut to 500 characters") }
    return title.value
  }

  private mutating func abstract(of event: ScheduleEvent) -> String? {
    let abstract = event.fields.text(
      "abstract", "description", longest: Self.longestAbstract, newlines: true)
    if abstract?.isCut == true {
      warnings.add("\(event.place): abstract", "cut to \(Self.longestAbstract) characters")
    }
    return abstract?.value
  }

  /// The one it is listed under, else the one it names itself: a text, a number, or an object with a name.
  private mutating func room(of event: ScheduleEvent) -> String? {
    if !event.room.isEmpty { return event.room }
    guard let value = event.fields.value("room", "location") else { return nil }
    if let room = Self.roomName(value) { return room }
    if case .text = value { return nil }
    warnings.add("\(event.place): room", "has no name and is left out")
    return nil
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
          if value == .null {
            warnings.add(place, "is nothing, and is left out")
            continue
          }
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

  private static func roomName(_ value: JSONTree) -> String? {
    if let name = ScheduleFields(value)?.text("name", "title", longest: 200) { return name.value }
    switch value {
    case .object(let members):
      // Names in several languages; anything else in an object is none.
      return members.allSatisfy { languageTag($0.key) != nil && $0.key.utf8.count == 2 }
        ? ScheduleFields.words(value, longest: 200)?.value : nil
    case .text(let text) where text.allSatisfy(\.isWhitespace): return nil
    default: return ScheduleFields.words(value, longest: 200)?.value
    }
  }

  /// An object of lists by name, or a list of objects with a name and events, or a list of lists.
  private func rooms(
    of day: ScheduleFields, place: String
  ) throws(ScheduleFault) -> [(name: String, events: [JSONTree])] {
    func events(_ value: JSONTree?, in room: String) throws(ScheduleFault) -> [JSONTree] {
      guard let value, value != .null else { return [] }
      guard let list = ScheduleFields.list(value) else {
        throw ScheduleFault(place: "\(place), room \"\(room)\"", reason: "is not a list of events")
      }
      return list
    }
    var rooms: [(name: String, events: [JSONTree])] = []
    switch day.value("rooms", "room") {
    case nil: rooms.append(("", day.list("events") ?? []))
    case .object(let named):
      for (name, value) in named {
        rooms.append((Self.roomName(.text(name)) ?? "", try events(value, in: name)))
      }
    case .list(let list):
      for (index, value) in list.enumerated() {
        if let room = ScheduleFields(value) {
          let name = Self.roomName(value) ?? ""
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
