import Petitions
import Testing

@testable import Schedule

@Suite("What a schedule calls its rooms by", .timeLimit(.minutes(5)))
struct ScheduleRoomsTests {
  @Test("guid, slug and id of conference.rooms are read, whatever else stands there")
  func rooms() throws {
    let rooms = """
      {"name": " Saal 1", "guid": "g", "slug": "saal-1", "id": 7}, {"name": {"de": "Saal 2"}, "id": null}, {"guid": "x"},
      "Saal 3", null, {"name": "Saal 4", "slug": "", "capacity": 60}
      """
    #expect(
      try read(#""rooms": [\#(rooms)],"#) == [
        .init(name: "Saal 1", guid: "g", slug: "saal-1", id: "7"), .init(name: "Saal 2"),
        .init(name: "Saal 4"),
      ])
    for none in ["", #""rooms": null,"#, #""rooms": {"Saal 1": []},"#, #""rooms": [],"#] {
      #expect(try read(none).isEmpty)
    }
  }

  private func read(_ rooms: String) throws -> [Programme.Room] {
    let text = """
      {"schedule": {"conference": {
        "acronym": "s", "title": "S", "start": "2026-12-08", "end": "2026-12-08", "time_zone_name": "Europe/Paris", \(rooms)
        "days": [{"date": "2026-12-08", "rooms": {"Saal 1": [
          {"guid": "a", "title": "A", "date": "2026-12-08T09:00:00+01:00", "start": "09:00", "duration": "00:45"}
        ]}}]
      }}}
      """
    return try ScheduleFile.read(Array(text.utf8)).programme.rooms
  }
}
