public import API
public import Petitions

/// `/{summit}/ledger`: what was decided, day by day and as sentences, the newest first; the head to note, and how anybody
/// can verify it.
public struct LedgerPage {
  var summit: API.Summit
  var telling: LedgerNarration
  var head: API.LedgerHead?
  var part: Part
  var context: PageContext

  public init(
    summit: API.Summit, telling: LedgerNarration, head: API.LedgerHead? = nil, part: Part,
    context: PageContext
  ) {
    (self.summit, self.telling, self.head, self.part) = (summit, telling, head, part)
    self.context = context
  }

  /// What of the ledger a page tells.
  public enum Part: Equatable {
    /// The newest entries, or those of a page further back.
    case entries(isFirst: Bool)
    /// Those that name one question.
    case question(FoundQuestion?)
    /// The questions that were found by their words.
    case found([FoundQuestion], by: String)
  }

  private var sentences: Sentences { context.sentences }
  private var path: String { "/\(summit.slug)/ledger" }

  public var html: HTML {
    Document(
      title: "\(sentences.ledgerTitle) · \(summit.name)", language: context.language, summit: summit.slug,
      theme: PageTheme(summit), stylesheet: "board.css",
      languages: LanguageSwitch(context: context),
      preview: Preview(
        "\(sentences.ledgerTitle) · \(summit.name)", sentences.ledgerIntro, of: summit, in: context),
      body: .none,
      content: """
        <a class="skip" href="#entries">\(sentences.skipToContent)</a>
        <main class="board">
        <header class="head">\(PageTheme(summit).logo)
        <p class="where"><a href="/\(summit.slug)">\(sentences.typed(summit.name))</a> \
        <a href="/\(summit.slug)/promises">\(sentences.boardTitle)</a></p>
        <h1>\(sentences.ledgerTitle)</h1>
        <p class="who">\(sentences.ledgerIntro)</p>
        \(PrintedAddress(path: path, context: context).html)
        </header>
        \(isFirst ? headPart : nil)
        \(search)
        <div id="entries" tabindex="-1">
        \(content)</div>
        \(isFirst ? verification : nil)
        </main>
        \(PageFooter(summit: summit.slug, context: context, head: head).html)
        """
    ).html
  }

  private var isFirst: Bool { part == .entries(isFirst: true) }

  private var headPart: HTML? {
    head.map { head in
      """
      <section class="noted"><h2>\(sentences.headToNote)</h2>
      <p><code>\(head.seq):\(head.hash)</code></p>
      <p class="hint">\(sentences.headToNoteWhy)</p></section>
      """
    }
  }

  private var search: HTML {
    let said = if case .found(_, let text) = part { text } else { "" }
    return """
      <form class="find" action="\(path)" role="search"><label for="find">\(sentences.findQuestion)</label>
      <span><input type="search" id="find" name="find" value="\(said)" maxlength="280" autocomplete="off">\
      <button class="quiet">\(sentences.find)</button></span></form>
      """
  }

  // MARK: What it tells

  private var content: HTML {
    switch part {
    case .entries:
      telling.entries.isEmpty
        ? #"<p class="empty">\#(sentences.ledgerNothing)</p>"# : "\(telling.html)\(pages)"
    case .question(let question): "\(about(question))\(telling.html)"
    case .found(let questions, _): found(questions)
    }
  }

  private func about(_ question: FoundQuestion?) -> HTML {
    let words: HTML? = question.map { question in
      """
      <blockquote>\(context.question(question.text))</blockquote>
      <p class="hint">\(sentences.numbered(question.number)) · \(sentences.typed(question.askedOf))</p>

      """
    }
    let nothing: HTML? =
      telling.entries.isEmpty ? #"<p class="empty">\#(sentences.ledgerSilent)</p>"# : nil
    return """
      <section class="about">\(words)<p class="links"><a href="\(path)">\(sentences.wholeLedger)</a></p></section>
      \(nothing)
      """
  }

  private func found(_ questions: [FoundQuestion]) -> HTML {
    guard !questions.isEmpty else {
      return """
        <p class="empty">\(sentences.foundNothing)</p>
        <p class="links"><a href="\(path)">\(sentences.wholeLedger)</a></p>
        """
    }
    let items = questions.map { question -> HTML in
      """
      <li><a href="\(path)?question=\(question.id.description)"><b>\(context.question(question.text))</b> \
      <span>\(sentences.numbered(question.number)) · \(sentences.typed(question.askedOf))</span></a></li>

      """
    }
    return """
      <ul class="summits">
      \(items)</ul>
      <p class="links"><a href="\(path)">\(sentences.wholeLedger)</a></p>
      """
  }

  /// Further back, and forth again.
  private var pages: HTML {
    guard let newest = telling.entries.first, let oldest = telling.entries.last else { return .none }
    var links: [HTML] = []
    if newest.seq < head?.seq ?? 0 {
      links.append(#"<a href="\#(path)">\#(sentences.newest)</a>"#)
      links.append(#"<a href="\#(path)?after=\#(newest.seq)" rel="prev">\#(sentences.newer)</a>"#)
    }
    if oldest.seq > 1 {
      links.append(#"<a href="\#(path)?before=\#(oldest.seq)" rel="next">\#(sentences.older)</a>"#)
      links.append(#"<a href="\#(path)?after=0">\#(sentences.oldest)</a>"#)
    }
    guard !links.isEmpty else { return .none }
    return """
      <nav class="links pages" aria-label="\(sentences.ledgerPages)">\(links.joined(separator: " "))</nav>
      """
  }

  private var verification: HTML {
    let noted = head.map { " --head \($0.seq):\($0.hash)" } ?? ""
    let command = "tribune ledger verify --server \(context.publicURL) --summit \(summit.slug)\(noted)"
    return """
      <section class="part"><h2>\(sentences.verifyTitle)</h2>
      <div><p>\(sentences.verifyRule) <a href="/api/v1/summits/\(summit.slug)/ledger">JSON</a></p>
      <p>\(sentences.verifyHead)</p>
      <pre><code>\(command)</code></pre></div></section>
      """
  }
}
