public import API

/// `/{summit}/privacy/me`: all that is held about this phone's attendee, and how to have it erased.
///
/// - `held`: nil where this phone is nobody's. Its questions lead to their receipts where they have one.
/// - `isErased`: everything has just been erased.
public struct HeldDataPage {
  var summit: API.Summit
  var held: API.HeldData?
  var isErased = false
  var context: PageContext

  public init(summit: API.Summit, held: API.HeldData? = nil, isErased: Bool = false, context: PageContext) {
    (self.summit, self.held, self.isErased, self.context) = (summit, held, isErased, context)
  }

  public var html: HTML {
    let sentences = context.sentences
    return Document(
      title: "\(sentences.heldTitle) · \(summit.name)", language: context.language, summit: summit.slug,
      theme: PageTheme(summit),
      modules: ["forget.js"], isIndexed: false,
      body: """
         data-api="/api/v1/summits/\(summit.slug)" data-summit="\(summit.slug)"\
        \(attribute: "data-erased", if: isErased)
        """,
      content: """
        <main class="prose">
        <header class="head">
        <p class="where"><a href="/\(summit.slug)">\(sentences.typed(summit.name))</a> \
        <a href="/\(summit.slug)/privacy">\(sentences.privacy)</a></p>
        <h1>\(sentences.heldTitle)</h1>
        </header>
        <div id="notice" role="status" tabindex="-1">\(notice)</div>
        \(held.map(lists) ?? "<p>\(sentences.heldNothing)</p>")
        \(phone)
        \(held == nil ? .none : form)
        </main>
        \(PageFooter(summit: summit.slug, context: context).html)
        """
    ).html
  }

  /// What only this browser knows of; its module fills it in, and erases it.
  private var phone: HTML {
    let sentences = context.sentences
    let items = [
      ("pages", sentences.phonePages), ("acts", sentences.phoneActs), ("drafts", sentences.phoneDrafts),
    ].map { #"<li data-held="\#($0)" hidden>\#($1) <b></b></li>\#n"# as HTML }
    return """
      <section id="phone" hidden>
      <h2>\(sentences.phoneTitle)</h2>
      <ul>
      \(items)</ul>
      <p><button type="button" class="quiet">\(sentences.phoneErase)</button></p>
      </section>
      """
  }

  private var notice: HTML {
    let sentences = context.sentences
    if context.problem != nil { return #"<p class="problem">\#(sentences.eraseUnconfirmed)</p>"# }
    return isErased ? #"<p class="done">\#(sentences.erased)</p>"# : .none
  }

  private func lists(_ held: API.HeldData) -> HTML {
    let sentences = context.sentences
    return """
      <p>\(sentences.joined(at: held.joinedAt, now: context.now, badge: held.badge))</p>
      \(list(sentences.heldQuestions, held.questions.map(question)))\
      \(list(sentences.heldUpvotes, held.upvotes.map { signature($0.number, $0.session, $0.at) }))\
      \(list(sentences.heldReports, held.reports.map { signature($0.number, $0.session, $0.at) }))\
      \(list(sentences.heldVerdicts, held.verdicts.map(verdict)))\
      \(list(sentences.heldRatings, held.feedback.map(rating)))\
      \(list(sentences.heldVisits, held.attendances.map(visit)))
      """
  }

  private func list(_ title: String, _ items: [HTML]) -> HTML {
    guard !items.isEmpty else { return .none }
    return """
      <h2>\(title)</h2>
      <ul>
      \(items.map { "<li>\($0)</li>\n" as HTML })</ul>

      """
  }

  private func question(_ question: API.Question) -> HTML {
    let sentences = context.sentences
    let follow: HTML? = question.receipt.map {
      #" · <a href="/\#(summit.slug)/receipts/\#($0)">\#(sentences.followQuestion)</a>"#
    }
    return """
      <q>\(context.question(question.text))</q><br>
      \(sentences.numbered(question.number)) · \(question.name.map { sentences.typed($0) } ?? sentences.noName) · \
      \(sentences.moment(question.askedAt, now: context.now))\(follow)
      """
  }

  private func signature(_ number: Int, _ session: String?, _ at: API.Timestamp) -> HTML {
    "\(place(number, session)) · \(context.sentences.moment(at, now: context.now))"
  }

  private func verdict(_ verdict: API.HeldData.Verdict) -> HTML {
    let sentences = context.sentences
    return """
      \(place(verdict.number, verdict.session)) · \(verdict.answered ? sentences.heldYes : sentences.heldNo) · \
      \(sentences.moment(verdict.at, now: context.now))
      """
  }

  private func rating(_ rating: API.HeldData.Rating) -> HTML {
    let sentences = context.sentences
    let comment: HTML? = rating.comment.map { " · <q>\(sentences.typed($0))</q>" }
    return """
      <a href="/\(summit.slug)/\(rating.session)">\(rating.session)</a> · \(rating.stars)/5\(comment) · \
      \(sentences.moment(rating.at, now: context.now))
      """
  }

  private func visit(_ visit: API.HeldData.Visit) -> HTML {
    let sentences = context.sentences
    let left = visit.leftAt.map { " – " + sentences.moment($0, now: context.now) } ?? ""
    return """
      <a href="/\(summit.slug)/\(visit.session)">\(visit.session)</a> · \
      \(sentences.moment(visit.arrivedAt, now: context.now))\(left)
      """
  }

  private func place(_ number: Int, _ session: String?) -> HTML {
    let numbered = context.sentences.numbered(number)
    guard let session else { return "\(numbered)" }
    return #"<a href="/\#(summit.slug)/\#(session)#q-\#(number)">\#(numbered) · \#(session)</a>"#
  }

  private var form: HTML {
    let sentences = context.sentences
    return """
      <form class="act" method="post" action="/\(summit.slug)/privacy/me">
      <h2>\(sentences.eraseTitle)</h2>
      <p>\(sentences.eraseMeans)</p>
      <p><label for="confirm"><input type="checkbox" id="confirm" name="confirm" value="yes" required> \
      \(sentences.eraseConfirm)</label></p>
      <button class="quiet danger">\(sentences.eraseButton)</button>
      </form>
      """
  }
}
