public import API
public import Petitions

/// The questions put to one addressee, in their order; `fresh` are ids of those marked as new.
public struct QuestionList {
  var frame: QuestionFrame
  var questions: [API.Question]
  var fresh: Set<String>
  var mine: [API.Question]
  var total: Int
  var replies = ReplyCounts()
  /// Where the list goes on; nil where it ends.
  var next: String?

  public init(
    frame: QuestionFrame, questions: [API.Question], fresh: Set<String> = [], mine: [API.Question] = [],
    total: Int, replies: ReplyCounts = ReplyCounts(), next: String? = nil
  ) {
    (self.frame, self.questions, self.fresh, self.mine) = (frame, questions, fresh, mine)
    (self.total, self.replies, self.next) = (total, replies, next)
  }

  public var html: HTML {
    """
    \(FindPart(frame: frame, total: total, replies: replies).html)
    <section id="questions" tabindex="-1" aria-label="\(frame.context.sentences.questionsTab)" data-total="\(total)"\
    \(attribute: "data-whole", if: frame.isWhole)>
    \(found)\(definitions)<ol class="questions">
    \(items)</ol>
    \(further)</section>
    """
  }

  /// How many were found, where they were searched for.
  private var found: HTML {
    guard let words = frame.words, !frame.view.isPersonal else { return .none }
    let sentences = frame.context.sentences
    return """
      <p class="found" id="found">\(sentences.found(questions.count, sentences.typed(words), more: next != nil || frame.after != nil)) · \
      <a href="\(frame.page)">\(sentences.showAll)</a></p>

      """
  }

  /// To the next page of a long list, which `more.js` adds in place, and back to its beginning.
  private var further: HTML {
    let sentences = frame.context.sentences
    guard next != nil || frame.after != nil else { return .none }
    let start: HTML =
      frame.after == nil
      ? .none : #"<a href="\#(frame.page)\#(frame.view.query(frame.words))">\#(sentences.listStart)</a> "#
    let more: HTML =
      next.map {
        #"<a rel="next" href="\#(frame.page)\#(frame.view.query(frame.words, after: $0))">\#(sentences.listMore)</a>"#
      } ?? .none
    return #"<p class="links further">\#(start)\#(more)</p>\#n"#
  }

  private var definitions: HTML {
    guard let house = frame.house else { return .none }
    return "\(house.definition(id: QuestionFrame.seatsID))\n"
  }

  private var items: [HTML] {
    let waiting = frame.isWhole ? mine.filter { $0.state == .pending } : []
    guard !(waiting + questions).isEmpty else {
      return [#"<li class="empty">\#(nothing)</li>\#n"#]
    }
    return (waiting + questions).map {
      QuestionItem(question: $0, frame: frame, isFresh: fresh.contains($0.id)).html
    }
  }

  /// What to do where nothing is listed.
  private var nothing: String {
    let sentences = frame.context.sentences
    return switch frame.view {
    case .mine: sentences.nothingMine
    case .signed: sentences.nothingSigned
    case _ where frame.words != nil: sentences.nothingFound
    case .owed: sentences.nothingOwed
    case .answered: sentences.nothingAnswered
    case .top, .new: sentences.nothingAsked(frame.box, isOver: frame.isOver)
    }
  }
}
