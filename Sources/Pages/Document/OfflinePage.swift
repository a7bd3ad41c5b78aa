internal import API

/// What the service worker shows in place of a page that was never opened, when there is no network.
public struct OfflinePage {
  var context: PageContext

  public init(context: PageContext) {
    self.context = context
  }

  public var html: HTML {
    let sentences = context.sentences
    return Document(
      title: "\(sentences.offlineTitle) · Tribune", language: context.language, isIndexed: false, body: .none,
      content: """
        <main class="wrong away">
        \(Hemicycle(need: 40, rows: 4, most: 40, width: 120).drawing(have: 0, need: 40, label: ""))
        <h1>\(sentences.offlineTitle)</h1>
        <p role="status">\(sentences.offlineAdvice)</p>
        <p><a class="strong" href="">\(sentences.tryAgain)</a></p>
        </main>
        """
    ).html
  }
}

/// The sentence of a page that the service worker shows when there is no network: of when it is. The day shows where it
/// is not today's.
struct StaleMark {
  var context: PageContext

  var html: HTML {
    let sentences = context.sentences
    let day = context.now.day.map { #"<span hidden>, \#(sentences.shortDay($0))</span>"# as HTML }
    return """
      <p id="stale" class="offline" role="status" hidden>\(sentences.offlineAsOf) \
      <time datetime="\(context.now.description)">\(sentences.hour(context.now))\(day)</time>. \
      <a href="">\(sentences.tryAgain)</a></p>
      """
  }
}
