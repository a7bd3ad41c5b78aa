import API
import Foundation
import Tokens

/// `tribune attendee import`
enum ImportBadges {
  private static let file = Argument(
    "FILE", .file, "code[,label] a line, or - for standard input", optional: true)
  private static let generate = Option(
    "generate", "COUNT", .number(1...20_000), "make so many new codes instead")

  static let command = Command(
    name: "import",
    summary: "let badges join: from a file, or new ones",
    details: """
      The file is read as exports are: with or without a header, a byte-order mark, quotes, CRLF, commas, semicolons \
      or tabs. The server keeps a keyed digest of each code and nothing else; labels never leave this machine. From \
      the first import on no other badge joins. Importing again is safe. New codes are written once, as CSV.
      To ask everybody for a badge: tribune summit edit --identity badge.
      """,
    arguments: [file],
    options: [generate, Shared.dryRun, Shared.summit, Shared.json],
    examples: [
      Example("From the registration.", "tribune attendee import badges.csv"),
      Example(
        "Badges that have no code yet.",
        "(umask 077; tribune attendee import --generate 520 >badges.csv)"),
    ],
    alsoCalled: ["load", "add", "upload"],
    run: { call, shell in
      switch (try call[optional: file], try call[generate]) {
      case (let name?, nil): try await send(name, call, shell)
      case (nil, let count?): try await make(count, call, shell)
      case (nil, nil): throw call.misuse("Say which FILE to read, or --generate COUNT.")
      default: throw call.misuse("Either a FILE or --generate, not both.")
      }
    })

  /// What one request may carry: bytes of JSON, and codes.
  private static let mostBytes = 48 * 1024
  private static let mostCodes = 5_000

  private static func send(_ name: String, _ call: Invocation, _ shell: Shell) async throws {
    let file = try BadgeFile(try readFile(name))
    if file.repeated > 0 { shell.say("Note: \(file.repeated) lines repeat one before.") }
    if file.shortest < 8 {
      shell.say(
        "Note: a code of \(file.shortest) characters can be guessed. Tribune slows guessing down; longer codes end it."
      )
    }
    if call[Shared.dryRun] {
      return shell.say("Nothing was changed. \(file.badges.count) codes would be imported.")
    }
    let here = try await call.summit(in: shell)
    var reports: [BadgeReport] = []
    for codes in batches(file.badges.map(\.code)) {
      do {
        reports.append(try await post(NewBadges(codes: codes), here))
      } catch var failure as Failure {
        let done = reports.reduce(0) { $0 + $1.added + $1.known }
        if done > 0 { failure.advice = "\(done) codes were imported before that; doing it again is safe." }
        throw failure
      }
    }
    try report(reports, call, shell)
    let badges = reports.last?.badges
    shell.say("\(here.slug) knows \(badges?.imported ?? 0) badges.")
    if try await here.summit.value.identity != .badge {
      shell.say("It does not ask for one yet: tribune summit edit \(here.slug) --identity badge")
    }
  }

  private static func make(_ count: Int, _ call: Invocation, _ shell: Shell) async throws {
    if call[Shared.dryRun] { return shell.say("Nothing was changed. \(count) codes would be made.") }
    let here = try await call.summit(in: shell)
    var reports: [BadgeReport] = []
    if !call[Shared.json] { shell.output.line("code") }
    for start in stride(from: 0, to: count, by: mostCodes) {
      let made = try await post(NewBadges(generate: min(mostCodes, count - start)), here)
      // At once: they are said once.
      if !call[Shared.json] { for code in made.codes ?? [] { shell.output.line(code.shown) } }
      reports.append(made)
    }
    try report(reports, call, shell)
    shell.say("\(count) new codes, said this once. To print them: tribune attendee sheets FILE")
  }

  private static func post(_ badges: NewBadges, _ here: SummitClient) async throws -> BadgeReport {
    let reply: Client.Reply<BadgeReport> = try await here.client.send(
      "POST", here.path + ["badges"], body: badges)
    return reply.value
  }

  private static func batches(_ codes: [String]) -> [[String]] {
    var batches: [[String]] = []
    var (batch, bytes) = ([String](), 0)
    for code in codes {
      // Escapes make a byte two at most: codes have no control characters.
      let cost = code.utf8.count * 2 + 3
      if bytes + cost > mostBytes || batch.count == mostCodes {
        batches.append(batch)
        (batch, bytes) = ([], 0)
      }
      batch.append(code)
      bytes += cost
    }
    return batches + [batch]
  }

  /// Of all requests as if they had been one.
  private static func report(_ reports: [BadgeReport], _ call: Invocation, _ shell: Shell) throws {
    guard let last = reports.last else { return }
    let codes = reports.compactMap(\.codes).flatMap(\.self)
    let whole = BadgeReport(
      added: reports.reduce(0) { $0 + $1.added }, known: reports.reduce(0) { $0 + $1.known },
      badges: last.badges, codes: codes.isEmpty ? nil : codes)
    if call[Shared.json] {
      shell.write(json: try JSONEncoder().encode(whole))
    } else {
      shell.say("\(whole.added) imported, \(whole.known) known before.")
    }
  }
}
