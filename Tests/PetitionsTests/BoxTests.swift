import Foundation
import Petitions
import Testing

@Suite("A question box", .timeLimit(.minutes(5)))
struct BoxTests {
  /// Minutes after the session's end.
  private func at(_ minutes: Double) -> Date { Date(timeIntervalSince1970: 1_497_340_800 + minutes * 60) }

  @Test("opened before its session's end it closes 15 minutes after it; opened later it stays open")
  func closing() {
    #expect(BoxTimes.closesAt(openedAt: at(-60), sessionEndsAt: at(0)) == at(15))
    #expect(BoxTimes.closesAt(openedAt: at(0), sessionEndsAt: at(0)) == nil)
    #expect(BoxTimes.closesAt(openedAt: at(1), sessionEndsAt: at(0)) == nil)
    let box = BoxTimes(said: .open, closesAt: at(15))
    #expect(box.box(at: at(14.9)) == .open)
    #expect(box.box(at: at(15)) == .closed)
    #expect(box.closedSince(at: at(20)) == at(15))
  }

  @Test("scheduled, it takes neither questions nor upvotes")
  func scheduled() {
    let box = BoxTimes(said: .scheduled)
    #expect(throws: Refusal.boxScheduled) { try box.checkAsking(at: at(0)) }
    #expect(throws: Refusal.boxScheduled) { try box.checkUpvoting(at: at(0)) }
    #expect(throws: Refusal.boxScheduled) { try box.paused(at: at(0)) }
    #expect(throws: Refusal.boxScheduled) { try box.closed(at: at(0)) }
  }

  @Test("paused, it takes upvotes only, and goes on with the closing time it had")
  func paused() throws {
    let box = try BoxTimes(said: .open, closesAt: at(15)).paused(at: at(-5))
    #expect(throws: Refusal.boxPaused) { try box.checkAsking(at: at(-4)) }
    #expect(throws: Never.self) { try box.checkUpvoting(at: at(-4)) }
    #expect(box.opened(at: at(3), sessionEndsAt: at(0)) == BoxTimes(said: .open, closesAt: at(15)))
    #expect(box.box(at: at(16)) == .closed)
  }

  @Test("closed, it still counts upvotes for 15 minutes")
  func grace() throws {
    let byItself = BoxTimes(said: .open, closesAt: at(15))
    let byHand = try BoxTimes(said: .open, closesAt: at(15)).closed(at: at(-10))
    for (box, closed) in [(byItself, 15.0), (byHand, -10.0)] {
      #expect(throws: Refusal.boxClosed) { try box.checkAsking(at: at(closed)) }
      #expect(throws: Never.self) { try box.checkUpvoting(at: at(closed + 14.9)) }
      #expect(throws: Refusal.arrivedTooLate) { try box.checkUpvoting(at: at(closed + 15)) }
    }
  }

  @Test("closing one that closed by itself keeps the time at which it did")
  func closedTwice() throws {
    let box = try BoxTimes(said: .open, closesAt: at(15)).closed(at: at(40))
    #expect(box.closedSince(at: at(50)) == at(15))
    #expect(try box.closed(at: at(60)) == box)
  }

  @Test("reopened after the session's end it stays open until closed")
  func reopened() throws {
    let box = try BoxTimes(said: .open, closesAt: at(15)).closed(at: at(5))
      .opened(at: at(20), sessionEndsAt: at(0))
    #expect(box == BoxTimes(said: .open, closesAt: nil))
    #expect(box.box(at: at(100_000)) == .open)
  }

  @Test("extending a session moves the closing time with its end")
  func extended() {
    let box = BoxTimes(said: .open, closesAt: at(15))
    #expect(box.sessionEndMoved(to: at(20), at: at(-5)).closesAt == at(35))
  }

  @Test("ending a session early closes the box 15 minutes from now, never in retrospect")
  func ended() {
    let box = BoxTimes(said: .paused, closesAt: at(15))
    #expect(box.sessionEndMoved(to: at(-30), at: at(-30)).closesAt == at(-15))
    #expect(box.sessionEndMoved(to: at(-120), at: at(-30)).closesAt == at(-30))
  }

  @Test("moving a session's end neither opens a closed box nor touches a scheduled one")
  func moved() {
    let closed = BoxTimes(said: .open, closesAt: at(15))
    #expect(closed.sessionEndMoved(to: at(60), at: at(16)) == closed)
    #expect(BoxTimes(said: .scheduled).sessionEndMoved(to: at(60), at: at(0)) == BoxTimes(said: .scheduled))
  }

  @Test("one opened after the end closes by itself where the new end lies ahead")
  func movedAhead() {
    let late = BoxTimes(said: .open, closesAt: nil)
    #expect(late.sessionEndMoved(to: at(60), at: at(30)).closesAt == at(75))
    #expect(late.sessionEndMoved(to: at(20), at: at(30)).closesAt == nil)
  }
}
