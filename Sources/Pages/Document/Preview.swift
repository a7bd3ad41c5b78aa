internal import API

/// What a link to a page shows where it is shared: words alone, and nothing that another server would have to fetch.
struct Preview {
  var site: String
  var title: String
  var description: String
  var language: Language
  /// Whole: it is read elsewhere.
  var url: String

  init(_ title: String, _ description: String, of summit: API.Summit, in context: PageContext) {
    (site, self.title, self.description) = (summit.name, title, description)
    (language, url) = (context.language, context.publicURL + context.path)
  }

  var html: HTML {
    let locale =
      switch language {
      case .fr: "fr_FR"
      case .en: "en_GB"
      }
    let properties = [
      ("og:type", "article"), ("og:site_name", site), ("og:title", title), ("og:description", description),
      ("og:url", url), ("og:locale", locale),
    ]
    return """
      <meta name="description" content="\(description)">
      \(properties.map { #"<meta property="\#($0)" content="\#($1)">\#n"# as HTML })\
      <meta name="twitter:card" content="summary">

      """
  }
}
