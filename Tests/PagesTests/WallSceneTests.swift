import API
import Foundation
import TestSupport
import Testing

@testable import Pages

private typealias Fix = PagesFixtures

@Suite("What the middle of the wall shows", .timeLimit(.minutes(5)))
struct WallSceneTests {
  private func room(_ phase: RoomPhase, session: String?, next: String? = nil) -> API.RoomNow {
    func slot(_ slug: String) -> API.RoomNow.Slot {
      API.RoomNow.Slot(
        slug: slug, title: "La session \(slug)", startsAt: Fix.time("2017-06-14T11:00:00+02:00"),
        endsAt: Fix.time("2017-06-14T12:00:00+02:00"))
    }
    return API.RoomNow(
      room: API.Room(slug: "grande-salle", name: "Grande salle", code: "4kx9"), phase: phase,
      session: session.map(slot), next: next.map(slot), changesAt: nil)
  }

  private func at(_ text: String) -> PageContext {
    var context = Fix.context()
    context.now = Fix.time(text)
    return context
  }

  @Test("before the session: what comes, when, in how long, and who speaks")
  func coming() {
    let page = Fix.screen([], session: Fix.session(.scheduled), context: at("2017-06-13T09:18:10+02:00"))
    #expect(page.contains(#"<main class="coming">"#))
    #expect(page.contains(#"<blockquote class="title" dir="auto">L’ouverture</blockquote>"#))
    #expect(page.contains("à 9\u{202F}h\u{202F}30"))
    #expect(page.contains(">dans 12\u{A0}min<"))
    #expect(page.contains("Ana Exemple, Marque"))
    // The name over it is the summit's: the session's would be there twice.
    #expect(page.contains(#"<h1 dir="auto">Sommet d’exemple</h1>"#))
  }

  @Test(
    "a countdown is in minutes, then in hours, and of another day there is none",
    arguments: [
      ("2017-06-13T09:29:10+02:00", "dans un instant"),
      ("2017-06-13T08:25:00+02:00", "dans 1\u{A0}h\u{A0}05"),
      ("2017-06-12T09:00:00+02:00", ""),
    ])
  func countdown(now: String, expected: String) {
    let sentences = Fix.context().sentences
    #expect(sentences.wallCountdown(to: Fix.session().startsAt, now: Fix.time(now)) == expected)
  }

  @Test("begun, and the box not opened yet: it does not count down to what is past")
  func begun() {
    let page = Fix.screen([], session: Fix.session(.scheduled))
    #expect(page.contains("Les questions ouvrent bientôt."))
    #expect(page.contains(#"<main class="invitation">"#))
    #expect(!page.contains("countdown\">"))
  }

  @Test("time left is told while the session is on, and no more when it runs over")
  func timeLeft() {
    #expect(Fix.screen([]).contains(#"<span id="left">encore 21"#))
    #expect(Fix.screen([], context: at("2017-06-13T10:14:30+02:00")).contains(">dernière minute<"))
    #expect(Fix.screen([], context: at("2017-06-13T10:16:00+02:00")).contains(#"<span id="left" hidden>"#))
  }

  @Test("the day is over in the room: it says so, what opens another, and where the promises are")
  func over() {
    let page = Fix.screen(
      [API.LiveQuestion(Fix.question(1), wall: true)], session: Fix.session(.closed),
      room: room(.over, session: "ouverture", next: "suite"), isAllDay: true)
    #expect(page.contains(#"<main class="over">"#))
    #expect(page.contains("À suivre mercredi 14\u{A0}juin à 11\u{202F}h\u{202F}00\u{A0}: La session suite"))
    #expect(page.contains("tribune.example/<wbr>exemple/<wbr>promises"))
    #expect(!page.contains("Que retenir"))
    // Of one session's own wall the day is no matter.
    let own = Fix.screen(
      [API.LiveQuestion(Fix.question(1), wall: true)], session: Fix.session(.closed),
      room: room(.over, session: "ouverture", next: "suite"))
    #expect(own.contains("Que retenir"))
    #expect(own.contains("À suivre mercredi"))
  }

  @Test("cancelled, it says what takes place instead")
  func cancelled() {
    let page = Fix.screen(
      [], session: Fix.session(.open, cancelled: true), room: room(.next, session: "suite"))
    #expect(page.contains("Cette session n’a plus lieu."))
    #expect(page.contains("À suivre mercredi 14\u{A0}juin à 11\u{202F}h\u{202F}00\u{A0}: La session suite"))
  }

  @Test("a room without any session still has its address")
  func noSession() {
    let page = ScreenPage(
      summit: Fix.summit(), session: nil, snapshot: nil, room: room(.over, session: nil), isAllDay: true,
      live: "rooms/grande-salle/live", joinPath: "/j/4kx9", context: Fix.context()
    ).html.markup
    #expect(page.contains(">tribune.example/j/4kx9</b>"))
    #expect(page.contains(#"<main class="over">"#))
    #expect(page.contains("Grande salle"))
  }

  @Test("a right-to-left question is set from the right, in whichever language the page is")
  func direction() {
    let page = Fix.screen((1...2).map { API.LiveQuestion(Fix.question($0, "متى ستجيبون؟ نعم"), wall: true) })
    #expect(page.matches(of: /dir="auto">متى/).count == 2)
  }

  @Test("the operator's keys are on the page, in its language")
  func keys() {
    let page = Fix.screen([])
    for key in ["f", "n", "b", "Esc", "?"] { #expect(page.contains("<dt><kbd>\(key)</kbd></dt>")) }
    #expect(page.contains(#"<dialog id="help""#))
  }
}
