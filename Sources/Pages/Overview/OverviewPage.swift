public import API
internal import Foundation
public import Petitions

/// `/{summit}/overview`: how the summit fares, for organizers, over the last hour or day. It shows; deciding is the
/// command line's.
public struct OverviewPage {
  var summit: API.Summit
  var overview: SummitFigures
  var span: Span
  /// Which server answers, and what it carries: of others nothing is known here.
  var server: String
  var now: ServerLoad
  var beats: [ServerLoad]
  var context: PageContext

  public init(
    summit: API.Summit, overview: SummitFigures, span: Span, server: String, now: ServerLoad,
    beats: [ServerLoad], context: PageContext
  ) {
    (self.summit, self.overview, self.span, self.server) = (summit, overview, span, server)
    (self.now, self.beats, self.context) = (now, beats, context)
  }

  public enum Span: String, CaseIterable, Sendable {
    case hour, day

    public var count: Int { self == .hour ? 60 : 96 }
    public var seconds: Int { self == .hour ? 60 : 15 * 60 }
  }

  private var sentences: Sentences { context.sentences }
  private var path: String { "/\(summit.slug)/overview" }

  public var html: HTML {
    Document(
      title: "\(sentences.overview) · \(summit.name)", language: context.language, summit: summit.slug,
      theme: PageTheme(summit), stylesheet: "board.css", modules: ["overview.js"],
      isIndexed: false, refreshWithoutScript: 30, body: .none,
      content: """
        <a class="skip" href="#overview">\(sentences.skipToContent)</a>
        <main class="board overview">
        <header class="head">
        <p class="where"><a href="/\(summit.slug)">\(sentences.typed(summit.name))</a></p>
        <h1>\(sentences.overview)</h1>
        <nav class="tabs" aria-label="\(sentences.overviewSpans)">\(Span.allCases.map(tab))</nav>
        </header>
        <p id="connection" class="offline" role="status" hidden>\(sentences.overviewStale)</p>
        <div id="overview" tabindex="-1">
        \(figures)
        <div class="plots">
        \(plots)</div>
        \(boxes)
        <p class="hint">\(sentences.overviewAsOf(Timestamp(now.at, offset: context.now.offset))) \
        \(sentences.overviewServer(server))</p>
        </div>
        <form method="post" action="\(path)" class="leave"><input type="hidden" name="act" value="leave">\
        <button class="quiet">\(sentences.overviewLeave)</button></form>
        </main>
        \(PageFooter(summit: summit.slug, context: context).html)
        """
    ).html
  }

  private func tab(_ span: Span) -> HTML {
    """
    <a href="\(path)?span=\(span.rawValue)"\(attribute: "aria-current", span == self.span ? "page" : nil)>\
    \(sentences.name(of: span))</a>
    """
  }

  // MARK: Now

  private var waiting: Int { overview.spans.last?.waiting ?? 0 }

  private var waits: Int? {
    overview.waitsSince.map { max(0, Int(now.at.timeIntervalSince($0))) }
  }

  private var figures: HTML {
    return """
      <ul class="now-figures">
      <li>\(sentences.overviewPeople(overview.attendees, present: overview.present))</li>
      <li>\(sentences.overviewQueue(waiting, oldest: waits))</li>
      <li><a href="/\(summit.slug)/promises"\(attribute: "class", overview.overdue > 0 ? "late" : nil)>\
      \(sentences.overviewOwed(overview.owed, late: overview.overdue))</a></li>
      <li>\(sentences.overviewStreams(now.streams, connections: now.connections))</li>
      </ul>
      """
  }

  // MARK: Over time

  private var axis: TimeAxis {
    TimeAxis(
      lasting: Double(span.count * span.seconds), until: overview.end, most: 4, offset: context.now.offset,
      sentences: sentences)
  }

  private var plots: [HTML] {
    let minutes = Double(span.seconds) / 60
    let (questions, upvotes) = (
      overview.spans.map { Double($0.questions) / minutes },
      overview.spans.map { Double($0.upvotes) / minutes }
    )
    return [
      rate(sentences.questionsAMinute, questions), rate(sentences.upvotesAMinute, upvotes),
      level(sentences.attendeesJoined, overview.spans.map { Double($0.attendees) }),
      level(sentences.queueLength, overview.spans.map { Double($0.waiting) }),
      level(sentences.liveConnections, streams, note: server),
    ]
  }

  /// What happened in the last whole span: the one that runs is not over.
  private func rate(_ title: String, _ values: [Double]) -> HTML {
    let whole = values.dropLast().last ?? 0
    return plot(title, values, .bars, now: whole, note: nil)
  }

  private func level(_ title: String, _ values: [Double?], note: String? = nil) -> HTML {
    plot(title, values, .line, now: (values.last ?? nil) ?? 0, note: note)
  }

  private func plot(
    _ title: String, _ values: [Double?], _ shape: TimePlot.Shape, now: Double, note: String?
  ) -> HTML {
    let most = values.compactMap { $0 }.max() ?? 0
    let at = values.lastIndex { $0 == most }.map { index in
      overview.end.addingTimeInterval(-Double((values.count - index) * span.seconds))
    }
    let words = sentences.overviewWords(
      now: sentences.decimal(now), most: sentences.decimal(most),
      at: Timestamp(at ?? overview.end, offset: context.now.offset))
    return TimePlot(
      title: title, now: sentences.decimal(now), words: words, values: values, shape: shape, axis: axis,
      sentences: sentences, note: note
    ).html
  }

  /// The most in each span; nil before this server was there.
  private var streams: [Double?] {
    let start = overview.end.addingTimeInterval(-Double(span.count * span.seconds))
    var values = [Double?](repeating: nil, count: span.count)
    for beat in beats + [now] {
      let index = Int((beat.at.timeIntervalSince(start) / Double(span.seconds)).rounded(.down))
      guard values.indices.contains(index) else { continue }
      values[index] = max(values[index] ?? 0, Double(beat.streams))
    }
    // Between two looks it is what it was.
    for index in values.indices.dropFirst() where values[index] == nil { values[index] = values[index - 1] }
    return values
  }

  // MARK: Boxes

  private var boxes: HTML {
    guard !overview.openBoxes.isEmpty else { return #"<p class="empty">\#(sentences.noOpenBox)</p>"# }
    let columns = [
      sentences.boxColumn, sentences.presentColumn, sentences.questionsTab, sentences.waitingColumn,
      sentences.closesColumn,
    ]
    let rows = overview.openBoxes.map { box -> HTML in
      let closes = box.closesAt.map {
        sentences.moment(Timestamp($0, offset: context.now.offset), now: context.now)
      }
      let cells = [
        sentences.box(box.box == .paused ? .paused : .open), sentences.number(box.present),
        sentences.number(box.questions), sentences.number(box.waiting), closes ?? "–",
      ]
      return """
        <tr><th scope="row"><a href="/\(summit.slug)/\(box.slug)">\(sentences.typed(box.title))</a></th>\
        \(cells.map { "<td>\($0)</td>" as HTML })</tr>

        """
    }
    return """
      <h2 class="boxes">\(sentences.openBoxes)</h2>
      <div class="wide" tabindex="0" role="region" aria-label="\(sentences.openBoxes)"><table>
      <thead><tr><th scope="col">\(sentences.sessionColumn)</th>\(columns.map { #"<th scope="col">\#($0)</th>"# as HTML })</tr></thead>
      <tbody>
      \(rows)</tbody></table></div>
      """
  }
}
