public import API

/// `/{summit}/promises`: what is owed, late ones first, and what became of the rest. It is read from far away and long
/// after: numbers stand in a sentence, dates are whole, and it prints.
///
/// - `title`: a session's title or an organisation's name, where the page is of those questions alone.
/// - `isFirst`: false on the pages that follow.
public struct BoardPage {
  var summit: API.Summit
  var board: API.Board
  var view: BoardView
  var title: String?
  var isFirst = true
  var context: PageContext

  public init(
    summit: API.Summit, board: API.Board, view: BoardView, title: String? = nil, isFirst: Bool = true,
    context: PageContext
  ) {
    (self.summit, self.board, self.view, self.title) = (summit, board, view, title)
    (self.isFirst, self.context) = (isFirst, context)
  }

  private var sentences: Sentences { context.sentences }
  private var tally: API.PromiseTally? { board.tally(of: view.addressee) }
  private var counts: API.PromiseCounts {
    tally?.counts ?? API.PromiseCounts(owed: 0, overdue: 0, kept: 0, declined: 0, void: 0, disputed: 0)
  }

  public var html: HTML {
    Document(
      title: "\(heading) · \(summit.name)", language: context.language, summit: summit.slug,
      theme: PageTheme(summit), stylesheet: "board.css",
      languages: LanguageSwitch(context: context),
      feed: "/api/v1/summits/\(summit.slug)/promises.atom?language=\(context.language.rawValue)",
      preview: Preview(
        "\(heading) · \(summit.name)", sentences.headline(counts) + " " + sentences.boardIntro, of: summit,
        in: context),
      body: .none,
      content: """
        <a class="skip" href="#promises">\(sentences.skipToContent)</a>
        \(ChartMark.definitions)\
        <main class="board">
        <header class="head">\(PageTheme(summit).logo)
        <p class="where"><a href="/\(summit.slug)">\(sentences.typed(summit.name))</a></p>
        <h1>\(heading)</h1>
        \(isFirst ? headline : .none)
        <p class="who">\(sentences.boardIntro)</p>
        \(PrintedAddress(path: view.path(), context: context).html)
        </header>
        \(isFirst ? BoardParts(board: board, view: view, sentences: sentences).html : .none)
        \(isFirst && view.kind == nil ? charts : .none)
        <div id="promises" tabindex="-1">
        \(sections)</div>
        \(more)
        \(isFirst && view.isWhole ? numbers : .none)
        </main>
        \(PageFooter(summit: summit.slug, context: context, head: board.head).html)
        """
    ).html
  }

  private var heading: String { title.map(sentences.boardOf) ?? sentences.boardTitle }

  /// The numbers, as a sentence.
  private var headline: HTML {
    let counts = counts
    guard counts.all > 0 else { return .none }
    let given: HTML = #"<b class="kept">\#(sentences.answersGiven(counts.kept))</b>"#
    let disputed: HTML = counts.disputed > 0 ? ", \(sentences.disputedAmongThem(counts.disputed))" : .none
    let owed: HTML = #"<b class="owed">\#(sentences.owed(counts.owed))</b>"#
    let late: HTML =
      counts.overdue > 0 ? #", <b class="late">\#(sentences.lateAmongThem(counts.overdue))</b>"# : .none
    let others = [
      counts.declined > 0 ? sentences.declinedCount(counts) : nil,
      counts.void > 0 ? sentences.voidCount(counts) : nil,
    ].compactMap { $0 }.joined(separator: ", ")
    return """
      <p class="headline">\(given)\(disputed)\(sentences.semicolon) \(owed)\(late).</p>
      <p class="beside">\(sentences.promisesMade(counts.all))\(others.isEmpty ? .none : " (\(others))" as HTML). \
      \(tally?.medianAnswerSeconds.map { sentences.medianAnswer($0) } ?? "")</p>
      """
  }

  // MARK: Charts

  private var charts: HTML {
    guard !board.promises.isEmpty else { return .none }
    let tallies = view.addressee == .everybody ? board.tallies : []
    let timeline = PromiseTimeline(
      promises: board.promises, summit: summit.slug, now: context.now, sentences: sentences)
    let note: HTML? =
      board.promises.count > PromiseTimeline.most
      ? #"<p class="hint">\#(sentences.onlyFirst(PromiseTimeline.most, of: counts.all))</p>"# : nil
    return """
      \(tallies.isEmpty ? nil : part(
        sentences.byAddressee, TallyBars(tallies: tallies, view: view, sentences: sentences).html))
      \(part(sentences.overTime, "\(timeline.html)\(note)"))
      """
  }

  private func part(_ heading: String, _ content: HTML) -> HTML {
    """
    <section class="part"><h2>\(heading)</h2>
    <div>
    \(content)</div></section>

    """
  }

  // MARK: The promises

  private var sections: [HTML] {
    if board.promises.isEmpty {
      let said = isFirst && view.isWhole ? sentences.noPromise : sentences.noPromiseHere
      return [#"<p class="empty">\#(said)</p>\#n"#]
    }
    return API.BoardPromise.Kind.allCases.compactMap { kind in
      let promises = board.promises.filter { $0.kind == kind }
      guard !promises.isEmpty else { return nil }
      return part(
        sentences.heading(of: kind),
        "\(promises.map { PromiseItem(promise: $0, summit: summit, context: context).html })")
    }
  }

  private var more: HTML? {
    board.next.map { cursor in
      #"<p class="links"><a href="\#(view.path(after: cursor))">\#(sentences.next)</a></p>"#
    }
  }

  private var numbers: HTML {
    guard !board.tallies.isEmpty else { return .none }
    return part(
      sentences.theNumbers, TallyTable(tallies: board.tallies, view: view, sentences: sentences).html)
  }
}

/// The address of a page in full, which paper alone shows: it has no links to follow.
struct PrintedAddress {
  var path: String
  /// Whether it is of the page itself, and not of one of the things on it.
  var isOfPage = true
  var context: PageContext

  var html: HTML {
    let said: HTML = isOfPage ? "\(context.sentences.printedFrom) " : .none
    return #"<p class="printed">\#(said)\#(context.publicURL)\#(path)</p>"#
  }
}
