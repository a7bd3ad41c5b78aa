public import API

/// What is on at a moment, and what comes next, of a programme.
public struct NowAndNext {
  /// The hour is theirs, or their box is open: talks run late.
  var now: [API.Session]
  /// Those that begin next, at the same time.
  var next: [API.Session]

  public init(_ sessions: [API.Session], at moment: Timestamp) {
    let sessions = sessions.filter { !$0.cancelled }.sorted(by: Self.comesFirst)
    let isOn = { (session: API.Session) in
      session.box == .open || session.box == .paused
        || session.startsAt <= moment && moment < session.endsAt
    }
    now = sessions.filter(isOn)
    let later = sessions.filter { $0.startsAt > moment && !isOn($0) }
    next = later.filter { $0.startsAt == later.first?.startsAt }
  }

  /// Those of a programme that decide it, whichever one of them is left out: those that are on, and those of the next two
  /// hours at which any begin.
  public static func nearby(_ sessions: [API.Session], at moment: Timestamp) -> [API.Session] {
    let all = NowAndNext(sessions, at: moment)
    let coming = Set(all.next.map(\.slug))
    let without = NowAndNext(sessions.filter { !coming.contains($0.slug) }, at: moment)
    return all.now + all.next + without.next
  }

  static func comesFirst(_ left: API.Session, _ right: API.Session) -> Bool {
    (left.startsAt, left.room ?? "", left.slug) < (right.startsAt, right.room ?? "", right.slug)
  }
}

/// Under a session's questions: where else to go.
struct ElsewherePart {
  var session: API.Session
  /// Of the summit, this one too.
  var programme: [API.Session]
  var frame: QuestionFrame

  private static let most = 3

  var html: HTML {
    let sentences = frame.context.sentences
    let on = NowAndNext(programme.filter { $0.slug != session.slug }, at: frame.context.now)
    return """
      <nav class="elsewhere" id="elsewhere" tabindex="-1" aria-label="\(sentences.programme)">
      \(part(sentences.elsewhere, on.now))\(part(sentences.comesNext, on.next))\
      <p class="links"><a href="/\(frame.summit.slug)">\(sentences.wholeProgramme)</a></p>
      </nav>
      """
  }

  private func part(_ title: String, _ sessions: [API.Session]) -> HTML {
    guard !sessions.isEmpty else { return .none }
    let items = sessions.prefix(Self.most).map { session in
      SessionItem(
        session: session, summit: frame.summit, withDay: session.startsAt.day != frame.context.now.day,
        context: frame.context
      ).html
    }
    return """
      <section class="day"><h2>\(title)</h2>
      <ol class="sessions">
      \(items)</ol></section>

      """
  }
}
