import Foundation
import Petitions
import TestSupport
import Testing

@testable import Schedule

@Suite("A schedule's time zone", .timeLimit(.minutes(5)))
struct ScheduleZoneTests {
  private func zone(_ name: String, _ date: String) throws -> Programme.Zone {
    try ScheduleSample.read(
      #""date": "\#(date)", "duration": "00:30""#, conference: #""time_zone_name": "\#(name)""#
    ).programme.summit.timeZone
  }

  @Test(
    "has today's name, whatever it is called",
    arguments: [
      ("US/Pacific", "-07:00", "America/Los_Angeles"), ("us/eastern", "-04:00", "America/New_York"),
      ("Asia/Calcutta", "+05:30", "Asia/Kolkata"), ("Kolkata", "+05:30", "Asia/Kolkata"),
      ("Calcutta", "+05:30", "Asia/Kolkata"), ("Mumbai", "+05:30", "Asia/Kolkata"),
      ("Europe/Kiev", "+03:00", "Europe/Kyiv"), ("Kyiv", "+03:00", "Europe/Kyiv"),
      ("Kyev", "+03:00", "Europe/Kyiv"),
      ("Asia/Saigon", "+07:00", "Asia/Ho_Chi_Minh"), ("Asia/Katmandu", "+05:45", "Asia/Kathmandu"),
      ("America/Buenos_Aires", "-03:00", "America/Argentina/Buenos_Aires"),
      ("Japan", "+09:00", "Asia/Tokyo"), ("GB", "+01:00", "Europe/London"),
      ("NZ", "+12:00", "Pacific/Auckland"),
      ("EST5EDT", "-04:00", "America/New_York"), ("America/Montreal", "-04:00", "America/Toronto"),
      ("CET", "+02:00", "Europe/Paris"), ("MESZ", "+02:00", "Europe/Paris"),
      ("PDT", "-07:00", "America/Los_Angeles"),
      ("Eastern Time (US & Canada)", "-04:00", "America/New_York"), ("Bern", "+02:00", "Europe/Zurich"),
      ("(GMT+01:00) Amsterdam, Berlin, Bern", "+02:00", "Europe/Amsterdam"),
      ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "+02:00", "Europe/Brussels"),
      ("EUROPE/PARIS", "+02:00", "Europe/Paris"), ("Europe / Paris", "+02:00", "Europe/Paris"),
      ("Paris, France", "+02:00", "Europe/Paris"), ("New York", "-04:00", "America/New_York"),
      ("Greenland Standard Time", "-01:00", "America/Nuuk"), ("UTC+2", "+02:00", "Etc/GMT-2"),
      ("GMT+05:30", "+05:30", "Asia/Kolkata"), ("-03:00", "-03:00", "Etc/GMT+3"),
      ("Etc/UCT", "Z", "UTC"), ("Zulu", "Z", "UTC"), ("GMT0", "+00:00", "UTC"),
    ])
  func names(name: String, offset: String, zone expected: String) throws {
    #expect(try zone(name, "2026-06-13T10:00:00\(offset)") == .said(expected))
  }

  @Test("that is an abbreviation of several is the one with the offset of the times")
  func abbreviation() throws {
    #expect(try zone("CST", "2026-06-13T10:00:00+08:00") == .guessed("Etc/GMT-8"))
    #expect(try zone("CST", "2026-06-13T10:00:00-05:00") == .said("America/Chicago"))
  }

  @Test("is not told by times in Greenwich time alone", arguments: ["Berlin", "Europe/Berlin"])
  func greenwich(name: String) throws {
    #expect(try zone(name, "2026-06-13T08:00:00Z") == .said("Europe/Berlin"))
    let paris = try #require(TimeZone(identifier: "Europe/Paris"))
    let text = ScheduleSample.text(
      [#""date": "2026-06-13T08:00:00Z", "duration": "00:30""#], conference: #""x": 1"#)
    let file = try ScheduleFile.read(Array(text.utf8), fallback: paris)
    #expect(file.programme.summit.timeZone == .guessed("Europe/Paris") && file.warnings.isEmpty)
  }

  @Test("that no time agrees with is kept, and said")
  func disagreement() throws {
    let file = try ScheduleSample.read(
      #""date": "2026-06-13T10:00:00+02:00", "duration": "00:30""#,
      conference: #""time_zone_name": "Europe/London""#)
    #expect(file.programme.summit.timeZone == .said("Europe/London"))
    #expect(file.says("the offset of 1 of 1 times is not that of Europe/London; they are kept"))
  }

  @Test(
    "that nobody named never has an old name",
    arguments: [
      ("+05:30", "Asia/Kolkata"), ("+05:45", "Asia/Kathmandu"), ("+06:30", "Asia/Yangon"),
      ("+03:30", "Asia/Tehran"), ("+04:30", "Asia/Kabul"), ("+09:30", "Australia/Adelaide"),
      ("-02:30", "America/St_Johns"), ("+12:45", "Pacific/Chatham"), ("+10:30", "Australia/Lord_Howe"),
      ("-09:30", "Pacific/Marquesas"), ("+14:00", "Etc/GMT-14"), ("-03:00", "Etc/GMT+3"),
    ])
  func unnamed(offset: String, zone: String) throws {
    let file = try ScheduleSample.read(
      #""date": "2026-06-13T10:00:00\#(offset)", "duration": "00:30""#, conference: #""x": 1"#)
    let guess = file.programme.summit.timeZone
    // Where it is summer, another zone may have the offset; none has an old name.
    #expect(guess == .guessed(zone) || ZoneNames.all.contains(guess.name) && offset == "+10:30")
    #expect(file.starts.count == 1)
  }

  @Test("is none of the names that Debian has put away")
  func today() {
    let old = Set(
      ZoneNames.old.split(separator: "\n").flatMap { $0.split(separator: " ").dropFirst() }.map(String.init))
    #expect(ZoneNames.all.count > 350)
    #expect(old.isDisjoint(with: ZoneNames.all))
    #expect(old.count > 120)
    for name in old.sorted() {
      let today = ZoneNames.today(name)
      #expect(today.flatMap(TimeZone.init(identifier:)) != nil, "\(name) is \(today ?? "unknown")")
      #expect(today.map(old.contains) == false)
    }
  }

  @Test(
    "of an event with a change of clocks is one that has both offsets",
    arguments: [
      ("2027-03-27", "+01:00", "2027-03-28", "+02:00", "Europe/Paris"),
      ("2026-10-24", "+01:00", "2026-10-25", "+00:00", "Europe/London"),
      ("2027-03-13", "-05:00", "2027-03-14", "-04:00", "America/New_York"),
      ("2026-10-03", "+10:00", "2026-10-04", "+11:00", "Australia/Sydney"),
      ("2026-10-03", "+10:30", "2026-10-04", "+11:00", "Australia/Lord_Howe"),
    ])
  func change(first: String, before: String, second: String, after: String, zone: String) throws {
    func event(_ date: String, _ offset: String, _ start: String) -> String {
      #""date": "\#(date)T\#(start):00\#(offset)", "start": "\#(start)", "duration": "00:45""#
    }
    let file = try ScheduleSample.read(
      event(first, before, "10:00"), event(first, before, "11:00"), event(second, after, "10:00"),
      conference: #""x": 1"#, date: first)
    #expect(file.programme.summit.timeZone == .guessed(zone))
    #expect(file.says("missing; \(zone) is taken from them"))
  }

  @Test("with offsets that no place has together is what most have, and has to be named")
  func noPlace() throws {
    let file = try ScheduleSample.read(
      #""date": "2026-06-13T10:00:00+02:00""#, #""date": "2026-06-13T12:00:00+02:00""#,
      #""date": "2026-06-13T10:00:00+07:00""#, conference: #""x": 1"#)
    #expect(file.programme.summit.timeZone == .guessed("Etc/GMT-2"))
    #expect(file.says("the offset of 1 of 3 times is not that of Etc/GMT-2"))
  }

  @Test(
    "has an hour that clocks skip, and one that comes twice",
    arguments: [
      ("2026-03-29", "2026-03-29T02:30:00", "2026-03-29T01:30:00Z", "60 minutes later is taken"),
      ("2026-10-25", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z", "the first is taken"),
      ("2026-10-25", "2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00Z", nil),
      ("2026-10-25", "2026-10-25T01:30:00", "2026-10-24T23:30:00Z", nil),
      ("2026-10-25", "2026-10-25T03:00:00", "2026-10-25T02:00:00Z", nil),
      ("2026-03-29", "2026-03-29T03:00:00", "2026-03-29T01:00:00Z", nil),
    ])
  func hours(day: String, date: String, expected: String, doubt: String?) throws {
    let file = try ScheduleSample.read(#""date": "\#(date)", "duration": "00:45""#, date: day)
    #expect(file.starts == [expected] && file.minutes == [45])
    if let doubt {
      #expect(file.says(#"event 1: start: "#) && file.says(doubt))
    } else {
      #expect(file.warnings.isEmpty)
    }
  }

  @Test(
    "is told by offsets in all their forms",
    arguments: [
      "2026-06-13 10:00:00+02", "2026-06-13 10:00:00 +02", "2026-06-13T10:00:00+0200", "2026-06-13T08:00:00Z",
      "2026-06-13T10:00:00+2", "2026-06-13 08:00:00 UTC", "2026-06-13T05:00:00−03",
      "2026-06-13T10:00:00,000+02:00",
      "2026-06-13T10:00+02:00[Europe/Paris]", "2026-06-13t10:00:00.123+02:00", "2026-06-13 13:30:00+05:30",
    ])
  func offsets(date: String) throws {
    #expect(
      try ScheduleSample.read(#""date": "\#(date)", "duration": "00:30""#).starts == ["2026-06-13T08:00:00Z"])
  }

  @Test(
    "is not told by what is no offset",
    arguments: ["+25", "+9999", "+02:75", "+2:0", "CEST+1", "+", "+02:00:00:00", "Europe/Paris"])
  func noOffsets(offset: String) {
    let fault = #expect(throws: ScheduleFault.self) {
      try ScheduleSample.read(#""date": "2026-06-13T10:00:00\#(offset)", "duration": "00:30""#)
    }
    #expect(fault?.place == #"day 1, room "A", event 1: date"#)
  }
}
