import EventLoop
import Postgres
import Storage
import TestSupport
import Testing

@Suite("Seeding", .timeLimit(.minutes(10)))
struct SeedingsTests {
  @Test("takes as long as it needs, for longer than a transaction may be idle elsewhere")
  func slow() async throws {
    try await TestDatabase.administered { store, owner in
      var configuration = store.database.configuration
      // A session that is idle in its transaction for two seconds is ended.
      configuration.statementTimeout = .milliseconds(500)
      let database = Database(configuration)
      database.start()
      defer { database.close() }
      try await Store(database).seeding("example") {
        try await until {
          let idle = try await owner.query(
            """
            select state_change < clock_timestamp() - interval '3 seconds' as was_left_alone
            from pg_stat_activity
            where datname = current_database() and state = 'idle in transaction'
            """)
          return try idle.first?["was_left_alone"] ?? true
        }
      }
      let completed = try await owner.query("select from seedings where completed_at is not null")
      #expect(completed.count == 1)
    }
  }
}
