internal import API

/// What was answered since the reader was last here: quiet, on top, until they say that they have read it.
struct SincePart {
  /// Asked or signed by the reader, the latest answer first.
  var news: [API.Question]
  var summit: API.Summit
  var context: PageContext

  private static let most = 3

  var html: HTML {
    guard !news.isEmpty else { return #"<section id="since" hidden></section>"# }
    let sentences = context.sentences
    let more = news.count - Self.most
    return """
      <section id="since" aria-labelledby="since-title" tabindex="-1">
      <h2 id="since-title">\(sentences.sinceLastVisit)</h2>
      <form method="post" action="/\(summit.slug)/heard">\
      <input type="hidden" name="until" value="\(News.text(context.now.date))">\
      <input type="hidden" name="page" value="\(context.path)">\
      <button>\(sentences.haveRead)</button></form>
      <ul>
      \(news.prefix(Self.most).map(item))</ul>
      \(more > 0 ? "<p class=\"hint\">\(sentences.moreNews(more))</p>\n" as HTML : .none)</section>
      """
  }

  private func item(_ question: API.Question) -> HTML {
    let sentences = context.sentences
    let (kind, said) = sentences.became(question)
    return """
      <li><a href="/\(summit.slug)/questions/\(question.id)"><span>\(context.question(question.text))</span> \
      <em class="tag \(kind)">\(said)</em></a></li>

      """
  }
}
