internal import API
internal import Foundation

/// The board as a table for spreadsheets: RFC 4180, all rows. Who asked is left out: files are copied, and outlive what
/// they were made from.
struct BoardTable {
  var board: API.Board

  private static let columns = [
    "id", "number", "session", "organisation", "asked_of", "question", "upvotes", "threshold", "state",
    "overdue",
    "late_since", "disputed", "met_at", "met_upvotes", "due_at", "first_due_at", "owed_by", "debtor",
    "settled_at",
    "answer_seconds", "answer", "reason", "answered_at", "answer_text", "verdicts_yes", "verdicts_no", "url",
  ]

  var bytes: [UInt8] {
    var text = Self.row(Self.columns)
    for promise in board.promises { text += Self.row(Self.cells(of: promise)) }
    return Array(text.utf8)
  }

  private static func cells(of row: API.BoardPromise) -> [String] {
    let (question, answer) = (row.question, row.question.answer)
    guard let promise = question.promise else { return [] }
    let seconds = row.settledAt.flatMap { settled in
      promise.state == "void" ? nil : Int(settled.date.timeIntervalSince(promise.metAt.date).rounded())
    }
    return [
      question.id, String(question.number), question.session ?? "", question.organisation ?? "", row.askedOf,
      question.text, String(question.upvotes), question.threshold.map(String.init) ?? "", promise.state,
      String(promise.overdue), row.lateSince?.description ?? "", String(promise.disputed),
      promise.metAt.description, String(row.metUpvotes), promise.dueAt.description,
      promise.firstDueAt.description, promise.owedBy, row.debtor, row.settledAt?.description ?? "",
      seconds.map(String.init) ?? "", answer?.kind ?? "", answer?.reason ?? "",
      answer?.answeredAt.description ?? "", answer?.text ?? "",
      question.verdicts.map { String($0.yes) } ?? "", question.verdicts.map { String($0.no) } ?? "", row.url,
    ]
  }

  private static func row(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",") + "\r\n"
  }

  /// A spreadsheet takes a cell that begins so for a formula: an apostrophe before it makes it text.
  private static let formulaSigns: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r"]

  static func cell(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first, formulaSigns.contains(first) { text = "'" + text }
    let needsQuotes = text.utf8.contains {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r")
    }
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
