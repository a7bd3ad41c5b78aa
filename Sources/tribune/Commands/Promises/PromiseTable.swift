import API
import Foundation

/// The columns in which the board is shown.
func promiseTable(_ promises: [BoardPromise], at now: Date) -> Table {
  var table = Table("STATE", "WHEN", "OWED BY", "ASKED OF", "#", "UPVOTES", "QUESTION", right: [4, 5])
  for promise in promises {
    let question = promise.question
    table.add(
      promise.stateCell, Table.Cell(promise.when(at: now)), Table.Cell(question.promise?.owedBy ?? ""),
      Table.Cell(promise.askedOf), Table.Cell(String(question.number), .strong), Table.Cell(question.tally),
      Table.Cell(promise.words))
  }
  return table
}

extension BoardPromise {
  var stateCell: Table.Cell {
    guard let promise = question.promise else { return "" }
    if promise.overdue { return Table.Cell("late", .late) }
    switch promise.state {
    case .owed: return Table.Cell("owed", .owed)
    case .kept where promise.disputed:
      let verdicts = question.verdicts.map { " \($0.no)/\($0.yes + $0.no)" } ?? ""
      return Table.Cell("disputed\(verdicts)", .late)
    case .kept: return Table.Cell("kept", .kept)
    case .declined: return Table.Cell("declined" + (question.answer?.reason.map { ": \($0.rawValue)" } ?? ""))
    case .void: return Table.Cell("void", .faint)
    }
  }

  /// Until when it is due, for how long it is late, or since when it is settled.
  func when(at now: Date) -> String {
    if let lateSince { return "\(Lateness(since: lateSince.date, at: now).english) late" }
    if let settledAt { return "on \(settledAt.dayAndClock)" }
    return question.promise.map { "by \($0.dueAt.dayAndClock)" } ?? ""
  }

  /// The question, or that its words are withheld.
  var words: String { question.text.isEmpty ? "(text withheld)" : question.text }
}

/// How long something is late, in whole ones of the unit that people would use.
struct Lateness: Equatable {
  enum Unit { case minute, hour, day }

  let count: Int
  let unit: Unit

  init(since: Date, at now: Date) {
    let seconds = max(0, Int(now.timeIntervalSince(since)))
    switch seconds {
    case ..<7200: (count, unit) = (max(1, seconds / 60), .minute)
    case ..<172_800: (count, unit) = (seconds / 3600, .hour)
    default: (count, unit) = (seconds / 86_400, .day)
    }
  }

  var english: String {
    let word =
      switch unit {
      case .minute: "minute"
      case .hour: "hour"
      case .day: "day"
      }
    return "\(count) \(word)\(count == 1 ? "" : "s")"
  }

  var french: String {
    let word =
      switch unit {
      case .minute: "minute"
      case .hour: "heure"
      case .day: "jour"
      }
    return "\(count) \(word)\(count == 1 ? "" : "s")"
  }
}
