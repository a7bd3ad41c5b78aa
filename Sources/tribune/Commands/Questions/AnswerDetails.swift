import API

extension Details {
  /// What is owed, by whom and until when.
  mutating func add(_ promise: Promise) {
    add("Promise", "\(promise.state.rawValue), met \(promise.metAt.dayAndClock)")
    guard promise.state == .owed else { return }
    add("Owed by", promise.owedBy)
    let first = promise.firstDueAt == promise.dueAt ? "" : " (first \(promise.firstDueAt.dayAndClock))"
    add(
      "Due", promise.dueAt.dayAndClock + first + (promise.overdue ? ", late" : ""),
      promise.overdue ? .late : .plain)
  }

  /// The answer that stands, and what those who upvoted say of it.
  mutating func add(_ answer: Answer, _ verdicts: Verdicts?, disputed: Bool) {
    add("Answer", [answer.kind.rawValue, answer.reason?.rawValue].compactMap(\.self).joined(separator: ": "))
    add("Words", answer.text)
    add("Until", answer.until?.dayAndClock)
    let edited = answer.editedAt.map { ", in other words since \($0.dayAndClock)" } ?? ""
    add("Answered", "\(answer.answeredAt.dayAndClock), by \(answer.by.rawValue)\(edited)")
    guard let verdicts, verdicts.yes + verdicts.no > 0 else { return }
    add(
      "Verdicts", "\(verdicts.yes) yes, \(verdicts.no) no" + (disputed ? ": disputed" : ""),
      disputed ? .late : .plain)
  }
}

/// Everything that was answered, the newest first.
func historyTable(_ versions: [AnswerVersion]) -> Table {
  var table = Table("GIVEN", "KIND", "BY", "STATE", "WORDS")
  for version in versions {
    let words = [version.reason?.rawValue, version.until.map { "until \($0.dayAndClock)" }, version.text]
    table.add(
      Table.Cell(version.givenAt.dayAndClock), Table.Cell(version.kind.rawValue),
      Table.Cell(version.by.rawValue),
      version.retractedAt.map { Table.Cell("taken back \($0.clock)", .faint) } ?? "given",
      Table.Cell(words.compactMap(\.self).joined(separator: ": ")))
  }
  return table
}
