internal import API
internal import Foundation

/// One promise of the board: the question, who owes the answer, and what became of it.
struct PromiseItem {
  var promise: API.BoardPromise
  var summit: API.Summit
  var context: PageContext

  var html: HTML {
    let (sentences, question) = (context.sentences, promise.question)
    return """
      <article class="promise" id="p-\(question.id)">
      <blockquote>\(sentences.words(of: question))</blockquote>
      <p class="meta"><em class="tag \(tag)">\(late ?? "\(sentences.state(of: promise))")</em> \(place) \
      <a href="/\(summit.slug)/promises/\(question.id)">\(sentences.numbered(question.number))</a></p>
      <p class="hint">\(sentences.whenMet(promise)).</p>
      <p><b>\(sentences.typed(sentences.standing(of: promise)))</b></p>
      \(AnswerPart(to: question, context: context)?.html)</article>

      """
  }

  private var tag: String {
    switch promise.kind {
    case .overdue: "late"
    case .kept where promise.isDisputed: "late"
    default: promise.kind.rawValue
    }
  }

  /// How long it is late by now.
  private var late: HTML? {
    promise.lateSince.map { since in
      let seconds = Int(context.now.date.timeIntervalSince(since.date))
      return "\(context.sentences.lateBy(seconds))"
    }
  }

  /// Whom it was put to, with the way there.
  private var place: HTML {
    let (sentences, question) = (context.sentences, promise.question)
    let path =
      question.session.map { "/\(summit.slug)/\($0)" }
      ?? "/\(summit.slug)/organisations" + (question.organisation.map { "/\($0)" } ?? "")
    return #"<a href="\#(path)">\#(sentences.typed(promise.askedOf))</a>"#
  }
}
