internal import EventLoop
internal import Live
internal import Postgres
internal import Storage

/// What happens by itself: what passes at its time is recorded, people are unlinked at theirs, and servers tell each
/// other what changed.
@Loop final class Scheduler {
  private let services: Services
  private var timer: LoopTimer?
  private var isTurning = false
  private var wasAvailable = true
  private var known: Versions?
  /// What other servers have not been told yet.
  private var news: [Place: Changes] = [:]
  private var isTelling = false
  private var purgedAt: ContinuousClock.Instant?

  /// What notices are of.
  private struct Place: Hashable {
    let summit: Petitions.Summit.ID
    let session: Petitions.Session.ID?
  }

  private static let turn: Duration = .seconds(2)

  init(_ services: Services) { self.services = services }

  func start() {
    let (live, directory) = (services.live, services.directory)
    live.onChange = { [weak self] notice in self?.tell(notice) }
    services.store.database.listen(ChangeNotice.channel) {
      // Whatever was said while nobody listened.
      directory.forgetAll()
      live.refreshAll()
    } onNotification: { payload in
      guard let notice = ChangeNotice(payload) else { return }
      directory.noticed(notice)
      live.noticed(notice.summit, notice.sessions, notice.changes)
    }
    timer = LoopTimer(every: Self.turn) { [weak self] in self?.tick() }
  }

  func stop() { timer = nil }

  // MARK: Telling

  /// Changes in quick succession are one notice: the next leaves when the last has been taken.
  private func tell(_ notice: ChangeNotice) {
    news[Place(summit: notice.summit, session: notice.session), default: []].formUnion(notice.changes)
    guard !isTelling else { return }
    isTelling = true
    Task { @Loop in
      while !news.isEmpty {
        let notices = Set(
          news.map { place, changes in ChangeNotice(summit: place.summit, session: place.session, changes) })
        news = [:]
        // Lost with the database away: the others' poll finds it.
        try? await services.store.notify(notices)
      }
      isTelling = false
    }
  }

  // MARK: Turning

  private func tick() {
    noteAvailability()
    services.live.forgetOld()
    guard !isTurning else { return }
    isTurning = true
    Task { @Loop in
      defer { isTurning = false }
      let (store, services) = (services.store, services)
      await attempt("recording what has passed") {
        try await store.recordDueTransitions { changes in
          for change in changes {
            services.changed(change.changes, of: change.sessions, in: change.summit)
          }
        }
      }
      await attempt("quarantining bursts") {
        try await store.quarantineBursts { summit, outcome in
          services.changed(.decisions, of: outcome.sessions, in: summit)
        }
      }
      await attempt("unlinking people") {
        try await store.unlinkPeople { services.changed(.people, of: $0.sessions, in: $0.summit) }
      }
      await attempt("deleting what has expired", purge)
      await attempt("looking for missed changes", poll)
    }
  }

  /// Each job by itself: one that fails, however long, keeps none of the others from being done.
  private func attempt(_ what: String, _ job: @Loop () async throws -> Void) async {
    do { try await job() } catch let error as PostgresError where error.kind == .unavailable {
      // It is told by /readyz and by every request.
    } catch {
      Log.warning("\(what) failed: \(error)")
    }
  }

  /// Once an hour: what nobody asks for any more is deleted.
  private func purge() async throws {
    guard purgedAt.map({ $0.duration(to: .now) > .seconds(3600) }) ?? true else { return }
    try await services.store.purgeExpired()
    purgedAt = .now
  }

  private func noteAvailability() {
    let available = services.store.database.isAvailable
    defer { wasAvailable = available }
    guard available != wasAvailable else { return }
    if available {
      Log.info("PostgreSQL is back")
    } else {
      Log.warning("PostgreSQL is away: \(services.store.database.lastFailure ?? "no connection")")
    }
  }

  /// What no notice said: one that was lost, or a change made in the database itself.
  private func poll() async throws {
    let versions = try await services.store.versions()
    defer { known = versions }
    // The first has nothing to compare with; a notice may have been lost since the start.
    guard let known else { return services.live.refreshAll() }
    guard versions != known else { return }
    for (key, version) in versions.sessions where known.sessions[key] != version {
      // Its box, times and place are counted by the summit too.
      services.live.noticed(key.summit, [key.session], .everything.subtracting(.programme))
    }
    for (summit, version) in versions.summits where known.summits[summit] != version {
      services.directory.forget(summit)
      services.live.noticed(summit, [], .everything)
    }
    for (summit, version) in versions.organisations where known.organisations[summit] != version {
      services.live.noticed(summit, [], .decisions)
    }
    // One was deleted in the database itself.
    if versions.sessions.keys.count != known.sessions.keys.count { services.directory.forgetAll() }
  }
}
