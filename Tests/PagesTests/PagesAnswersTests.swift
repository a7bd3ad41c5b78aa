import API
import Foundation
import TestSupport
import Testing

@testable import Pages

private typealias Fix = PagesFixtures

@Suite("Answers on the pages", .timeLimit(.minutes(5)))
struct PagesAnswersTests {
  private func answered(
    _ kind: API.Answer.Kind = .written, text: String? = "Voici ce que nous en ferons.",
    reason: API.Answer.Reason? = nil,
    until: API.Timestamp? = nil, by: API.Answer.Giver = .organizer, editedAt: API.Timestamp? = nil,
    upvoted: Bool = false, verdict: Bool? = nil, disputed: Bool = false
  ) -> API.Question {
    var promise = Fix.promise(kind == .declined ? .declined : kind == .deferred ? .owed : .kept)
    promise.disputed = disputed
    var question = Fix.question(17, upvotes: 50, upvoted: upvoted, promise: promise)
    question.answer = API.Answer(
      kind: kind, text: text, reason: reason, until: until, by: by, answeredAt: Fix.now, editedAt: editedAt)
    (question.verdicts, question.verdict) = (API.Verdicts(yes: 4, no: 8), verdict)
    return question
  }

  @Test("an answer says how it was given, by whom, and when it was put in other words")
  func kinds() {
    let written = Fix.page(
      Fix.session(), [answered(by: .speaker, editedAt: Fix.time("2017-06-14T11:00:00+02:00"))])
    #expect(written.contains("Réponse écrite") && written.contains("Voici ce que nous en ferons."))
    #expect(written.contains("Par la scène · modifiée, 14\u{A0}juin, 11\u{202F}h"))
    let live = Fix.page(Fix.session(), [answered(.live, text: nil)])
    #expect(live.contains("Répondu sur scène") && live.contains("Au nom du sommet."))
    let declined = Fix.page(Fix.session(), [answered(.declined, text: nil, reason: .legal)])
    #expect(declined.contains("Motif\u{A0}: juridique.") && declined.contains("réponse refusée"))
    let deferred = Fix.page(
      Fix.session(), [answered(.deferred, text: nil, until: Fix.time("2017-06-30T09:00:00+02:00"))])
    #expect(deferred.contains("Promise pour\u{A0}: 30\u{A0}juin, 9\u{202F}h."))
    #expect(deferred.contains("Réponse due par Exemple"))
  }

  @Test("what is owed names who owes it and until when, also once that has passed")
  func owed() {
    var promise = Fix.promise()
    promise.dueAt = Fix.time("2017-06-13T10:15:00+02:00")
    let owed = Fix.page(Fix.session(), [Fix.question(1, promise: promise)])
    #expect(owed.contains("Réponse due par Exemple (échéance\u{A0}: 10\u{202F}h\u{202F}15)."))
    promise.overdue = true
    let late = Fix.page(Fix.session(), [Fix.question(1, promise: promise)], context: Fix.context(.en))
    #expect(late.contains("Exemple owes the answer, late (due 9:54)."))
  }

  @Test("those who signed are asked whether it answered, with two buttons that work without JavaScript")
  func verdictForm() {
    let page = Fix.page(Fix.session(.closed), [answered(upvoted: true, verdict: false)], takesUpvotes: false)
    #expect(page.contains(#"<form class="verdict" method="post" action="/exemple/ouverture/verdicts">"#))
    #expect(page.contains(#"name="answered" value="1" aria-pressed="false">Oui"#))
    #expect(page.contains(#"name="answered" value="0" aria-pressed="true">Non"#))
    #expect(!Fix.page(Fix.session(), [answered()]).contains("<form class=\"verdict\""))
    for kind in [API.Answer.Kind.declined, .deferred] {
      let page = Fix.page(Fix.session(), [answered(kind, upvoted: true)])
      #expect(!page.contains("<form class=\"verdict\""))
    }
  }

  @Test("a disputed answer says so, with the numbers")
  func disputed() {
    let page = Fix.page(Fix.session(), [answered(disputed: true)])
    #expect(page.contains(#"<em class="tag late">réponse contestée</em>"#))
    #expect(page.contains("4 oui, 8 non."))
    let calm = Fix.page(Fix.session(), [answered()])
    #expect(calm.contains("4 oui, 8 non.") && !calm.contains("contestée"))
  }

  @Test("a row is marked with its answer, so that a phone sees when another came")
  func marks() {
    #expect(AnswerPart.mark(of: Fix.question(1)) == "")
    let page = Fix.page(Fix.session(), [answered()])
    #expect(page.contains(#"id="a-17" data-answer="written 2017-06-13T09:54:00+02:00  ">"#))
  }

  @Test("nothing in an answer is markup")
  func hostile() {
    let page = Fix.page(Fix.session(), [answered(text: "<script>alert(1)</script>")])
    #expect(!page.contains("<script>alert"))
  }

  @Test("its author is asked on the receipt's page")
  func receipt() {
    let page = ReceiptPage(
      summit: Fix.summit(), session: Fix.session(), question: answered(upvoted: true), receipt: "abc",
      mayEdit: false, mayWithdraw: false, context: Fix.context()
    ).html.markup
    #expect(page.contains(#"<form class="verdict" method="post" action="/exemple/receipts/abc">"#))
    #expect(page.contains(#"name="action" value="answered""#))
  }
}
