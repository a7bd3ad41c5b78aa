internal import API

/// What the wall says.
extension Sentences {
  var wall: String { say("screen.wall") }
  /// Over the address: what it is good for.
  func wallInvitation(_ box: Box?) -> String {
    box == .closed || box == nil ? say("screen.readAll") : say("screen.askYours")
  }
  var joinCode: String { say("screen.joinCode") }
  var wallOwed: String { say("screen.owed") }
  var wallMoment: String { say("screen.moment") }

  func wallMissing(_ votes: Int) -> String { say("screen.missing", ["votes": number(votes)]) }

  /// Where a question stands: its promise, or how far it is from one.
  func wallStanding(_ question: API.LiveQuestion) -> String {
    if let promise = question.promise {
      return promise.state == .owed && !promise.overdue ? wallOwed : self.promise(promise)
    }
    guard let threshold = question.threshold, threshold > question.upvotes else { return "" }
    return wallMissing(threshold - question.upvotes)
  }

  func wallAfter(_ box: Box?) -> String {
    switch box {
    case .open: say("screen.after.open")
    case .scheduled: say("screen.after.scheduled")
    case .paused: say("screen.after.paused")
    case .closed: say("screen.after.closed")
    case nil: say("screen.after.cancelled")
    }
  }

  func wallEmpty(_ box: Box?) -> String {
    switch box {
    case .open: say("screen.empty.open")
    case .scheduled: say("screen.empty.scheduled")
    case .paused: say("screen.empty.paused")
    case .closed: say("screen.empty.closed")
    case nil: say("screen.empty.cancelled")
    }
  }
}
