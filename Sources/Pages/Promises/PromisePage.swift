public import API

/// `/{summit}/promises/{question}`: one promise at an address that stays, with its dates and what the ledger says of it.
public struct PromisePage {
  var summit: API.Summit
  var promise: API.BoardPromise
  /// What the ledger says of it, the newest first.
  var story: LedgerNarration
  var head: API.LedgerHead?
  var context: PageContext

  public init(
    summit: API.Summit, promise: API.BoardPromise, story: LedgerNarration, head: API.LedgerHead? = nil,
    context: PageContext
  ) {
    (self.summit, self.promise, self.story, self.head) = (summit, promise, story, head)
    self.context = context
  }

  private var sentences: Sentences { context.sentences }

  public var html: HTML {
    let question = promise.question
    let title = "\(sentences.state(of: promise)) – \(sentences.words(of: question)) · \(summit.name)"
    return Document(
      title: title, language: context.language, summit: summit.slug, theme: PageTheme(summit),
      stylesheet: "board.css",
      languages: LanguageSwitch(context: context),
      preview: Preview(
        sentences.words(of: question),
        "\(sentences.place(of: promise)). \(sentences.typed(sentences.standing(of: promise))).", of: summit,
        in: context),
      body: .none,
      content: """
        \(ChartMark.definitions)\
        <main class="board one">
        <header class="head">\(PageTheme(summit).logo)
        <p class="where"><a href="/\(summit.slug)">\(sentences.typed(summit.name))</a> \
        <a href="/\(summit.slug)/promises">\(sentences.boardTitle)</a></p>
        <h1>\(context.words(of: question))</h1>
        </header>
        <article class="promise">
        \(PromiseStanding(promise: promise, summit: summit, context: context).html)
        \(house)
        \(AnswerPart(to: question, context: context)?.html)
        \(PrintedAddress(path: "/\(summit.slug)/promises/\(question.id)", context: context).html)
        </article>
        <section class="part"><h2>\(sentences.itsDates)</h2>
        <div>\(PromiseTimeline.single(promise, now: context.now, sentences: sentences))
        <p class="hint">\(sentences.typed(sentences.dates(of: promise)))</p></div></section>
        \(story.entries.isEmpty ? nil : history)
        </main>
        \(PageFooter(summit: summit.slug, context: context, head: head).html)
        """
    ).html
  }

  /// The hall that carried it.
  private var house: HTML? {
    guard let threshold = promise.question.threshold, threshold > 0 else { return nil }
    let have = max(promise.question.upvotes, promise.metUpvotes)
    let drawing = Hemicycle(need: threshold, rows: 4, most: 60, width: 160)
      .drawing(have: have, need: threshold, label: "")
    return """
      <div class="progress">\(drawing)<p><b>\(sentences.votes(promise.question.upvotes))</b> \
      \(sentences.needed(threshold))</p></div>
      """
  }

  private var history: HTML {
    """
    <section class="part"><h2>\(sentences.howItWent)</h2>
    <div>\(story.html)
    <p class="links"><a href="/\(summit.slug)/ledger">\(sentences.wholeLedger)</a></p></div></section>
    """
  }
}
