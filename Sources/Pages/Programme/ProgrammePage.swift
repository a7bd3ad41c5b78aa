public import API
internal import Foundation
internal import Petitions

/// `/{summit}`: the programme by day and hour, in the summit's zone; what is on now stands first.
///
/// - `sessions`: all of the summit, cancelled ones too, in any order.
/// - `announcements`: what was announced to the whole summit, the newest first.
public struct ProgrammePage {
  var summit: API.Summit
  var sessions: [API.Session]
  var announcements: [API.Announcement] = []
  /// What became of questions of the reader since the last visit.
  var news: [API.Question] = []
  var context: PageContext

  public init(
    summit: API.Summit, sessions: [API.Session], announcements: [API.Announcement] = [],
    news: [API.Question] = [], context: PageContext
  ) {
    (self.summit, self.sessions, self.announcements, self.news) = (summit, sessions, announcements, news)
    self.context = context
  }

  public var html: HTML {
    let sentences = context.sentences
    return Document(
      title: summit.name, language: context.language, summit: summit.slug, theme: PageTheme(summit),
      modules: ["answered-since.js"],
      languages: LanguageSwitch(context: context),
      body: .none,
      content: """
        <a class="skip" href="#programme">\(sentences.skipToContent)</a>
        <main>
        <header class="head">\(PageTheme(summit).logo)
        <p class="where"><a href="/">Tribune</a></p>
        <h1>\(sentences.typed(summit.name))</h1>
        <p class="who">\(sentences.days(summit))\(summit.place.map { " · \(sentences.typed($0))" as HTML })</p>
        </header>
        <p class="links"><a href="/\(summit.slug)/promises">\(sentences.boardTitle)</a> \
        <a href="/\(summit.slug)/organisations">\(sentences.organisationsTitle)</a></p>
        \(summit.closedAt == nil ? .none : #"<p class="note">\#(sentences.closedSummit)</p>"#)
        \(NoticePart(summit: summit.slug, context: context).html)
        \(AnnouncementsPart(announcements: announcements, context: context).html)
        \(AnsweredSincePart(news: news, summit: summit, context: context).html)
        \(summit.closedAt == nil ? JoinForm(context: context).html : .none)
        \(dayLinks)
        \(nowAndNext)
        <div id="programme" tabindex="-1">
        \(days)</div>
        </main>
        \(PageFooter(summit: summit.slug, context: context).html)
        """
    ).html
  }

  /// Days of the programme with their sessions, in order.
  private var programme: [(day: Day, sessions: [API.Session])] {
    let days = Dictionary(grouping: sessions) { $0.startsAt.programmeDay }
    return days.compactMap { day, sessions in day.map { ($0, sessions.sorted(by: NowAndNext.comesFirst)) } }
      .sorted { $0.0 < $1.0 }
  }

  private var dayLinks: HTML {
    let days = programme.map(\.day)
    guard days.count > 1 else { return .none }
    let sentences = context.sentences
    let links = days.map { day in
      """
      <a href="#day-\(day.rawValue)"\(attribute: "aria-current", day == context.now.day ? "date" : nil)>\
      \(sentences.shortDay(day))</a>
      """ as HTML
    }
    return #"<nav class="tabs days">\#(links.joined(separator: "\n"))</nav>"#
  }

  private var nowAndNext: HTML {
    let on = NowAndNext(sessions, at: context.now)
    return
      "\(part(context.sentences.now, on.now, isNow: true))\(part(context.sentences.comesNext, on.next))"
  }

  private func part(_ title: String, _ sessions: [API.Session], isNow: Bool = false) -> HTML {
    guard !sessions.isEmpty else { return .none }
    return """
      <section class="\(isNow ? "day now" : "day")"><h2>\(title)</h2>
      <ol class="sessions">
      \(sessions.map { item($0, withDay: $0.startsAt.day != context.now.day) })</ol></section>

      """
  }

  private var days: [HTML] {
    let sentences = context.sentences
    if sessions.isEmpty { return [#"<p class="empty">\#(sentences.noSession)</p>\#n"#] }
    return programme.map { day, sessions in
      """
      <section class="day" id="day-\(day.rawValue)"><h2>\(sentences.weekday(day))</h2>
      <ol class="sessions">
      \(sessions.map { item($0) })</ol></section>

      """
    }
  }

  private func item(_ session: API.Session, withDay: Bool = false) -> HTML {
    SessionItem(session: session, summit: summit, withDay: withDay, context: context).html
  }
}
