internal import JSON
internal import Petitions

extension ScheduleReader {
  /// `conference.rooms`: what the file calls a room by besides its name. One without a name is named by no session.
  func namedRooms(_ list: [JSONTree]) -> [Programme.Room] {
    list.compactMap { value in
      guard let fields = ScheduleFields(value),
        let name = fields.text("name", "title", longest: 200)?.value
      else { return nil }
      return Programme.Room(
        name: name, guid: fields.string("guid"), slug: fields.string("slug"), id: fields.string("id"))
    }
  }
}
