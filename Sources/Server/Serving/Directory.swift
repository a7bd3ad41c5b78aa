internal import API
internal import EventLoop
internal import HTTP
internal import Pages
internal import Representations
internal import Storage

/// Summits and sessions by their slugs, from memory for a moment: every request names them, and they change rarely.
/// What is decided about them is decided in SQL, on what is true then.
@Loop final class Directory {
  private struct SessionKey: Hashable {
    let summit: Petitions.Summit.ID
    let slug: String
  }
  private struct Entry<Value> {
    let value: Value
    let since = ContinuousClock.now
  }

  private let store: Store
  private var summits: [String: Entry<SummitRecord>] = [:]
  private var sessions: [SessionKey: Entry<SessionRecord>] = [:]
  private var programmes: [Petitions.Summit.ID: Entry<[SessionRecord]>] = [:]
  private var surroundings: [Petitions.Summit.ID: Entry<[API.Session]>] = [:]
  /// Of what is remembered; what was being read while it was forgotten is not kept.
  private var generation = 0

  private let longest: Duration

  /// Remembers what it read for so long at most.
  init(_ store: Store, for longest: Duration = .seconds(1)) { (self.store, self.longest) = (store, longest) }

  private func isFresh<Value>(_ entry: Entry<Value>) -> Bool { ContinuousClock.now - entry.since < longest }

  /// Another server says what it changed: only what concerns the summit or its programme is looked up again.
  func noticed(_ notice: ChangeNotice) {
    if notice.changes.contains(.programme) { forget(notice.summit) }
  }

  /// After a change to that summit or its programme.
  func forget(_ summit: Petitions.Summit.ID) {
    summits = summits.filter { $0.value.value.id != summit }
    sessions = sessions.filter { $0.key.summit != summit }
    (programmes[summit], surroundings[summit]) = (nil, nil)
    generation += 1
  }

  /// After changes that nobody told of.
  func forgetAll() {
    (summits, sessions, programmes, surroundings) = ([:], [:], [:], [:])
    generation += 1
  }

  // MARK: From memory alone

  func known(summit slug: String) -> SummitRecord? {
    guard let entry = summits[slug], isFresh(entry) else { return nil }
    return entry.value
  }

  func known(session slug: String, in summit: SummitRecord) -> SessionRecord? {
    guard let entry = sessions[SessionKey(summit: summit.id, slug: slug)], isFresh(entry) else { return nil }
    return entry.value
  }

  // MARK: Looked up

  /// The summit that the path names as `:summit`.
  func summit(of request: Request) async throws -> SummitRecord {
    try await summit(request.segment("summit"))
  }

  func summit(_ slug: String) async throws -> SummitRecord {
    if let known = known(summit: slug) { return known }
    let generation = generation
    guard let summit = try await store.summit(slug) else {
      throw HTTPError(404, "summit_not_found", "There is no such summit.")
    }
    if generation == self.generation { summits[slug] = Entry(value: summit) }
    return summit
  }

  /// The session that the path names as `:session`.
  func session(of request: Request, in summit: SummitRecord) async throws -> SessionRecord {
    try await session(request.segment("session"), in: summit)
  }

  func session(_ slug: String, in summit: SummitRecord) async throws -> SessionRecord {
    if let known = known(session: slug, in: summit) { return known }
    let generation = generation
    guard let session = try await store.session(slug, in: summit.id) else {
      throw HTTPError(404, "session_not_found", "There is no such session.")
    }
    if generation == self.generation {
      sessions[SessionKey(summit: summit.id, slug: slug)] = Entry(value: session)
    }
    return session
  }

  /// The sessions of a summit that are on now, and those that come next after any one of them: what each phone shows of
  /// the programme, looked through once for all, however long it is.
  func nearby(in summit: SummitRecord, at moment: Timestamp) async throws -> [API.Session] {
    if let entry = surroundings[summit.id], isFresh(entry) { return entry.value }
    let generation = generation
    let sessions = try await sessions(in: summit).map { API.Session($0, in: summit) }
    let nearby = NowAndNext.nearby(sessions, at: moment)
    if generation == self.generation { surroundings[summit.id] = Entry(value: nearby) }
    return nearby
  }

  /// All sessions of a summit in the order of the day, cancelled ones too.
  func sessions(in summit: SummitRecord) async throws -> [SessionRecord] {
    if let entry = programmes[summit.id], isFresh(entry) { return entry.value }
    let generation = generation
    let sessions = try await store.sessions(of: summit.id)
    if generation == self.generation { programmes[summit.id] = Entry(value: sessions) }
    return sessions
  }
}
