internal import API
internal import Foundation

/// The questions put to one addressee, and the place that the top list keeps for fresh ones: those that came early do not
/// win by having come early (rule 12).
struct QuestionList {
  var frame: QuestionFrame
  var questions: [API.Question]
  var fresh: [API.Question]
  var mine: [API.Question]
  var total: Int

  /// The fresh ones follow so many of the top.
  static let topBeforeFresh = 3
  static let mostFresh = 2
  /// Seconds for which a question is fresh.
  static let freshness: Double = 10 * 60

  var html: HTML {
    """
    <section id="questions" tabindex="-1" aria-label="\(frame.context.sentences.questionsTab)" data-total="\(total)">
    \(order)
    \(definitions)<ol class="questions">
    \(items)</ol>
    </section>
    """
  }

  private var order: HTML {
    guard frame.view != .mine, total > 1 else { return .none }
    let sentences = frame.context.sentences
    func link(_ view: SessionPage.View, _ text: String) -> HTML {
      """
      <a href="\(frame.page)\(view.query)"\(attribute: "aria-current", view == frame.view ? "true" : nil)>\(text)</a>
      """
    }
    return """
      <p class="order" role="group" aria-label="\(sentences.order)">\(link(.top, sentences.topFirst)) \
      \(link(.new, sentences.newFirst))</p>
      """
  }

  private var definitions: HTML {
    guard let house = frame.house else { return .none }
    return "\(house.definition(id: QuestionFrame.seatsID))\n"
  }

  private var items: [HTML] {
    let waiting = frame.view == .mine ? [] : mine.filter { $0.state == "pending" }
    let chosen = frame.view == .top ? Self.fresh(among: fresh, beside: questions, now: frame.context.now) : []
    let freshIDs = Set(chosen.map(\.id))
    var ordered = questions.filter { !freshIDs.contains($0.id) }
    ordered.insert(contentsOf: chosen, at: min(Self.topBeforeFresh, ordered.count))
    guard !(waiting + ordered).isEmpty else {
      let sentences = frame.context.sentences
      let sentence =
        frame.view == .mine
        ? sentences.nothingMine
        : sentences.nothingAsked(frame.box, isOver: frame.isOver)
      return [#"<li class="empty">\#(sentence)</li>\#n"#]
    }
    return (waiting + ordered).map {
      QuestionItem(question: $0, frame: frame, isFresh: freshIDs.contains($0.id)).html
    }
  }

  /// The newest that the top of the list does not show anyway.
  static func fresh(among newest: [API.Question], beside top: [API.Question], now: Timestamp) -> [API
    .Question]
  {
    let shown = Set(top.prefix(topBeforeFresh + mostFresh).map(\.id))
    return Array(
      newest
        .filter { !shown.contains($0.id) && $0.askedAt.date.timeIntervalSince(now.date) > -freshness }
        .prefix(mostFresh))
  }
}
