import Foundation
import Petitions
import TestSupport
import Testing

@testable import Schedule

@Suite("A schedule's guids", .timeLimit(.minutes(5)))
struct ScheduleIdentitiesTests {
  private func read(_ events: String...) throws -> ScheduleFile {
    try ScheduleFile.read(Array(ScheduleSample.text(events.map { $0 + #", "duration": "00:45""# }).utf8))
  }

  @Test("that stand twice are two sessions, each with an identity of its own, and this is said")
  func doubled() throws {
    let file = try read(
      #""guid": "G", "start": "16:10""#, #""guid": "G", "start": "10:00""#, #""guid": "H", "start": "12:00""#)
    // The earliest keeps the guid; the file's order stays.
    #expect(file.programme.sessions.map(\.guid) == ["G#2", "G", "H"])
    #expect(
      file.warnings == [
        #"day 1, room "A", event 2: guid: “G” is also that of “day 1, room "A", event 1”; "#
          + "each is a session of its own"
      ])
  }

  @Test("may be ids, which stand twice likewise; all zeros are none")
  func ids() throws {
    let file = try read(
      #""guid": null, "id": 7, "start": "10:00""#, #""guid": "", "id": 7, "start": "11:00""#,
      #""guid": "00000000-0000-0000-0000-000000000000", "id": 8, "start": "12:00""#,
      #""guid": "00000000-0000-0000-0000-000000000000", "id": 9, "start": "13:00""#)
    #expect(file.programme.sessions.map(\.guid) == ["s-2026:7", "s-2026:7#2", "s-2026:8", "s-2026:9"])
    #expect(file.warnings.count == 1)
  }

  @Test("of one event that stands there twice in every respect make one session")
  func same() throws {
    let event = #""guid": "G", "title": "T", "start": "10:00""#
    let file = try read(event, event, #""guid": "G", "title": "T", "start": "11:00""#)
    #expect(file.programme.sessions.map(\.guid) == ["G", "G#2"])
    #expect(file.says(#"event 2: is the same as day 1, room "A", event 1, and is taken once"#))
  }

  @Test("do not take the identity of a guid that looks like a slot's")
  func lookalike() throws {
    let file = try read(
      #""guid": "G", "start": "10:00""#, #""guid": "G", "start": "11:00""#,
      #""guid": "G#2", "start": "12:00""#)
    #expect(file.programme.sessions.map(\.guid) == ["G", "G#3", "G#2"])
  }

  @Test("are read where a room is a number, an object, or blank")
  func rooms() throws {
    let rooms: [(String, String?)] = [
      ("12", "12"), (#"{"name": "Saal"}"#, "Saal"), (#"{"name": {"de": "Saal", "en": "Hall"}}"#, "Hall"),
      (#"{"de": "Saal"}"#, "Saal"), (#"" ""#, nil), (#""""#, nil), ("null", nil),
      (#"{"id": 3, "slug": "x"}"#, nil),
      ("{}", nil), ("[]", nil), ("true", nil),
    ]
    for (room, name) in rooms {
      let text = ScheduleSample.text([#""start": "10:00", "duration": "00:45", "room": \#(room)"#], room: " ")
      let file = try ScheduleFile.read(Array(text.utf8))
      #expect(file.programme.sessions.map(\.room) == [name], "\(room)")
      #expect(file.warnings.isEmpty == (name != nil || ["null", #"" ""#, #""""#].contains(room)), "\(room)")
    }
  }
}
