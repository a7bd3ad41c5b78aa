public import API

/// `/{summit}/receipts/{receipt}`: what became of my question, and what I may still do with it.
///
/// - `question`: as its author sees it.
/// - `session`: it is addressed to, where it is.
/// - `mayEdit`, `mayWithdraw`: as rule 3 allows now.
public struct ReceiptPage {
  var summit: API.Summit
  var session: API.Session?
  var question: API.Question
  var receipt: String
  var mayEdit: Bool
  var mayWithdraw: Bool
  var context: PageContext

  public init(
    summit: API.Summit, session: API.Session? = nil, question: API.Question, receipt: String, mayEdit: Bool,
    mayWithdraw: Bool, context: PageContext
  ) {
    (self.summit, self.session, self.question, self.receipt) = (summit, session, question, receipt)
    (self.mayEdit, self.mayWithdraw, self.context) = (mayEdit, mayWithdraw, context)
  }

  public var html: HTML {
    let sentences = context.sentences
    return Document(
      title: "\(sentences.receiptTitle) · \(summit.name)", language: context.language, summit: summit.slug,
      theme: PageTheme(summit),
      isIndexed: false,
      body: .none,
      content: """
        <main>
        <header class="head">
        <p class="where"><a href="/\(summit.slug)">\(sentences.typed(summit.name))</a></p>
        <h1 class="small">\(sentences.receiptTitle)</h1>
        </header>
        \(NoticePart(summit: summit.slug, context: context).html)
        <article class="mine">
        <blockquote>\(context.question(question.text))</blockquote>
        \(progress)
        \(DebtPart(question: question, context: context).html)\
        \(AnswerPart(to: question, form: verdictForm, context: context)?.html)\(decision)</article>
        \(edit)\(nameOff)\(withdrawal)
        <p class="hint">\(sentences.receiptPrivate)</p>
        </main>
        \(PageFooter(summit: summit.slug, context: context).html)
        """
    ).html
  }

  private var action: String { "/\(summit.slug)/receipts/\(receipt)" }

  private var progress: HTML {
    let sentences = context.sentences
    let place: HTML? = session.map {
      let number = question.mergedInto?.number ?? question.number
      return #"<a href="/\#(summit.slug)/\#($0.slug)#q-\#(number)">\#(sentences.typed($0.title))</a>"#
    }
    let house: HTML? = question.threshold.map {
      Hemicycle(need: $0, rows: 4, most: 60, width: 160).drawing(
        have: question.upvotes, need: $0, label: sentences.seats(question.upvotes, of: $0))
    }
    return """
      <div class="progress">\(house)<p><b>\(sentences.votes(question.upvotes))</b> \
      \(sentences.becameOf(question))</p></div>
      <p class="meta">\(sentences.numbered(question.number)) · \(question.name.map { sentences.typed($0) } ?? sentences.noName) · \
      \(sentences.moment(question.askedAt, now: context.now))\(place.map { " · \($0)" as HTML })</p>
      """
  }

  /// The author signed first.
  private var verdictForm: VerdictForm? {
    guard question.upvoted else { return nil }
    return VerdictForm(action: action, name: "action", yes: "answered", no: "unanswered")
  }

  /// Why, and the curator's word to the author. That it was asked already is said where it counts now.
  private var decision: HTML {
    guard let curation = question.curation else { return .none }
    let reason = question.mergedInto != nil && curation.reason == .duplicate ? nil : curation.reason
    if reason == nil, curation.note == nil { return .none }
    let sentences = context.sentences
    return """
      <p class="decision">\(reason.map { "\(sentences.curatedBecause($0)) " as HTML })\
      \(curation.note.map { "<q>\(sentences.typed($0))</q>" as HTML })</p>
      """
  }

  private var edit: HTML {
    let sentences = context.sentences
    guard mayEdit else {
      return question.state == .published ? #"<p class="hint">\#(sentences.wordingFixed)</p>\#n"# : .none
    }
    let draft =
      context.draft.text.isEmpty
      ? PageContext.Draft(text: question.text, name: question.name ?? "") : context.draft
    let problem: HTML? =
      context.draft.text.isEmpty
      ? nil : context.problem.map { #"<p class="problem" role="alert">\#(sentences.problem($0))</p>"# }
    return """
      <form class="act" method="post" action="\(action)">
      <h2>\(sentences.change)</h2>
      \(problem)
      <label for="text">\(sentences.yourQuestion)</label>
      <textarea id="text" name="text" rows="5" required minlength="10" maxlength="560">\n\(draft.text)</textarea>
      <label for="name">\(sentences.yourName)</label>
      <input id="name" name="name" maxlength="120" value="\(draft.name)">
      <button class="strong" name="action" value="edit">\(sentences.saveChange)</button>
      </form>

      """
  }

  private var nameOff: HTML {
    guard question.name != nil else { return .none }
    let sentences = context.sentences
    return """
      <form class="act line" method="post" action="\(action)">
      <button class="quiet" name="action" value="unname">\(sentences.takeNameOff)</button> \
      <span class="hint">\(sentences.takeNameOffHint)</span></form>

      """
  }

  private var withdrawal: HTML {
    guard mayWithdraw else { return .none }
    let sentences = context.sentences
    return """
      <form class="act line" method="post" action="\(action)">
      <button class="quiet danger" name="action" value="withdraw">\(sentences.withdraw)</button> \
      <span class="hint">\(sentences.withdrawHint)</span></form>

      """
  }
}

extension Sentences {
  func numbered(_ number: Int) -> String { numbered("\(number)") }
}
