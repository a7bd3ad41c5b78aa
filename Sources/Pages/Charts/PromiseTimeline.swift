internal import API
internal import Foundation

/// A line for each promise: when it was made, until when the answer was due, when it came, and how late. Each line says
/// the same in words.
struct PromiseTimeline {
  var promises: [API.BoardPromise]
  var summit: String
  var now: Timestamp
  var sentences: Sentences

  /// So many lines are drawn at most.
  static let most = 24

  var html: HTML {
    let lanes = promises.prefix(Self.most).compactMap(Lane.init)
    let axis = TimeAxis(
      over: lanes.flatMap { $0.times(now: now.date) }, offset: now.offset, sentences: sentences)
    return """
      \(ChartLegend(entries: legend(of: lanes)).html)\
      <div class="lanes">
      <p class="axis" aria-hidden="true"><svg>\(axis.labels)</svg></p>
      <ol>
      \(lanes.map { item($0, on: axis) })</ol>
      </div>

      """
  }

  private func item(_ lane: Lane, on axis: TimeAxis) -> HTML {
    let question = lane.promise.question
    return """
      <li><a href="/\(summit)/promises/\(question.id)">\(sentences.words(of: question))</a>
      \(lane.drawing(on: axis, now: now.date, says: sentences.dates(of: lane.promise)))</li>

      """
  }

  private func legend(of lanes: [Lane]) -> [(HTML, String)] {
    var entries = [
      (Lane.swatch(Lane.met(at: 0.5)), sentences.metMark),
      (Lane.swatch(Lane.due(at: 0.5)), sentences.dueMark),
    ]
    let kinds = Set(lanes.map(\.promise.kind))
    if kinds.contains(.kept) { entries.append((Lane.swatch(Lane.answered(at: 0.5)), sentences.answeredMark)) }
    if !kinds.isDisjoint(with: [.declined, .void]) {
      entries.append((Lane.swatch(Lane.ended(at: 0.5)), sentences.endedMark))
    }
    if lanes.contains(where: { $0.isLate(now: now.date) }) {
      entries.append((ChartMark.late.swatch, sentences.lateMark))
    }
    return entries
  }

  /// One promise alone, with its axis.
  static func single(_ promise: API.BoardPromise, now: Timestamp, sentences: Sentences) -> HTML? {
    guard let lane = Lane(promise) else { return nil }
    let axis = TimeAxis(over: lane.times(now: now.date), offset: now.offset, sentences: sentences)
    return """
      <div class="lanes one"><p class="axis" aria-hidden="true"><svg>\(axis.labels)</svg></p>
      <div>\(lane.drawing(on: axis, now: now.date, says: sentences.dates(of: promise)))</div></div>

      """
  }
}

/// The line of one promise.
private struct Lane {
  let promise: API.BoardPromise
  let metAt: Date
  /// From when on it was late, whatever was deferred.
  let dueAt: Date
  let settledAt: Date?

  init?(_ promise: API.BoardPromise) {
    guard let owed = promise.question.promise else { return nil }
    self.promise = promise
    (metAt, dueAt) = (owed.metAt.date, min(owed.firstDueAt.date, owed.dueAt.date))
    settledAt = promise.settledAt?.date
  }

  func times(now: Date) -> [Date] { [metAt, dueAt, settledAt ?? now] }

  func isLate(now: Date) -> Bool { promise.kind != .void && (settledAt ?? now) > dueAt }

  func drawing(on axis: TimeAxis, now: Date, says text: String) -> HTML {
    let (met, due, end) = (axis.share(metAt), axis.share(dueAt), axis.share(settledAt ?? now))
    let today = percent(axis.share(now))
    var parts: [HTML] = [Self.line("wait", from: met, to: end)]
    if settledAt == nil, due > end { parts.append(Self.line("left", from: end, to: due)) }
    if isLate(now: now) { parts.append(Self.lateness(from: max(met, due), to: end)) }
    parts.append(Self.due(at: due))
    parts.append(Self.met(at: met))
    if settledAt != nil { parts.append(promise.kind == .kept ? Self.answered(at: end) : Self.ended(at: end)) }
    return """
      <svg class="lane \(promise.kind.rawValue)" role="img"><title>\(text)</title>\(axis.grid)\
      <line class="today" x1="\(today)" x2="\(today)" y1="0" y2="100%"/>\(parts)</svg>
      """
  }

  // MARK: Marks, each of a shape of its own

  static func line(_ name: String, from start: Double, to end: Double) -> HTML {
    #"<line class="\#(name)" x1="\#(percent(start))" x2="\#(percent(end))" y1="12" y2="12"/>"#
  }

  static func lateness(from start: Double, to end: Double) -> HTML {
    #"<g transform="translate(0 7)">\#(ChartMark.late.bar(from: start, to: end, height: 10))</g>"#
  }

  static func met(at share: Double) -> HTML {
    #"<circle class="met" cx="\#(percent(share))" cy="12" r="4.5"/>"#
  }

  static func due(at share: Double) -> HTML {
    let x = percent(share)
    return #"<line class="due" x1="\#(x)" x2="\#(x)" y1="3" y2="21"/>"#
  }

  static func answered(at share: Double) -> HTML {
    #"<svg x="\#(percent(share))" y="12" overflow="visible"><path class="answered" d="M0-7l7 7-7 7-7-7z"/></svg>"#
  }

  static func ended(at share: Double) -> HTML {
    #"<svg x="\#(percent(share))" y="12" overflow="visible"><path class="ended" d="M-5-5L5 5M5-5L-5 5"/></svg>"#
  }

  static func swatch(_ mark: HTML) -> HTML {
    #"<svg class="swatch tall" aria-hidden="true">\#(mark)</svg>"#
  }
}
