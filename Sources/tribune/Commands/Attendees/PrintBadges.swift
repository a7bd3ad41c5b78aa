import API
import Foundation
import Pages

/// `tribune attendee sheets`
enum PrintBadges {
  private static let file = Argument("FILE", .file, "code[,label] a line, or - for standard input")
  private static let output = Option(
    "output", letter: "o", "FILE", .file, "where to write; standard output unless given")
  private static let url = Option(
    "url", "URL", .text, "where the codes lead, instead of the summit's own address")

  static let command = Command(
    name: "sheets",
    summary: "badges with QR codes, to print: one HTML file, ten cards a sheet of A4",
    details: """
      Each code leads to the summit's page with the badge filled in; its holder taps once more to take part. Codes are \
      secrets: the file is readable by you alone. Labels stand on the cards, and are sent nowhere.
      """,
    arguments: [file],
    options: [output, url, Shared.yes, Shared.summit],
    examples: [
      Example("Open it in a browser, and print.", "tribune attendee sheets badges.csv --output sheets.html")
    ],
    alsoCalled: ["print", "cards", "qr"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let badges = try BadgeFile(try readFile(try call[file])).badges
    let here = try await call.summit(in: shell)
    let summit = try await here.summit.value
    let address: String
    if let given = try call[url] {
      let base = given.hasSuffix("/") ? String(given.dropLast()) : given
      address = "\(base)/\(here.slug)?badge="
    } else {
      let known: Client.Reply<Badges> = try await here.client.get(here.path + ["badges"])
      address = known.value.joinURL
    }
    let html = BadgeSheets(
      summit: summit.name, language: summit.languages.first ?? "en", joinURL: address,
      cards: badges.map { BadgeSheets.Card(code: $0.code, label: $0.label) }
    ).html
    guard let name = try call[output], name != "-" else { return shell.output.write(html) }
    if FileManager.default.fileExists(atPath: name) {
      try shell.confirmDestruction("Write over \(name)?", for: call)
    }
    do {
      try write(html, to: name)
    } catch {
      throw Failure(.failed, "\(name) cannot be written: \(error.localizedDescription)")
    }
    shell.say("\(badges.count) badges of \(here.slug) are in \(name).")
  }

  /// Readable by its owner from the first byte on.
  private static func write(_ html: String, to name: String) throws {
    try? FileManager.default.removeItem(atPath: name)
    guard
      FileManager.default.createFile(
        atPath: name, contents: Data(html.utf8), attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown) }
  }
}
