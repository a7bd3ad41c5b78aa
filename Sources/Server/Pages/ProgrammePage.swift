internal import API
internal import Foundation

/// `/{summit}`: the programme by day and hour, in the summit's zone; what is on now stands first.
///
/// - `sessions`: all of the summit, cancelled ones too, in any order.
/// - `announcements`: what was announced to the whole summit, the newest first.
struct ProgrammePage {
  var summit: API.Summit
  var sessions: [API.Session]
  var announcements: [API.Announcement] = []
  var context: PageContext

  var html: HTML {
    let sentences = context.sentences
    return Document(
      title: summit.name, language: context.language, summit: summit.slug,
      body: .none,
      content: """
        <a class="skip" href="#programme">\(sentences.skipToContent)</a>
        <main>
        <header class="head">
        <p class="where"><a href="/">Tribune</a></p>
        <h1>\(sentences.typed(summit.name))</h1>
        <p class="who">\(sentences.days(summit))\(summit.place.map { " · \(sentences.typed($0))" as HTML })</p>
        </header>
        <p class="links"><a href="/\(summit.slug)/promises">\(sentences.boardTitle)</a> \
        <a href="/\(summit.slug)/organisations">\(sentences.organisationsTitle)</a></p>
        \(summit.closedAt == nil ? .none : #"<p class="note">\#(sentences.closedSummit)</p>"#)
        \(NoticePart(summit: summit.slug, context: context).html)
        \(AnnouncementsPart(announcements: announcements, context: context).html)
        \(dayLinks)
        \(onNow)
        <div id="programme" tabindex="-1">
        \(days)</div>
        </main>
        \(PageFooter(summit: summit.slug, context: context).html)
        """
    ).html
  }

  /// Days of the programme with their sessions, in order.
  private var programme: [(day: CalendarDay, sessions: [API.Session])] {
    let days = Dictionary(grouping: sessions) { $0.startsAt.programmeDay }
    return days.compactMap { day, sessions in day.map { ($0, sessions.sorted(by: Self.comesFirst)) } }
      .sorted { $0.0.text < $1.0.text }
  }

  private static func comesFirst(_ left: API.Session, _ right: API.Session) -> Bool {
    (left.startsAt, left.room ?? "", left.slug) < (right.startsAt, right.room ?? "", right.slug)
  }

  private var dayLinks: HTML {
    let days = programme.map(\.day)
    guard days.count > 1 else { return .none }
    let sentences = context.sentences
    let links = days.map { day in
      """
      <a href="#day-\(day.text)"\(attribute: "aria-current", day == context.now.day ? "date" : nil)>\
      \(sentences.shortDay(day))</a>
      """ as HTML
    }
    return #"<nav class="tabs">\#(links.joined(separator: "\n"))</nav>"#
  }

  /// On now: the hour is theirs, or the box is open.
  private var onNow: HTML {
    let now = context.now
    let live = sessions.filter {
      !$0.cancelled && ($0.box == "open" || $0.box == "paused" || $0.startsAt <= now && now < $0.endsAt)
    }
    guard !live.isEmpty else { return .none }
    return """
      <section class="day now"><h2>\(context.sentences.now)</h2>
      <ol class="sessions">
      \(live.sorted(by: Self.comesFirst).map { item($0, withDay: $0.startsAt.day != now.day) })</ol></section>
      """
  }

  private var days: [HTML] {
    let sentences = context.sentences
    if sessions.isEmpty { return [#"<p class="empty">\#(sentences.noSession)</p>\#n"#] }
    return programme.map { day, sessions in
      """
      <section class="day" id="day-\(day.text)"><h2>\(sentences.weekday(day))</h2>
      <ol class="sessions">
      \(sessions.map { item($0) })</ol></section>

      """
    }
  }

  private func item(_ session: API.Session, withDay: Bool = false) -> HTML {
    let sentences = context.sentences
    let box = BoxState(session)
    let people = session.speakers.map { sentences.introduced($0) }.joined(separator: ", ")
    let details = [people, session.room.map { sentences.typed($0) } ?? ""].filter { !$0.isEmpty }
    return """
      <li\(attribute: "class", box == .cancelled ? "cancelled" : nil)><time \
      datetime="\(session.startsAt.description)">\
      \(withDay ? sentences.moment(session.startsAt, now: context.now) : sentences.hour(session.startsAt))\
      <small>\(sentences.hour(session.endsAt))</small></time>
      <div><a href="/\(summit.slug)/\(session.slug)">\(sentences.typed(session.title))</a>
      \(details.isEmpty ? .none : "<p>\(details.joined(separator: " · "))</p>\n" as HTML)\
      \(tag(box))</div></li>

      """
  }

  private func tag(_ box: BoxState) -> HTML {
    let said = context.sentences.box(box)
    return switch box {
    case .open: #"<em class="tag signal">\#(said)</em>"#
    case .paused: #"<em class="tag">\#(said)</em>"#
    case .cancelled: #"<em class="tag late">\#(said)</em>"#
    case .scheduled, .closed: .none
    }
  }
}
