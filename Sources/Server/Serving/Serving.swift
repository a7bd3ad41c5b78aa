internal import EventLoop
internal import Foundation
internal import HTTP
internal import Postgres
internal import Storage
internal import Tokens

/// What `tribune serve` is told, by the environment (see the README's table of variables).
struct ServingConfiguration: Sendable {
  var database: String
  var listen: ListenAddress
  var publicURL: PublicURL?
  var state: URL
  var seeds: URL?
  var sharesPort: Bool
  var proxies: TrustedProxies

  init(environment: [String: String]) throws(ServingFailure) {
    guard let database = environment["TRIBUNE_DATABASE"], !database.isEmpty else {
      throw ServingFailure(
        "TRIBUNE_DATABASE is not set: give a libpq connection string, such as \"host=/run/postgresql dbname=tribune\""
      )
    }
    self.database = database
    let listen = environment["TRIBUNE_LISTEN"] ?? "127.0.0.1:8080"
    guard let address = ListenAddress(listen) else {
      throw ServingFailure("TRIBUNE_LISTEN is a host and a port, such as 127.0.0.1:8080, not \"\(listen)\"")
    }
    self.listen = address
    if let url = environment["TRIBUNE_PUBLIC_URL"], !url.isEmpty {
      guard let parsed = PublicURL(url) else {
        throw ServingFailure("TRIBUNE_PUBLIC_URL is like https://tribune.example, not \"\(url)\"")
      }
      publicURL = parsed
    }
    /// Set to nothing is not set.
    func folder(_ name: String) -> URL? {
      guard let path = environment[name], !path.isEmpty else { return nil }
      return URL(filePath: path, directoryHint: .isDirectory).resolvingSymlinksInPath()
    }
    state = folder("TRIBUNE_STATE") ?? URL(filePath: ".tribune", directoryHint: .isDirectory)
    seeds = folder("TRIBUNE_SEEDS")
    sharesPort = environment["TRIBUNE_SHARE_PORT"] == "1"
    let trusted = environment["TRIBUNE_TRUSTED_PROXIES"]
    guard let proxies = trusted.map(TrustedProxies.init) ?? .loopback else {
      throw ServingFailure(
        "TRIBUNE_TRUSTED_PROXIES names addresses or networks, such as 127.0.0.1,10.0.0.0/8, not \"\(trusted ?? "")\""
      )
    }
    self.proxies = proxies
  }
}

/// Why the server does not start, as one sentence for whoever started it.
public struct ServingFailure: Error, CustomStringConvertible {
  public let description: String
  init(_ description: String) { self.description = description }
}

/// `tribune serve`: migrates, serves, and returns once a signal has ended it in good order.
@Loop public func serve(environment: [String: String]) async throws {
  let configuration = try ServingConfiguration(environment: environment)
  raiseDescriptorLimit()
  let stopped = stopSignal()

  let role = try await prepareDatabase(configuration)
  let database = Database(.serving(configuration.database, role: role))
  database.start()
  let store = Store(database)
  guard let key = SigningKey(try await store.signingKey(named: "tokens")) else {
    throw ServingFailure("the signing key in the database is damaged")
  }
  let tokenFile = try await OrganizerToken(folder: configuration.state).ensure(in: store)
  try await loadSeeds(configuration, store)
  // What passed while no server ran, before anybody looks or acts.
  try await store.recordDueTransitions()

  let application = try Application(
    database, key: key, publicURL: configuration.publicURL, proxies: configuration.proxies)
  let address = try application.listen(on: configuration.listen, sharingPort: configuration.sharesPort)
  try StateFolder(configuration.state).write("http://\(address)\n", to: "server")
  Log.info("the organizer's token lies in \(tokenFile.path(percentEncoded: false))")
  if configuration.publicURL == nil, ["0.0.0.0", "::"].contains(address.host) {
    Log.warning(
      "TRIBUNE_PUBLIC_URL is not set: the codes on the walls lead to \(application.publicURL.origin)")
  }
  print("Tribune is ready at \(application.publicURL.origin)")
  fflush(nil)

  for await _ in stopped { break }
  Log.info("stopping")
  await application.stop()
}

/// Migrates with what TRIBUNE_DATABASE names; returns the role to serve with.
@Loop private func prepareDatabase(_ configuration: ServingConfiguration) async throws -> String? {
  var owner = Database.Configuration(conninfo: configuration.database)
  owner.connectionWait = .seconds(10)
  let database = Database(owner)
  database.start()
  defer { database.close() }
  let store = Store(database)
  do {
    for name in try await store.migrate() { Log.info("migrated: \(name)") }
    let serving = try await store.prepareServingRole()
    if let warning = serving.warning { Log.warning(warning) }
    if serving.isSuperuser {
      Log.warning(
        "TRIBUNE_DATABASE signs in as a superuser; Tribune serves as \(ServingRole.name), but an ordinary user is safer"
      )
    }
    return serving.role
  } catch let error as PostgresError where error.kind == .unavailable {
    throw ServingFailure("cannot connect to PostgreSQL: \(database.lastFailure ?? error.message)")
  }
}

extension Database.Configuration {
  fileprivate static func serving(_ conninfo: String, role: String?) -> Database.Configuration {
    var configuration = Database.Configuration(conninfo: conninfo)
    configuration.role = role
    return configuration
  }
}

/// Seeds go into an empty database only.
@Loop private func loadSeeds(_ configuration: ServingConfiguration, _ store: Store) async throws {
  guard let folder = configuration.seeds else { return }
  guard FileManager.default.fileExists(atPath: folder.path(percentEncoded: false)) else {
    Log.warning("TRIBUNE_SEEDS names no folder: \(folder.path(percentEncoded: false))")
    return
  }
  try await Seeds.load(folder: folder, store: store)
}

/// SIGINT or SIGTERM; a second one ends the process at once.
@Loop private func stopSignal() -> AsyncStream<Void> {
  let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
  var count = 0
  for signal in [SIGINT, SIGTERM] {
    keptSignals.append(
      SignalWatch(signal) {
        count += 1
        if count > 1 { _exit(1) }
        continuation.yield()
      })
  }
  return stream
}

@Loop private var keptSignals: [SignalWatch] = []

/// Each phone is a descriptor.
private func raiseDescriptorLimit() {
  var limit = rlimit()
  guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
  limit.rlim_cur = limit.rlim_max
  setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}
