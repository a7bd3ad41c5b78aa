internal import API

/// One question of a list: its text, the count that is the button, and what there is to know about it.
struct QuestionItem {
  var question: API.Question
  var frame: QuestionFrame
  var isFresh = false
  /// On a page of its own, which draws its house larger.
  var isAlone = false

  var html: HTML {
    let sentences = frame.context.sentences
    return """
      <li class="\(showsCount ? "question" : "question bare")" id="q-\(question.number)" data-id="\(question.id)">
      <blockquote>\(frame.context.words(of: question))</blockquote>
      \(upvote)
      <p class="meta">\(seats)<span class="by">\(author)\
      <time datetime="\(question.askedAt.description)">\
      \(sentences.moment(question.askedAt, now: frame.context.now))</time>\(number)</span> \(tags)</p>
      \(reply)\(curation)\(receipt)</li>

      """
  }

  /// Whether its count is a button: it is public, and votes count.
  private var isSignable: Bool { frame.takesUpvotes && question.state == .published }

  /// A question that was never public has its author's vote alone, which says nothing.
  private var showsCount: Bool { question.state == .published || question.upvotes > 1 }

  private var upvote: HTML {
    let sentences = frame.context.sentences
    guard showsCount else { return .none }
    guard isSignable else {
      return """
        <p class="\(question.upvoted ? "up still signed" : "up still")"><b>\(sentences.number(question.upvotes))</b> \
        <small>\(sentences.voteNoun(question.upvotes))</small></p>
        """
    }
    return """
      <form class="sign" method="post" action="\(frame.path)/upvotes\(frame.query)">\
      <input type="hidden" name="question" value="\(question.id)">\
      <button class="up" name="sign" value="\(question.upvoted ? 0 : 1)" \
      aria-pressed="\(question.upvoted ? "true" : "false")"><span class="hidden">\
      \(sentences.vouched(question.number))</span> \
      <b data-value="\(question.upvotes)">\(sentences.number(question.upvotes))</b> \
      <small>\(sentences.voteNoun(question.upvotes))</small></button></form>
      """
  }

  /// Leads to the page of its own, where it can be followed and reported.
  private var number: HTML {
    let sentences = frame.context.sentences
    guard !isAlone else { return " · \(sentences.numbered(question.number))" }
    guard question.state == .published else { return .none }
    return """
       · <a href="/\(frame.summit.slug)/questions/\(question.id)" \
      aria-label="\(sentences.pageOfQuestion(question.number))">\(sentences.numbered(question.number))</a>
      """
  }

  private var seats: HTML {
    guard let need = question.threshold, question.state == .published, !isAlone else { return .none }
    let label = frame.context.sentences.seats(question.upvotes, of: need)
    if let house = frame.house, need == frame.threshold {
      return house.drawing(have: question.upvotes, need: need, label: label, sharing: QuestionFrame.seatsID)
    }
    return Hemicycle(need: need).drawing(have: question.upvotes, need: need, label: label)
  }

  private var author: HTML {
    let sentences = frame.context.sentences
    guard let name = question.name else { return "\(sentences.noName) · " }
    if question.nameVerified { return "<b>\(sentences.typed(name))</b> · " }
    return "<b>\(sentences.typed(name))</b> <i>(\(sentences.unverified))</i> · "
  }

  private var tags: [HTML] {
    let sentences = frame.context.sentences
    var tags: [HTML] = []
    if let survivor = question.mergedInto {
      let link: HTML = #"<a href="\#(frame.page)#q-\#(survivor.number)">\#(sentences.joined(survivor))</a>"#
      tags.append(#"<em class="tag">\#(link)</em> "#)
    } else if let state = sentences.state(of: question) {
      tags.append(#"<em class="tag">\#(state)</em> "#)
    }
    if question.highlighted { tags.append(#"<em class="tag signal staged">\#(sentences.onStageNow)</em> "#) }
    if let promise = question.promise {
      let kind = promise.state == .owed ? (promise.overdue ? "late" : "owed") : promise.state.rawValue
      tags.append(#"<em class="tag \#(kind)">\#(sentences.promise(promise))</em> "#)
    }
    if question.corrected {
      tags.append(#"<em class="tag">\#(sentences.corrected)</em> "#)
    } else if question.editedAt != nil {
      tags.append(#"<em class="tag">\#(sentences.edited)</em> "#)
    }
    if isFresh { tags.append(#"<em class="tag signal">\#(sentences.fresh)</em> "#) }
    return tags
  }

  /// To its author, where the server says it.
  private var receipt: HTML? {
    question.receipt.map { receipt in
      """
      <p class="decision"><a href="/\(frame.summit.slug)/receipts/\(receipt)">\
      \(frame.context.sentences.followQuestion)</a></p>

      """
    }
  }

  /// What it is owed, and what was answered; fetched again when that has changed.
  private var reply: HTML {
    let form = question.upvoted && question.state == .published ? verdictForm : nil
    return """
      <div class="reply" id="a-\(question.number)" data-answer="\(AnswerPart.mark(of: question))">\
      \(DebtPart(question: question, context: frame.context).html)\
      \(AnswerPart(to: question, form: form, context: frame.context)?.html)</div>
      """
  }

  /// To those who signed.
  private var verdictForm: VerdictForm {
    VerdictForm(
      action: "\(frame.path)/verdicts\(frame.query)",
      fields: #"<input type="hidden" name="question" value="\#(question.id)">"#, name: "answered", yes: "1",
      no: "0")
  }

  private var curation: HTML {
    guard let curation = question.curation, question.state == .rejected || question.state == .hidden else {
      return .none
    }
    let sentences = frame.context.sentences
    return """
      <p class="decision">\(curation.reason.map { "\(sentences.curatedBecause($0))" as HTML }) \
      \(curation.note.map { "<q>\(sentences.typed($0))</q>" as HTML })</p>

      """
  }
}
