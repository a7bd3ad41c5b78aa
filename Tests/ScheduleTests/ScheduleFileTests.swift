import Foundation
import Petitions
import TestSupport
import Testing

@testable import Schedule

@Suite("A schedule file", .timeLimit(.minutes(5)))
struct ScheduleFileTests {
  /// One event on day 1 of a conference in Berlin, with `changes` made to it.
  private func read(
    event changes: String = "", conference: String = #""time_zone_name": "Europe/Berlin""#, day: String = "",
    fallback: TimeZone? = nil
  ) throws -> ScheduleFile {
    let text = """
      {"schedule": {"conference": {"acronym": "demo", "title": "Demo", "start": "2020-07-01", "end": "2020-07-02",
        \(conference), "days": [{"index": 1, "date": "2020-07-01" \(day.isEmpty ? "" : ", " + day), "rooms":
        {"Saal 1": [{"id": 7, "guid": "G", "title": "A talk", "date": "2020-07-01T10:00:00+02:00",
        "start": "10:00", "duration": "00:30" \(changes.isEmpty ? "" : ", " + changes)}]}}]}}}
      """
    return try ScheduleFile.read(Array(text.utf8), fallback: fallback)
  }

  private func only(_ file: ScheduleFile) throws -> Programme.Item {
    try #require(file.programme.sessions.count == 1 ? file.programme.sessions.first : nil)
  }

  private func time(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

  // MARK: Times

  @Test(
    "says when a session is, in every way that exports do",
    arguments: [
      ("", "2020-07-01T08:00:00Z"),
      (#""date": "2020-07-01T08:00:00Z""#, "2020-07-01T08:00:00Z"),
      (#""date": "2020-07-01T10:00:00+0200""#, "2020-07-01T08:00:00Z"),
      (#""date": "2020-07-01 10:00:00.000+02:00""#, "2020-07-01T08:00:00Z"),
      (#""date": "2020-07-01T10:00", "start": null"#, "2020-07-01T08:00:00Z"),
      (#""date": "2020-07-01T10:00:00""#, "2020-07-01T08:00:00Z"),
      (#""date": null"#, "2020-07-01T08:00:00Z"),
      (#""date": "2020-07-01", "start": "9:30""#, "2020-07-01T07:30:00Z"),
      (#""date": null, "start": "10:00:00""#, "2020-07-01T08:00:00Z"),
      (#""date": null, "start": "2020-07-01T10:00:00+02:00""#, "2020-07-01T08:00:00Z"),
      (#""date": "2020-07-02T00:15:00+02:00", "start": "00:15""#, "2020-07-01T22:15:00Z"),
      (#""date": null, "start": "00:15""#, "2020-07-01T22:15:00Z"),
      (#""date": "2020-07-01", "start": "03:59""#, "2020-07-02T01:59:00Z"),
      (#""date": "2020-07-02", "start": "00:15""#, "2020-07-01T22:15:00Z"),
      (#""date": null, "start": "24:00""#, "2020-07-01T22:00:00Z"),
      (#""date": "2020-07-01T24:00:00+02:00", "start": "00:00""#, "2020-07-01T22:00:00Z"),
      (#""date": null, "start": "9h30""#, "2020-07-01T07:30:00Z"),
      (#""date": null, "start": "9:30 pm""#, "2020-07-01T19:30:00Z"),
      (#""date": null, "start": "12:15 AM""#, "2020-07-01T22:15:00Z"),
    ])
  func starts(event: String, expected: String) throws {
    #expect(try only(read(event: event)).startsAt == time(expected))
  }

  @Test("takes the night's end from the day, where it says so")
  func night() throws {
    let event = #""date": null, "start": "05:30""#
    let late = #""day_end": "2020-07-02T06:00:00+02:00""#
    #expect(try only(read(event: event)).startsAt == time("2020-07-01T03:30:00Z"))
    #expect(try only(read(event: event, day: late)).startsAt == time("2020-07-02T03:30:00Z"))
    let midnight = #""day_end": "2020-07-01T23:59:00+02:00""#
    let early = #""date": null, "start": "00:30""#
    #expect(try only(read(event: early, day: midnight)).startsAt == time("2020-06-30T22:30:00Z"))
  }

  // MARK: Zones

  @Test(
    "names its zone loosely",
    arguments: [
      ("Europe/Berlin", Programme.Zone.said("Europe/Berlin")), ("Europe/Berlin ", .said("Europe/Berlin")),
      ("europe/berlin", .said("Europe/Berlin")), ("Berlin", .said("Europe/Berlin")),
      ("W. Europe Standard Time", .said("Europe/Berlin")), ("UTC", .guessed("Etc/GMT-2")),
      ("Nowhere/Land", .guessed("Etc/GMT-2")), ("", .guessed("Etc/GMT-2")),
      ("Europe/Paris", .said("Europe/Paris")),
    ])
  func zones(name: String, zone: Programme.Zone) throws {
    let file = try read(conference: #""time_zone_name": "\#(name)""#)
    #expect(file.programme.summit.timeZone == zone)
    #expect(try only(file).startsAt == time("2020-07-01T08:00:00Z"))
    #expect(file.warnings.isEmpty == ["Europe/Berlin", "Europe/Berlin ", "Europe/Paris"].contains(name))
  }

  @Test("without a zone is read in the summit's, where one is to be updated")
  func fallback() throws {
    let paris = try #require(TimeZone(identifier: "Europe/Paris"))
    let event = #""date": "2020-07-01T10:00:00""#
    let known = try read(event: event, conference: #""x": 1"#, fallback: paris)
    #expect(known.programme.summit.timeZone == .guessed("Europe/Paris"))
    #expect(try only(known).startsAt == time("2020-07-01T08:00:00Z"))
    let unknown = try read(event: event, conference: #""x": 1"#)
    #expect(unknown.programme.summit.timeZone == .guessed("UTC"))
    #expect(unknown.warnings.contains { $0.contains("UTC is assumed") })
  }

  @Test("in Greenwich time with local starts shows its own distance")
  func greenwich() throws {
    let file = try read(
      event: #""date": "2020-07-01T04:30:00Z", "start": "10:00""#, conference: #""x": 1"#)
    let zone = try #require(TimeZone(identifier: file.programme.summit.timeZone.name))
    let start = try only(file).startsAt
    #expect(start == (try time("2020-07-01T04:30:00Z")))
    #expect(zone.secondsFromGMT(for: start) == 5 * 3600 + 1800)
  }

  // MARK: What is missing

  @Test("may lack almost everything")
  func bare() throws {
    let text =
      #"{"conference": {"title": "X", "days": [{"date": "2020-07-01", "events": [{"title": "T", "start": "10:00"}]}]}}"#
    let file = try ScheduleFile.read(Array(text.utf8))
    #expect(file.programme.summit.startsOn == Day(year: 2020, month: 7, day: 1))
    #expect(file.programme.summit.endsOn == Day(year: 2020, month: 7, day: 1))
    #expect(file.programme.summit.acronym == "X")
    let session = try only(file)
    #expect(session.room == nil && session.speakers.isEmpty && session.abstract == nil)
    #expect(session.guid == "x-:t")
    #expect(file.warnings.count == 5)
  }

  @Test("has rooms as an object or as lists, in its own order")
  func rooms() throws {
    func names(_ rooms: String) throws -> [String?] {
      let text = """
        {"schedule": {"conference": {"title": "X", "start": "2020-07-01", "end": "2020-07-01",
        "days": [{"date": "2020-07-01", "rooms": \(rooms)}, {"date": "2020-07-02", "rooms": {}}]}}}
        """
      return try ScheduleFile.read(Array(text.utf8)).programme.sessions.map(\.room)
    }
    func event(_ guid: Int, _ more: String = "") -> String {
      #"{"guid": \#(guid), "title": "T", "start": "10:00"\#(more)}"#
    }
    #expect(try names(#"{"Z": [\#(event(1))], "A": [\#(event(2))], "E": null}"#) == ["Z", "A"])
    #expect(try names(#"[{"name": "Z", "events": [\#(event(1))]}, {"name": "E"}]"#) == ["Z"])
    #expect(try names(#"[[\#(event(1, #", "room": "Z""#))]]"#) == ["Z"])
    #expect(try names(#"{"": [\#(event(1, #", "room": {"name": "Z"}"#)), \#(event(2))]}"#) == ["Z", nil])
  }

  @Test("finds events without guid again by their id, and tells those of other years apart")
  func derived() throws {
    #expect(try only(read(event: #""guid": null"#)).guid == "demo-2020:7")
    #expect(try only(read(event: #""guid": "", "id": null, "code": "ABC""#)).guid == "demo-2020:ABC")
    #expect(
      try only(read(event: #""guid": "8079583E-8321-506C-95AF-FD2903A5F075""#)).guid
        == "8079583e-8321-506c-95af-fd2903a5f075")
  }

  // MARK: Texts

  @Test("brings texts that are cleaned, not refused")
  func texts() throws {
    let session = try only(
      read(
        event: #"""
          "title": " A\u0000\ttalk\u202e \ud83d\ude00\ud83d ", "language": "pt_BR",
          "abstract": "<p>Un &eacute;t&eacute; &amp; <b>plus</b></p><script>alert(1)</script><p>I &lt;3 it</p>"
          """#))
    #expect(session.title == "A talk 😀\u{FFFD}")
    #expect(session.abstract == "Un été & plus\nI <3 it")
    #expect(session.language == "pt-br")
  }

  @Test("keeps what only looks like HTML")
  func notMarkup() throws {
    let abstract = "I <3 Vec<T> & <https://example.org/>, a < b > c &amp"
    #expect(try only(read(event: #""abstract": "\#(abstract)""#)).abstract == abstract)
  }

  @Test("has texts cut where they are too long, and says so")
  func long() throws {
    let file = try read(
      event: #"""
        "title": "\#(String(repeating: "😀", count: 501))", "abstract": "",
        "description": "\#(String(repeating: "é", count: 9000))"
        """#)
    let session = try only(file)
    #expect(session.title.unicodeScalars.count == 500 && session.title.hasSuffix("😀…"))
    #expect(session.abstract?.unicodeScalars.count == ScheduleReader.longestAbstract)
    #expect(file.warnings.count == 2)
  }

  @Test("may say what Tribune alone asks for")
  func ours() throws {
    let file = try read(
      event: #""tribune": {"slug": "opening"}"#,
      conference: #"""
        "time_zone_name": "Europe/Berlin",
        "tribune": {"place": "Biarritz", "expectedAttendees": 500, "languages": ["fr", "EN", 3]}
        """#)
    #expect(file.programme.summit.place == "Biarritz")
    #expect(file.programme.summit.expectedAttendees == 500)
    #expect(file.programme.summit.languages == ["fr", "en"])
    #expect(try only(file).slug?.value == "opening")
  }

  @Test("may begin with a byte order mark")
  func byteOrderMark() throws {
    let text =
      "\u{FEFF}"
      + #"{"conference": {"title": "X", "days": [{"date": "2020-07-01", "events": [{"title": "T", "start": "10:00"}]}]}}"#
    #expect(try ScheduleFile.read(Array(text.utf8)).programme.sessions.count == 1)
  }

  @Test("begins before its day does, where it says so")
  func early() throws {
    let file = try read(
      event: #""date": "2020-07-01T07:30:00+02:00", "start": "07:30""#,
      day: #""day_start": "2020-07-01T09:00:00+02:00", "day_end": "2020-07-01T23:00:00+02:00""#)
    #expect(try only(file).startsAt == time("2020-07-01T05:30:00Z"))
    #expect(file.warnings.isEmpty)
  }

  @Test("that leaves nothing to doubt is read the same when strict")
  func strict() throws {
    let text = ScheduleFixture.text().replacing(
      #""time_zone_name": "UTC""#, with: #""time_zone_name": "Europe/Paris""#)
    let file = try ScheduleFile.read(Array(text.utf8), strict: true)
    #expect(file.programme.sessions.count == 4 && file.warnings.isEmpty)
    let fault = #expect(throws: ScheduleFault.self) {
      try ScheduleFile.read(Array(ScheduleFixture.text().utf8), strict: true)
    }
    #expect(fault?.place == "schedule.conference.time_zone_name" && fault?.isDoubt == true)
  }

  // MARK: What is impossible

  @Test(
    "that says something impossible is refused with its place",
    arguments: [
      (#""start": "25:00""#, "start"), (#""start": "10""#, "start"), (#""start": "soon""#, "start"),
      (#""start": "24:01""#, "start"), (#""start": "13:00 pm""#, "start"),
      (#""date": null, "start": null"#, "start"), (#""date": "2020-02-30T10:00:00+02:00""#, "date"),
      (#""date": "2020-07-01T10:00:00+99:00""#, "date"), (#""date": "01.07.2020""#, "date"),
      (#""title": """#, "title"), (#""title": "\u0007 ""#, "title"), (#""title": null"#, "title"),
    ])
  func impossible(event: String, field: String) {
    let fault = #expect(throws: ScheduleFault.self) { try read(event: event) }
    #expect(fault?.place == #"day 1, room "Saal 1", event 1: \#(field)"#)
  }

  @Test(
    "that is none is refused",
    arguments: [
      ("", "file"), ("[]", "file"), ("{", "line 1, column 2"), ("{}", "schedule.conference"),
      ("{\"a\": 1,\n \"b\": nope}", "line 2, column 7"), (#"{"conference": {}}"#, "schedule.conference.days"),
      (#"{"conference": {"title": "X", "days": []}}"#, "schedule.conference.days"),
      (#"{"conference": {"title": "X", "days": [{"date": "x", "events": []}]}}"#, "day 1: date"),
      (#"{"conference": {"title": "X", "days": [{"rooms": {"A": 3}}]}}"#, #"day 1, room "A""#),
      (#"{"conference": {"title": "X", "days": [{"rooms": {"A": [3]}}]}}"#, #"day 1, room "A", event 1"#),
      (#"{"conference": {"title": "X", "days": [3]}}"#, "day 1"),
      (#"{"conference": {"title": "X", "days": [{"rooms": {}}]}}"#, "schedule.conference.days"),
      (
        #"{"conference": {"title": "X", "start": "2020-07-02", "end": "2020-07-01", "days": [{"date": "2020-07-01", "events": [{"title": "T", "start": "10:00"}]}]}}"#,
        "schedule.conference.end"
      ),
      (
        #"{"conference": {"days": [{"date": "2020-07-01", "events": [{"title": "T", "start": "10:00"}]}]}}"#,
        "schedule.conference.title"
      ),
    ])
  func broken(text: String, place: String) {
    let fault = #expect(throws: ScheduleFault.self) { try ScheduleFile.read(Array(text.utf8)) }
    #expect(fault?.place == place)
  }
}
