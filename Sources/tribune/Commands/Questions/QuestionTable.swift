import API

/// The columns in which every list of questions is shown.
func questionTable(_ questions: [Question]) -> Table {
  var table = Table("#", "UPVOTES", "STATE", "QUESTION", right: [0, 1])
  for question in questions {
    let name = question.name.map { " — \($0)" } ?? ""
    table.add(
      Table.Cell(String(question.number), .strong), Table.Cell(question.tally), question.stateCell,
      Table.Cell(question.text + name))
    if let lookalikes = question.lookalikes {
      table.add(Table.Cell(""), Table.Cell(""), Table.Cell(""), Table.Cell(lookalikes, .faint))
    }
  }
  return table
}

extension Question {
  /// `12/50`: upvotes, of those that oblige an answer.
  var tally: String { "\(upvotes)" + (threshold.map { "/\($0)" } ?? "") }

  var stateCell: Table.Cell {
    var words = [mergedInto.map { "merged into #\($0.number)" } ?? state.rawValue]
    if highlighted { words.append("highlighted") }
    if let promise { words.append(promise.overdue ? "late" : promise.state.rawValue) }
    if let reported { words.append(reported) }
    return Table.Cell(words.joined(separator: ", "), style)
  }

  /// `held by 5 reports, 4 of them by people who never signed anything`; what is reported and stays says so too.
  var reported: String? {
    guard let reporting else { return reports.flatMap { $0 > 0 ? Self.reports($0) : nil } }
    var words = (reporting.holds ? "held by " : "") + Self.reports(reporting.counted)
    if reporting.neverSigned > 0 { words += ", \(reporting.neverSigned) by people who never signed anything" }
    let others = reporting.all - reporting.counted
    if others > 0 { words += ", \(others) that \(others == 1 ? "does" : "do") not count" }
    return words
  }

  private static func reports(_ count: Int) -> String { count == 1 ? "1 report" : "\(count) reports" }

  private var style: Style {
    if let promise {
      if promise.overdue { return .late }
      if promise.state == .owed { return .owed }
      if promise.state == .kept { return .kept }
    }
    switch state {
    case .pending: return .owed
    case .published: return highlighted ? .strong : .plain
    case .rejected, .merged, .withdrawn, .hidden: return .faint
    }
  }

  var details: Details {
    var details = Details()
    details.add("Question", "#\(number)" + ((session ?? organisation).map { " in \($0)" } ?? ""))
    details.add("Text", text, .strong)
    details.add("Translation", translation.map { "\($0.text) (\($0.language))" })
    details.add("Name", name)
    details.add("State", stateCell.text, stateCell.style)
    details.add("Upvotes", threshold.map { "\(upvotes) of \($0) that oblige an answer" } ?? "\(upvotes)")
    if let all = upvotesWithQuarantined, all > upvotes {
      details.add("With quarantine", "\(all), those in quarantine with them", .owed)
    }
    details.add("Author", author.map { "attendee \($0)" })
    details.add("Asked", askedAt.dayAndClock)
    details.add("Edited", editedAt.map { $0.dayAndClock + (corrected ? ", by an organizer" : "") })
    details.add("Reports", reported, reporting?.holds == true ? .owed : .plain)
    if let curation {
      details.add("Decision", "\(curation.action.rawValue), \(curation.at.dayAndClock)")
      details.add("Reason", curation.reason?.rawValue)
      details.add("Note", curation.note)
    }
    if let promise { details.add(promise) }
    if let answer { details.add(answer, verdicts, disputed: promise?.disputed ?? false) }
    details.add("Outcome", outcome?.rawValue)
    return details
  }
}
