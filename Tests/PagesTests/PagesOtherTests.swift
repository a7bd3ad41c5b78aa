import API
import Foundation
import TestSupport
import Testing

@testable import Pages

private typealias Fix = PagesFixtures

@Suite("Programme, receipt, privacy, errors, assets", .timeLimit(.minutes(5)))
struct PagesOtherTests {
  private func programme(_ sessions: [API.Session]) -> String {
    ProgrammePage(summit: Fix.summit(), sessions: sessions, context: Fix.context()).html.markup
  }

  @Test("the programme goes by day and hour, what is on now first")
  func programmeOrder() {
    let page = programme([
      Fix.session(
        .scheduled, slug: "c", starts: "2017-06-14T09:00:00+02:00", ends: "2017-06-14T10:00:00+02:00"),
      Fix.session(
        .scheduled, slug: "b", starts: "2017-06-13T11:00:00+02:00", ends: "2017-06-13T12:00:00+02:00"),
      Fix.session(slug: "a"),
    ])
    #expect(page.matches(of: /href="\/exemple\/([a-c])"/).map(\.1) == ["a", "b", "a", "b", "c"])
    #expect(page.contains("En ce moment") && page.contains("mercredi 14\u{A0}juin"))
  }

  @Test("a day past midnight stays with its evening")
  func pastMidnight() {
    let page = programme([
      Fix.session(
        .scheduled, slug: "a", starts: "2017-06-14T01:00:00+02:00", ends: "2017-06-14T02:00:00+02:00")
    ])
    #expect(page.contains("mardi 13\u{A0}juin") && !page.contains("mercredi"))
  }

  @Test("an empty programme, and no summit at all, say what to do")
  func empty() {
    #expect(programme([]).contains("revenez bientôt"))
    #expect(SummitsPage(summits: [], context: Fix.context()).html.markup.contains("tribune programme import"))
  }

  private func receipt(
    _ question: API.Question, mayEdit: Bool = true, mayWithdraw: Bool = true,
    context: PageContext = Fix.context()
  ) -> String {
    ReceiptPage(
      summit: Fix.summit(), session: Fix.session(), question: question, receipt: "r1", mayEdit: mayEdit,
      mayWithdraw: mayWithdraw, context: context
    ).html.markup
  }

  @Test("a receipt offers what its author may still do, and no more")
  func receiptActs() {
    let whole = receipt(Fix.question(1, name: "Claire"))
    #expect(["edit", "unname", "withdraw"].allSatisfy { whole.contains(#"name="action" value="\#($0)""#) })
    #expect(whole.contains(#"action="/exemple/receipts/r1""#) && whole.contains("noindex"))
    let locked = receipt(Fix.question(1), mayEdit: false, mayWithdraw: false)
    #expect(!locked.contains(#"name="action""#))
    #expect(locked.contains("Son texte ne change plus"))
  }

  @Test("a receipt tells how far it is, and why it was turned down")
  func receiptProgress() {
    #expect(receipt(Fix.question(1, upvotes: 39)).contains("1\u{A0}voix encore, et une réponse sera due"))
    #expect(receipt(Fix.question(1, upvotes: 41, promise: Fix.promise())).contains("une réponse est due"))
    let curation = API.Curation(action: .reject, reason: .unclear, note: "Quoi ?", at: Fix.now)
    let rejected = receipt(Fix.question(1, state: .rejected, curation: curation))
    #expect(rejected.contains("vous pouvez la récrire") && rejected.contains("Quoi\u{202F}?"))
  }

  @Test("a refused change comes back as typed")
  func receiptProblem() {
    let context = Fix.context(
      problem: API.Problem(status: 409, code: "wording_locked", title: ""),
      draft: PageContext.Draft(text: "Autre texte ici", name: ""))
    let page = receipt(Fix.question(1), context: context)
    #expect(page.contains("Autre texte ici</textarea>") && page.contains("son texte ne change plus"))
  }

  @Test("privacy says who is responsible and for how long, or that nobody said")
  func privacy() {
    func page(_ summit: API.Summit) -> String {
      PrivacyPage(summit: summit, context: Fix.context()).html.markup
    }
    #expect(
      page(Fix.summit()).contains("Responsable\u{A0}: Exemple SAS.")
        && page(Fix.summit()).contains("180\u{A0}jours"))
    #expect(page(Fix.summit(controller: nil)).contains("L’organisation du sommet est responsable"))
  }

  @Test("an error says what to do", arguments: [400, 403, 404, 405, 429, 500, 503])
  func errors(status: Int) {
    for language in Language.allCases {
      let problem = API.Problem(status: status, code: "code", title: "")
      let page = ProblemPage(problem: problem, summit: "exemple", context: Fix.context(language)).html.markup
      let sentences = Sentences(language: language)
      #expect(page.contains(HTML(text: sentences.errorAdvice(status)).markup))
      #expect(page.contains(#"<a class="strong""#))
    }
  }

  @Test("every code and rule that a person can meet has a sentence of its own")
  func problems() {
    let general = Sentences(language: .fr).problem(API.Problem(status: 400, code: "x", title: ""))
    let codes = [
      "box_scheduled", "box_paused", "box_closed", "arrived_too_late", "session_cancelled", "summit_closed",
      "question_not_published", "question_not_found", "wording_locked", "promise_latched", "attendee_unknown",
    ]
    for code in codes {
      #expect(
        Sentences(language: .fr).problem(API.Problem(status: 409, code: code, title: "")) != general,
        "\(code)")
    }
    let rules = [
      "too_short", "too_long", "control_character", "format_character", "line_separator",
      "unassigned_character", "too_many_combining_marks",
    ]
    for rule in rules {
      let problem = API.Problem(status: 422, code: "rule_broken", title: "", field: "text", rule: rule)
      #expect(Sentences(language: .fr).problem(problem) != general, "\(rule)")
    }
  }

  @Test("every asset that pages and modules name is there")
  func assets() throws {
    for (_, asset) in Asset.all {
      #expect(!asset.bytes.isEmpty)
      for name in Asset.imports[asset.name] ?? [] {
        #expect(Asset.all[name] != nil, "\(asset.name) imports \(name)")
      }
    }
    let imports = Asset.imports(of: ["upvote.js", "ask.js"])
    #expect(
      Set(imports).count == imports.count && imports.contains("browser-store.js")
        && !imports.contains("ask.js"))
    let pages = [Fix.page(), Fix.screen([])]
    for name in pages.flatMap({ $0.matches(of: /"\/assets\/[a-z0-9]+\/([a-z.-]+)"/).map { String($0.1) } }) {
      #expect(Asset.all[name] != nil, "\(name)")
    }
    #expect(Asset.path("phone.css").hasPrefix("/assets/\(Asset.version)/"))
  }
}
