import Foundation
import Petitions
import TestSupport

@testable import Schedule

extension ScheduleSample {
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
