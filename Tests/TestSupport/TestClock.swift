public import Foundation
public import Postgres
public import Storage

/// The time of a test's database, which passes only when the test says so.
@Loop public final class TestClock {
  public private(set) var now: Date
  private let owner: Database

  fileprivate init(_ owner: Database, startingAt now: Date) async throws {
    (self.owner, self.now) = (owner, now)
    // Found before PostgreSQL's own by whoever connects with this search path; `moment()` was bound to `now()` when it
    // was made, so it is made anew.
    try await owner.transaction { transaction in
      try await transaction.execute(
        script: """
          create schema test_time;
          create table test_time.clock (now timestamptz not null);
          insert into test_time.clock values ('epoch');
          create function test_time.now() returns timestamptz
          language sql stable return (select now from test_time.clock);
          create function test_time.clock_timestamp() returns timestamptz
          language sql stable return (select now from test_time.clock);
          create or replace function moment() returns timestamptz
          language sql stable
          return coalesce(nullif(current_setting('tribune.now', true), '')::timestamptz, test_time.now());
          grant usage on schema test_time to public;
          grant select on test_time.clock to public;
          """)
    }
    try await set(now)
  }

  public func pass(_ seconds: TimeInterval) async throws { try await set(now.addingTimeInterval(seconds)) }

  private func set(_ time: Date) async throws {
    _ = try await owner.query("update test_time.clock set now = \(time)")
    now = time
  }
}

extension TestDatabase {
  /// On a migrated database whose time stands still, with so many processes' connections to it.
  public static func timed<Value: Sendable>(
    from start: Date, stores count: Int = 1, _ test: @Loop ([Store], TestClock) async throws -> Value
  ) async throws -> Value {
    try await administered { store, owner in
      let clock = try await TestClock(owner, startingAt: start)
      var configuration = store.database.configuration
      configuration.conninfo += " options='-c search_path=test_time,public,pg_catalog'"
      let databases = (0..<count).map { _ in Database(configuration) }
      for database in databases { database.start() }
      defer { for database in databases { database.close() } }
      return try await test(databases.map(Store.init), clock)
    }
  }
}
