public import API

/// `/{summit}/organisations/{organisation}`: what is asked of it, what it owes and what it answered.
public struct OrganisationPage {
  var organisation: API.Organisation
  var list: QuestionList
  var promises: [API.BoardPromise]

  public init(organisation: API.Organisation, list: QuestionList, promises: [API.BoardPromise]) {
    (self.organisation, self.list, self.promises) = (organisation, list, promises)
  }

  public var html: HTML {
    let (frame, sentences) = (list.frame, list.frame.context.sentences)
    return AddresseePage(
      title: organisation.name, list: list,
      lead: #"<p class="who">\#(sentences.organisationIntro)</p>"#,
      before: """
        \(sentences.stateOfAsking(frame.threshold).map { #"<p class="note">\#($0)</p>"# as HTML })
        """,
      after: owed
    ).html
  }

  private var owed: HTML? {
    guard !promises.isEmpty else { return nil }
    let frame = list.frame
    return """
      <section class="day"><h2>\(frame.context.sentences.boardTitle)</h2>
      \(promises.map { PromiseItem(promise: $0, summit: frame.summit, context: frame.context).html })\
      <p class="links"><a href="/\(frame.summit.slug)/promises?organisation=\(organisation.slug)">\
      \(frame.context.sentences.onTheBoard)</a></p></section>
      """
  }
}

/// `/{summit}/organisations`: the organisations that take questions, and what is asked of the organizers themselves.
public struct OrganisationsPage {
  var organisations: [(organisation: API.Organisation, counts: API.PromiseCounts?)]
  var list: QuestionList

  public init(
    organisations: [(organisation: API.Organisation, counts: API.PromiseCounts?)], list: QuestionList
  ) {
    (self.organisations, self.list) = (organisations, list)
  }

  public var html: HTML {
    let (frame, sentences) = (list.frame, list.frame.context.sentences)
    return AddresseePage(
      title: sentences.organisationsTitle, list: list,
      lead: #"<p class="who">\#(sentences.organisationsIntro)</p>"#,
      before: """
        \(organisations.isEmpty ? nil : others)
        <section class="day"><h2>\(sentences.toTheOrganizers)</h2></section>
        \(sentences.stateOfAsking(frame.threshold).map { #"<p class="note">\#($0)</p>"# as HTML })
        """,
      after: nil
    ).html
  }

  private var others: HTML {
    let (frame, sentences) = (list.frame, list.frame.context.sentences)
    let items = organisations.map { organisation, counts in
      """
      <li><a href="/\(frame.summit.slug)/organisations/\(organisation.slug)"><b>\(sentences.typed(organisation.name))</b> \
      <span>\(counts.map { "\(sentences.owedCount($0)) · \(sentences.keptCount($0))" as HTML })</span></a></li>

      """ as HTML
    }
    return """
      <ul class="summits">
      \(items)</ul>
      """
  }
}

/// What the pages of all addressees but sessions have: questions, and the sheet to ask one.
struct AddresseePage {
  var title: String
  var list: QuestionList
  /// Under the title, before and behind the questions.
  var lead: HTML
  var before: HTML
  var after: HTML?

  var html: HTML {
    let (frame, context) = (list.frame, list.frame.context)
    let (summit, sentences) = (frame.summit, context.sentences)
    return Document(
      title: "\(title) · \(summit.name)", language: context.language, summit: summit.slug,
      theme: PageTheme(summit), stylesheet: "board.css",
      modules: ["upvote.js", "ask.js", "unsent.js", "forms.js", "find.js", "more.js"],
      languages: LanguageSwitch(context: context),
      body: """
         data-api="/api/v1/summits/\(summit.slug)" data-summit="\(summit.slug)" \
        data-addressee="\(frame.page)" data-view="\(frame.view.rawValue)"\(attribute: "data-joined", context.joined ? context.reader ?? "" : nil)
        """,
      content: """
        <a class="skip" href="#questions">\(sentences.skipToContent)</a>
        <main>
        <header class="head">
        <p class="where"><a href="/\(summit.slug)">\(sentences.typed(summit.name))</a></p>
        <h1>\(context.prose(title))</h1>
        \(lead)
        </header>
        \(before)
        \(tabs)
        \(NoticePart(summit: summit.slug, context: context).html)
        <p id="connection" class="offline" role="status" hidden></p>
        <p id="unkept" class="offline" role="status" hidden></p>
        \(list.html)
        \(after)
        </main>
        \(AskSheet(frame: frame).html)
        \(PageFooter(summit: summit.slug, context: context).html)
        \(ClientWords(sentences.wordsOfQuestions).html)
        """
    ).html
  }

  private var tabs: HTML {
    let (frame, sentences) = (list.frame, list.frame.context.sentences)
    let onMine = frame.view.isPersonal
    let count: HTML = list.mine.isEmpty ? .none : " <b>\(list.mine.count)</b>"
    return """
      <nav class="tabs" id="tabs">
      <a href="\(frame.page)"\(attribute: "aria-current", onMine ? nil : "page")>\(sentences.questionsTab) \
      <b id="total">\(sentences.number(list.total))</b></a>
      <a href="\(frame.page)?view=mine"\(attribute: "aria-current", onMine ? "page" : nil)>\(sentences.mineTab)\(count)</a>
      </nav>
      """
  }
}
