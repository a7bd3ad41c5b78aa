import Foundation
import Petitions
import Testing

@testable import Server

/// A small schedule in a room called A, from the members of its events.
enum ScheduleSample {
  static let paris = #""time_zone_name": "Europe/Paris""#

  static func text(
    _ events: [String], conference: String = paris, date: String = "2026-06-13", room: String = "A"
  ) -> String {
    let events = events.enumerated().map { index, members in
      #"{"id": \#(index + 1), "guid": "g\#(index + 1)", "title": "T\#(index + 1)", \#(members)}"#
    }
    return """
      {"schedule": {"conference": {"acronym": "s", "title": "Essai", "start": "\(date)", "end": "\(date)",
      "timeslot_duration": "00:15", \(conference), "days": [{"index": 1, "date": "\(date)",
      "rooms": {"\(room)": [\(events.joined(separator: ",\n"))]}}]}}}
      """
  }

  static func read(
    _ events: String..., conference: String = paris, date: String = "2026-06-13", strict: Bool = false
  ) throws -> ScheduleFile {
    try ScheduleFile.read(Array(text(events, conference: conference, date: date).utf8), strict: strict)
  }
}

extension ScheduleFile {
  /// How many minutes each session takes.
  var minutes: [Int] {
    programme.sessions.map { Int($0.endsAt.timeIntervalSince($0.startsAt)) / 60 }
  }

  /// When each session begins, in UTC.
  var starts: [String] { programme.sessions.map { $0.startsAt.formatted(.iso8601) } }

  /// The names of each session's speakers.
  var stages: [[String]] {
    let names = Dictionary(uniqueKeysWithValues: programme.people.map { ($0.key, $0.name) })
    return programme.sessions.map { $0.speakers.map { names[$0] ?? "?" } }
  }

  func says(_ text: String) -> Bool { warnings.contains { $0.contains(text) } }
}
