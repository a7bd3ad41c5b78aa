internal import API

/// The questions put to one addressee, in their order; `fresh` are ids of those marked as new.
struct QuestionList {
  var frame: QuestionFrame
  var questions: [API.Question]
  var fresh: Set<String>
  var mine: [API.Question]
  var total: Int

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
    guard !(waiting + questions).isEmpty else {
      let sentences = frame.context.sentences
      let sentence =
        frame.view == .mine
        ? sentences.nothingMine
        : sentences.nothingAsked(frame.box, isOver: frame.isOver)
      return [#"<li class="empty">\#(sentence)</li>\#n"#]
    }
    return (waiting + questions).map {
      QuestionItem(question: $0, frame: frame, isFresh: fresh.contains($0.id)).html
    }
  }
}
