public import API
internal import Foundation
public import Petitions

/// `/{summit}/{session}/stage`, `/{summit}/rooms/{room}/stage`: the monitor of whoever speaks, or of the host. One question large, few words, and forms
/// that work without a script; the module refreshes it with every change and makes a presenter's clicker work.
///
/// - `waiting`: published questions that nobody answered, or whose answer was put off, the highlighted one first.
/// - `asked`: the number of the question to be in hand; nil, or of one that does not wait: the first.
/// - `offWall`: the number of the one that came off the wall as it was answered.
public struct StagePage {
  var summit: API.Summit
  var session: API.Session
  /// Path of the events that it follows.
  var stream: String
  /// Of this page.
  var path: String
  /// Whether the host looks, who shows and passes over; else those who answer.
  var isHost: Bool
  var attendees: Int
  var waiting: [API.Question]
  var undo: StageUndo?
  var asked: Int?
  var offWall: Int?
  var announcements: [API.Announcement] = []
  var context: PageContext

  public init(
    summit: API.Summit, session: API.Session, stream: String, path: String, isHost: Bool, attendees: Int,
    waiting: [API.Question], undo: StageUndo? = nil, asked: Int? = nil, offWall: Int? = nil,
    announcements: [API.Announcement] = [], context: PageContext
  ) {
    (self.summit, self.session, self.stream, self.path) = (summit, session, stream, path)
    (self.isHost, self.attendees, self.waiting, self.undo) = (isHost, attendees, waiting, undo)
    (self.asked, self.offWall, self.announcements, self.context) = (asked, offWall, announcements, context)
  }

  /// Seconds for which taking an answer back is offered.
  public static let undoable = 10

  /// Unanswered, in order.
  var queue: [API.Question] { waiting.filter { $0.answer == nil } }
  var owed: [API.Question] { waiting.filter { $0.promise?.state == .owed } }
  /// The place in the queue of the question in hand.
  var inHand: Int { queue.firstIndex { $0.number == asked } ?? 0 }

  public var html: HTML {
    let sentences = context.sentences
    let onWall = queue.first { $0.highlighted }?.number
    return Document(
      title: "\(session.title) · \(sentences.stage)", language: context.language,
      theme: PageTheme(summit), stylesheet: "monitor.css",
      modules: ["monitor.js"],
      hasTheme: false, isIndexed: false, refreshWithoutScript: Self.undoable,
      body: """
         class="monitor\(isHost ? " host" : "")" data-stream="\(stream)" data-session="\(session.slug)" \
        data-path="\(path)" data-wall="\(onWall.map(String.init) ?? "")"
        """,
      content: """
        \(header)
        <main>
        \(notice)
        <section id="now" aria-label="\(sentences.stageNow)">
        \(queue.isEmpty ? empty : .none)\(queue.indices.map(question))</section>
        </main>
        \(StageQueuePart(page: self).html)
        \(footer)
        \(undoPart)
        \(WallAnnouncements(announcements: announcements, context: context).html)
        <p id="connection" class="offline" role="status" hidden>\(sentences.stageOffline)</p>
        <p id="said" class="hidden" aria-live="polite"></p>
        <div id="blank" hidden><p>\(sentences.stageBlank)</p></div>
        \(words)
        """
    ).html
  }

  private var header: HTML {
    let sentences = context.sentences
    let (left, box) = (TimeLeft(of: session, at: context.now.date), session.shownBox)
    return """
      <header id="head">
      <div><h1>\(sentences.typed(session.title))</h1>
      <p>\(sentences.inTheRoom(attendees)) · \(sentences.questions(queue.count))\
      \(owed.isEmpty ? .none : " · \(sentences.stageOwed(owed.count))" as HTML)\
      \(box == .open ? .none : " · \(sentences.box(box))" as HTML)</p></div>
      <p id="left" role="timer"\(attribute: "class", left.urgency)\
       data-starts="\(session.startsAt.description)" data-ends="\(session.endsAt.description)" \
      data-now="\(context.now.description)">\(sentences.timeLeft(left, of: session, now: context.now))</p>
      </header>
      """
  }

  private var notice: HTML {
    let sentences = context.sentences
    let text = context.problem.map { #"<p class="problem">\#(sentences.stageProblem($0))</p>"# as HTML }
    return #"<div id="notice" role="alert">\#(text ?? .none)</div>"#
  }

  private var empty: HTML {
    let sentences = context.sentences
    return #"<p class="invite">\#(sentences.stageEmpty(session.shownBox))</p>"#
  }

  // MARK: One question

  private func question(_ place: Int) -> HTML {
    let question = queue[place]
    let sentences = context.sentences
    let kicker = [
      question.highlighted ? sentences.stageOnWall : sentences.numbered(String(question.number)),
      sentences.votes(question.upvotes),
    ]
    let due = question.promise.map { sentences.stageDue($0, now: context.now) }
    return """
      <article id="q-\(question.number)" data-number="\(question.number)"\
      \(attribute: "class", question.promise.map { $0.overdue ? "late" : "owed" })\(attribute: "hidden", if: place != inHand)>
      <p class="kicker"><b\(attribute: "class", question.highlighted ? "on" : nil)>\(kicker[0])</b> · \(kicker[1])\
      \(due.map { " · <i>\($0)</i>" as HTML })</p>
      \(text(question))
      \(acts(place))
      </article>

      """
  }

  /// In the language of the page, where there is a translation into it: the other wording stays below.
  private func text(_ question: API.Question) -> HTML {
    let sentences = context.sentences
    let original = sentences.question(question.text)
    guard let translation = question.translation else {
      return #"<blockquote class="\#(Self.size(original))">\#(context.question(question.text))</blockquote>"#
    }
    let translated = sentences.typed(translation.text)
    let tag = translation.language
    guard Language(tag: tag) == context.language else {
      return """
        <blockquote class="\(Self.size(original))">\(context.question(question.text))</blockquote>
        <p class="other" lang="\(tag)">\(HTML(prose: translation.text))</p>
        """
    }
    return """
      <blockquote class="\(Self.size(translated))" lang="\(tag)">\(HTML(prose: translation.text))</blockquote>
      <p class="other"><span>\(sentences.stageOriginal)</span> \(context.question(question.text))</p>
      """
  }

  /// Long questions are set smaller, so that 280 characters fit.
  private static func size(_ text: String) -> HTML {
    switch text.unicodeScalars.count {
    case ...90: "short"
    case ...170: "medium"
    default: "long"
    }
  }

  private func acts(_ place: Int) -> HTML {
    let (question, sentences) = (queue[place], context.sentences)
    let next = place + 1 < queue.count ? queue[place + 1].number : nil
    let last = place > 0 ? queue[place - 1].number : nil
    return """
      <form method="post" action="\(path)">
      \(meant(question.number))\
      \(next.map { #"<input type="hidden" name="next" value="\#($0)">"# as HTML })
      \(isHost ? hosting(question) : answering(question))
      <span class="way">\(last.map { way($0, "back", "←", sentences.stageBack) })\
      \(next.map { way($0, "on", "\(isHost ? sentences.stageLookOn : sentences.stageNext) →", nil) })</span>
      </form>
      """
  }

  /// Which question an act is about, and of which session: a room's stage may have gone on when it arrives.
  private func meant(_ number: Int) -> HTML {
    """
    <input type="hidden" name="session" value="\(session.slug)">\
    <input type="hidden" name="question" value="\(number)">
    """
  }

  /// Of those who answer.
  private func answering(_ question: API.Question) -> HTML {
    let (sentences, now) = (context.sentences, context.now)
    guard now >= session.startsAt else { return wall(question) }
    let isOwed = question.promise.map { $0.state == .owed && $0.firstDueAt > now } ?? false
    return """
      \(button("answered", sentences.stageAnswered, question, isMain: true))
      \(isOwed ? button("promised", sentences.stagePromise, question) : .none)
      \(wall(question))
      """
  }

  private func hosting(_ question: API.Question) -> HTML {
    let sentences = context.sentences
    guard question.highlighted else { return button("show", sentences.stageShow, question, isMain: true) }
    return """
      \(button("skip", sentences.stageSkip, question, isMain: true))
      \(button("takeOff", sentences.stageTakeOff, question))
      """
  }

  private func wall(_ question: API.Question) -> HTML {
    question.highlighted
      ? button("takeOff", context.sentences.stageTakeOff, question)
      : button("show", context.sentences.stageShow, question)
  }

  private func button(_ act: String, _ text: String, _ question: API.Question, isMain: Bool = false) -> HTML {
    """
    <button name="act" value="\(act)" data-key="\(act)-\(question.number)"\(attribute: "class", isMain ? "main" : nil)>\
    \(text)</button>
    """
  }

  private func way(_ number: Int, _ relation: HTML, _ text: String, _ label: String?) -> HTML {
    """
    <a class="button" href="\(path)?question=\(number)" data-go="\(number)" data-way="\(relation)" data-key="go-\(number)"\
    \(attribute: "aria-label", label)>\(text)</a>
    """
  }

  // MARK: Below

  private var footer: HTML {
    let sentences = context.sentences
    return """
      <footer id="foot">
      <p class="keys" hidden><span>\(isHost ? sentences.stageHostKeys : sentences.stageKeys)</span> \
      <button type="button" id="keys" aria-pressed="true" data-key="keys">\(sentences.stageLetters)</button></p>
      <form method="post" action="\(path)"><button name="act" value="leave" data-key="leave">\(sentences.stageLeave)</button></form>
      </footer>
      """
  }

  private var undoPart: HTML {
    let sentences = context.sentences
    guard let undo else { return #"<div id="undo" role="status"></div>"# }
    let wall = offWall == undo.number ? #"<input type="hidden" name="wall" value="1">"# as HTML : .none
    return """
      <div id="undo" role="status"><form method="post" action="\(path)">
      \(meant(undo.number))\(wall)<input type="hidden" name="answer" value="\(undo.answer.description)">
      <p>\(sentences.stageDone(undo.kind, undo.number))</p>
      <button name="act" value="undo" data-key="undo" data-left="\(Int(undo.left * 1000))">\(sentences.stageUndo) \
      <b aria-hidden="true">\(sentences.shortSeconds(sentences.number(Int(undo.left.rounded(.up)))))</b></button>
      </form></div>
      """
  }

  private var words: HTML {
    let sentences = context.sentences
    return ClientWords(
      sentences.timeLeftWords.merging([
        "organizers": sentences.fromOrganizers, "speakers": sentences.fromSpeakers,
        "notSent": sentences.stageNotSent, "offline": sentences.stageOffline,
        "liveAsks": sentences.wallAsks,
      ]) { $1 }
    ).html
  }
}
