public import API

/// `/`: the summits that this server holds, the newest first as given.
public struct SummitsPage {
  var summits: [API.Summit]
  var context: PageContext

  public init(summits: [API.Summit], context: PageContext) {
    (self.summits, self.context) = (summits, context)
  }

  public var html: HTML {
    let sentences = context.sentences
    return Document(
      title: "Tribune", language: context.language,
      languages: LanguageSwitch(context: context),
      body: .none,
      content: """
        <main class="home">
        <header class="head brand">\(Hemicycle(need: 40, rows: 4, most: 40, width: 120).drawing(have: 40, need: 40, label: ""))
        <h1>Tribune</h1>
        <p class="who">\(sentences.motto)</p>
        </header>
        \(JoinForm(isStrong: true, context: context).html)
        <ul class="summits" aria-label="\(sentences.summitsTitle)">
        \(items)</ul>
        </main>
        \(PageFooter(summit: nil, context: context).html)
        """
    ).html
  }

  private var items: [HTML] {
    let sentences = context.sentences
    if summits.isEmpty { return [#"<li class="empty">\#(sentences.noSummit)</li>\#n"#] }
    return summits.map { summit in
      """
      <li><a href="/\(summit.slug)"><b>\(sentences.typed(summit.name))</b> <span>\(sentences.days(summit))\
      \(summit.place.map { " · \(sentences.typed($0))" as HTML })</span></a></li>

      """
    }
  }
}
