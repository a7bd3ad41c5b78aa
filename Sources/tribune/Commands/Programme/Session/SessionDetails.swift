import API

extension Box: Choice {
  var summary: String {
    switch self {
    case .scheduled: "not opened yet: neither questions nor upvotes"
    case .open: "questions and upvotes"
    case .paused: "upvotes only"
    case .closed: "neither; upvotes for 15 minutes more"
    }
  }
}

extension Moderation: Choice {
  var summary: String {
    switch self {
    case .open: "questions are published at once"
    case .reviewed: "questions are published once somebody approved them"
    }
  }
}

extension Session {
  var boxCell: Table.Cell {
    if cancelled { return Table.Cell("cancelled", .faint) }
    return Table.Cell(box.rawValue, box == .open ? .strong : box == .closed ? .faint : .plain)
  }

  var details: Details {
    var details = Details()
    details.add("Session", slug)
    details.add("Title", title, .strong)
    details.add("When", startsAt.span(to: endsAt))
    details.add("Room", room)
    details.add("Speakers", speakers.map(\.name).joined(separator: ", "))
    details.add("State", cancelled ? "cancelled; its questions are kept" : nil, .late)
    details.add("Box", boxLine)
    details.add(
      "Moderation", moderation == .reviewed ? "reviewed: a person approves first" : moderation.rawValue)
    details.add("Threshold", threshold.map { "\($0) upvotes oblige an answer" } ?? "fixed when the box opens")
    details.add("Answers", speakers.isEmpty ? nil : owed)
    details.add("Audience", audience.map(String.init))
    details.add("Abstract", abstract)
    return details
  }
}

extension Session {
  /// What opening, closing and moving the end change.
  var boxDetails: Details {
    var details = Details()
    details.add("Session", slug)
    details.add("When", startsAt.span(to: endsAt))
    details.add("Box", boxLine, box == .open ? .strong : .plain)
    details.add("Threshold", threshold.map { "\($0) upvotes oblige an answer" } ?? "fixed when the box opens")
    return details
  }

  /// Who owes its answers.
  fileprivate var owed: String {
    guard let acceptedAt else { return "owed by the organizers until its speakers accept" }
    return "owed by its speakers since \(acceptedAt.dayAndClock)" + (acceptedBy.map { ", said \($0)" } ?? "")
  }

  fileprivate var boxLine: String {
    guard box == .open || box == .paused else { return box.rawValue }
    return box.rawValue + (closesAt.map { ", closes by itself at \($0.clock)" } ?? ", until it is closed")
  }
}
