import API
import Foundation
import TestSupport
import Testing

@testable import Pages

private typealias Fix = PagesFixtures

@Suite("The stage's page", .timeLimit(.minutes(5)))
struct PagesStageTests {
  private func page(
    _ waiting: [API.Question], asked: Int? = nil, isHost: Bool = false, session: API.Session = Fix.session()
  ) -> String {
    StagePage(
      summit: Fix.summit(), session: session, stream: "/stream", path: "/exemple/ouverture/stage",
      isHost: isHost, attendees: 412, waiting: waiting, undo: nil, asked: asked, context: Fix.context()
    ).html.markup
  }

  /// Numbers of the questions that are large.
  private func inHand(_ page: String) -> [Substring] {
    page.matches(of: /<article id="q-(\d+)"[^>]*>/).filter { !$0.0.contains(" hidden") }.map(\.1)
  }

  @Test("the first is in hand, or the one that the address names while it waits")
  func inHand() {
    let questions = (1...3).map { Fix.question($0) }
    #expect(inHand(page(questions)) == ["1"])
    #expect(inHand(page(questions, asked: 3)) == ["3"])
    #expect(inHand(page(questions, asked: 9)) == ["1"])
    #expect(inHand(page([])) == [])
    #expect(page([]).contains("Aucune question n’attend."))
  }

  @Test("a translation into the page's language comes first, and the original below; another comes below")
  func translation() {
    var question = Fix.question(1, "Who will answer this question?")
    question.translation = Translation(language: "fr", text: "Qui répondra à cette question ?")
    let french = page([question])
    #expect(french.contains(/<blockquote class="short" lang="fr">Qui répondra/))
    #expect(french.contains(/<p class="other"><span>Original.:<\/span> Who will/))
    question.translation = Translation(language: "de", text: "Wer wird das beantworten?")
    let other = page([question])
    #expect(other.contains(/<blockquote class="short">Who will/))
    #expect(other.contains(/<p class="other" lang="de">Wer wird/))
  }

  @Test("who speaks may answer, and promise what is owed; the host shows and passes over")
  func acts() {
    func acts(_ page: String) -> [Substring] { page.matches(of: /name="act" value="(\w+)"/).map(\.1) }
    var promised = Fix.promise()
    promised.firstDueAt = Timestamp(Fix.now.date.addingTimeInterval(86_400))
    let owed = Fix.question(1, promise: promised)
    #expect(acts(page([owed])) == ["answered", "promised", "show", "leave"])
    #expect(acts(page([Fix.question(2)])) == ["answered", "show", "leave"])
    #expect(acts(page([Fix.question(2, highlighted: true)], isHost: true)) == ["skip", "takeOff", "leave"])
    #expect(acts(page([owed], isHost: true)) == ["show", "leave"])
  }

  @Test("nothing a person typed is markup")
  func hostile() {
    let page = page([Fix.question(1, "<b>&</b> ?"), Fix.question(2, "<i>x</i>")])
    #expect(page.contains("&lt;b&gt;&amp;&lt;/b&gt;") && !page.contains("<i>x"))
  }

  @Test(
    "time is counted down in steps that are said in words",
    arguments: [
      (-10_000, "commence\u{A0}: 9", nil), (-600, "commence dans 10\u{202F}min", nil),
      (0, "reste 1\u{202F}h\u{202F}30", nil),
      (5100, "plus que 5\u{202F}min", "soon"), (5355, "plus que 45\u{202F}s", "soon"),
      (5401, "dépassé de 1\u{202F}min", "over"), (5400 + 3601, "terminée", nil),
    ])
  func timeLeft(seconds: Double, text: String, urgency: String?) {
    var session = Fix.session()
    session.endsAt = Timestamp(session.startsAt.date.addingTimeInterval(5400))
    let now = session.startsAt.date.addingTimeInterval(seconds)
    let left = TimeLeft(of: session, at: now)
    let said = Sentences(language: .fr).timeLeft(left, of: session, now: Timestamp(now))
    #expect(said.hasPrefix(text), "\(said)")
    #expect(left.urgency == urgency)
  }
}
