import API
import Foundation

/// `tribune promise remind`
enum RemindDebtors {
  private static let output = Option(
    "output", "DIR", .file, "the folder for the messages; made where there is none", required: true)
  private static let from = Option(
    "from", "ADDRESS", .mailAddress, "who sends them; the summit's contact unless given")

  static let command = Command(
    name: "remind",
    summary: "write a message to each who owes an answer, ready to be sent",
    details: """
      One file (.eml) a debtor: the speakers of a session who accepted, an organisation, or else the organizers; with \
      the questions, the dates, how late, and links. Tribune knows no addresses: X-Debtor says whom a message is for, \
      and your mail program sends it. Nothing is overwritten unless you say so.
      """,
    options: [PromiseCommands.overdue, output, from, Shared.dryRun, Shared.yes, Shared.summit],
    examples: [
      Example(
        "To everybody who owes an answer.",
        "tribune promise remind --output reminders --from board@example.org"),
      Example(
        "Only to those who are late: whom?", "tribune promise remind --overdue --output reminders --dry-run"),
    ],
    alsoCalled: ["mail", "letter", "nudge"],
    run: run)

  private static func run(_ call: Invocation, in shell: Shell) async throws {
    let here = try await call.summit(in: shell)
    let summit = try await here.summit.value
    let sender = try sender(call, summit)
    var query = [("limit", "100"), ("state", "owed")]
    if call[PromiseCommands.overdue] { query.append(("overdue", "true")) }
    let listing = try await here.client.list(here.path + ["promises"], query, as: Board.self)
    let board: Board = try here.client.decode(listing.json)
    let reminders = Reminder.all(of: listing.elements, summit: summit, board: board.url, at: Date())
    let folder = URL(fileURLWithPath: try call[required: output], isDirectory: true)
    warn(ofLettersIn: folder, beside: reminders, shell)
    guard !reminders.isEmpty else { return shell.say("Nobody owes an answer.") }

    var table = Table("FILE", "TO", "QUESTIONS", "LATE", right: [2, 3])
    for reminder in reminders {
      table.add(
        Table.Cell(reminder.fileName), Table.Cell(reminder.debtor),
        Table.Cell(String(reminder.promises.count)),
        Table.Cell(String(reminder.late), reminder.late > 0 ? .late : .plain))
    }
    if !call[Shared.dryRun] { try write(reminders, from: sender, to: folder, call, shell) }
    shell.output.write(table)
    let count = reminders.count == 1 ? "1 message" : "\(reminders.count) messages"
    shell.say(
      call[Shared.dryRun]
        ? "Nothing was written; it would be \(count)." : "\(count) written to \(folder.relativePath).")
  }

  /// Letters of an earlier run to somebody who has answered since: whoever sends all that lies there would send these.
  private static func warn(ofLettersIn folder: URL, beside reminders: [Reminder], _ shell: Shell) {
    let names = Set(reminders.map(\.fileName))
    let there =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
    let left = there.filter { $0.hasSuffix(".eml") && !names.contains($0) }.sorted()
    guard !left.isEmpty else { return }
    shell.say(
      "In \(folder.relativePath) from before, to whoever owes none of this now: \(left.joined(separator: ", ").shown)."
    )
  }

  private static func sender(_ call: Invocation, _ summit: Summit) throws -> String {
    if let given = try call[from] { return given }
    guard let contact = summit.contact, let address = try? ValueKind<String>.mailAddress.read(contact) else {
      throw call.misuse("--from is missing: the summit has no mail address as its contact.")
    }
    return address
  }

  private static func write(
    _ reminders: [Reminder], from sender: String, to folder: URL, _ call: Invocation, _ shell: Shell
  ) throws {
    let files = reminders.map { folder.appending(path: $0.fileName) }
    let there = files.filter { FileManager.default.fileExists(atPath: $0.path(percentEncoded: false)) }
    if !there.isEmpty {
      let names = there.map(\.lastPathComponent).joined(separator: ", ")
      try shell.confirmDestruction("Overwrite \(names) in \(folder.relativePath)?", for: call)
    }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (reminder, file) in zip(reminders, files) {
        let isNew = !there.contains(file)
        try reminder.message(from: sender).bytes.write(
          to: file, options: isNew ? .withoutOverwriting : .atomic)
      }
    } catch {
      throw Failure(
        .failed, "The messages cannot be written to \(folder.relativePath): \(error.localizedDescription)")
    }
  }
}
