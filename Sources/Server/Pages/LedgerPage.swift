internal import API

/// `/{summit}/ledger`: what was decided, as sentences, the newest first; and how anybody can verify it.
struct LedgerPage {
  var summit: API.Summit
  var entries: [LedgerStory]
  var places: LedgerPlaces
  var head: API.LedgerHead?
  /// False on the pages that follow.
  var isFirst: Bool
  var context: PageContext

  var html: HTML {
    let sentences = context.sentences
    return Document(
      title: "\(sentences.ledgerTitle) · \(summit.name)", language: context.language, summit: summit.slug,
      body: .none,
      content: """
        <a class="skip" href="#entries">\(sentences.skipToContent)</a>
        <main class="board">
        <header class="head">
        <p class="where"><a href="/\(summit.slug)">\(sentences.typed(summit.name))</a> \
        <a href="/\(summit.slug)/promises">\(sentences.boardTitle)</a></p>
        <h1>\(sentences.ledgerTitle)</h1>
        <p class="who">\(sentences.ledgerIntro)</p>
        </header>
        \(isFirst ? headPart : nil)
        <ol class="entries" id="entries" tabindex="-1">
        \(items)</ol>
        \(more)
        \(isFirst ? verification : nil)
        </main>
        \(PageFooter(summit: summit.slug, context: context, head: head).html)
        """
    ).html
  }

  private var headPart: HTML? {
    head.map { #"<p class="hint"><code>\#(context.sentences.ledgerHead($0))</code></p>"# }
  }

  private var items: [HTML] {
    let sentences = context.sentences
    if entries.isEmpty { return [#"<li class="empty">\#(sentences.ledgerNothing)</li>\#n"#] }
    return entries.map { entry in
      let story = sentences.story(entry, places)
      let links = entry.questions.compactMap(link)
      return """
        <li id="e-\(entry.seq)"><p>\(story.map { "\($0)" as HTML } ?? "<code>\(entry.entry)</code>") \
        \(links.joined(separator: " "))</p>
        <p class="hint">\(entry.seq)\(entry.at.map { " · \(sentences.date($0))" as HTML })</p>
        <details class="hint"><summary>\(sentences.ledgerBytes)</summary><code>\(entry.entry)</code> \
        <code>\(entry.hash)</code></details></li>

        """
    }
  }

  private func link(_ question: Int64) -> HTML? {
    guard let path = places.path(of: question), let place = places.questions[question] else { return nil }
    return #"<a href="\#(path)">\#(context.sentences.numbered(place.number))</a>"#
  }

  private var more: HTML? {
    guard let last = entries.last, last.seq > 1 else { return nil }
    let path = "/\(summit.slug)/ledger?before=\(last.seq)"
    return #"<p class="links"><a href="\#(path)">\#(context.sentences.older)</a></p>"#
  }

  private var verification: HTML {
    let sentences = context.sentences
    let noted = head.map { " --head \($0.seq):\($0.hash)" } ?? ""
    let command = "tribune ledger verify --server \(context.publicURL) --summit \(summit.slug)\(noted)"
    return """
      <section class="day"><h2>\(sentences.verifyTitle)</h2>
      <p>\(sentences.verifyRule) <a href="/api/v1/summits/\(summit.slug)/ledger">JSON</a></p>
      <p>\(sentences.verifyHead)</p>
      <pre><code>\(command)</code></pre></section>
      """
  }
}
