internal import API
internal import Foundation

/// One promise of the board: the question, who owes the answer, and what became of it.
struct PromiseItem {
  var promise: API.BoardPromise
  var summit: API.Summit
  var context: PageContext

  var html: HTML {
    let question = promise.question
    let path = "/\(summit.slug)/promises/\(question.id)"
    return """
      <article class="promise" id="p-\(question.id)">
      <h3><a href="\(path)">\(context.words(of: question))</a></h3>
      \(PromiseStanding(promise: promise, summit: summit, context: context).html)
      \(AnswerPart(to: question, context: context)?.html)\
      \(PrintedAddress(path: path, isOfPage: false, context: context).html)
      </article>

      """
  }
}

/// In what state a promise is, whom it was put to, and who owes the answer until when.
struct PromiseStanding {
  var promise: API.BoardPromise
  var summit: API.Summit
  var context: PageContext

  var html: HTML {
    let (sentences, question) = (context.sentences, promise.question)
    return """
      <p class="meta"><em class="tag \(tag)">\(late ?? "\(sentences.state(of: promise))")</em> \(place) \
      <span>\(sentences.numbered(question.number))</span></p>
      <p class="standing">\(sentences.typed(sentences.standing(of: promise)))</p>
      <p class="hint">\(sentences.whenMet(promise)).</p>
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
