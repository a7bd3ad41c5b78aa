import Petitions
import Testing

@Suite("Days", .timeLimit(.minutes(5)))
struct DayTests {
  @Test(
    "a day is written as it was read", arguments: ["2017-06-13", "2016-02-29", "2000-02-29", "0001-01-01"])
  func roundTrip(text: String) throws {
    let day = try #require(Day(rawValue: text))
    #expect(day.rawValue == text)
  }

  @Test(
    "what is no day is refused",
    arguments: [
      "2017-02-29", "1900-02-29", "2017-13-01", "2017-00-10", "2017-06-31", "2017-06-00", "0000-01-01",
      "2017-6-13", "2017-06-13 ", "2017/06/13", "20170613", "-017-06-13", "２０17-06-13", "",
    ])
  func refused(text: String) { #expect(Day(rawValue: text) == nil) }

  @Test("days are in the order of the calendar")
  func order() throws {
    let texts = ["2016-12-31", "2017-01-01", "2017-01-02", "2017-02-01"]
    let days = texts.compactMap(Day.init(rawValue:))
    #expect(days.count == texts.count)
    #expect(days.shuffled().sorted() == days)
  }
}
