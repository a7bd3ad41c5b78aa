internal import Petitions

/// By what each event of a file is found again: its guid, or what can stand for one. An identity that several events
/// bear belongs to the slots of one talk, or was copied by mistake: each is a session of its own.
struct ScheduleIdentities {
  /// Ids are unique within one export only; with the conference and its year they are among all.
  private let prefix: String

  init(conference: ScheduleFields) {
    let acronym = conference.string("acronym") ?? conference.string("title") ?? ""
    let year = conference.string("start")?.prefix(4) ?? ""
    prefix = "\(Slug(title: acronym, fallback: "schedule"))-\(year)"
  }

  func identity(of event: ScheduleEvent, title: String, warnings: inout ScheduleWarnings) -> String {
    if let guid = guid(of: event) { return guid }
    let name = event.fields.string("id", "code", "slug", "url")
    if name == nil {
      warnings.add("\(event.place): guid", "missing, and no id of its own; it is found again by its title")
    }
    return "\(prefix):\(name ?? Slug(title: title, fallback: "event").value)"
  }

  private func guid(of event: ScheduleEvent) -> String? {
    guard let guid = event.fields.string("guid") else { return nil }
    // All zeros is a guid that was never set. UUIDs are the same in capitals.
    if guid.allSatisfy({ $0 == "0" || $0 == "-" }) { return nil }
    return guid.utf8.count == 36 ? guid.lowercased() : guid
  }

  /// Gives every session an identity of its own: of those that share one the earliest keeps it, and the others get a
  /// number behind it. What is there twice in every respect is kept once.
  func separate(
    _ sessions: [Programme.Item], _ events: [ScheduleEvent], warnings: inout ScheduleWarnings
  ) -> [Programme.Item] {
    let families = Dictionary(grouping: sessions.indices) { sessions[$0].guid }
    if families.count == sessions.count { return sessions }
    var kept: [Programme.Item?] = sessions
    for (_, members) in families.sorted(by: { $0.value[0] < $1.value[0] }) where members.count > 1 {
      var slots: [Int] = []
      var seen: [Programme.Item: Int] = [:]
      for index in members {
        let hasGuid = guid(of: events[index]) != nil
        let said = hasGuid ? "guid: “\(sessions[index].guid)”" : "guid: missing; its id or title"
        if let same = seen[sessions[index]] {
          kept[index] = nil
          warnings.add(events[index].place, "is the same as \(events[same].place), and is taken once")
          continue
        }
        if let other = slots.first {
          warnings.add(
            events[index].place,
            "\(said) is also that of “\(events[other].place)”; each is a session of its own")
        }
        seen[sessions[index]] = index
        slots.append(index)
      }
      let ordered = slots.sorted { (sessions[$0].startsAt, $0) < (sessions[$1].startsAt, $1) }
      var number = 1
      for index in ordered.dropFirst() {
        repeat { number += 1 } while families[Programme.slot(number, of: sessions[index].guid)] != nil
        kept[index]?.guid = Programme.slot(number, of: sessions[index].guid)
      }
    }
    return kept.compactMap(\.self)
  }
}
