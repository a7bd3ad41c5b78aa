public import API
public import Foundation
public import Storage

extension API.AccessToken {
  public init(_ record: AccessTokenRecord, in summit: SummitRecord) { self.init(record, in: summit.zone) }

  /// `zone`: in which its times are said.
  public init(_ record: AccessTokenRecord, in zone: TimeZone) {
    self.init(
      id: record.id.description, role: record.role, name: record.name, session: record.sessionSlug,
      organisation: record.organisationSlug,
      createdAt: Timestamp(record.createdAt, in: zone),
      revokedAt: record.revokedAt.map { Timestamp($0, in: zone) },
      lastUsedAt: record.lastUsedAt.map { Timestamp($0, in: zone) },
      expiresAt: record.stage == nil ? record.expiresAt.map { Timestamp($0, in: zone) } : nil,
      stage: record.stage.map { StageAccess($0, in: zone) })
  }
}

extension StageAccess {
  public init(_ stage: AccessTokenRecord.Stage, in zone: TimeZone) {
    self.init(
      room: stage.roomSlug, linkExpiresAt: Timestamp(stage.linkExpiresAt, in: zone),
      signedInAt: stage.signedInAt.map { Timestamp($0, in: zone) },
      expiresAt: stage.expiresAt.map { Timestamp($0, in: zone) },
      madeBy: stage.maker.map { StageMaker(id: $0.id.description, role: $0.role, name: $0.name) })
  }
}
