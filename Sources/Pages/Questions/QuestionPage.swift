public import API

/// `/{summit}/questions/{question}`: one question, where it stands on its way to an answer, and a way to report it.
public struct QuestionPage {
  var question: API.Question
  var frame: QuestionFrame
  var mayReport: Bool

  public init(question: API.Question, frame: QuestionFrame, mayReport: Bool) {
    (self.question, self.frame, self.mayReport) = (question, frame, mayReport)
  }

  public var html: HTML {
    let (context, summit) = (frame.context, frame.summit)
    let sentences = context.sentences
    return Document(
      title: "\(sentences.numbered(question.number)) · \(place) · \(summit.name)", language: context.language,
      summit: summit.slug,
      modules: ["upvote.js", "unsent.js", "forms.js"],
      isIndexed: false,
      body: """
         data-api="/api/v1/summits/\(summit.slug)" data-summit="\(summit.slug)"\
        \(attribute: "data-joined", context.joined ? context.reader ?? "" : nil)\(attribute: "data-badge", if: summit.identity == .badge)
        """,
      content: """
        <a class="skip" href="#questions">\(sentences.skipToContent)</a>
        <main>
        <header class="head">
        <p class="where"><a href="/\(summit.slug)">\(sentences.typed(summit.name))</a></p>
        <h1><a href="\(frame.page)">\(place)</a></h1>
        </header>
        \(NoticePart(summit: summit.slug, context: context).html)
        <p id="connection" class="offline" role="status" hidden></p>
        <p id="unkept" class="offline" role="status" hidden></p>
        <section class="alone" id="questions" tabindex="-1" aria-label="\(sentences.numbered(question.number))">
        <ol class="questions">
        \(QuestionItem(question: question, frame: frame, isAlone: true).html)</ol>
        \(progress)</section>
        <p class="links"><a href="\(frame.page)">\(sentences.allThere)</a>\
        \(question.promise == nil ? .none : promiseLink)</p>
        \(report)
        </main>
        \(PageFooter(summit: summit.slug, context: context).html)
        \(ClientWords(sentences.wordsOfQuestions).html)
        """
    ).html
  }

  private var place: String {
    let sentences = frame.context.sentences
    return switch frame.addressee {
    case .session(let session): sentences.typed(session.title)
    case .organisation(let organisation): sentences.typed(organisation.name)
    case .organizers: sentences.toTheOrganizers
    }
  }

  private var progress: HTML {
    let sentences = frame.context.sentences
    guard question.state == .published, let need = question.threshold else { return .none }
    let house = Hemicycle(need: need, rows: 4, most: 60, width: 160).drawing(
      have: question.upvotes, need: need, label: sentences.seats(question.upvotes, of: need))
    return """
      <div class="progress">\(house)<p>\(sentences.becameOf(question))</p></div>

      """
  }

  private var promiseLink: HTML {
    #" <a href="/\#(frame.summit.slug)/promises/\#(question.id)">\#(frame.context.sentences.promiseInFull)</a>"#
  }

  private var report: HTML {
    let sentences = frame.context.sentences
    guard mayReport, question.state == .published else { return .none }
    return """
      <details class="report"><summary>\(sentences.report)</summary>
      <form method="post" action="/\(frame.summit.slug)/questions/\(question.id)/report">
      <p>\(sentences.reportRule)</p>
      <button class="quiet danger">\(sentences.reportIt)</button>
      </form></details>

      """
  }
}
