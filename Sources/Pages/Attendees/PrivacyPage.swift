public import API

/// `/{summit}/privacy`: what is kept, for how long, and who answers for it. Short, and true.
public struct PrivacyPage {
  var summit: API.Summit
  var context: PageContext

  public init(summit: API.Summit, context: PageContext) {
    (self.summit, self.context) = (summit, context)
  }

  public var html: HTML {
    let sentences = context.sentences
    let kept = sentences.kept(badges: summit.identity == .badge)
    return Document(
      title: "\(sentences.privacy) · \(summit.name)", language: context.language, summit: summit.slug,
      theme: PageTheme(summit),
      languages: LanguageSwitch(context: context),
      body: .none,
      content: """
        <main class="prose">
        <header class="head">
        <p class="where"><a href="/\(summit.slug)">\(sentences.typed(summit.name))</a></p>
        <h1>\(sentences.privacyTitle)</h1>
        </header>
        <p>\(sentences.noAccount)</p>
        <h2>\(sentences.keptTitle)</h2>
        <ul>
        \(kept.map { "<li>\($0)</li>\n" as HTML })</ul>
        <h2>\(sentences.durationTitle)</h2>
        <p>\(sentences.retention(summit.retention))</p>
        <p>\(sentences.ledgerKeeps)</p>
        <h2>\(sentences.whoTitle)</h2>
        <p>\(sentences.controller(summit.controller, contact: summit.contact))</p>
        <p><a class="strong" href="/\(summit.slug)/privacy/me">\(sentences.seeAndErase)</a></p>
        </main>
        \(PageFooter(summit: summit.slug, context: context).html)
        """
    ).html
  }
}
