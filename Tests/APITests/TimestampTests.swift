import API
import Foundation
import Testing

@Suite("Times in the API", .timeLimit(.minutes(5)))
struct TimestampTests {
  @Test(
    "a time is written as it was read",
    arguments: [
      "2017-06-13T09:30:00+02:00", "2017-06-13T07:30:00Z", "2016-02-29T23:59:59-11:30",
      "1969-12-31T23:59:59Z", "2017-06-13T09:30:00.123456+02:00",
    ])
  func roundTrip(text: String) throws {
    let time = try #require(Timestamp(text))
    #expect(time.description == text)
  }

  @Test("the same moment in two zones is one date")
  func sameMoment() throws {
    let paris = try #require(Timestamp("2017-06-13T09:30:00+02:00"))
    let greenwich = try #require(Timestamp("2017-06-13T07:30:00Z"))
    #expect(paris.date == greenwich.date)
    #expect(greenwich.date.timeIntervalSince1970 == 1_497_339_000)
  }

  @Test(
    "what is no time with an offset is refused",
    arguments: [
      "", "2017-06-13", "2017-06-13T09:30:00", "2017-02-29T09:30:00Z", "2017-13-01T00:00:00Z",
      "2017-06-13T24:00:00Z", "2017-06-13 09:30:00Z", "2017-06-13T09:30:00.Z", "2017-06-13T09:30:00+2:00",
      "２017-06-13T09:30:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
      "2017-06-13T09:30:00Zjunk",
    ])
  func refused(text: String) {
    #expect(Timestamp(text) == nil)
  }
}
