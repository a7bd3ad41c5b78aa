import Foundation
import TestSupport
import Testing

@testable import Schedule

@Suite("A schedule's durations", .timeLimit(.minutes(5)))
struct ScheduleDurationTests {
  private func event(_ start: String, _ duration: String, _ more: String = "") -> String {
    #""start": "\#(start)", "duration": \#(duration)\#(more.isEmpty ? "" : ", " + more)"#
  }

  @Test(
    "may be written in every way that exports do",
    arguments: [
      (#""duration": "1:30""#, 90), (#""duration": "00:05""#, 5), (#""duration": "26:00""#, 1560),
      (#""duration": "1:02:30""#, 1590), (#""duration": "00:45:00""#, 45), (#""duration": 45"#, 45),
      (#""duration": "45""#, 45), (#""duration": "00:00""#, 5), (#""duration": null"#, 30),
      (#""duration": null, "end": "11:15""#, 75), (#""duration": null, "end": "00:15""#, 855),
      (#""duration": null, "end": "2026-06-13T09:00:00Z""#, 60),
    ])
  func plain(event: String, minutes: Int) throws {
    #expect(try ScheduleSample.read(#""start": "10:00", \#(event)"#).minutes == [minutes])
  }

  @Test(
    "are read as they can be meant, and said where they are written oddly",
    arguments: [
      (#""1:30:00""#, 90, true), (#""0:45:00""#, 45, true), (#""0:10:00""#, 10, true),
      (#""0:01:30""#, 90, true), (#""0:00:45""#, 45, true),
      (#""00:01:30""#, 90, true), (#""00:05:00""#, 5, false),
      (#""00:45:00""#, 45, false), (#""01:30:00""#, 90, false), (#""0:90""#, 90, true),
      (#""00:75""#, 75, true), (#""1:75:00""#, 135, true), (#""135.0:00""#, 135, true),
      (#""1.5:00""#, 90, true), ("45.0", 45, false), ("1.5", 90, true), ("0.75", 45, true),
      ("2700", 45, true), (#""5400""#, 90, true), ("2700000", 45, true), ("90", 90, false),
      (#""PT45M""#, 45, false), (#""PT1H30M""#, 90, false), (#""P1DT2H""#, 1560, false),
      (#""P0DT00H45M00S""#, 45, false), (#""pt1.5h""#, 90, false), (#""45 min""#, 45, false),
      (#""45min.""#, 45, false), (#""1h30""#, 90, false), (#""1 h 30 min""#, 90, false),
      (#""2h""#, 120, false),
      (#""1,5 Stunden""#, 90, false), (#""1 hour 30 minutes""#, 90, false), (#""45'""#, 45, false),
      (#""1 day, 2:00:00""#, 1560, false), (#""2 days, 0:30:00""#, 2910, false), (#"" 00:30 ""#, 30, false),
      (#""1:02:00:00""#, 1560, false),
    ])
  func styles(duration: String, minutes: Int, isSaid: Bool) throws {
    let file = try ScheduleSample.read(event("10:00", duration))
    #expect(file.minutes == [minutes])
    #expect(file.warnings.isEmpty != isSaid)
    if isSaid { #expect(file.says(#"day 1, room "A", event 1: duration: “"#) && file.says("is taken as")) }
  }

  @Test("of days or hours are what fits before the next event in the room")
  func fits() throws {
    let file = try ScheduleSample.read(event("10:00", #""1:02:00""#), event("11:30", #""00:45""#))
    #expect(file.minutes == [62, 45])
    #expect(
      file.warnings == [
        #"day 1, room "A", event 1: duration: “1:02:00” is taken as 62 minutes, which fits before the next event in "#
          + "the room, not 26 hours"
      ])
  }

  @Test(
    "of days or hours are as others in the file show",
    arguments: [
      (#""0:45:00""#, 60, "24 hours"), (#""1:30:00""#, 60, "24 hours"), (#""00:45:00""#, 60, "24 hours"),
      (#""0:10:00""#, 60, "24 hours"), (#""0:01:30""#, 1440, "60 minutes"),
    ])
  func votes(other: String, minutes: Int, not: String) throws {
    let file = try ScheduleSample.read(event("14:00", #""1:00:00""#), event("09:00", other))
    #expect(file.minutes[0] == minutes)
    #expect(file.says("as others in the file show, not \(not)"))
  }

  @Test("of days or hours are as the end says, or last until the next event begins")
  func ends() throws {
    let end = #""end": "2026-06-14T12:00:00+02:00""#
    #expect(try ScheduleSample.read(event("10:00", #""1:02:00""#, end)).minutes == [1560])
    let next = #""date": "2026-06-14T12:00:00+02:00", "start": "12:00", "duration": "01:00""#
    #expect(try ScheduleSample.read(event("10:00", #""1:02:00""#), next).minutes == [1560, 60])
  }

  @Test("of days or hours are hours, where it is there every day at the same time")
  func daily() throws {
    let second = #""date": "2026-06-14T10:00:00+02:00", "start": "10:00", "duration": "1:00:00""#
    #expect(try ScheduleSample.read(event("10:00", #""1:00:00""#), second).minutes == [60, 60])
  }

  @Test("that are numbers are minutes where others are, though events overlap")
  func numbers() throws {
    #expect(try ScheduleSample.read(event("10:00", "600"), event("10:30", "45")).minutes == [600, 45])
    #expect(try ScheduleSample.read(event("10:00", "900"), event("10:30", "2700")).minutes == [15, 45])
  }

  @Test("of which nothing decides are taken one way, and the other is said")
  func undecided() throws {
    let hour = try ScheduleSample.read(event("10:00", #""1:00:00""#))
    #expect(
      hour.minutes == [60] && hour.says("“1:00:00” is taken as 60 minutes; it could also mean 24 hours"))
    let day = try ScheduleSample.read(event("10:00", #""1:02:30""#))
    #expect(day.minutes == [1590] && day.says("it could also mean 63 minutes"))
    let many = try ScheduleSample.read(event("10:00", "600"))
    #expect(many.minutes == [600] && many.says("it could also mean 10 minutes"))
  }

  @Test(
    "and ends that cannot be are a timeslot's length, which is said, and refused only when strict",
    arguments: [
      (#""duration": "abc""#, "duration"), (#""duration": "-00:30""#, "duration"),
      (#""duration": "9999:00""#, "duration"), (#""duration": "6944:11:40""#, "duration"),
      (#""duration": {}"#, "duration"), (#""duration": "1:2:3:4:5""#, "duration"),
      (#""duration": "PT""#, "duration"), (#""duration": 1e99"#, "duration"),
      (#""duration": null, "end": "09:00+02:00""#, "end"),
      (#""duration": null, "end": "2026-06-13T09:50:00+02:00""#, "end"),
      (#""duration": null, "end": "10:00""#, "end"), (#""duration": "", "end": "later""#, "end"),
      (#""duration": null, "end": "2036-06-13T09:50:00+02:00""#, "end"),
    ])
  func impossible(members: String, field: String) throws {
    let events = [#""start": "10:00", \#(members)"#, event("12:00", #""00:30""#)]
    let file = try ScheduleSample.read(events[0], events[1])
    #expect(file.minutes == [15, 30])
    let place = #"day 1, room "A", event 1: \#(field)"#
    #expect(file.warnings.count == 1 && file.says(place + ":") && file.says("the length of a timeslot"))
    let fault = #expect(throws: ScheduleFault.self) {
      try ScheduleSample.read(events[0], events[1], strict: true)
    }
    #expect(fault?.place == place && fault?.isDoubt == true && fault?.others == 0)
  }

  @Test("of less than five minutes are five, and this is said")
  func short() throws {
    #expect(try ScheduleSample.read(event("10:00", #""00:00""#)).says("is zero; five minutes are assumed"))
    let three = try ScheduleSample.read(event("10:00", #""00:03""#))
    #expect(three.minutes == [5] && three.says("is 3 minutes; five minutes are assumed"))
  }

  @Test("that are none give way to the end, and an end that does not agree is said")
  func both() throws {
    let other = try ScheduleSample.read(event("10:00", #""?""#, #""end": "10:50""#))
    #expect(other.minutes == [50] && other.says("“?” is not one, HH:MM; the end is taken"))
    let early = try ScheduleSample.read(event("10:00", #""00:45""#, #""end": "2026-06-13T09:00:00+02:00""#))
    #expect(early.minutes == [45] && early.says("end: does not agree with the duration, which is taken"))
    #expect(try ScheduleSample.read(event("10:00", #""00:45""#, #""end": "10:45""#)).warnings.isEmpty)
  }

  @Test("that are odd in one way are said ten times, then counted")
  func many() throws {
    let events = (0..<40).map { #""start": "10:\#(10 + $0)", "duration": "0:90""# }
    let file = try ScheduleFile.read(Array(ScheduleSample.text(events).utf8))
    #expect(file.warnings.count == 11)
    #expect(file.warnings.last == "and 30 more: … is taken as … minutes")
  }
}
