import API

/// What a person said about an import before it is done, by options or when asked.
struct ImportChoices {
  private static let into = Option(
    "into", "SUMMIT", .slug, "the file is this summit's, although name and days are others")
  private static let new = Flag("new", "the file is a new summit's, although it shares sessions with one")
  private static let dropMost = Flag(
    "drop-most", "cancel also where most of the programme is gone from the file")
  private static let cancelRunning = Flag(
    "cancel-running", "cancel also what is on, or has been, and is gone from the file")
  private static let overwrite = Flag("overwrite", "what was set by hand gives way to the file")

  private static let strict = Flag("strict", "refuse what would be read with a note, instead of saying it")

  static let options: [any OptionDescription] = [into, new, strict, dropMost, cancelRunning, overwrite]

  private var summit: String?
  private var isNew: Bool
  private let isStrict: Bool
  private var accepted: Set<ImportConsent> = []

  init(_ call: Invocation) throws {
    (summit, isNew, isStrict) = (try call[Shared.summit], call[Self.new], call[Self.strict])
    if let slug = try call[Self.into] {
      guard summit == nil || summit == slug else {
        throw call.misuse("--summit and --into name two summits.")
      }
      summit = slug
      accepted.insert(.summitUnclear)
    }
    if isNew, summit != nil {
      throw call.misuse("A file is a new summit's (--new), or that of the one named.")
    }
    if call[Self.dropMost] { accepted.insert(.programmeMostlyGone) }
    if call[Self.cancelRunning] { accepted.insert(.runningCancelled) }
    if call[Self.overwrite] { accepted.insert(.handEdits) }
    if call[Shared.yes] { accepted.insert(.peopleUnlinked) }
  }

  var query: [(String, String)] {
    var query: [(String, String)] = []
    if let summit { query.append(("summit", summit)) }
    if isNew { query.append(("new", "true")) }
    if isStrict { query.append(("strict", "true")) }
    if !accepted.isEmpty {
      query.append(("accept", accepted.map(\.rawValue).sorted().joined(separator: ",")))
    }
    return query
  }

  /// Asks whose file it is, where that is unclear; whether that made a difference.
  mutating func chooseSummit(_ preview: ImportReport, _ shell: Shell) throws -> Bool {
    guard let question = preview.questions.first(where: { $0.code == .summitUnclear }) else { return false }
    guard shell.isInteractive else {
      throw Failure(
        .conflict, "Nothing was changed: \(question.sentence)",
        advice: "Say --into \(preview.summit) if it is that one, or --new to make another.")
    }
    shell.say(question.sentence)
    if shell.confirms("Bring \(preview.summit) up to date with it?", usual: false) {
      summit = preview.summit
      accepted.insert(.summitUnclear)
    } else if shell.confirms("Make a new summit of it?", usual: false) {
      (summit, isNew) = (nil, true)
    } else {
      throw Failure(.failed, "Nothing was changed.")
    }
    return true
  }

  /// Asks what else has to be asked before it is done.
  mutating func confirm(_ preview: ImportReport, _ call: Invocation, _ shell: Shell) throws {
    for question in preview.questions where !accepted.contains(question.code) {
      if question.code == .programmeMostlyGone {
        guard shell.isInteractive else {
          throw Failure(
            .conflict, "Nothing was changed: \(question.sentence)",
            advice: "Is the file whole? If it is, say --drop-most.")
        }
        guard shell.confirms("\(question.sentence) Go on?", usual: false) else {
          throw Failure(.failed, "Nothing was changed.")
        }
      } else {
        try shell.confirmDestruction("\(question.sentence) Go on?", for: call)
      }
      accepted.insert(question.code)
    }
    guard !preview.cancelled.isEmpty, !call[Shared.yes] else { return }
    for item in preview.cancelled { shell.say("  - \(item.slug)  \(item.title)") }
    let count = preview.cancelled.count
    let what = count == 1 ? "this session" : "these \(count) sessions"
    try shell.confirmDestruction("Cancel \(what) of \(preview.summit), no longer in the file?", for: call)
  }
}

extension ImportReport.Question {
  var sentence: String {
    let text = detail.prefix(1).uppercased() + detail.dropFirst()
    return text + (code == .summitUnclear ? "?" : ".")
  }
}
