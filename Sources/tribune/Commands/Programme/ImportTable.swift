import API

/// An import's report, for people.
extension ImportReport {
  var table: Table {
    var table = Table("CHANGE", "OF", "WHAT")
    for change in summitChanges {
      table.add(
        Table.Cell("changed: \(change.field)"), Table.Cell(summit),
        Table.Cell("\(change.from ?? "nothing") → \(change.to ?? "nothing")"))
    }
    for item in added { table.add("added", Table.Cell(item.slug), Table.Cell(item.title)) }
    for item in changed {
      let fields = item.fields.joined(separator: ", ")
      table.add(Table.Cell("changed: \(fields)"), Table.Cell(item.slug), Table.Cell(item.title))
    }
    for item in cancelled {
      table.add(Table.Cell("cancelled", .late), Table.Cell(item.slug), Table.Cell(item.title))
    }
    for item in kept {
      table.add(
        Table.Cell("kept: \(item.field)", item.reason == .conflict ? .late : .plain),
        Table.Cell(item.slug ?? summit), Table.Cell(item.sentence))
    }
    return table
  }

  var counts: String {
    var counts =
      "\(added.count) added, \(changed.count) changed, \(cancelled.count) cancelled, \(unchanged) unchanged"
    if !kept.isEmpty { counts += ", \(kept.count) kept" }
    let fields = summitChanges.map(\.field).joined(separator: ", ")
    return fields.isEmpty ? counts : "\(counts); of the summit itself changed: \(fields)"
  }
}

extension ImportReport.Kept {
  fileprivate var sentence: String {
    switch reason {
    case .running: return "it is on, or has been, and is gone from the file (--cancel-running cancels it)"
    case .owes: return "\(said(here)) accepted to answer and still owes, gone from the file"
    case .setByHand, .conflict: break
    }
    if field == "cancelled" { return "it was cancelled here; the file has it" }
    let both = reason == .conflict ? ", which changed too" : ""
    return "\(said(here)) here; the file says \(said(file))\(both)"
  }

  /// A time of the same day as the other as a clock alone.
  private func said(_ text: String?) -> String {
    guard let text else { return "nothing" }
    guard let time = Timestamp(text) else { return "“\(text)”" }
    return here.flatMap { Timestamp($0) }?.dayAlone == file.flatMap { Timestamp($0) }?.dayAlone
      ? time.clock : time.dayAndClock
  }
}

extension Timestamp {
  fileprivate var dayAlone: Substring { description.prefix(10) }
}
