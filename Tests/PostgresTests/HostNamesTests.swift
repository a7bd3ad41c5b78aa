import EventLoop
import Postgres
import TestSupport
import Testing

@Suite("A database that is named by host", .timeLimit(.minutes(10)))
struct HostNamesTests {
  @Loop private func connected<Value: Sendable>(
    to conninfo: String, _ resolver: HostResolver, timeout: Duration? = nil,
    _ test: @Loop (Database) async throws -> Value
  ) async throws -> Value {
    var configuration = Database.Configuration(conninfo: conninfo)
    (configuration.connectionWait, configuration.resolver) = (.seconds(30), resolver)
    (configuration.readers, configuration.workers) = (1, 1)
    if let timeout { (configuration.statementTimeout, configuration.silence) = (timeout, .zero) }
    let database = Database(configuration)
    database.start()
    defer { database.close() }
    return try await test(database)
  }

  /// Which names were asked for.
  @Loop private final class Asked {
    var names: [String] = []
    nonisolated init() {}
  }

  @Test("while the resolver does not answer all else goes on, and one look-up is for all connections")
  @Loop func held() async throws {
    let gate = Gate()
    let resolver = HostResolver { _ in
      await gate.pass()
      return ["127.0.0.1"]
    }
    let conninfo = try TCPRelay.conninfo(host: "db.test", database: "postgres")
    try await connected(to: conninfo, resolver) { database in
      var answer: Int?
      let asking = Task { @Loop in answer = try await database.query("select 1 as n").first?["n"] }
      try await until { gate.entered > 0 }
      // The loop turns, and other databases answer.
      try await TestDatabase.empty { other in _ = try await other.query("select 1") }
      #expect(answer == nil)
      gate.open()
      try await asking.value
      #expect(answer == 1)
      try await database.transaction { _ = try await $0.query("select 1") }
      #expect(gate.entered == 1)
    }
  }

  @Test("a name without an address, and an address where nobody answers, lead to the next")
  @Loop func failover() async throws {
    let resolver = HostResolver { name in
      guard name == "db.test" else { throw Unknown() }
      return ["127.0.0.97", "127.0.0.1"]
    }
    let conninfo = try TCPRelay.conninfo(host: "gone.test,db.test", database: "postgres")
    try await connected(to: conninfo, resolver) { database in
      let answer: Int? = try await database.query("select 1 as n").first?["n"]
      #expect(answer == 1)
    }
  }

  private struct Unknown: Error, CustomStringConvertible { let description = "Name or service not known" }

  @Test("a resolver that fails is the reason that the operator is told")
  @Loop func failing() async throws {
    let resolver = HostResolver { _ in throw Unknown() }
    try await connected(to: "host=gone.test dbname=x", resolver) { database in
      try await until { database.lastFailure != nil }
      #expect(
        database.lastFailure
          == "could not translate host name \"gone.test\" to address: Name or service not known")
    }
  }

  @Test("a resolver that never answers is given up, said, and asked no second time while it hangs")
  @Loop func hanging() async throws {
    let gate = Gate()
    let resolver = HostResolver { _ in
      await gate.pass()
      return ["127.0.0.1"]
    }
    let conninfo = try TCPRelay.conninfo(host: "db.test", database: "postgres")
    try await connected(to: conninfo, resolver, timeout: .milliseconds(200)) { database in
      try await until { database.lastFailure != nil }
      // For long enough to have tried again, several times.
      try await Loop.sleep(for: .seconds(1))
      #expect(database.lastFailure?.contains("no answer from the resolver") == true)
      #expect(gate.entered == 1)
    }
    gate.open()
  }

  @Test("literal addresses and socket folders are no names: nobody is asked")
  @Loop func literal() async throws {
    let asked = Asked()
    let resolver = HostResolver { name in
      await Task { @Loop in asked.names.append(name) }.value
      throw Unknown()
    }
    for conninfo in [
      try TestDatabase.conninfo(database: "postgres"),
      try TCPRelay.conninfo(host: "127.0.0.1", database: "postgres"),
    ] {
      try await connected(to: conninfo, resolver) { database in
        let answer: Int? = try await database.query("select 1 as n").first?["n"]
        #expect(answer == 1)
      }
    }
    #expect(asked.names == [])
  }

  @Test("the system's resolver knows this machine")
  @Loop func system() async throws {
    let conninfo = try TCPRelay.conninfo(host: "localhost", database: "postgres")
    try await connected(to: conninfo, .system) { database in
      let answer: Int? = try await database.query("select 1 as n").first?["n"]
      #expect(answer == 1)
    }
  }

  @Test("what keeps a session from being set up, or is no connection string, is said as well")
  @Loop func setup() async throws {
    var configuration = Database.Configuration(conninfo: try TestDatabase.conninfo(database: "postgres"))
    configuration.role = "a_role_that_is_not_there"
    for (configuration, reason) in [
      (configuration, "role \"a_role_that_is_not_there\" does not exist"),
      (Database.Configuration(conninfo: "nonsense"), "missing \"=\""),
    ] {
      let database = Database(configuration)
      database.start()
      defer { database.close() }
      try await until { database.lastFailure != nil }
      #expect(database.lastFailure?.contains(reason) == true, "\(database.lastFailure ?? "")")
    }
  }
}
