import Foundation
import Testing

@testable import tribune

@Suite("Servers and the tokens meant for them", .timeLimit(.minutes(5)))
struct AddressTests {
  @Test(
    "addresses are brought to one form",
    arguments: [
      ("https://Tribune.example.org/", "https://tribune.example.org"),
      ("http://localhost:8080", "http://localhost:8080"), ("http://[::1]:8080/", "http://localhost:8080"),
      (" https://example.org/tribune/\n", "https://example.org/tribune"),
    ])
  func addresses(_ text: String, _ expected: String) throws {
    #expect(try ServerAddress(text).description == expected)
  }

  @Test(
    "what is no address is refused",
    arguments: [
      "", "example.org", "ftp://example.org", "http://", "http://me:pw@example.org", "http://x/?a=b",
      "http://[2001:db8::1]/",
    ])
  func refused(_ text: String) {
    #expect(throws: Misread.self) { try ServerAddress(text) }
  }

  @Test("what stays on this machine, by its host alone")
  func thisMachine() throws {
    for host in ["localhost:8080", "127.0.0.1", "127.8.9.1:80", "0.0.0.0:8080", "[::1]:8080"] {
      #expect(try ServerAddress("http://\(host)").isPrivate, "\(host)")
    }
    for host in ["localhost.evil.example", "127.evil.example", "127.0.0.1.evil.example", "192.168.1.20"] {
      #expect(try !ServerAddress("http://\(host)").isPrivate, "\(host)")
    }
  }

  @Test("a token file's token goes to no other machine that a folder names which merely lies here")
  func stateFoundHere() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent(".tribune"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func server(_ address: String, _ environment: [String: String] = [:]) throws -> LocalServer? {
      try Data(address.utf8).write(to: folder.appendingPathComponent(".tribune/server"))
      return LocalServer(environment: environment, in: folder)
    }
    #expect(try server("http://evil.example")?.takesFileTokens == false)
    #expect(try server("http://127.0.0.1:8080")?.takesFileTokens == true)
    let named = ["TRIBUNE_STATE": folder.appendingPathComponent(".tribune").path]
    #expect(try server("http://tribune.example", named)?.takesFileTokens == true)
  }

  /// A folder with a saved login, a token file and a local server's state.
  private func access(_ server: String? = nil, in environment: [String: String]) throws -> Access {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let state = folder.appendingPathComponent("state")
    try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
    try Data("http://127.0.0.1:1\n".utf8).write(to: state.appendingPathComponent("server"))
    try Data("local\n".utf8).write(to: state.appendingPathComponent("organizer.token"))
    try Data("file\n".utf8).write(to: folder.appendingPathComponent("token"))
    var all = ["XDG_CONFIG_HOME": folder.path]
    for (name, value) in environment { all[name] = value.replacing("@", with: folder.path) }
    if all["LOGIN"] != nil {
      try LoginStore(environment: all).save(
        .init(server: ServerAddress("https://saved.example"), token: "saved"))
    }
    return try Access.find(server: server.map { try ServerAddress($0) }, in: Shell(environment: all))
  }

  @Test("--server comes before the environment, that before a login, that before this machine's server")
  func precedence() throws {
    let everything = [
      "TRIBUNE_SERVER": "http://set.example", "TRIBUNE_TOKEN_FILE": "@/token", "LOGIN": "1",
      "TRIBUNE_STATE": "@/state",
    ]
    let set = try access(in: everything)
    #expect(set.server.description == "http://set.example" && set.token == "file")
    let saved = try access(in: ["LOGIN": "1", "TRIBUNE_STATE": "@/state"])
    #expect(saved.server.description == "https://saved.example" && saved.token == "saved")
    let local = try access(in: ["TRIBUNE_STATE": "@/state"])
    #expect(local.server.description == "http://127.0.0.1:1" && local.token == "local")
    let named = try access("https://saved.example", in: everything)
    #expect(named.server.description == "https://saved.example" && named.token == "saved")
  }

  @Test("a token is never sent to another server than it was given for")
  func tokensStayHome() throws {
    let everything = [
      "TRIBUNE_SERVER": "http://set.example", "TRIBUNE_TOKEN_FILE": "@/token", "LOGIN": "1",
      "TRIBUNE_STATE": "@/state",
    ]
    #expect(try access("http://other.example", in: everything).token == nil)
    #expect(
      try access(in: ["TRIBUNE_SERVER": "http://other.example", "LOGIN": "1", "TRIBUNE_STATE": "@/state"])
        .token == nil)
    #expect(try access("http://other.example", in: ["TRIBUNE_TOKEN_FILE": "@/token"]).token == "file")
  }

  @Test("with nothing known, the way to sign in is said")
  func nothing() {
    #expect(throws: Failure.self) { try access(in: ["TRIBUNE_STATE": "@/none"]) }
  }
}
