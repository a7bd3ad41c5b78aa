import API
import EventLoop
import Foundation
import Petitions
import TestSupport
import Testing

@testable import Pages
@testable import Server

private typealias Fix = PagesFixtures

@Suite("The session's page", .timeLimit(.minutes(10)))
struct PagesSessionTests {
  @Test("asking works without JavaScript: a form with text, name and the key of this page")
  func askForm() {
    let page = Fix.page()
    #expect(page.contains(#"method="post" action="/exemple/ouverture/questions""#))
    #expect(page.contains(#"<input type="hidden" name="key" value="key-of-this-page">"#))
    #expect(page.contains(#"name="text""#) && page.contains(#"name="name""#))
  }

  @Test("the count is the button, and says whether it is pressed")
  func upvoteForm() {
    let page = Fix.page(Fix.session(), [Fix.question(1), Fix.question(2, upvoted: true)])
    #expect(page.contains(#"method="post" action="/exemple/ouverture/upvotes""#))
    #expect(
      page.contains(
        #"name="question" value="id1"><button class="up" name="sign" value="1" aria-pressed="false">"#))
    #expect(
      page.contains(
        #"name="question" value="id2"><button class="up" name="sign" value="0" aria-pressed="true">"#))
    #expect(page.contains(#"id="q-1""#) && page.contains(#"id="q-2""#))
  }

  @Test("the view chosen is kept by its forms")
  func view() {
    let page = Fix.page(Fix.session(), [Fix.question(1), Fix.question(2)], view: .new)
    #expect(page.contains(#"action="/exemple/ouverture/upvotes?view=new""#))
    #expect(page.contains(#"<a href="/exemple/ouverture?view=new" aria-current="true">"#))
  }

  @Test(
    "each state of the box says what holds and what to do",
    arguments: [
      (Box.scheduled, "Les questions ne sont pas encore ouvertes.", false),
      (.open, "40\u{A0}voix\u{A0}:", true),
      (.paused, "Pause\u{A0}:", false), (.closed, "Les questions sont closes.", false),
    ])
  func states(box: Box, sentence: String, asks: Bool) {
    let later = Fix.session(box, starts: "2017-06-13T10:30:00+02:00", ends: "2017-06-13T11:00:00+02:00")
    let page = Fix.page(later, [Fix.question(1)], takesUpvotes: box != .closed && box != .scheduled)
    #expect(page.contains(sentence))
    #expect(page.contains(#"id="sheet""#) == asks)
    #expect(page.contains(#"class="up" name="sign""#) == (box == .open || box == .paused))
  }

  @Test("votes still count for a while after closing, and the page says so")
  func grace() {
    let page = Fix.page(Fix.session(.closed), [Fix.question(1)], takesUpvotes: true)
    #expect(page.contains("Les voix comptent encore quelques minutes"))
    #expect(page.contains(#"name="sign""#))
  }

  @Test("a cancelled session says so, whatever its box, and leads to the programme")
  func cancelled() {
    let page = Fix.page(Fix.session(.open, cancelled: true), takesUpvotes: false)
    #expect(
      page.contains("Cette session n’a plus lieu.") && page.contains(#"<a href="/exemple">Programme</a>"#))
    #expect(!page.contains(#"id="sheet""#))
  }

  @Test("nothing a person typed is markup, wherever it stands")
  func hostile() {
    let hostile = #"<img src=x onerror="alert('x')">&"#
    let asked = Fix.question(
      1, hostile, name: hostile, state: .rejected, mine: true,
      curation: API.Curation(action: .reject, reason: .unclear, note: hostile, at: Fix.now))
    let problem = API.Problem(status: 422, code: "rule_broken", title: hostile, field: "text", rule: hostile)
    let draft = PageContext.Draft(text: hostile, name: hostile)
    for language in Language.allCases {
      let page = Fix.page(
        Fix.session(title: hostile), [asked, Fix.question(2, hostile, name: hostile)],
        context: Fix.context(language, problem: problem, draft: draft))
      #expect(!page.contains("<img"))
      #expect(page.contains("&lt;img src=x onerror=&quot;alert(&#39;x&#39;)&quot;&gt;&amp;"))
    }
  }

  @Test("what was typed comes back with the problem, the sheet open")
  func problem() {
    let problem = API.Problem(status: 422, code: "rule_broken", title: "", field: "text", rule: "too_short")
    let draft = PageContext.Draft(text: "\nPourquoi", name: "Jo")
    let page = Fix.page(context: Fix.context(problem: problem, draft: draft))
    #expect(page.contains(#"<div id="ask" class="open">"#))
    #expect(page.contains("dix caractères au moins"))
    // A browser drops the first newline of a textarea; what was typed must not lose its own.
    #expect(page.contains(">\n\nPourquoi</textarea>") && page.contains(#"value="Jo""#))
  }

  @Test("what was typed is kept when the box closed meanwhile")
  func keptDraft() {
    let problem = API.Problem(status: 409, code: "box_closed", title: "")
    let page = Fix.page(
      Fix.session(.closed), takesUpvotes: false,
      context: Fix.context(problem: problem, draft: PageContext.Draft(text: "Trop tard ?", name: "")))
    #expect(page.contains("Trop tard ?</textarea>") && page.contains("la vôtre est arrivée trop tard"))
  }

  @Test("the receipt is said once, with the notice")
  func receipt() {
    let page = Fix.page(context: Fix.context(notice: .asked(number: 17, pending: false, receipt: "abc")))
    #expect(page.contains(#"<a href="/exemple/receipts/abc">"#) && page.contains("n°\u{A0}17 est publiée"))
    #expect(!Fix.page().contains("receipts"))
  }

  @Test("a name is shown as unverified, unless badges say who is who; none is said to be none")
  func names() {
    var questions = [Fix.question(1, name: "Claire"), Fix.question(2)]
    #expect(Fix.page(Fix.session(), questions).contains("<b>Claire</b> <i>(non vérifié)</i>"))
    #expect(Fix.page(Fix.session(), questions).contains("sans nom affiché"))
    questions[0].nameVerified = true
    #expect(Fix.page(Fix.session(), questions).contains("<b>Claire</b> · "))
    #expect(!Fix.page(Fix.session(), questions).contains("non vérifié"))
  }

  @Test("the author sees the pending ones over the list, without a count")
  func pending() throws {
    let pending = Fix.question(9, "Attend-elle encore ?", upvotes: 1, state: .pending, mine: true)
    let page = Fix.page(Fix.session(), [Fix.question(1)], mine: [pending])
    let (own, other) = (try #require(page.firstRange(of: "q-9")), try #require(page.firstRange(of: "q-1")))
    #expect(own.lowerBound < other.lowerBound)
    #expect(page.contains("visible de vous seul"))
    #expect(!page.contains(#"value="id9""#))
  }

  @Test(
    "questions stand in the order given; those that came lately are marked where a place is kept for them")
  func freshPlace() {
    let page = Fix.page(Fix.session(), [Fix.question(2), Fix.question(8), Fix.question(1)], fresh: ["id8"])
    let order = page.matches(of: /id="q-(\d+)"/).compactMap { Int($0.1) }
    #expect(order == [2, 8, 1])
    #expect(page.matches(of: /<em class="tag signal">nouvelle<\/em>/).count == 1)
  }

  @Test("the mixed list holds each question once, fifty at most, and marks the fresh for ten minutes")
  @Loop func mixed() {
    let now = Fix.now.date
    let top = (1...50).map {
      Fix.question($0, upvotes: 90 - $0, asked: Fix.time("2017-06-13T09:31:00+02:00"))
    }
    let new = (41...80).map { Fix.question($0, upvotes: 1, asked: Fix.time("2017-06-13T09:53:00+02:00")) }
    func numbered(_ questions: [API.Question]) -> [API.Question] {
      questions.map { question in
        var question = question
        question.id = String(question.number)
        return question
      }
    }
    let shown = QuestionReader.mixed(numbered(top), numbered(new), MixedOrder(reader: 3, now: now))
    #expect(shown.questions.count == 50 && Set(shown.questions.map(\.id)).count == 50)
    #expect(shown.questions.first?.number == 1)
    #expect(!shown.fresh.isEmpty && shown.fresh.allSatisfy { (Int($0) ?? 0) > 40 })
    let later = QuestionReader.mixed(numbered(top), numbered(new), MixedOrder(reader: 3, now: now + 600))
    #expect(later.fresh.isEmpty)
  }

  @Test("whoever asked what was asked already is told so, and nothing was in the way")
  func similar() {
    var context = Fix.context(notice: .asked(number: 9, pending: false, receipt: "abc"))
    context.similar = [3, 7]
    let page = Fix.page(Fix.session(), [Fix.question(3)], context: context)
    #expect(page.contains("Des questions proches"))
    #expect(page.contains(##"<a href="#q-3">n°\##u{A0}3</a>, <a href="#q-7">n°\##u{A0}7</a>"##))
  }

  @Test("nothing on the page runs or styles inline, and nothing comes from elsewhere")
  func contentSecurity() {
    let page = Fix.page(Fix.session(), [Fix.question(1, promise: Fix.promise())])
    #expect(!page.contains("style=") && !page.contains("<style") && !page.contains("javascript:"))
    #expect(page.firstMatch(of: /<[^>]+ on[a-z]+=/) == nil)
    for script in page.matches(of: /<script([^>]*)>([^<]*)</) {
      #expect(script.1.contains("application/json") || script.2.isEmpty)
    }
    let elsewhere = page.replacing(#"href="https://tribune.example/"#, with: #"href="/"#)
    #expect(elsewhere.firstMatch(of: /(src|href)="(https?:)?\/\//) == nil)
  }

  @Test("a promise is told in words, not by colour alone")
  func promises() {
    func page(_ promise: API.Promise) -> String {
      Fix.page(Fix.session(), [Fix.question(1, promise: promise)])
    }
    #expect(page(Fix.promise()).contains(#"<em class="tag owed">réponse due</em>"#))
    #expect(page(Fix.promise(overdue: true)).contains(#"<em class="tag late">réponse en retard</em>"#))
    #expect(page(Fix.promise(.kept)).contains(#"<em class="tag kept">réponse donnée</em>"#))
  }

  @Test("in English nothing French is left")
  func english() {
    let page = Fix.page(
      Fix.session(.paused), [Fix.question(1, "Why?", name: "Jo")], context: Fix.context(.en))
    #expect(page.contains(#"<html lang="en""#))
    for word in ["voix", "réponse", "séance", "Poser", "salle,", "vérifié", "Soutenir", "Confidentialité"] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test("the first view of the page is small")
  func size() throws {
    let questions = (1...20).map {
      Fix.question($0, "Une marque doit-elle répondre à la minute, ou prendre le temps ?")
    }
    let css = try #require(Asset.all["phone.css"])
    #expect(Fix.page(Fix.session(), questions).utf8.count < 30_000)
    #expect(css.bytes.count < 28_000)
  }
}
