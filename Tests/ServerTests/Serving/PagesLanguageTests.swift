import API
import Foundation
import TestSupport
import Testing

@testable import Pages
@testable import Server

@Suite("Languages on a page", .timeLimit(.minutes(10)))
struct PagesLanguageTests {
  // MARK: Words that stay whole

  @Test(
    "a line does not break a verb from its pronoun, nor a letter from its word",
    arguments: [
      "est-ce", "Est-CE", "a-t-il", "dites-le-moi", "e-mail", "celle-ci", "peut-être", "rendez-vous",
    ])
  func whole(word: String) {
    #expect(whole(in: "Et « \(word) » ?") == [word])
    #expect(whole(in: "\(word), \(word)") == [word, word])
  }

  @Test(
    "other words break at their hyphens as ever",
    arguments: [
      "Saint-Jean-de-Luz", "États-Unis", "arc-en-ciel", "-ce", "est-", "est--ce", "a - t - il",
      "interrogeraient-elles-nous", "2017-06-13", "",
    ])
  func breaking(text: String) {
    #expect(whole(in: text).isEmpty)
  }

  @Test("in our own sentences they have a hyphen that does not break; in values nothing but spaces changes")
  func own() {
    let french = Sentences(language: .fr)
    #expect(french.didItAnswer == "Cela répond\u{2011}il à la question\u{202F}?")
    #expect(
      french.responsible("Anne-t-elle : oui")
        == "Sans compte, sans e\u{2011}mail, sans tiers. Responsable\u{A0}: Anne-t-elle\u{A0}: oui.")
    #expect(Sentences(language: .en).responsible(nil) == "No account, no e-mail, no third party.")
  }

  @Test(
    "in what people wrote they stay whole by markup, and the text is as it was written",
    arguments: ["Qu’est-ce, et pourquoi ?", "a-t-il", "<b>-il</b> & e-mail", "<i>est-ce</i>", "sans rien"])
  func prose(text: String) {
    let markup = HTML(prose: text).markup
    let plain = markup.replacing(#"<span class="whole">"#, with: "").replacing("</span>", with: "")
    #expect(plain == HTML(text: FrenchTypography.set(text)).markup)
    #expect(markup.contains("whole") == !whole(in: text).isEmpty)
    #expect(!plain.contains("<"))
  }

  @Test("where a summit has one language and the page another, what people wrote bears its own")
  func writtenIn() {
    var context = PagesFixtures.context(.en)
    #expect(context.prose("Oui").markup == "Oui")
    context.writtenIn = "fr"
    #expect(
      context.prose("Est-ce ?").markup
        == #"<span lang="fr"><span class="whole">Est-ce</span>\#u{202F}?</span>"#)
    #expect(context.question("").markup == "(text erased)")
  }

  private func whole(in text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    return HyphenatedWords.whole(in: scalars).map { String(String.UnicodeScalarView(scalars[$0])) }
  }

  // MARK: The switch

  @Test("the other language is a link to the same page, showing the same")
  func link() {
    var context = PagesFixtures.context()
    #expect(
      LanguageSwitch(context: context).links.markup
        == #"<a href="/exemple/ouverture?language=en" lang="en" hreflang="en">English</a>"#)
    context.query = [("view", "mine"), ("q", "à & \"b\"")]
    #expect(
      LanguageSwitch(context: context).links.markup.contains(
        #"href="/exemple/ouverture?view=mine&amp;q=%C3%A0%20%26%20%22b%22&amp;language=en""#))
    context.path = "/"
    context.query = []
    #expect(LanguageSwitch(context: context).links.markup.contains(#"href="/?language=en""#))
  }

  @Test("a page names its addresses in every language, and the one for whoever has no wish")
  func alternates() {
    let head = LanguageSwitch(context: PagesFixtures.context()).alternates.markup
    let page = "https://tribune.example/exemple/ouverture"
    #expect(
      head == """
        <link rel="alternate" hreflang="fr" href="\(page)?language=fr">
        <link rel="alternate" hreflang="en" href="\(page)?language=en">
        <link rel="alternate" hreflang="x-default" href="\(page)">

        """)
    #expect(PagesFixtures.page().contains(head))
  }

  @Test("switching keeps what the page shows, drops what was said once, and is remembered")
  func kept() async throws {
    try await served { app in
      let page = try await app.stranger.call(
        "GET", "/a-summit/opening?view=new&done=badge&language=fr", headers: ["Accept-Language: en"])
      #expect(page.text.contains(#"<html lang="fr""#))
      #expect(page.text.contains(#"<a href="/a-summit/opening?view=new&amp;language=en""#))
      #expect(page["Content-Language"] == "fr")
      let said = page.headers.filter { $0.name == "Set-Cookie" }.map(\.value)
      let cookie = try #require(said.first { $0.hasPrefix("tribune_language=") }).prefix { $0 != ";" }
      let next = try await app.stranger.call(
        "GET", "/a-summit", headers: ["Accept-Language: en", "Cookie: \(cookie)"])
      #expect(next.text.contains(#"<html lang="fr""#))
    }
  }

  @Test("from a form that was refused it leads back to the page that the form stands on")
  func refused() async throws {
    try await served { app in
      let page = try await app.stranger.call(
        "POST", "/a-summit/opening/questions", "text=court&name=",
        headers: ["Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin"])
      #expect(page.status == 422)
      #expect(page.text.contains(#"<a href="/a-summit/opening?language=en""#))
    }
  }

  @Test("a page that is kept for all readers has nothing of one reader's address")
  func shared() async throws {
    try await served { app in
      let page = try await app.stranger.call("GET", "/a-summit/promises?state=kept&from=me", headers: [])
      #expect(page.text.contains(#"<a href="/a-summit/promises?state=kept&amp;language=en""#))
      let ledger = try await app.stranger.call("GET", "/a-summit/ledger?before=9&from=me", headers: [])
      #expect(ledger.text.contains(#"<a href="/a-summit/ledger?before=9&amp;language=en""#))
    }
  }
}
