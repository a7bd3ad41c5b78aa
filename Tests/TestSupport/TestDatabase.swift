internal import Foundation
public import Postgres
public import Storage

/// A database of a test's own, cloned from a template that is migrated once a run, and dropped afterwards.
public enum TestDatabase {
  public struct Missing: Error, CustomStringConvertible {
    public let description: String
  }

  /// On an empty database, with connections as `configure` wants them: the cluster has 200 for all tests.
  public static func empty<Value: Sendable>(
    configure: @Loop (inout Database.Configuration) -> Void = { _ in },
    _ test: @Loop (Database) async throws -> Value
  ) async throws -> Value {
    try await withClone(of: "template1", configure: configure) { try await test($0) }
  }

  /// On a migrated one, in the role in which Tribune serves.
  public static func migrated<Value: Sendable>(_ test: @Loop (Store) async throws -> Value) async throws
    -> Value
  {
    let template = try await templates.migrated()
    return try await withClone(of: template, role: ServingRole.name) { try await test(Store($0)) }
  }

  /// On a migrated one, in the role in which Tribune serves, and beside it as the owner of everything.
  public static func administered<Value: Sendable>(
    _ test: @Loop (Store, Database) async throws -> Value
  ) async throws -> Value {
    let template = try await templates.migrated()
    return try await withClone(of: template, role: ServingRole.name) { database in
      var configuration = database.configuration
      configuration.role = nil
      (configuration.readers, configuration.workers) = (1, 1)
      let owner = Database(configuration)
      owner.start()
      defer { owner.close() }
      return try await test(Store(database), owner)
    }
  }

  /// The backends of the database where this runs that wait for a lock of that kind (`pg_locks.locktype`): `pg_locks`
  /// shows other tests' as well. Not by `pg_stat_activity`, which shows a transaction what it showed it first.
  public static func waiting(for kind: String) -> SQL {
    """
    select l.pid
    from pg_locks l
    where l.locktype = \(kind)
      and not l.granted
      and exists (
        select
        from pg_locks own
        join pg_database d on d.oid = own.database
        where own.pid = l.pid and d.datname = current_database())
    """
  }

  private static let templates = Templates()

  /// The cluster of `scripts/test`; nothing but this machine is ever touched.
  public static func conninfo(database: String) throws -> String {
    guard let conninfo = ProcessInfo.processInfo.environment["TRIBUNE_TEST_DATABASE"] else {
      throw Missing(description: "TRIBUNE_TEST_DATABASE is not set: run scripts/test")
    }
    guard conninfo.contains("host=/") || conninfo.contains("host=127.0.0.1") else {
      throw Missing(description: "TRIBUNE_TEST_DATABASE must name a socket folder or 127.0.0.1")
    }
    return conninfo + " dbname=\(database)"
  }

  @Loop private static func withClone<Value: Sendable>(
    of template: String, role: String? = nil,
    configure: @Loop (inout Database.Configuration) -> Void = { _ in },
    _ test: @Loop (Database) async throws -> Value
  ) async throws -> Value {
    await places.take()
    defer { places.giveBack() }
    let name = "t_" + UUID().uuidString.lowercased().replacing("-", with: "")
    let administration = try await templates.administration()
    _ = try await administration.query(
      "create database \(unsafeSQL: name) template \(unsafeSQL: template) strategy file_copy")
    var configuration = Database.Configuration(conninfo: try conninfo(database: name))
    // However slow the machine is just now.
    (configuration.connectionWait, configuration.transactionWait) = (.seconds(10), .seconds(60))
    configuration.role = role
    configure(&configuration)
    let database = Database(configuration)
    database.start()
    let result: Result<Value, any Error>
    do { result = .success(try await test(database)) } catch { result = .failure(error) }
    database.close()
    _ = try await administration.query("drop database if exists \(unsafeSQL: name) with (force)")
    return try result.get()
  }

  /// So many databases at once: each holds several of the cluster's connections.
  private static let places = Places(16)

  @Loop private final class Places {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    nonisolated init(_ count: Int) { free = count }

    func take() async {
      guard free == 0 else {
        free -= 1
        return
      }
      await withCheckedContinuation { waiting.append($0) }
    }

    func giveBack() {
      guard !waiting.isEmpty else {
        free += 1
        return
      }
      waiting.removeFirst().resume()
    }
  }

  /// Makes the template once, whoever asks first; the others wait.
  private actor Templates {
    private var template: Task<String, any Error>?
    private var administrator: Task<Database, any Error>?

    func administration() async throws -> Database {
      let task =
        administrator
        ?? Task { @Loop in
          var configuration = Database.Configuration(
            conninfo: try TestDatabase.conninfo(database: "postgres"))
          // Copies of one template go one after the other: they lock it.
          configuration.readers = 1
          configuration.statementTimeout = .seconds(60)
          configuration.connectionWait = .seconds(10)
          let database = Database(configuration)
          database.start()
          return database
        }
      administrator = task
      return try await task.value
    }

    func migrated() async throws -> String {
      let administration = try await administration()
      let task =
        template
        ?? Task { @Loop in
          let name = "tribune_template_\(ProcessInfo.processInfo.processIdentifier)"
          _ = try await administration.query("drop database if exists \(unsafeSQL: name)")
          _ = try await administration.query("create database \(unsafeSQL: name)")
          var configuration = Database.Configuration(conninfo: try TestDatabase.conninfo(database: name))
          configuration.connectionWait = .seconds(10)
          let database = Database(configuration)
          database.start()
          try await Store(database).migrate()
          _ = try await Store(database).prepareServingRole()
          database.close()
          // The server notices a closed connection a moment later, and copies no database in use.
          _ = try await administration.query(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = \(name)")
          return name
        }
      template = task
      return try await task.value
    }
  }
}
