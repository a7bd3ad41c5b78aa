import API
import Foundation

/// The live queue as lines of a screen.
struct QueueView {
  let colours: Bool
  /// The first line of the list that is shown, kept so that it only moves when the selection would leave.
  private var top = 0

  init(colours: Bool) { self.colours = colours }

  mutating func lines(_ queue: Queue, size: Screen.Size, now: Date) -> [String] {
    let width = size.columns
    let head = [title(queue, width, now), state(queue, width, now), ""]
    let foot = [notice(queue, width)] + keys(queue, width)
    let room = max(1, size.rows - head.count - foot.count)
    let (list, chosen) = body(queue, width)
    top = min(top, max(0, list.count - room))
    if chosen.upperBound > top + room { top = chosen.upperBound - room }
    if chosen.lowerBound < top { top = chosen.lowerBound }
    let shown = Array(list.dropFirst(top).prefix(room))
    let blank = [String](repeating: "", count: max(0, room - shown.count))
    return head + shown + blank + foot
  }

  // MARK: Head

  private func title(_ queue: Queue, _ width: Int, _ now: Date) -> String {
    let clock = Timestamp(now, offset: queue.session.startsAt.offset).clock
    let title = queue.session.title.shown.cut(to: max(0, width - clock.count - 2))
    let space = String(repeating: " ", count: max(1, width - title.cells - clock.count))
    return style(title, .strong) + space + style(clock, .faint)
  }

  private func state(_ queue: Queue, _ width: Int, _ now: Date) -> String {
    if let away = queue.away {
      let since = Timestamp(away.since, offset: queue.session.startsAt.offset).clockWithSeconds
      return style("No answer since \(since), trying on. \(away.failure.message)".shown.cut(to: width), .late)
    }
    let session = queue.session
    var words = ["box \(session.cancelled ? "cancelled" : session.box.rawValue)"]
    if session.box == .open || session.box == .paused, let closes = session.closesAt {
      let minutes = Int((closes.date.timeIntervalSince(now) / 60).rounded(.up))
      words.append("closes at \(closes.clock)" + (minutes >= 0 && minutes < 60 ? ", in \(minutes) min" : ""))
    }
    if let threshold = session.threshold { words.append("\(threshold) upvotes oblige an answer") }
    if session.moderation == .reviewed { words.append("reviewed") }
    return words.joined(separator: " · ").shown.cut(to: width)
  }

  // MARK: Body

  /// The lines of the list, and which of them the selection takes.
  private func body(_ queue: Queue, _ width: Int) -> ([String], Range<Int>) {
    guard !queue.questions.isEmpty else {
      let empty = queue.isLoaded ? "No questions yet. They appear here by themselves." : "Loading…"
      return ([style(empty.cut(to: width), .faint)], 0..<1)
    }
    var lines: [String] = []
    var chosen = 0..<0
    let published = queue.questions.count - queue.waiting
    for (place, question) in queue.questions.enumerated() {
      let start = lines.count
      if place == 0, queue.waiting > 0 {
        lines.append(style("Waiting: \(queue.waiting)".cut(to: width), .owed))
      }
      if place == queue.waiting {
        if place > 0 { lines.append("") }
        let order = queue.order == .top ? "most upvotes first" : "newest first"
        lines.append(style("Published: \(published), \(order)".cut(to: width), .faint))
      }
      let isChosen = question.id == queue.selected
      lines += row(question, isChosen, queue.isUnderway(question), width)
      // Its heading scrolls into sight with it.
      if isChosen { chosen = (place == 0 ? 0 : start)..<lines.count }
    }
    return (lines, chosen)
  }

  private func row(_ question: Question, _ isChosen: Bool, _ isUnderway: Bool, _ width: Int) -> [String] {
    let mark = isUnderway ? "…" : isChosen ? "▸" : " "
    let number = "#\(question.number)".padded(to: 5, right: true)
    let tally = question.tally.padded(to: 8, right: true)
    let start = "\(mark)\(number)\(tally)  "
    let signs = question.signs
    let text = signs + question.text.shown + (question.name.map { " — \($0.shown)" } ?? "")
    let room = max(10, width - start.cells)
    // The chosen one in full, the others at a glance.
    let texts = isChosen ? text.wrapped(to: room) : [text.cut(to: room)]
    let indent = String(repeating: " ", count: start.cells)
    let lines = texts.enumerated().map { place, line in
      let whole = ((place == 0 ? start : indent) + line).cut(to: max(width, 1))
      return style(whole, isUnderway ? .faint : isChosen ? .strong : question.rowStyle)
    }
    guard question.lookalikes != nil else { return lines }
    let alike = isChosen ? (question.similar ?? []).map(\.line) : [question.lookalikes ?? ""]
    return lines + alike.map { style((indent + $0.shown).cut(to: max(width, 1)), .faint) }
  }

  // MARK: Foot

  private func notice(_ queue: Queue, _ width: Int) -> String {
    queue.notice.map { style($0.text.shown.cut(to: width), $0.style) } ?? ""
  }

  private func keys(_ queue: Queue, _ width: Int) -> [String] {
    guard let prompt = queue.prompt else {
      let merge = queue.selection?.publishedLookalike.map { [("m", "merge into #\($0.number)")] } ?? []
      let set = queue.selection?.reporting.map { _ in [("x", "set its reporters aside")] } ?? []
      return line(
        [("a", "approve")] + merge + set + [
          ("r", "reject"), ("h", "hide"), ("l", "highlight"), ("u", "undo"), ("↑↓", "move"), ("s", "order"),
          ("q", "quit"),
        ], width
      ).map { style($0, .faint) }
    }
    let question = "Why \(prompt.action.rawValue) #\(prompt.question.number)?"
    let reasons = API.Curation.Reason.allCases.map { (String($0.key), $0.rawValue) } + [("Esc", "not at all")]
    return line([(question, "")] + reasons, width).map { style($0, .owed) }
  }

  /// Keys and what they do, a line broken between two of them only.
  private func line(_ keys: [(key: String, act: String)], _ width: Int) -> [String] {
    keys.map { $0.act.isEmpty ? $0.key : "\($0.key) \($0.act)" }
      .map { $0.replacing(" ", with: "\u{A0}") }
      .joined(separator: "  ")
      .wrapped(to: width)
      .map { $0.replacing("\u{A0}", with: " ").droppingTrailingSpaces }
  }

  private func style(_ text: String, _ style: Style) -> String { style.apply(text, colours: colours) }
}

extension Question {
  /// In words, never by colour alone.
  fileprivate var signs: String {
    var signs: [String] = []
    if highlighted { signs.append("[on the wall]") }
    if let promise { signs.append("[\(promise.overdue ? "late" : promise.state.rawValue)]") }
    if let reported { signs.append("[\(reported)]") }
    return signs.map { $0 + " " }.joined()
  }

  fileprivate var rowStyle: Style {
    if let promise { return promise.overdue ? .late : promise.state == .owed ? .owed : .plain }
    return .plain
  }
}

extension Timestamp {
  fileprivate var clockWithSeconds: String { String(description.dropFirst(11).prefix(8)) }
}
