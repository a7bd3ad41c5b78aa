public import Petitions
internal import Postgres

/// The version of every summit's programme and of every session that people may be looking at.
public struct Versions: Hashable, Sendable {
  public var summits: [Summit.ID: Int] = [:]
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
  /// Nil where the programme changed, the summit itself, or a question to it or to an organisation.
  public var session: Session.ID?

  public init(summit: Summit.ID, session: Session.ID? = nil) {
    (self.summit, self.session) = (summit, session)
  }

  /// `12:345`; `12:` of the summit itself. Nil for anything else: the channel is open to whoever has the database.
  public init?(_ payload: String) {
    let parts = payload.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let summit = Summit.ID(String(parts[0])) else { return nil }
    self.summit = summit
    if parts[1].isEmpty { return }
    guard let session = Session.ID(String(parts[1])) else { return nil }
    self.session = session
  }

  public var description: String { "\(summit):\(session.map(\.description) ?? "")" }
}

extension Store {
  /// For the poll that covers notices lost in a crash. Closed summits are told for another hour: closing them was a
  /// change too.
  public func versions() async throws -> Versions {
    let rows = try await database.query(
      """
      select id as summit_id, null::bigint as session_id, version
      from summits
      where closed_at is null or closed_at > now() - interval '1 hour'
      union all
      select s.summit_id, s.id, s.version
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
