internal import API

/// What comes after the question in hand, and what is owed an answer.
struct StageQueuePart {
  let page: StagePage

  /// So many that follow are shown, and so many debts; the module shows others as the question in hand moves.
  static let most = 2

  private var sentences: Sentences { page.context.sentences }

  var html: HTML {
    """
    <div id="queue" data-most="\(Self.most)">
    <section id="next" aria-label="\(sentences.stageThen)"\(attribute: "hidden", if: page.queue.count < 2)>
    <h2>\(sentences.stageThen) · <span class="rest">\(sentences.number(rest))</span></h2>
    <ol>
    \(page.queue.indices.map(row))</ol>
    </section>
    \(owed)
    </div>
    """
  }

  private var rest: Int { max(0, page.queue.count - page.inHand - 1) }

  private func row(_ place: Int) -> HTML {
    let question = page.queue[place]
    let isShown = (page.inHand + 1...page.inHand + Self.most).contains(place)
    return """
      <li data-number="\(question.number)"\(attribute: "class", question.promise == nil ? nil : "owed")\
      \(attribute: "hidden", if: !isShown)><a href="\(page.path)?question=\(question.number)" \
      data-go="\(question.number)" data-key="next-\(question.number)"><b>\(sentences.number(question.upvotes))\
      <span class="hidden"> \(sentences.voteNoun(question.upvotes))</span></b> \
      <span>\(words(of: question))</span></a></li>

      """
  }

  /// But for the one in hand, which says so itself.
  private var owed: HTML {
    guard !page.owed.isEmpty else { return #"<section id="owed" hidden></section>"# }
    let inHand = page.queue.indices.contains(page.inHand) ? page.queue[page.inHand].number : nil
    let shown = page.owed.filter { $0.number != inHand }.prefix(Self.most).map(\.number)
    return """
      <section id="owed" aria-label="\(sentences.stageOwed(page.owed.count))"\(attribute: "hidden", if: shown.isEmpty)>
      <h2>\(sentences.stageOwed(page.owed.count))</h2>
      <ul>
      \(page.owed.map { debt($0, isShown: shown.contains($0.number)) })</ul>
      </section>
      """
  }

  private func debt(_ question: API.Question, isShown: Bool) -> HTML {
    let due = question.promise.map { sentences.stageDue($0, now: page.context.now) } ?? ""
    return """
      <li data-number="\(question.number)"\(attribute: "class", question.promise?.overdue == true ? "late" : nil)\
      \(attribute: "hidden", if: !isShown)><i>\(question.answer == nil ? due : sentences.stageInWriting(question, now: page.context.now))</i> \
      <span>\(words(of: question))</span></li>

      """
  }

  /// In the language of the page where there are such.
  private func words(of question: API.Question) -> String {
    guard let translation = question.translation,
      Language(tag: translation.language) == page.context.language
    else { return sentences.question(question.text) }
    return sentences.typed(translation.text)
  }
}
