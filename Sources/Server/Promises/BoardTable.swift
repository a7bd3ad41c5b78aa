internal import API
internal import Foundation

/// The board as a table for spreadsheets: RFC 4180, all rows, with the mark by which they know UTF-8. Who asked is left
/// out: files are copied, and outlive what they were made from.
struct BoardTable {
  var board: API.Board
  var separator = Separator.comma

  /// What stands between cells: where numbers have a comma in them, as in France, Excel splits at semicolons.
  enum Separator: String, CaseIterable {
    case comma = ","
    case semicolon = ";"
  }

  private static let byteOrderMark = "\u{FEFF}"

  private static let columns = [
    "id", "number", "session", "organisation", "asked_of", "question", "upvotes", "threshold", "state",
    "overdue",
    "late_since", "disputed", "met_at", "met_upvotes", "due_at", "first_due_at", "owed_by", "debtor",
    "settled_at",
    "answer_seconds", "answer", "reason", "answered_at", "answer_text", "verdicts_yes", "verdicts_no", "url",
  ]

  var bytes: [UInt8] {
    var text = Self.byteOrderMark + row(Self.columns)
    for promise in board.promises { text += row(Self.cells(of: promise)) }
    return Array(text.utf8)
  }

  private static func cells(of row: API.BoardPromise) -> [String] {
    let (question, answer) = (row.question, row.question.answer)
    guard let promise = question.promise else { return [] }
    let seconds = row.settledAt.flatMap { settled in
      promise.state == .void ? nil : Int(settled.date.timeIntervalSince(promise.metAt.date).rounded())
    }
    return [
      question.id, String(question.number), question.session ?? "", question.organisation ?? "", row.askedOf,
      question.text, String(question.upvotes), question.threshold.map(String.init) ?? "",
      promise.state.rawValue,
      String(promise.overdue), row.lateSince?.description ?? "", String(promise.disputed),
      promise.metAt.description, String(row.metUpvotes), promise.dueAt.description,
      promise.firstDueAt.description, promise.owedBy, row.debtor.rawValue, row.settledAt?.description ?? "",
      seconds.map(String.init) ?? "", answer?.kind.rawValue ?? "", answer?.reason?.rawValue ?? "",
      answer?.answeredAt.description ?? "", answer?.text ?? "",
      question.verdicts.map { String($0.yes) } ?? "", question.verdicts.map { String($0.no) } ?? "", row.url,
    ]
  }

  private func row(_ cells: [String]) -> String {
    cells.map(Self.cell).joined(separator: separator.rawValue) + "\r\n"
  }

  /// A spreadsheet takes a cell that begins so for a formula: an apostrophe before it makes it text.
  private static let formulaSigns: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"]
  /// At these a cell begins for a spreadsheet that was told another separator.
  private static let seams: Set<Unicode.Scalar> = [",", ";", "\t", "\n", "\r"]

  /// However it is split, no part of the text begins a formula. What is a number stays one.
  static func cell(_ text: String) -> String {
    let text = harmless(text)
    let isPlain = !text.unicodeScalars.contains { seams.contains($0) || $0 == "\"" }
    if isPlain { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  private static func harmless(_ text: String) -> String {
    var harmless = String.UnicodeScalarView()
    var begins = true
    for scalar in text.unicodeScalars {
      if begins, formulaSigns.contains(scalar) { harmless.append("'") }
      harmless.append(scalar)
      // Spaces before it are no matter.
      begins = seams.contains(scalar) || begins && scalar.properties.isWhitespace
    }
    return String(harmless)
  }
}
