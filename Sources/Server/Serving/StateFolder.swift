internal import EventLoop
internal import Foundation
internal import Storage
internal import Tokens

/// `$TRIBUNE_STATE`: what the command line on the serving machine finds by itself.
struct StateFolder {
  let url: URL

  init(_ url: URL) throws {
    self.url = url
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// Readable by its owner alone; whole or not at all.
  func write(_ text: String, to name: String) throws {
    let temporary = url.appending(path: ".\(name).\(ProcessInfo.processInfo.processIdentifier)")
    let descriptor = open(temporary.path(percentEncoded: false), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try file.write(contentsOf: Data(text.utf8))
    try file.synchronize()
    try file.close()
    guard rename(temporary.path(percentEncoded: false), self[name].path(percentEncoded: false)) == 0 else {
      throw CocoaError(.fileWriteUnknown)
    }
  }

  func read(_ name: String) -> String? {
    (try? String(contentsOf: self[name], encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  subscript(_ name: String) -> URL { url.appending(path: name) }
}

/// The token of the whole server's organizer: minted whenever its file is absent.
struct OrganizerToken {
  let folder: URL
  private static let name = "organizer.token"

  /// The file; the database knows the digest of what it holds.
  @Loop func ensure(in store: Store) async throws -> URL {
    let state = try StateFolder(folder)
    let revoked = try await store.ensureServerOrganizer(named: Self.name) {
      state.read(Self.name).flatMap { Tokens.AccessToken($0) }?.digest
    } mint: {
      let token = Tokens.AccessToken(role: "organizer")
      try state.write(token.text + "\n", to: Self.name)
      return token.digest
    }
    if let revoked, revoked > 0 {
      Log.warning(
        "a new organizer's token was made, and those made at earlier starts are worthless: \(revoked)")
    }
    return state[Self.name]
  }
}
