import Foundation

/// Which server, and as whom.
struct Access: Sendable {
  let server: ServerAddress
  /// Nil for a stranger, who may read what is public.
  let token: String?
  /// Where the address came from, for messages.
  let source: String

  /// `--server`, then the environment, then a saved login, then what a server on this machine left in its state
  /// folder. A token goes only to the server it was given for.
  static func find(server option: ServerAddress?, in shell: Shell) throws -> Access {
    let named = try option ?? address(from: shell)
    let saved = try LoginStore(environment: shell.environment).logins()
    let local = LocalServer(environment: shell.environment)

    if let file = shell.variable("TRIBUNE_TOKEN_FILE"),
      let server = try fileServer(option, shell, saved, local)
    {
      return Access(server: server, token: try readToken(file), source: source(option, shell))
    }
    if let named {
      let token =
        try saved.first { $0.server == named }?.token
        ?? (local?.server == named ? local?.token() : nil)
      return Access(server: named, token: token, source: source(option, shell))
    }
    if let login = saved.first {
      return Access(server: login.server, token: login.token, source: "the saved login")
    }
    if let local {
      return Access(server: local.server, token: try local.token(), source: local.addressFile)
    }
    throw Failure(
      .notAllowed, "No server is known yet.",
      advice: """
        Sign in with: tribune login --server https://tribune.example.org
        On the serving machine, run this where scripts/run was started, or set TRIBUNE_STATE.
        """)
  }

  /// The server that the token of `TRIBUNE_TOKEN_FILE` is meant for: never another one named with `--server`, nor one on
  /// another machine that a folder names which merely lies here, as in somebody's repository.
  private static func fileServer(
    _ option: ServerAddress?, _ shell: Shell, _ saved: [LoginStore.Login], _ local: LocalServer?
  ) throws -> ServerAddress? {
    guard let meant = try address(from: shell) else {
      return option ?? saved.first?.server ?? local.flatMap { $0.takesFileTokens ? $0.server : nil }
    }
    return option == nil || option == meant ? meant : nil
  }

  private static func address(from shell: Shell) throws -> ServerAddress? {
    try shell.variable("TRIBUNE_SERVER").map { text in
      do {
        return try ServerAddress(text)
      } catch let misread as Misread {
        throw Failure(.usage, "TRIBUNE_SERVER \(misread.rule)")
      }
    }
  }

  private static func source(_ option: ServerAddress?, _ shell: Shell) -> String {
    if option != nil { return "--server" }
    return shell.variable("TRIBUNE_SERVER") != nil ? "TRIBUNE_SERVER" : "the saved login"
  }

  /// A token as a file holds it, and `tribune login` reads it.
  static func readToken(_ path: String) throws -> String {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Failure(.notAllowed, "The token file \(path) cannot be read.")
    }
    return try token(in: String(decoding: bytes, as: UTF8.self), from: path)
  }

  static func token(in text: String, from place: String) throws -> String {
    let token = String(text.trimming(while: \.isWhitespace))
    // What goes into a header line must not end it.
    guard !token.isEmpty, token.utf8.count <= 4096, token.utf8.allSatisfy({ (33...126).contains($0) }) else {
      throw Failure(.notAllowed, "There is no token in \(place): it is one word of plain letters and digits.")
    }
    return token
  }
}

/// A server on this machine: it writes its address, and the token of its organizer, into `TRIBUNE_STATE`.
struct LocalServer {
  let server: ServerAddress
  let addressFile: String
  /// Whether a token of `TRIBUNE_TOKEN_FILE` may be meant for it: a server of this machine's, or one in the folder that
  /// `TRIBUNE_STATE` names, and not only found where the command runs.
  let takesFileTokens: Bool
  private let tokenFile: String

  /// `place`: where the command runs.
  init?(
    environment: [String: String], in place: URL = URL(fileURLWithPath: ".", isDirectory: true)
  ) {
    let set = environment["TRIBUNE_STATE"] ?? ""
    let folder = set.isEmpty ? place.appendingPathComponent(".tribune") : URL(fileURLWithPath: set)
    addressFile = folder.appendingPathComponent("server").path
    tokenFile = folder.appendingPathComponent("organizer.token").path
    guard let bytes = FileManager.default.contents(atPath: addressFile),
      let server = try? ServerAddress(String(decoding: bytes, as: UTF8.self))
    else { return nil }
    self.server = server
    takesFileTokens = !set.isEmpty || server.isThisMachine
  }

  /// Nil where this user may not read it.
  func token() throws -> String? {
    guard access(tokenFile, R_OK) == 0 else { return nil }
    return try Access.readToken(tokenFile)
  }
}
