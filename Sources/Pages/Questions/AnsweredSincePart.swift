public import API

public import struct Foundation.Date

/// What was answered since the reader was last here: quiet, on top, until they say that they have read it.
public struct AnsweredSincePart {
  /// Asked or signed by the reader, the latest answer first.
  var news: [API.Question]
  var summit: API.Summit
  var context: PageContext

  public init(news: [API.Question], summit: API.Summit, context: PageContext) {
    (self.news, self.summit, self.context) = (news, summit, context)
  }

  private static let most = 3

  /// A moment as the form and the cookie hold it: whole milliseconds since 1970.
  public static func text(of moment: Date) -> String {
    "\(Int64((moment.timeIntervalSince1970 * 1000).rounded(.down)))"
  }

  public var html: HTML {
    guard !news.isEmpty else { return #"<section id="since" hidden></section>"# }
    let sentences = context.sentences
    let more = news.count - Self.most
    return """
      <section id="since" aria-labelledby="since-title" tabindex="-1">
      <h2 id="since-title">\(sentences.sinceLastVisit)</h2>
      <form method="post" action="/\(summit.slug)/heard">\
      <input type="hidden" name="until" value="\(Self.text(of: context.now.date))">\
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
