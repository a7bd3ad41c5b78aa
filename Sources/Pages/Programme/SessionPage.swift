public import API
public import Petitions

/// `/{summit}/{session}`: the session on a phone.
///
/// - `questions`: published ones in the order of `view`; for `.mine`, the reader's own in any state.
/// - `fresh`: ids of those that stand where the first view keeps a place for fresh ones.
/// - `mine`: the reader's own in any state; its pending ones stand over the list, its count on the tab. Those with a
///   `receipt`, here and in `questions`, lead to their receipt's page.
/// - `next`: where the list goes on; `after`: behind which question this page does, nil for the first page.
/// - `attendees`: checked in now. `total`: published questions of the session.
/// - `announcements`: what the session heard, the newest first.
/// - `feedback`: the reader's own, and whether it is taken now.
/// - `replies`: how many are owed an answer, and have one.
/// - `news`: what became of questions of the reader since the last visit, of the whole summit.
/// - `programme`: sessions of the summit, those at least that are on now or come next.
/// - `takesUpvotes`: whether an upvote would count now (rule 4: also for 15 minutes after the box closed).
public struct SessionPage {
  var session: API.Session
  var frame: QuestionFrame
  var questions: [API.Question]
  var fresh: Set<String>
  var mine: [API.Question]
  var next: String?
  var attendees: Int
  var total: Int
  var announcements: [API.Announcement]
  var feedback: FeedbackPart.State
  var programme: [API.Session]
  var replies: ReplyCounts
  var news: [API.Question]

  public typealias View = QuestionFrame.View

  public init(
    summit: API.Summit, session: API.Session, questions: [API.Question], fresh: Set<String> = [],
    mine: [API.Question] = [], next: String? = nil, attendees: Int, total: Int, view: View = .top,
    words: String? = nil, after: String? = nil,
    replies: ReplyCounts = .init(), news: [API.Question] = [], takesUpvotes: Bool,
    announcements: [API.Announcement] = [], feedback: FeedbackPart.State = .init(),
    programme: [API.Session] = [], context: PageContext
  ) {
    (self.session, self.announcements, self.feedback) = (session, announcements, feedback)
    self.programme = programme
    frame = QuestionFrame(
      summit: summit, addressee: .session(session), view: view, words: words, after: after,
      takesUpvotes: takesUpvotes, context: context)
    self.next = next
    (self.replies, self.news) = (replies, news)
    (self.questions, self.fresh, self.mine) = (questions, fresh, mine)
    // The list may be newer than the number.
    (self.attendees, self.total) = (attendees, frame.isWhole ? max(total, questions.count) : total)
  }

  public var html: HTML {
    let (summit, sentences) = (frame.summit, frame.context.sentences)
    let isLive = frame.box == .open || frame.box == .paused
    return Document(
      title: "\(session.title) · \(summit.name)", language: frame.context.language, summit: summit.slug,
      theme: PageTheme(summit),
      modules: [
        "live.js", "upvote.js", "ask.js", "similar.js", "unsent.js", "forms.js", "attendance.js",
        "feedback.js", "find.js", "more.js", "answered-since.js",
      ],
      isLive: isLive,
      languages: LanguageSwitch(context: frame.context),
      body: """
         data-api="/api/v1/summits/\(summit.slug)" data-summit="\(summit.slug)" \
        data-session="\(session.slug)" data-about="\(session.about)" data-box="\(frame.box?.rawValue ?? "cancelled")" data-view="\(frame.view.rawValue)" \
        data-starts="\(session.startsAt.description)" data-threshold="\(session.threshold ?? 0)"\(attribute: "data-closes", session.closesAt?.description)\
        \(attribute: "data-joined", frame.context.joined ? frame.context.reader ?? "" : nil)\
        \(attribute: "data-badge", if: summit.identity == .badge)
        """,
      content: """
        <a class="skip" href="#questions">\(sentences.skipToContent)</a>
        <main>
        \(header)
        <p id="changed" class="note" role="status" hidden></p>
        \(AnnouncementsPart(announcements: announcements, context: frame.context).html)
        \(tabs)
        \(state)
        \(badge)\(NoticePart(summit: summit.slug, context: frame.context).html)
        \(AnsweredSincePart(news: news, summit: summit, context: frame.context).html)
        \(FeedbackPart(state: feedback, frame: frame).html)
        <p id="connection" class="offline" role="status" hidden></p>
        <p id="unkept" class="offline" role="status" hidden></p>
        <p id="news" hidden><button type="button"></button></p>
        <p id="told" class="hidden" role="status"></p>
        <p id="onward" role="status" hidden><a></a></p>
        \(QuestionList(frame: frame, questions: questions, fresh: fresh, mine: mine, total: total, replies: replies, next: next).html)
        \(ElsewherePart(session: session, programme: programme, frame: frame).html)
        </main>
        \(AskSheet(frame: frame).html)
        \(PageFooter(summit: summit.slug, context: frame.context).html)
        \(words)
        """
    ).html
  }

  /// So many speakers are named in full; of more, what three lines hold, and all of them in the programme.
  private static let named = 6

  private var people: String {
    session.speakers.map { frame.context.sentences.introduced($0) }.joined(separator: ", ")
  }

  private var peopleShown: HTML {
    if people.isEmpty { return .none }
    return session.speakers.count > Self.named ? #"<span class="people">\#(people)</span>"# : "\(people) · "
  }

  private var header: HTML {
    let (summit, sentences) = (frame.summit, frame.context.sentences)
    let presence: HTML =
      frame.box == .open || frame.box == .paused
      ? """
      <span class="live">\(sentences.live) · <b id="attendees" data-value="\(attendees)">\(sentences.number(attendees))</b></span>
      """ : "<span>\(sentences.box(frame.box))</span>"
    return """
      <header class="head" id="about" data-title="\(sentences.typed(session.title))" \
      data-room="\(sentences.typed(session.room ?? ""))" data-speakers="\(people)" \
      data-when="\(sentences.dayAndHours(session))">
      <p class="where"><span><a href="/\(summit.slug)">\(summit.name)</a>\
      \(session.room.map { " · \(sentences.typed($0))" as HTML })</span> <span id="presence">\(presence)</span></p>
      <h1>\(frame.context.prose(session.title))</h1>
      <p class="who">\(peopleShown)\(sentences.hours(session))</p>
      </header>
      """
  }

  private var tabs: HTML {
    let sentences = frame.context.sentences
    let onMine = frame.view.isPersonal
    let count: HTML = mine.isEmpty ? .none : " <b>\(mine.count)</b>"
    return """
      <nav class="tabs" id="tabs">
      <a href="\(frame.path)"\(attribute: "aria-current", onMine ? nil : "page")>\(sentences.questionsTab) \
      <b id="total" data-value="\(total)">\(sentences.number(total))</b></a>
      <a href="\(frame.path)?view=mine"\(attribute: "aria-current", onMine ? "page" : nil)>\(sentences.mineTab)\(count)</a>
      <a href="/\(frame.summit.slug)/promises?session=\(session.slug)">\(sentences.promisesTab)</a>
      </nav>
      """
  }

  private var state: HTML {
    let sentences = frame.context.sentences
    return """
      <p class="note \(frame.box?.rawValue ?? "cancelled")" id="state"><b>\(sentences.stateTitle(session, box: frame.box, now: frame.context.now))</b> \
      \(sentences.stateAdvice(session, box: frame.box, takesUpvotes: frame.takesUpvotes, now: frame.context.now))\
      \(frame.box == nil ? #" <a href="/\#(frame.summit.slug)">\#(sentences.programme)</a>"# : .none)</p>
      """
  }

  /// Whoever has not said their badge's code reads; to take part they will be asked.
  private var badge: HTML {
    let sentences = frame.context.sentences
    guard frame.summit.identity == .badge, !frame.context.joined, frame.context.badgeForm == nil else {
      return .none
    }
    return
      #"<p class="note">\#(sentences.badgeAsked) <a href="\#(frame.path)?badge=#notice">\#(sentences.badgeEnter)</a></p>\#n"#
  }

  private var words: HTML {
    let sentences = frame.context.sentences
    let more = [
      "roomChanged": sentences.roomChanged("#"), "roomGone": sentences.roomGone,
      "titleChanged": sentences.titleChanged("#"), "timesChanged": sentences.timesChanged("#"),
      "speakersChanged": sentences.speakersChanged("#"),
      "reordered": sentences.reordered, "announced": sentences.announced("#"),
      "roomNow": sentences.roomNow("#"), "roomNext": sentences.roomNext("#", at: "@"),
      "one": sentences.newQuestions(1), "many": sentences.newQuestionsPattern,
      "owed": sentences.owed, "overdue": sentences.overdue, "kept": sentences.kept,
      "declined": sentences.declined, "onStage": sentences.onStageNow,
      "organizers": sentences.fromOrganizers, "speakers": sentences.fromSpeakers,
      "similar": sentences.similarAsked, "signInstead": sentences.signInstead,
      "signedAlready": sentences.signedAlready, "signedInstead": sentences.signedInstead("#"),
      "numbered": sentences.numbered("#"), "vote": sentences.oneVotePattern,
      "votes": sentences.votesPattern,
    ]
    return ClientWords(
      sentences.wordsOfQuestions.merging(more) { $1 }
    ).html
  }
}
