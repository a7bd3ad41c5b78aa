import Foundation

/// The logins that `tribune login` saved: `$XDG_CONFIG_HOME/tribune/logins.json`, readable by its owner alone.
struct LoginStore {
  struct Login: Codable, Equatable {
    let server: ServerAddress
    let token: String
  }

  private struct Contents: Codable {
    /// The last one signed in to comes first, and is the one that counts.
    var logins: [Login]
  }

  let file: URL

  init(environment: [String: String]) {
    let home = environment["HOME"].map { URL(fileURLWithPath: $0, isDirectory: true) }
    var folder = (home ?? FileManager.default.homeDirectoryForCurrentUser).appendingPathComponent(".config")
    // The specification says that a relative path is to be ignored.
    if let set = environment["XDG_CONFIG_HOME"], set.hasPrefix("/") { folder = URL(fileURLWithPath: set) }
    file = folder.appendingPathComponent("tribune").appendingPathComponent("logins.json")
  }

  /// Empty where none was ever saved.
  func logins() throws -> [Login] {
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    do {
      return try JSONDecoder().decode(Contents.self, from: Data(contentsOf: file)).logins
    } catch {
      throw Failure(
        .failed, "The saved logins in \(file.path) cannot be read.",
        advice: "Look at the file, or remove it and sign in again: tribune login")
    }
  }

  func save(_ login: Login) throws {
    try write([login] + logins().filter { $0.server != login.server })
  }

  /// Whether there was one.
  func forget(_ server: ServerAddress) throws -> Bool {
    let before = try logins()
    let after = before.filter { $0.server != server }
    if after != before { try write(after) }
    return after != before
  }

  /// Written aside and moved into place: a cut leaves the old file, and it is never readable by others.
  private func write(_ logins: [Login]) throws {
    let folder = file.deletingLastPathComponent()
    let aside = folder.appendingPathComponent("logins.json.\(getpid())")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let bytes = try encoder.encode(Contents(logins: logins)) + Data("\n".utf8)
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try write(bytes, to: aside.path)
      guard rename(aside.path, file.path) == 0 else { throw Refused(code: errno) }
    } catch {
      unlink(aside.path)
      let reason =
        (error as? Refused).map { String(cString: strerror($0.code)) } ?? error.localizedDescription
      throw Failure(.failed, "The login could not be saved in \(file.path): \(reason).")
    }
  }

  private struct Refused: Error { let code: Int32 }

  private func write(_ bytes: Data, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Refused(code: errno) }
    defer { close(descriptor) }
    let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
    guard written == bytes.count, fsync(descriptor) == 0 else { throw Refused(code: errno) }
  }
}
