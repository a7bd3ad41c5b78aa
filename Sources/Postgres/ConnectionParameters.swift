internal import CPostgres
internal import Foundation

/// libpq's parameters of a connection, as keyword and value.
struct ConnectionParameters {
  private(set) var values: [String: String]
  /// The hosts to try, also those that the environment (PGHOST …) or a service file names. Nil where libpq finds them
  /// malformed, which it says when it connects.
  let hosts: HostList?

  /// Throws `.unavailable` with libpq's reason for a string that is no connection string.
  init(_ conninfo: String) throws(PostgresError) {
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(conninfo, &message) else {
      defer { PQfreemem(message) }
      throw .unavailable(message.map { $0.firstLine } ?? "out of memory")
    }
    defer { PQconninfoFree(options) }
    values = Self.values(of: options)
    let known = Self.withDefaults(values)
    hosts = HostList(hosts: known["host"], addresses: known["hostaddr"], ports: known["port"])
  }

  /// The same, to these hosts.
  func connecting(to hosts: HostList) -> ConnectionParameters {
    var parameters = self
    parameters.values["host"] = hosts.names
    parameters.values["hostaddr"] = hosts.addresses
    parameters.values["port"] = hosts.ports
    return parameters
  }

  /// What libpq adds from the environment and from service files. It tells that only of a connection, so one is made
  /// that is refused for its `sslmode` before any host is looked up.
  private static func withDefaults(_ values: [String: String]) -> [String: String] {
    var refused = values
    refused["sslmode"] = "none of libpq's"
    guard let connection = startConnecting(refused) else { return values }
    defer { PQfinish(connection) }
    guard let options = PQconninfo(connection) else { return values }
    defer { PQconninfoFree(options) }
    return Self.values(of: options)
  }

  private static func values(of options: UnsafeMutablePointer<PQconninfoOption>) -> [String: String] {
    var values: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    return values
  }
}

/// `PQconnectStartParams`; nil when libpq is out of memory. Whoever calls it calls `PQfinish`.
func startConnecting(_ values: [String: String]) -> OpaquePointer? {
  // libpq takes two lists of C strings, each ended by NULL.
  let pairs = values.map { (strdup($0.key), strdup($0.value)) }
  defer {
    for pair in pairs {
      free(pair.0)
      free(pair.1)
    }
  }
  let keywords = pairs.map { UnsafePointer($0.0) } + [nil]
  let texts = pairs.map { UnsafePointer($0.1) } + [nil]
  return PQconnectStartParams(keywords, texts, 0)
}

extension UnsafeMutablePointer<CChar> {
  /// libpq's messages may go on with host names and such.
  var firstLine: String { String(String(cString: self).prefix { $0 != "\n" }) }
}
