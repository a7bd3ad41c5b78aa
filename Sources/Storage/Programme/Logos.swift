public import Petitions
internal import Postgres

/// What becomes of a summit's logo.
public enum LogoEdit: Sendable {
  case shows(Logo)
  case isRemoved
}

/// A logo as it is kept.
public struct LogoRecord: Hashable, Sendable {
  public var type: String
  public var bytes: [UInt8]
}

extension Store {
  public func logo(of summit: Summit.ID) async throws -> LogoRecord? {
    try await database.query("select type, bytes from summit_logos where summit_id = \(summit)").first.map {
      LogoRecord(type: try $0["type"], bytes: try $0["bytes"])
    }
  }
}

extension ProgrammeWrite {
  func edit(logo: LogoEdit) async throws {
    switch logo {
    case .shows(let logo):
      _ = try await transaction.pipeline([
        """
        insert into summit_logos (summit_id, type, bytes)
        values (\(summit.id), \(logo.type.rawValue), \(logo.bytes))
        on conflict (summit_id) do update set type = excluded.type, bytes = excluded.bytes
        """,
        """
        update summits
        set logo_digest = left(encode(sha256(\(logo.bytes)), 'hex'), 16)
        where id = \(summit.id)
        """,
      ])
    case .isRemoved:
      _ = try await transaction.pipeline([
        "delete from summit_logos where summit_id = \(summit.id)",
        "update summits set logo_digest = null where id = \(summit.id)",
      ])
    }
  }
}
