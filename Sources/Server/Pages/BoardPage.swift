internal import API

/// `/{summit}/promises`: what is owed, late ones first, and what became of the rest. It is read from far away and long
/// after: dates are whole, and it prints.
///
/// - `of`: a session's title or an organisation's name, where the page is of those questions alone.
/// - `isWhole`: whether it is of all promises. `isFirst`: false on the pages that follow.
struct BoardPage {
  var summit: API.Summit
  var board: API.Board
  var of: String?
  var isWhole = true
  var isFirst = true
  var context: PageContext

  var html: HTML {
    let sentences = context.sentences
    return Document(
      title: "\(sentences.boardTitle) · \(summit.name)", language: context.language, summit: summit.slug,
      feed: "/api/v1/summits/\(summit.slug)/promises.atom?language=\(context.language.rawValue)", body: .none,
      content: """
        <a class="skip" href="#promises">\(sentences.skipToContent)</a>
        <main class="board">
        <header class="head">
        <p class="where"><a href="/\(summit.slug)">\(sentences.typed(summit.name))</a></p>
        <h1>\(sentences.boardTitle)</h1>
        <p class="who">\(sentences.boardIntro)</p>
        </header>
        \(isFirst ? numbers : .none)
        \(only)
        <div id="promises" tabindex="-1">
        \(sections)</div>
        \(more)
        \(isFirst && isWhole ? table : .none)
        </main>
        \(PageFooter(summit: summit.slug, context: context, head: board.head).html)
        """
    ).html
  }

  private var path: String { "/\(summit.slug)/promises" }

  private var numbers: HTML {
    let (sentences, counts) = (context.sentences, board.counts)
    let api = "/api/v1/summits/\(summit.slug)/promises"
    return """
      <ul class="figures">
      <li class="\(counts.overdue > 0 ? "late" : "owed")">\(sentences.owedCount(counts))</li>
      <li class="kept">\(sentences.keptCount(counts))</li>
      <li>\(sentences.declinedCount(counts))</li>
      <li>\(sentences.voidCount(counts))</li>
      </ul>
      \(board.medianAnswerSeconds.map { "<p>\(sentences.medianAnswer($0))</p>\n" as HTML })\
      <p class="links"><a href="\(api).csv">\(sentences.asTable)</a> \
      <a href="\(api).atom?language=\(context.language.rawValue)">\(sentences.asFeed)</a> \
      <a href="/\(summit.slug)/ledger">\(sentences.ledger)</a></p>
      """
  }

  private var only: HTML? {
    of.map {
      let sentences = context.sentences
      return
        #"<p class="note"><b>\#(sentences.typed($0))</b> <a href="\#(path)">\#(sentences.wholeBoard)</a></p>"#
    }
  }

  private var sections: [HTML] {
    let sentences = context.sentences
    if board.promises.isEmpty {
      let said = isFirst && isWhole ? sentences.noPromise : sentences.noPromiseHere
      return [#"<p class="empty">\#(said)</p>\#n"#]
    }
    return API.BoardPromise.Kind.allCases.compactMap { kind in
      let promises = board.promises.filter { $0.kind == kind }
      guard !promises.isEmpty else { return nil }
      return """
        <section class="day"><h2>\(sentences.heading(of: kind))</h2>
        \(promises.map { PromiseItem(promise: $0, summit: summit, context: context).html })</section>

        """
    }
  }

  private var more: HTML? {
    board.next.map { cursor in
      #"<p class="links"><a href="\#(path)?after=\#(cursor)">\#(context.sentences.next)</a></p>"#
    }
  }

  // MARK: By session and organisation

  private var table: HTML {
    let tallies = board.sessions + board.organisations + (board.organizers.map { [$0] } ?? [])
    guard !tallies.isEmpty else { return .none }
    let sentences = context.sentences
    let columns = [
      sentences.owedColumn, sentences.overdueColumn, sentences.keptColumn, sentences.disputedColumn,
      sentences.declinedColumn, sentences.voidColumn, sentences.medianColumn,
    ]
    return """
      <section class="day"><h2>\(sentences.byAddressee)</h2>
      <div class="wide"><table>
      <thead><tr><th scope="col">\(sentences.addressee)</th>\(columns.map { #"<th scope="col">\#($0)</th>"# as HTML })</tr></thead>
      <tbody>
      \(tallies.map(row))</tbody>
      </table></div></section>
      """
  }

  private func row(_ tally: API.PromiseTally) -> HTML {
    let (sentences, counts) = (context.sentences, tally.counts)
    let query = tally.session.map { "?session=\($0)" } ?? tally.organisation.map { "?organisation=\($0)" }
    let title: HTML =
      query.map { #"<a href="\#(path)\#($0)">\#(sentences.typed(tally.title))</a>"# }
      ?? "\(sentences.typed(tally.title))"
    let numbers = [
      counts.owed, counts.overdue, counts.kept, counts.disputed, counts.declined, counts.void,
    ]
    return """
      <tr><th scope="row">\(title)</th>\(numbers.map { "<td>\(sentences.number($0))</td>" as HTML })\
      <td>\(tally.medianAnswerSeconds.map { sentences.duration($0) } ?? "–")</td></tr>

      """
  }
}

/// `/{summit}/promises/{question}`: one of them, at an address that stays.
struct PromisePage {
  var summit: API.Summit
  var promise: API.BoardPromise
  var head: API.LedgerHead?
  var context: PageContext

  var html: HTML {
    let sentences = context.sentences
    return Document(
      title: "\(sentences.state(of: promise)) · \(summit.name)", language: context.language,
      summit: summit.slug, body: .none,
      content: """
        <main class="board">
        <header class="head">
        <p class="where"><a href="/\(summit.slug)">\(sentences.typed(summit.name))</a> \
        <a href="/\(summit.slug)/promises">\(sentences.wholeBoard)</a></p>
        <h1>\(sentences.boardTitle)</h1>
        </header>
        \(PromiseItem(promise: promise, summit: summit, context: context).html)
        </main>
        \(PageFooter(summit: summit.slug, context: context, head: head).html)
        """
    ).html
  }
}
