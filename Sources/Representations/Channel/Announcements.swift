public import API
public import Storage

extension API.Announcement {
  public init(_ record: AnnouncementRecord, in summit: SummitRecord) {
    let from =
      switch record.voice {
      case .speakers where !record.speakers.isEmpty: record.speakers.joined(separator: ", ")
      case .organizers, .speakers: record.voice.rawValue
      }
    self.init(
      id: record.id.description, text: record.text, session: record.session, from: from,
      announcedAt: Timestamp(record.announcedAt, in: summit.zone))
  }
}
