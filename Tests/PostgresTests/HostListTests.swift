import Foundation
import Testing

@testable import Postgres

@Suite("The hosts of a connection string", .timeLimit(.minutes(10)))
struct HostListTests {
  private func list(_ hosts: String?, _ addresses: String? = nil, _ ports: String? = nil) throws -> HostList {
    try #require(HostList(hosts: hosts, addresses: addresses, ports: ports))
  }

  @Test(
    "socket folders, literal addresses and names whose address is given need no resolver",
    arguments: [
      (nil, nil), ("", nil), ("/run/postgresql", nil), ("@abstract", nil), ("10.0.0.7", nil), ("::1", nil),
      ("db.internal", "10.0.0.7"), ("/run/postgresql,127.0.0.1", nil),
    ] as [(String?, String?)])
  func untouched(hosts: String?, addresses: String?) throws {
    let list = try list(hosts, addresses, "5433")
    #expect(list.unresolved == [])
    #expect(list.resolved(with: [:]) == list)
  }

  @Test("a name is tried at each of its addresses, in their order, under its own name and port")
  func several() throws {
    let list = try list("db.one,/run/postgresql,db.two,10.0.0.9", nil, "5432,5433,5434,5435")
    #expect(list.unresolved == ["db.one", "db.two"])
    let resolved = list.resolved(with: ["db.one": ["10.0.0.1", "fd00::1"], "db.two": ["10.0.0.2"]])
    #expect(resolved.names == "db.one,db.one,/run/postgresql,db.two,10.0.0.9")
    #expect(resolved.addresses == "10.0.0.1,fd00::1,,10.0.0.2,")
    #expect(resolved.ports == "5432,5432,5433,5434,5435")
  }

  @Test("a name without an address is left out, and the others are tried")
  func missing() throws {
    let list = try list("gone,db.two")
    #expect(list.resolved(with: ["db.two": ["10.0.0.2"]]).names == "db.two")
    #expect(list.resolved(with: [:]).isEmpty)
  }

  @Test("a name that stands twice is looked up once, and one port is every host's")
  func repeated() throws {
    let list = try list("db,db", nil, "5433")
    #expect(list.unresolved == ["db"])
    #expect(list.resolved(with: ["db": ["10.0.0.1"]]).ports == "5433,5433")
  }

  @Test("lists of different lengths are libpq's to refuse")
  func malformed() {
    #expect(HostList(hosts: "a,b", addresses: "10.0.0.1", ports: nil) == nil)
    #expect(HostList(hosts: "a,b,c", addresses: nil, ports: "1,2") == nil)
  }

  @Test("the hosts are those that libpq would take, also from the environment and service files")
  func environment() async throws {
    #expect(try ConnectionParameters("postgresql://me@db.one:5433,db.two/x").hosts?.names == "db.one,db.two")
    await #expect(processExitsWith: .success) {
      setenv("PGHOST", "from.environment", 1)
      setenv("PGPORT", "5444", 1)
      let hosts = try ConnectionParameters("dbname=x").hosts
      guard hosts?.unresolved == ["from.environment"], hosts?.ports == "5444",
        try ConnectionParameters("host=said.here dbname=x").hosts?.unresolved == ["said.here"]
      else { exit(1) }
    }
    await #expect(processExitsWith: .success) {
      let file = FileManager.default.temporaryDirectory.appending(path: "services-\(UUID().uuidString)")
      try "[tribune]\nhost=from.service\nport=5455\n".write(to: file, atomically: true, encoding: .utf8)
      setenv("PGSERVICEFILE", file.path(percentEncoded: false), 1)
      let said = try ConnectionParameters("service=tribune dbname=x")
      setenv("PGSERVICE", "tribune", 1)
      let known = try ConnectionParameters("dbname=x")
      try FileManager.default.removeItem(at: file)
      for parameters in [said, known] {
        guard parameters.hosts?.unresolved == ["from.service"], parameters.hosts?.ports == "5455" else {
          exit(1)
        }
      }
    }
  }

  @Test("what is no connection string is refused with libpq's reason")
  func nonsense() {
    let error = #expect(throws: PostgresError.self) { try ConnectionParameters("nonsense") }
    #expect(error?.message.contains("missing \"=\"") == true)
  }
}
