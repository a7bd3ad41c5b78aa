import API
import Foundation

/// `tribune programme …`
enum ProgrammeCommands {
  static let command = Command(
    name: "programme",
    summary: "the programme from a schedule file",
    examples: [Example("What would it change?", "tribune programme import schedule.json --dry-run")],
    alsoCalled: ["program", "schedule"],
    subcommands: [ImportProgramme.command])
}

/// `tribune programme import`
enum ImportProgramme {
  private static let file = Argument(
    "FILE", .file, "schedule.json as frab and pretalx write it, or - for standard input")

  private static let strict = Flag("strict", "refuse what would be read with a note, instead of saying it")

  static let command = Command(
    name: "import",
    summary: "make a summit from schedule.json, or bring one up to date",
    details: """
      Sessions are known by their guid: importing again updates them in place and keeps their questions. What is no \
      longer in the file is cancelled, after asking. A file with an error changes nothing, and the error says where \
      in the file it is.
      """,
    arguments: [file],
    options: [Shared.dryRun, strict, Shared.yes, Shared.summit, Shared.json],
    examples: [
      Example("Look first.", "tribune programme import schedule.json --dry-run"),
      Example("Do it.", "tribune programme import schedule.json"),
      Example(
        "From the web.",
        "curl -s https://example.org/schedule/export/schedule.json | tribune programme import -"),
    ],
    alsoCalled: ["load", "update", "upload"],
    run: run)

  /// What one request may carry (CONTRACTS: bodies of 64 KiB).
  private static let partSize = 48 * 1024
  private static let largest = 64 * 1024 * 1024

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let bytes = try readFile(try call[file], atMost: largest)
    let client = try call.client(in: shell)
    let opened: Client.Reply<ProgrammeUpload> = try await client.send(
      "POST", ["programmes"], body: [String: String]())
    let upload = ["programmes", opened.value.upload]
    for (number, start) in stride(from: 0, to: bytes.count, by: partSize).enumerated() {
      let part = bytes[start..<min(start + partSize, bytes.count)]
      try await client.send("PUT", upload + ["parts", String(number)], bytes: Data(part))
    }
    let preview = try await finish(upload, dryRun: true, call, client)
    if call[Shared.dryRun] { return show(preview, call, shell) }
    if !preview.value.cancelled.isEmpty, !call[Shared.yes] {
      for item in preview.value.cancelled { shell.say("  - \(item.slug)  \(item.title)") }
      let count = preview.value.cancelled.count
      let what = count == 1 ? "this session" : "these \(count) sessions"
      try shell.confirmDestruction(
        "Cancel \(what) of \(preview.value.summit), no longer in the file?", for: call)
    }
    show(try await finish(upload, dryRun: false, call, client), call, shell)
  }

  private static func finish(
    _ upload: [String], dryRun: Bool, _ call: Invocation, _ client: Client
  ) async throws -> Client.Reply<ImportReport> {
    var query = [("dryRun", dryRun ? "true" : "false")]
    if call[strict] { query.append(("strict", "true")) }
    if let summit = try call[Shared.summit] { query.append(("summit", summit)) }
    return try client.reply(await client.send("POST", upload + ["import"], query))
  }

  private static func show(_ reply: Client.Reply<ImportReport>, _ call: Invocation, _ shell: Shell) {
    if call[Shared.json] { return shell.write(json: reply.json) }
    let report = reply.value
    for warning in report.warnings { shell.say("Note: \(warning)") }
    var table = Table("CHANGE", "SESSION", "TITLE")
    for item in report.added { table.add("added", Table.Cell(item.slug), Table.Cell(item.title)) }
    for item in report.changed {
      let fields = item.fields.joined(separator: ", ")
      table.add(Table.Cell("changed: \(fields)"), Table.Cell(item.slug), Table.Cell(item.title))
    }
    for item in report.cancelled {
      table.add(Table.Cell("cancelled", .late), Table.Cell(item.slug), Table.Cell(item.title))
    }
    if !table.isEmpty { shell.output.write(table) }
    let counts =
      "\(report.added.count) added, \(report.changed.count) changed, "
      + "\(report.cancelled.count) cancelled, \(report.unchanged) unchanged"
    let summit = report.summit + (report.created ? " (new)" : "")
    shell.say(
      report.dryRun ? "Nothing was changed. \(summit) would have: \(counts)." : "\(summit): \(counts).")
  }
}
