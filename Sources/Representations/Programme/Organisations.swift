public import API
public import Storage

extension API.Organisation {
  public init(_ record: OrganisationRecord, in summit: SummitRecord, toOrganizers: Bool = false) {
    self.init(
      slug: record.slug, name: record.name, accepts: record.acceptedAt != nil,
      acceptedAt: record.acceptedAt.map { Timestamp($0, in: summit.zone) },
      acceptedBy: toOrganizers ? record.acceptedBy : nil, threshold: record.threshold,
      version: record.version)
  }
}
