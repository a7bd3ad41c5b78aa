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

  static let command = Command(
    name: "import",
    summary: "make a summit from schedule.json, or bring one up to date",
    details: """
      Sessions are known by their guid: importing again updates them in place and keeps their questions. What was set \
      by hand since the last import stays, and it is said where the file says something else. What is no longer in \
      the file is cancelled, after asking, but for what is on. Whoever accepted to answer still owes. A file that may \
      be another conference's, or that lacks most of the programme, is asked about, --yes or not. A file with an \
      error changes nothing, and the error says where in the file it is.
      """,
    arguments: [file],
    options: [Shared.dryRun, Shared.yes, Shared.summit, Shared.json] + ImportChoices.options,
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
    var choices = try ImportChoices(call)
    var preview = try await finish(upload, dryRun: true, choices, client)
    if call[Shared.dryRun] { return show(preview, call, shell) }
    if try choices.chooseSummit(preview.value, shell) {
      preview = try await finish(upload, dryRun: true, choices, client)
    }
    try choices.confirm(preview.value, call, shell)
    show(try await finish(upload, dryRun: false, choices, client), call, shell)
  }

  private static func finish(
    _ upload: [String], dryRun: Bool, _ choices: ImportChoices, _ client: Client
  ) async throws -> Client.Reply<ImportReport> {
    let query = [("dryRun", dryRun ? "true" : "false")] + choices.query
    return try client.reply(await client.send("POST", upload + ["import"], query))
  }

  private static func show(_ reply: Client.Reply<ImportReport>, _ call: Invocation, _ shell: Shell) {
    if call[Shared.json] { return shell.write(json: reply.json) }
    let report = reply.value
    for warning in report.warnings { shell.say("Note: \(warning)") }
    let table = report.table
    if !table.isEmpty { shell.output.write(table) }
    if report.dryRun {
      for question in report.questions { shell.say("It would be asked: \(question.sentence)") }
    }
    let summit = report.summit + (report.created ? " (new)" : "")
    shell.say(
      report.dryRun
        ? "Nothing was changed. \(summit) would have: \(report.counts)." : "\(summit): \(report.counts).")
  }
}
