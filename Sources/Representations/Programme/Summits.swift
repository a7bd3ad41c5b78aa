// Records of Storage as the API writes them. Times carry the offset of the summit's place.

public import API
public import Foundation
public import Storage

extension API.Summit {
  /// What is done about stuffing only organizers are told: whoever stuffs would like to know.
  public init(_ record: SummitRecord, toOrganizers: Bool = false) {
    self.init(
      slug: record.slug, name: record.name, place: record.place, timeZone: record.timeZone,
      startsOn: record.startsOn.description, endsOn: record.endsOn.description, languages: record.languages,
      expectedAttendees: record.expectedAttendees, identity: record.identity,
      thresholdRule: ThresholdRule(
        share: record.thresholdShare, floor: record.thresholdFloor,
        ceiling: record.thresholdCeiling),
      answerPeriod: record.answerPeriodDays, controller: record.controller, contact: record.contact,
      retention: record.retentionDays, publicRatings: record.publicRatings,
      closedAt: record.closedAt.map { Timestamp($0, in: record.zone) }, threshold: record.threshold,
      stuffing: toOrganizers ? record.stuffing : nil, accent: record.accent,
      logo: record.logoDigest.map { "/api/v1/summits/\(record.slug)/logo?v=\($0)" })
  }
}

extension SummitRecord {
  /// Greenwich where the system does not know the zone, which Storage refuses to take.
  public var zone: TimeZone { TimeZone(identifier: timeZone) ?? .gmt }
}
