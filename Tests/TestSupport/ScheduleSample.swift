/// A small schedule in a room called A, from the members of its events.
public enum ScheduleSample {
  public static let paris = #""time_zone_name": "Europe/Paris""#

  public static func text(
    _ events: [String], conference: String = paris, date: String = "2026-06-13", room: String = "A"
  ) -> String {
    let events = events.enumerated().map { index, members in
      #"{"id": \#(index + 1), "guid": "g\#(index + 1)", "title": "T\#(index + 1)", \#(members)}"#
    }
    return """
      {"schedule": {"conference": {"acronym": "s", "title": "Essai", "start": "\(date)", "end": "\(date)",
      "timeslot_duration": "00:15", \(conference), "days": [{"index": 1, "date": "\(date)",
      "rooms": {"\(room)": [\(events.joined(separator: ",\n"))]}}]}}}
      """
  }
}
