import API
import Foundation
import Testing

@testable import tribune

@Suite("The live queue", .timeLimit(.minutes(5)))
struct QueueTests {
  private let start = Date(timeIntervalSince1970: 1_497_339_000)
  private var queue: Queue

  init() throws {
    let at = Timestamp(start, offset: 7200)
    queue = Queue(
      session: Session(
        slug: "opening", guid: "1", title: "Opening", abstract: nil, startsAt: at, endsAt: at, room: nil,
        speakers: [], box: .open, moderation: .reviewed, threshold: 50, version: 1, audience: nil,
        closesAt: nil, cancelled: false))
    queue.show(
      [
        question(1, .published, upvotes: 3), question(2, .published, upvotes: 9), question(3, .pending),
        question(4, .pending),
      ], now: start)
  }

  private func question(
    _ number: Int, _ state: Question.State, upvotes: Int = 1, highlighted: Bool = false,
    like others: [Int] = [],
    act: String? = nil
  ) -> Question {
    let similar = others.map {
      Lookalike(id: "q\($0)", number: $0, text: "Question \($0)?", state: .published)
    }
    var question = Question(
      id: "q\(number)", number: number, session: "opening", organisation: nil, text: "Question \(number)?",
      name: nil, state: state, upvotes: upvotes, upvoted: false, threshold: 50, promise: nil, answer: nil,
      outcome: nil, askedAt: Timestamp(start + Double(number)), editedAt: nil, corrected: false,
      highlighted: highlighted, similar: similar)
    question.act = act
    return question
  }

  private mutating func press(_ keys: String, after seconds: Double = 10) -> [Act] {
    keys.compactMap { key in
      guard case .send(let act) = queue.press(.character(key), now: start + seconds) else { return nil }
      return act
    }
  }

  @Test("those that wait come first, oldest on top, then the published by upvotes")
  func order() {
    #expect(queue.questions.map(\.number) == [3, 4, 2, 1])
    #expect(queue.selection?.number == 3)
    #expect(queue.waiting == 2)
  }

  @Test("m merges what waits into the published one that it looks like, and u sets it apart again")
  mutating func merging() throws {
    #expect(press("m").isEmpty)
    #expect(queue.notice?.text.contains("like none that is published") == true)
    queue.show([question(3, .pending, like: [1]), question(1, .published)], now: start)
    let merge = try #require(press("m").first)
    #expect(merge.change.action == .decide(.merge) && merge.change.into == "q1")
    queue.finish(merge, question(3, .merged, act: "7"), id: "7", now: start)
    #expect(queue.questions.map(\.number) == [1])
    #expect(queue.notice?.text.contains("#3 merged into #1") == true)
    let undo = try #require(press("u").first)
    #expect(undo.change.action == .undo && undo.change.act == "7" && undo.question == "q3")
    queue.finish(undo, question(3, .pending, like: [1]), id: nil, now: start)
    #expect(queue.questions.map(\.number) == [3, 1])
  }

  @Test("x sets aside whoever reported it, and u lets them count again")
  mutating func reporters() throws {
    #expect(press("x").isEmpty)
    #expect(queue.notice?.text.contains("reported by nobody") == true)
    var held = question(3, .pending)
    held.reporting = Reporting(all: 6, counted: 5, neverSigned: 4, needed: 5, holds: true)
    #expect(
      held.reported == "held by 5 reports, 4 by people who never signed anything, 1 that does not count")
    queue.show([held, question(1, .published)], now: start)
    let act = try #require(press("x").first)
    #expect(act.action == .setAside && act.question == "q3")
    queue.finish(act, question(3, .published), id: "12", now: start)
    #expect(queue.waiting == 0)
    let undo = try #require(press("u").first)
    #expect(undo.action == .release && undo.id == "12")
  }

  @Test("lookalikes stand next to each other, where the oldest of them stood")
  mutating func lookalikes() {
    queue.show(
      [
        question(3, .pending, like: [17]), question(4, .pending), question(5, .pending, like: [3]),
        question(6, .pending), question(7, .pending, like: [17]), question(17, .published),
      ], now: start)
    #expect(queue.questions.map(\.number) == [3, 5, 7, 4, 6, 17])
  }

  @Test("a lookalike that is not in the list, or is its own, groups nothing")
  func lookalikesElsewhere() {
    let list = [
      question(1, .pending, like: [99]), question(2, .published, like: [3]),
      question(3, .pending, like: [3]),
    ]
    #expect(list.groupingLookalikes.map(\.number) == [1, 2, 3])
    #expect(list.map(\.lookalikes) == ["looks like #99", nil, "looks like #3"])
  }

  @Test("approving goes on to the next at once; the answer may take its time")
  mutating func approveTwice() throws {
    let acts = press("aa")
    #expect(acts.map(\.number) == [3, 4] && acts.map(\.action) == [.approve, .approve])
    queue.finish(acts[0], question(3, .published), id: nil, now: start)
    #expect(queue.questions.map(\.number) == [4, 2, 1, 3])
    #expect(queue.notice?.text.hasPrefix("#3 approved") == true)
  }

  @Test("a rejection needs a second key that says why; Escape is not at all")
  mutating func reject() {
    #expect(press("r").isEmpty)
    #expect(queue.prompt?.question.number == 3)
    #expect(queue.press(.escape, now: start) == nil && queue.prompt == nil)
    let acts = press("ro")
    #expect(acts.first?.action == .reject && acts.first?.reason == .offTopic && acts.first?.number == 3)
  }

  @Test("no key that gives a reason decides anything by itself")
  mutating func reasonKeys() {
    #expect(Set(API.Curation.Reason.allCases.map(\.key)).count == API.Curation.Reason.allCases.count)
    for reason in API.Curation.Reason.allCases {
      #expect(queue.press(.character(reason.key), now: start) == nil)
      #expect(queue.prompt == nil && queue.selection?.number == 3)
    }
  }

  @Test("the reason belongs to the question it was asked for, even when the list moves meanwhile")
  mutating func reasonStays() {
    #expect(press("r").isEmpty)
    queue.show([question(5, .pending), question(3, .pending), question(1, .published)], now: start)
    #expect(press("f").first?.number == 3)
  }

  @Test("a reason for a question that somebody else decided meanwhile does nothing")
  mutating func reasonLate() {
    #expect(press("r").isEmpty)
    queue.show([question(4, .pending)], now: start)
    #expect(press("f").isEmpty)
  }

  @Test("the hand stays on its question while others come and go")
  mutating func selectionStays() {
    _ = queue.press(.down, now: start)
    queue.show([question(4, .pending), question(5, .pending), question(2, .published)], now: start)
    #expect(queue.selection?.number == 4)
  }

  @Test("a key that was meant for a question just taken away is not obeyed on the next one")
  mutating func movedAway() {
    queue.show([question(4, .pending), question(2, .published)], now: start)
    #expect(queue.selection?.number == 4)
    #expect(press("a", after: 0.3).isEmpty)
    #expect(press("a", after: 2).first?.number == 4)
  }

  @Test("u undoes the last acts, one after the other, each by what the server calls it")
  mutating func undo() {
    let acts = press("aro")
    queue.finish(acts[0], question(3, .published, act: "7"), id: "7", now: start)
    queue.finish(acts[1], question(4, .rejected, act: "8"), id: "8", now: start)
    let undone = press("uu")
    #expect(undone.map(\.change.action) == [.undo, .undo])
    #expect(undone.map(\.change.act) == ["8", "7"])
    #expect(undone.map(\.number) == [4, 3])
    queue.finish(undone[0], question(4, .pending), id: nil, now: start)
    #expect(queue.selection?.number == 4)
    queue.finish(undone[1], question(3, .pending), id: nil, now: start)
    #expect(press("u").isEmpty)
    #expect(queue.notice?.text == "There is nothing to take back.")
  }

  @Test("what somebody else had done already is nothing of one's own to undo")
  mutating func undoNothing() {
    let acts = press("a")
    queue.finish(acts[0], question(3, .published), id: nil, now: start)
    #expect(queue.notice?.text == "#3 approved.")
    #expect(press("u").isEmpty)
  }

  @Test("an undo that is refused is said, and not tried again")
  mutating func undoRefused() {
    let acts = press("a")
    queue.finish(acts[0], question(3, .published, act: "7"), id: "7", now: start)
    let undo = press("u")
    queue.refuse(undo[0], Failure(.conflict, "Since then #3 was hidden."))
    #expect(queue.notice?.text == "#3 not taken back: Since then #3 was hidden.")
    #expect(press("u").isEmpty)
  }

  @Test("l on the question on the wall takes it off")
  mutating func unhighlight() {
    queue.show([question(1, .published, highlighted: true)], now: start)
    #expect(press("l", after: 20).first?.action == .unhighlight)
  }

  @Test("a decision that failed is said, and there is nothing of it to take back")
  mutating func refused() {
    let acts = press("a")
    #expect(press("u").isEmpty)
    queue.refuse(acts[0], Failure(.conflict, "It was withdrawn."))
    #expect(queue.notice?.text == "#3 not approved: It was withdrawn.")
    #expect(press("u").isEmpty)
  }

  @Test("a decision that makes no sense is not sent")
  mutating func objections() {
    #expect(press("hl").isEmpty)
    _ = queue.press(.end, now: start)
    #expect(press("ar").isEmpty)
    #expect(queue.prompt == nil)
  }

  @Test("while the server is away the list stays, and it says since when")
  mutating func away() {
    queue.fail(Failure(.failed, "No server answers."), now: start)
    queue.fail(Failure(.failed, "No server answers."), now: start + 5)
    #expect(queue.away?.since == start)
    #expect(queue.questions.count == 4)
    queue.answered()
    #expect(queue.away == nil)
  }
}

@Suite("The live queue's screen", .timeLimit(.minutes(5)))
struct QueueViewTests {
  private func lines(_ count: Int, selecting presses: Int = 0, columns: Int = 60, rows: Int = 12) -> [String]
  {
    let at = Timestamp(Date(timeIntervalSince1970: 1_497_339_000), offset: 7200)
    let session = Session(
      slug: "opening", guid: "1", title: "Opening 日本 \u{1B}[31m", abstract: nil, startsAt: at, endsAt: at,
      room: nil,
      speakers: [], box: .open, moderation: .reviewed, threshold: 50, version: 1, audience: nil,
      closesAt: Timestamp(at.date + 240, offset: 7200), cancelled: false)
    var queue = Queue(session: session)
    let questions = (1...max(count, 1)).prefix(count).map { number in
      Question(
        id: "q\(number)", number: number, session: "opening", organisation: nil,
        text: "Question \(number): " + String(repeating: "mot ", count: 30), name: "Zoë", state: .pending,
        upvotes: 1, upvoted: false, threshold: 50, promise: nil, answer: nil, outcome: nil, askedAt: at,
        editedAt: nil, corrected: false, highlighted: false,
        similar: number == 2 || number == 5
          ? [Lookalike(id: "q99", number: 99, text: String(repeating: "mot ", count: 40), state: .published)]
          : [])
    }
    queue.show(Array(questions), now: at.date)
    for _ in 0..<presses { _ = queue.press(.down, now: at.date) }
    var view = QueueView(colours: false)
    return view.lines(queue, size: .init(columns: columns, rows: rows), now: at.date)
  }

  @Test(
    "it fills the screen exactly, and no line is wider", arguments: [(60, 12), (200, 50), (30, 9), (20, 5)])
  func fits(_ columns: Int, _ rows: Int) {
    for count in [0, 1, 40] {
      let lines = lines(count, selecting: 20, columns: columns, rows: rows)
      #expect(lines.count == rows || rows < 8)
      for line in lines { #expect(line.cells <= columns, "\(line)") }
    }
  }

  @Test("the chosen question is in sight, in full, and marked")
  func chosen() {
    let lines = lines(40, selecting: 20)
    #expect(lines.contains { $0.hasPrefix("▸") && $0.contains("#21") })
    #expect(lines.joined().contains("Zoë"))
  }

  @Test("what a question looks like stands under it, with its words under the chosen one")
  func lookalikes() {
    let lines = lines(6, selecting: 1, columns: 80, rows: 30)
    #expect(lines.contains { $0.hasSuffix("looks like #99") })
    #expect(lines.contains { $0.contains("looks like #99, published: mot mot") })
  }

  @Test("the head says how the box stands; nothing of a title steers the terminal")
  func head() {
    let lines = lines(0, columns: 80)
    #expect(lines[0].contains("␛[31m") && !lines[0].contains("\u{1B}"))
    #expect(lines[1] == "box open · closes at 09:34, in 4 min · 50 upvotes oblige an answer · reviewed")
  }
}
