internal import EventLoop
internal import Postgres

/// Tells the operator that PostgreSQL lacks something, such as room on its disk: those who ask are told to come back,
/// and it does not pass by itself. Each kind once a minute, however many requests meet it.
@Loop final class DatabaseTroubles {
  private var told: [String: ContinuousClock.Instant] = [:]

  func note(_ error: any Error) {
    guard let error = error as? PostgresError, let state = error.sqlState,
      state.hasPrefix("53") || state.hasPrefix("58")
    else { return }
    if let last = told[state], .now - last < .seconds(60) { return }
    told[state] = .now
    Log.error("PostgreSQL: \(error.message) (SQLSTATE \(state))")
  }
}
