import API
import Foundation
import TestSupport
import Testing

@testable import Pages

private typealias Fix = PagesFixtures

@Suite("The wall", .timeLimit(.minutes(5)))
struct PagesScreenTests {
  private func live(_ question: API.Question, wall: Bool = true) -> API.LiveQuestion {
    API.LiveQuestion(question, wall: wall)
  }

  @Test("one question is large and five are small")
  func layout() {
    let page = Fix.screen((1...9).map { live(Fix.question($0, upvotes: 50 - $0)) })
    #expect(page.contains(#"<section id="large" data-id="id1""#))
    #expect(page.matches(of: /<li data-id="id(\d)"/).map(\.1) == ["2", "3", "4", "5", "6"])
  }

  @Test("the highlighted one is the large one, and not small as well")
  func highlighted() {
    let page = Fix.screen([live(Fix.question(1)), live(Fix.question(2))], highlighted: live(Fix.question(2)))
    #expect(page.contains(#"<section id="large" data-id="id2""#))
    #expect(page.matches(of: /<li data-id="id(\d)"/).map(\.1) == ["1"])
  }

  @Test("what nobody vouched for stays off the wall")
  func notForTheWall() {
    let refused = live(Fix.question(1, "Pas encore vue par personne"), wall: false)
    let page = Fix.screen([refused, live(Fix.question(2))], highlighted: refused)
    #expect(!page.contains("Pas encore vue"))
    #expect(page.contains(#"<section id="large" data-id="id2""#))
  }

  @Test(
    "address and code are always there, also where nothing was asked",
    arguments: Box.allCases)
  func join(box: Box) {
    let page = Fix.screen([], session: Fix.session(box))
    #expect(page.contains(">tribune.example/j/4kx9</b>"))
    #expect(page.contains(#"<svg class="qr""#))
    #expect(page.contains(#"<main class="invitation""#))
  }

  @Test("a long address may break after a slash, and nothing in it is markup")
  func address() {
    #expect(ScreenPage.spoken("https://tribune.example/j/4kx9").markup == "tribune.example/j/4kx9")
    #expect(
      ScreenPage.spoken("https://tribune.example/sommet-2017/une-session-&-son-nom").markup
        == "tribune.example/<wbr>sommet-2017/<wbr>une-session-&amp;-son-nom")
  }

  @Test("how far it is from an answer, then that one is owed")
  func standing() {
    #expect(Fix.screen([live(Fix.question(1, upvotes: 23))]).contains("encore 17 pour une réponse"))
    #expect(
      Fix.screen([live(Fix.question(1, upvotes: 41, promise: Fix.promise()))]).contains("Une réponse est due")
    )
  }

  @Test("longer questions are set smaller")
  func sizes() {
    #expect(WallMiddle.size(String(repeating: "a", count: 90)) == "short")
    #expect(WallMiddle.size(String(repeating: "a", count: 91)) == "medium")
    #expect(WallMiddle.size(String(repeating: "a", count: 280)) == "long")
  }

  @Test("nothing a person typed is markup")
  func hostile() {
    let page = Fix.screen([live(Fix.question(1, "<b>&</b> ?")), live(Fix.question(2, "<i>x</i>"))])
    #expect(page.contains("&lt;b&gt;&amp;&lt;/b&gt;") && page.contains("&lt;i&gt;x&lt;/i&gt;"))
    #expect(!page.contains("<i>x"))
  }

  @Test("no name is on the wall")
  func names() {
    #expect(!Fix.screen([live(Fix.question(1, name: "Claire"))]).contains("Claire"))
  }
}
