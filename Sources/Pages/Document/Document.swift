internal import API

/// The frame of every page: head, skip link, body. No inline script, style or handler, and nothing from elsewhere, so
/// that the strictest content security policy holds.
struct Document {
  var title: String
  var language: Language
  /// The slug of the summit that it is of, which can be put on the home screen.
  var summit: String?
  /// The look of the summit that it is of.
  var theme: PageTheme?
  /// `phone.css` or `stage.css`.
  var stylesheet = "phone.css"
  /// Modules that run on this page.
  var modules: [String] = []
  /// A session that is live reads at night unless the reader chose otherwise.
  var isLive = false
  /// Whether the reader may choose between paper and night.
  var hasTheme = true
  var isIndexed = true
  /// Without JavaScript, seconds after which the page is loaded again.
  var refreshWithoutScript: Int?
  /// The same page in other languages.
  var languages: LanguageSwitch?
  /// The address of what a feed reader can follow.
  var feed: String?
  /// What a link to it shows elsewhere.
  var preview: Preview?
  /// Attributes of the body: what the modules need to know.
  var body: HTML
  var content: HTML

  var html: HTML {
    """
    <!doctype html>
    <html lang="\(language.rawValue)"\(attribute: "data-live", if: isLive)\(attribute: "data-stage", if: !hasTheme)>
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
    <title>\(title)</title>
    \(preview?.html)\
    <meta name="color-scheme" content="\(!hasTheme ? "dark" : isLive ? "dark light" : "light dark")">
    \(hasTheme ? themeColor : .none)\
    \(isIndexed ? .none : #"<meta name="robots" content="noindex">\#n"#)\
    <link rel="stylesheet" href="\(Asset.path("\(stylesheet)"))">
    \(theme?.link)\
    \(hasTheme ? #"<script src="\#(Asset.path("theme.js"))"></script>\#n"# : .none)\
    <link rel="icon" type="image/svg+xml" href="\(Asset.path("icon.svg"))">
    \(summit.map(app))\
    \(Asset.imports(of: scripts).map { #"<link rel="modulepreload" href="\#(Asset.path($0))">\#n"# as HTML })\
    \(scripts.map { #"<script type="module" src="\#(Asset.path($0))"></script>\#n"# as HTML })\
    \(languages?.alternates)\
    \(feed.map { #"<link rel="alternate" type="application/atom+xml" href="\#($0)">\#n"# as HTML })\
    \(refreshWithoutScript.map { #"<noscript><meta http-equiv="refresh" content="\#($0)"></noscript>\#n"# as HTML })\
    </head>
    <body\(body)>
    \(content)
    </body>
    </html>

    """
  }

  private var scripts: [String] { hasTheme ? ["offline.js"] + modules : modules }

  /// What the browser paints around the page; `theme.js` follows what the reader chose.
  private var themeColor: HTML {
    isLive
      ? #"<meta name="theme-color" content="\#(ThemeColor.night)">\#n"#
      : """
      <meta name="theme-color" content="\(ThemeColor.paper)" media="(prefers-color-scheme: light)">
      <meta name="theme-color" content="\(ThemeColor.night)" media="(prefers-color-scheme: dark)">

      """
  }

  private func app(_ summit: String) -> HTML {
    """
    <link rel="manifest" href="/\(summit)/manifest.webmanifest">
    <link rel="apple-touch-icon" href="\(Asset.path("icon-180.png"))">

    """
  }
}

/// The last lines of a page on paper: language, what is public, privacy, how to read.
struct PageFooter {
  /// Where there is one.
  var summit: String?
  var context: PageContext
  /// Of the ledger, where the page publishes it: whoever notes it can tell later whether anything was cut off.
  var head: API.LedgerHead?

  var html: HTML {
    let sentences = context.sentences
    return """
      <footer class="foot">
      \(LanguageSwitch(context: context).links)
      \(summit.map(links))
      <button type="button" id="theme" hidden data-paper="\(sentences.readOnPaper)" \
      data-night="\(sentences.readAtNight)"></button>
      </footer>
      \(StaleMark(context: context).html)
      """
  }

  private func links(_ summit: String) -> HTML {
    let sentences = context.sentences
    return """
      <a href="/\(summit)/promises">\(sentences.boardTitle)</a>
      <a href="/\(summit)/ledger"\(attribute: "title", head?.hash)>\(head.map { sentences.shortHead($0) } ?? sentences.ledger)</a>
      <a href="/\(summit)/privacy">\(sentences.privacy)</a>
      """
  }
}
