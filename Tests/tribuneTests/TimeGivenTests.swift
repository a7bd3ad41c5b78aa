import API
import Foundation
import Testing

@testable import tribune

@Suite("Times as organizers type them", .timeLimit(.minutes(5)))
struct TimeGivenTests {
  private let paris: TimeZone
  init() throws { paris = try #require(TimeZone(identifier: "Europe/Paris")) }

  private func resolved(_ text: String, on day: String = "2017-06-13") throws -> String {
    try TimeGiven(text).resolved(on: day, in: paris).description
  }

  @Test("a clock time is on the day at hand, in the summit's zone")
  func clock() throws {
    #expect(try resolved("09:30") == "2017-06-13T09:30:00+02:00")
    #expect(try resolved("09:30", on: "2017-01-13") == "2017-01-13T09:30:00+01:00")
  }

  @Test("a day and a clock time, with T or a space")
  func local() throws {
    #expect(try resolved("2017-06-14T17:00") == "2017-06-14T17:00:00+02:00")
    #expect(try resolved("2017-06-14 17:00") == "2017-06-14T17:00:00+02:00")
  }

  @Test("RFC 3339 is taken as it is")
  func exact() throws {
    #expect(try resolved("2017-06-13T07:30:00Z") == "2017-06-13T07:30:00Z")
  }

  @Test("an end before the start is on the next day")
  func nextDay() throws {
    let start = try TimeGiven("23:00").resolved(on: "2017-06-13", in: paris)
    #expect(
      try TimeGiven("00:30").resolved(after: start, in: paris).description == "2017-06-14T00:30:00+02:00")
    #expect(
      try TimeGiven("23:30").resolved(after: start, in: paris).description == "2017-06-13T23:30:00+02:00")
  }

  @Test("the hour that summer time leaves out is refused, of the one it repeats the first is meant")
  func summerTime() throws {
    #expect(throws: Failure.self) { try resolved("02:30", on: "2017-03-26") }
    #expect(try resolved("02:30", on: "2017-10-29") == "2017-10-29T02:30:00+02:00")
    #expect(try resolved("03:00", on: "2017-03-26") == "2017-03-26T03:00:00+02:00")
  }

  @Test(
    "nonsense is refused", arguments: ["9:30", "24:00", "09.30", "2017-02-30T09:00", "tomorrow", "", "09:3٠"])
  func nonsense(_ text: String) {
    #expect(throws: Misread.self) { try TimeGiven(text) }
  }

  @Test("a span names the second day only where there is one")
  func span() throws {
    let start = try #require(Timestamp("2017-06-13T09:30:00+02:00"))
    let end = try #require(Timestamp("2017-06-13T10:15:00+02:00"))
    let next = try #require(Timestamp("2017-06-14T00:15:00+02:00"))
    #expect(start.span(to: end) == "2017-06-13 09:30–10:15")
    #expect(start.span(to: next) == "2017-06-13 09:30 – 2017-06-14 00:15")
  }
}
