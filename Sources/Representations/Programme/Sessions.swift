public import API
public import Storage

extension API.Session {
  public init(_ record: SessionRecord, in summit: SummitRecord, toOrganizers: Bool = false) {
    self.init(
      slug: record.slug, guid: record.guid, title: record.title, abstract: record.abstract,
      startsAt: Timestamp(record.startsAt, in: summit.zone),
      endsAt: Timestamp(record.endsAt, in: summit.zone),
      room: record.room?.name, speakers: record.speakers.map(API.Speaker.init), box: record.box,
      moderation: record.moderation, threshold: record.threshold, version: record.version,
      audience: record.audience, closesAt: record.closesAt.map { Timestamp($0, in: summit.zone) },
      cancelled: record.cancelledAt != nil,
      acceptedAt: record.acceptedAt.map { Timestamp($0, in: summit.zone) },
      acceptedBy: toOrganizers ? record.acceptedBy : nil)
  }
}

extension API.Speaker {
  public init(_ record: SpeakerRecord) {
    self.init(
      slug: record.slug, name: record.name, affiliation: record.affiliation, biography: record.biography)
  }
}

extension API.Room {
  public init(_ record: RoomRecord) { self.init(slug: record.slug, name: record.name, code: record.code) }
}
