internal import EventLoop
internal import Live
internal import Postgres
internal import Storage

/// What happens by itself: what passes at its time is recorded, people are unlinked at theirs, and servers tell each
/// other what changed.
@Loop final class Clockwork {
  private let services: Services
  private var timer: LoopTimer?
  private var isTurning = false
  private var wasAvailable = true
  private var known: Versions?
  /// What other servers have not been told yet.
  private var news: Set<ChangeNotice> = []
  private var isTelling = false
  private var purgedAt: ContinuousClock.Instant?

  private static let turn: Duration = .seconds(2)

  init(_ services: Services) { self.services = services }

  func start() {
    let (live, directory) = (services.live, services.directory)
    live.onChange = { [weak self] summit, session in
      self?.tell(ChangeNotice(summit: summit, session: session))
    }
    services.store.database.listen(ChangeNotice.channel) {
      // Whatever was said while nobody listened.
      live.refreshAll()
    } onNotification: { payload in
      guard let notice = ChangeNotice(payload) else { return }
      directory.forget()
      live.noticed(notice.summit, notice.session.map { [$0] } ?? [])
    }
    timer = LoopTimer(every: Self.turn) { [weak self] in self?.tick() }
  }

  func stop() { timer = nil }

  // MARK: Telling

  /// Changes in quick succession are one notice: the next leaves when the last has been taken.
  private func tell(_ notice: ChangeNotice) {
    news.insert(notice)
    guard !isTelling else { return }
    isTelling = true
    Task { @Loop in
      while !news.isEmpty {
        let notices = news
        news = []
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
      do {
        for change in try await services.store.recordPassed() {
          services.live.changed(change.summit, change.session.map { [$0] } ?? [])
        }
        try await lookAfterPeople()
        try await purge()
        try await poll()
      } catch let error as PostgresError where error.kind == .unavailable {
        // It is told by /readyz and by every request.
      } catch {
        Log.warning("the turn of the clock failed: \(error)")
      }
    }
  }

  /// Once an hour: what nobody asks for any more is deleted.
  private func purge() async throws {
    guard purgedAt.map({ $0.duration(to: .now) > .seconds(3600) }) ?? true else { return }
    try await services.store.purgeExpired()
    purgedAt = .now
  }

  /// Bursts are quarantined where the summit wants it, and people unlinked once their time is over.
  private func lookAfterPeople() async throws {
    for (summit, outcome) in try await services.store.quarantineBursts() {
      services.live.changed(summit, outcome.sessions)
    }
    for unlinking in try await services.store.unlinkPeople() {
      services.live.changed(unlinking.summit, unlinking.sessions)
    }
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
      services.live.noticed(key.summit, [key.session])
    }
    if versions.summits != known.summits || versions.sessions.count != known.sessions.count {
      services.directory.forget()
      for (summit, version) in versions.summits where known.summits[summit] != version {
        services.live.noticed(summit, [])
      }
    }
  }
}
