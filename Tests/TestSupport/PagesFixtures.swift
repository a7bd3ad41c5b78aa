public import API
import Foundation
public import Pages

/// Invented values for the tests of pages. All of it is an example.
public enum PagesFixtures {
  public static let now = time("2017-06-13T09:54:00+02:00")

  public static func time(_ text: String) -> API.Timestamp {
    API.Timestamp(text) ?? API.Timestamp(Date(timeIntervalSince1970: 0))
  }

  public static func summit(identity: API.Summit.Identity = .open, controller: String? = "Exemple SAS")
    -> API.Summit
  {
    API.Summit(
      slug: "exemple", name: "Sommet d’exemple", place: "Biarritz", timeZone: "Europe/Paris",
      startsOn: "2017-06-13", endsOn: "2017-06-14", languages: ["fr", "en"], expectedAttendees: 500,
      identity: identity, thresholdRule: API.ThresholdRule(share: 10, floor: 5, ceiling: 150),
      answerPeriod: 14,
      controller: controller, contact: nil, retention: 180, closedAt: nil)
  }

  public static func session(
    _ box: Box = .open, slug: String = "ouverture", title: String = "L’ouverture",
    cancelled: Bool = false,
    moderation: Moderation = .open, starts: String = "2017-06-13T09:30:00+02:00",
    ends: String = "2017-06-13T10:15:00+02:00"
  ) -> API.Session {
    API.Session(
      slug: slug, guid: slug, title: title, abstract: nil, startsAt: time(starts), endsAt: time(ends),
      room: "Grande salle", speakers: [API.Speaker(slug: "a", name: "Ana Exemple", affiliation: "Marque")],
      box: box, moderation: moderation, threshold: box == .scheduled ? nil : 40, version: 1, audience: nil,
      closesAt: nil, cancelled: cancelled)
  }

  public static func question(
    _ number: Int, _ text: String = "Que retenir de tout cela ?", name: String? = nil, upvotes: Int = 3,
    upvoted: Bool = false, state: API.Question.State = .published, promise: API.Promise? = nil,
    asked: API.Timestamp = now,
    mine: Bool? = nil, curation: API.Curation? = nil, highlighted: Bool = false
  ) -> API.Question {
    API.Question(
      id: "id\(number)", number: number, session: "ouverture", organisation: nil, text: text, name: name,
      state: state, upvotes: upvotes, upvoted: upvoted, threshold: 40, promise: promise, answer: nil,
      outcome: nil, askedAt: asked, editedAt: nil, corrected: false, highlighted: highlighted, mine: mine,
      curation: curation)
  }

  public static func promise(_ state: API.Promise.State = .owed, overdue: Bool = false) -> API.Promise {
    API.Promise(
      state: state, metAt: now, dueAt: now, firstDueAt: now, owedBy: "Exemple", overdue: overdue,
      disputed: false)
  }

  public static func context(
    _ language: Language = .fr, notice: Notice? = nil, problem: API.Problem? = nil,
    draft: PageContext.Draft = PageContext.Draft()
  ) -> PageContext {
    PageContext(
      language: language, publicURL: "https://tribune.example", path: "/exemple/ouverture", now: now,
      notice: notice, problem: problem, draft: draft, key: "key-of-this-page")
  }

  public static func page(
    _ session: API.Session = session(), _ questions: [API.Question] = [], fresh: Set<String> = [],
    mine: [API.Question] = [], view: SessionPage.View = .top, takesUpvotes: Bool = true,
    summit: API.Summit = summit(), context: PageContext = context()
  ) -> String {
    SessionPage(
      summit: summit, session: session, questions: questions, fresh: fresh, mine: mine, attendees: 12,
      total: questions.count, view: view, takesUpvotes: takesUpvotes, context: context
    ).html.markup
  }

  public static func screen(
    _ questions: [API.LiveQuestion], highlighted: API.LiveQuestion? = nil, session: API.Session = session(),
    room: API.RoomNow? = nil, isAllDay: Bool = false, announcements: [API.Announcement] = [],
    context: PageContext = context()
  ) -> String {
    ScreenPage(
      summit: summit(), session: session,
      snapshot: API.Snapshot(
        version: 1, session: session.slug, startsAt: session.startsAt, endsAt: session.endsAt,
        cancelled: session.cancelled, box: session.box, threshold: session.threshold, closesAt: nil,
        attendees: 12, total: questions.count, highlighted: highlighted, questions: questions),
      room: room, isAllDay: isAllDay, live: "sessions/\(session.slug)/live", joinPath: "/j/4kx9",
      announcements: announcements, context: context
    ).html.markup
  }
}
