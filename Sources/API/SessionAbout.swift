extension Session {
  /// Another with every change of what the head of its pages says.
  public var about: String {
    Self.about(title, in: room, by: speakers.map(\.name), startsAt, endsAt)
  }

  /// As a session with these has it.
  public static func about(
    _ title: String, in room: String?, by speakers: [String], _ startsAt: Timestamp, _ endsAt: Timestamp
  ) -> String {
    let said = [title, room ?? "", startsAt.description, endsAt.description] + speakers
    return fingerprint(Array(said.joined(separator: "\n").utf8))
  }
}
