import Foundation
import Petitions
import Testing

@Suite("Slots of one talk", .timeLimit(.minutes(5)))
struct ProgrammeSlotsTests {
  private func time(_ hour: Double) -> Date { Date(timeIntervalSince1970: hour * 3600) }

  private func item(_ guid: String, _ hour: Double, _ room: String = "A", title: String = "T")
    -> Programme.Item
  {
    Programme.Item(guid: guid, title: title, startsAt: time(hour), endsAt: time(hour + 1), room: room)
  }

  private func known(_ guid: String, _ hour: Double, _ room: String = "A", title: String = "T")
    -> Programme.Known
  {
    Programme.Known(guid: guid, title: title, startsAt: time(hour), room: room)
  }

  /// The identities that the file's slots get.
  private func settled(_ items: [Programme.Item], _ known: [Programme.Known]) throws -> [String] {
    let day = try #require(Day(rawValue: "2026-06-13"))
    let summit = Programme.Details(
      acronym: "s", name: "S", timeZone: .said("UTC"), startsOn: day, endsOn: day)
    return Programme(summit: summit, sessions: items, people: []).settled(among: known).sessions.map(\.guid)
  }

  @Test("keep their identities when one moves, even past the other")
  func moves() throws {
    let before = [known("G", 10), known("G#2", 16)]
    #expect(try settled([item("G", 10), item("G#2", 17)], before) == ["G", "G#2"])
    #expect(try settled([item("G#2", 18), item("G", 16)], before) == ["G", "G#2"])
    #expect(try settled([item("G", 11), item("G#2", 17)], before) == ["G", "G#2"])
    let rooms = [known("G", 10, "A"), known("G#2", 10, "B")]
    #expect(try settled([item("G#2", 11, "A"), item("G", 10, "B")], rooms) == ["G", "G#2"])
  }

  @Test("keep their identities when one goes or comes")
  func number() throws {
    let before = [known("G", 10), known("G#2", 16), known("G#3", 20)]
    #expect(try settled([item("G", 16), item("G#2", 20)], before) == ["G#2", "G#3"])
    #expect(try settled([item("G", 16)], before) == ["G#2"])
    #expect(try settled([item("G", 8), item("G#2", 10)], [known("G", 10)]) == ["G#2", "G"])
    #expect(
      try settled([item("G", 9), item("G#2", 10), item("G#3", 16)], Array(before.prefix(2))) == [
        "G#3", "G", "G#2",
      ])
  }

  @Test("are told apart by their titles first")
  func titles() throws {
    let before = [known("G", 10, title: "One"), known("G#2", 11, title: "Two")]
    #expect(
      try settled([item("G", 10, title: "Two"), item("G#2", 11, title: "One")], before) == ["G#2", "G"])
  }

  @Test("do not touch other sessions")
  func others() throws {
    #expect(
      try settled([item("G", 10), item("H", 11), item("x#1", 9)], [known("G", 12), known("I", 11)]) == [
        "G", "H", "x#1",
      ])
    #expect(try settled([item("G", 10), item("G#2", 11)], []) == ["G", "G#2"])
  }
}
