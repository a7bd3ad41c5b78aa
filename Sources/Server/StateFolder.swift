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
    if let token = state.read(Self.name).flatMap({ AccessToken($0) }), try await isKnown(token, to: store) {
      return state[Self.name]
    }
    let token = AccessToken(role: "organizer")
    _ = try await isKnown(token, to: store)
    try state.write(token.text + "\n", to: Self.name)
    return state[Self.name]
  }

  /// False for one that was revoked.
  @Loop private func isKnown(_ token: Tokens.AccessToken, to store: Store) async throws -> Bool {
    try await store.ensureServerOrganizer(named: Self.name, digest: token.digest)
  }
}
