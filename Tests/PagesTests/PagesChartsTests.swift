import API
import Foundation
import TestSupport
import Testing

@testable import Pages

@Suite("Charts drawn by the server", .timeLimit(.minutes(5)))
struct PagesChartsTests {
  private let sentences = Sentences(language: .en)

  private func tally(_ title: String, owed: Int = 0, overdue: Int = 0, kept: Int = 0, disputed: Int = 0)
    -> API.PromiseTally
  {
    API.PromiseTally(
      session: title.lowercased(), title: title,
      counts: PromiseCounts(
        owed: owed, overdue: overdue, kept: kept, declined: 0, void: 0, disputed: disputed),
      medianAnswerSeconds: nil)
  }

  @Test("each promise is drawn once, and bars share one scale")
  func bars() {
    let tallies = [tally("A", owed: 3, overdue: 1, kept: 5, disputed: 1), tally("B", kept: 2)]
    let parts = TallyBars.parts(of: tallies[0].counts)
    #expect(parts.map(\.mark) == [.late, .owed, .kept, .disputed])
    #expect(parts.map(\.count) == [1, 2, 4, 1])
    let html = TallyBars(tallies: tallies, view: BoardView(summit: "s"), sentences: sentences).html.markup
    // The last part of the longest bar ends at the right edge; two of eight are a quarter.
    #expect(html.contains(#"<rect class="m-disputed" x="87.5%" width="12.5%""#))
    #expect(html.contains(#"<rect class="m-kept" x="0%" width="25%""#))
  }

  @Test("a bar says in words what it shows, and no meaning is a colour's alone")
  func words() {
    let html = TallyBars(
      tallies: [tally("A & B", owed: 3, overdue: 1, kept: 1)], view: BoardView(summit: "s"),
      sentences: sentences
    ).html.markup
    #expect(
      html.contains("<title>A &amp; B</title><desc>3\u{A0}owed, 1 of them late · 1\u{A0}answered</desc>"))
    #expect(html.contains(##"fill="url(#chart-late)""##))
    #expect(!html.contains("void"), "the legend names what is drawn alone")
    #expect(!html.contains("style="))
    let patterns = ChartMark.definitions.markup
    for mark in ChartMark.allCases {
      if let pattern = mark.pattern {
        #expect(patterns.contains(#"id="\#(pattern.dropFirst(5).dropLast())""#))
      }
    }
  }

  @Test("an axis marks whole days of the place, and no more of them than fit")
  func days() {
    let start = PagesFixtures.time("2017-06-13T09:30:00+02:00")
    let axis = TimeAxis(
      over: [start.date, start.date.addingTimeInterval(20 * 86_400)], offset: 7200, sentences: sentences)
    #expect(axis.ticks.count <= 6 && axis.ticks.count >= 2)
    for tick in axis.ticks {
      #expect(Timestamp(tick.at, offset: 7200).description.hasSuffix("T00:00:00+02:00"))
    }
    #expect(axis.share(axis.start) == 0 && axis.share(axis.end) == 1)
  }

  @Test("an axis of one moment, or of none, is still an axis")
  func moment() {
    let now = PagesFixtures.now
    let one = TimeAxis(over: [now.date], offset: 0, sentences: sentences)
    #expect(one.end > one.start && one.share(now.date) > 0 && one.share(now.date) < 1)
    let none = TimeAxis(over: [], offset: 0, sentences: sentences)
    #expect(none.end > none.start)
  }

  @Test("per cents are written short, and never leave the drawing far behind")
  func percents() {
    #expect([0, 0.125, 0.5, 1, 0.3333].map(percent) == ["0%", "12.5%", "50%", "100%", "33.33%"])
    #expect(percent(0.0505) == "5.05%" && percent(-0.02) == "-2%" && percent(9) == "200%")
  }

  @Test("a line of a promise says its dates, and shows the answer by a shape of its own")
  func lane() throws {
    var question = PagesFixtures.question(1, promise: PagesFixtures.promise(.kept))
    question.text = "Que reste-t-il de <tout> cela ?"
    let promise = API.BoardPromise(
      question: question, askedOf: "Opening", debtor: .organizers, metUpvotes: 40, lateSince: nil,
      settledAt: PagesFixtures.time("2017-06-14T09:54:00+02:00"), url: "https://tribune.example/p")
    let html = PromiseTimeline(
      promises: [promise], summit: "exemple", now: PagesFixtures.now, sentences: sentences
    ).html.markup
    #expect(html.contains("<title>Threshold passed on 13\u{A0}June 2017, 9:54; answer due on"))
    #expect(html.contains("Answered on 14\u{A0}June 2017, 9:54.</title>"))
    #expect(html.contains(#"class="answered""#) && !html.contains(#"class="ended""#))
    #expect(html.contains("&lt;tout&gt;") && html.contains(#"href="/exemple/promises/id1""#))
  }
}
