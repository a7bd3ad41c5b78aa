public import Petitions
internal import Postgres

/// The version of every summit's programme, organisation and session that people may be looking at.
public struct Versions: Hashable, Sendable {
  public var summits: [Summit.ID: Int] = [:]
  /// Of each summit the sum over its organisations: it grows with every change of one, and of what one is asked.
  public var organisations: [Summit.ID: Int] = [:]
  public var sessions: [SessionKey: Int] = [:]

  public init() {}
}

/// A session, told apart from those of other summits.
public struct SessionKey: Hashable, Sendable {
  public var summit: Summit.ID
  public var session: Session.ID

  public init(summit: Summit.ID, session: Session.ID) { (self.summit, self.session) = (summit, session) }
}

/// What servers tell each other after a commit: what changed, by id, and nothing of how.
public struct ChangeNotice: Hashable, Sendable, LosslessStringConvertible {
  /// The channel on which notices travel.
  public static let channel = "tribune"

  public var summit: Summit.ID
  /// Nil where it is no session's: the summit itself changed, its programme, or a question to it or to an organisation.
  public var session: Session.ID?
  public var changes: Changes

  /// The one session; none where it is no session's.
  public var sessions: Set<Session.ID> { session.map { [$0] } ?? [] }

  public init(summit: Summit.ID, session: Session.ID? = nil, _ changes: Changes = .everything) {
    (self.summit, self.session, self.changes) = (summit, session, changes)
  }

  /// `12:345:1`, the last the sum of what changed; `12::32` of the summit itself. Nil for anything else: the channel is
  /// open to whoever has the database.
  public init?(_ payload: String) {
    let parts = payload.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let summit = Summit.ID(String(parts[0])), let changes = UInt32(parts[2]) else {
      return nil
    }
    var session: Session.ID?
    if !parts[1].isEmpty {
      session = Session.ID(String(parts[1]))
      if session == nil { return nil }
    }
    self.init(summit: summit, session: session, Changes(rawValue: changes))
  }

  public var description: String { "\(summit):\(session.map(\.description) ?? ""):\(changes.rawValue)" }
}

extension Store {
  /// For the poll that covers notices lost in a crash. Closed summits are told for another hour: closing them was a
  /// change too.
  public func versions() async throws -> Versions {
    let rows = try await database.query(
      """
      select
        m.id as summit_id, null::bigint as session_id, m.version,
        (
          select coalesce(sum(o.version), 0)::bigint
          from organisations o
          where o.summit_id = m.id
        ) as organisations
      from summits m
      where m.closed_at is null or m.closed_at > now() - interval '1 hour'
      union all
      select s.summit_id, s.id, s.version, null
      from sessions s
      join summits m on m.id = s.summit_id
      where m.closed_at is null or m.closed_at > now() - interval '1 hour'
      """)
    var versions = Versions()
    for row in rows {
      let summit: Summit.ID = try row["summit_id"]
      if let session: Session.ID = try row["session_id"] {
        versions.sessions[SessionKey(summit: summit, session: session)] = try row["version"]
      } else {
        versions.summits[summit] = try row["version"]
        versions.organisations[summit] = try row["organisations"]
      }
    }
    return versions
  }

  /// Tells all servers, each change once. After the commit, never within the transaction: NOTIFY there serializes
  /// commits.
  public func notify(_ changes: Set<ChangeNotice>) async throws {
    guard !changes.isEmpty else { return }
    _ = try await database.query(
      """
      select pg_notify(\(ChangeNotice.channel), payload)
      from unnest(\(changes.map(\.description).sorted())) as payload
      """)
  }
}
