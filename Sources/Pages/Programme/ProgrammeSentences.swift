internal import API

/// What the programme, the list of summits and the small pages say.
extension Sentences {
  var summitsTitle: String { say("summits.title") }
  var noSummit: String { say("summits.none") }
  var now: String { say("programme.now") }
  var noSession: String { say("programme.noSession") }
  var closedSummit: String { say("programme.closedSummit") }

  // MARK: Receipt

  var receiptTitle: String { say("receipt.title") }
  var receiptPrivate: String { say("receipt.private") }

  func becameOf(_ question: API.Question) -> String {
    if let answer = question.answer, question.promise?.state != .owed {
      return switch answer.kind {
      case .declined: say("receipt.became.declined")
      case .deferred: say("receipt.became.deferred")
      case .live, .written: say("receipt.became.answered")
      }
    }
    switch question.state {
    case .pending: return say("receipt.became.pending")
    case .rejected: return say("receipt.became.rejected")
    case .hidden: return say("receipt.became.hidden")
    case .withdrawn: return say("receipt.became.withdrawn")
    case .merged:
      let with = question.mergedInto.map(joined) ?? say("session.state.merged")
      return say("receipt.became.merged", ["with": with])
    case .published: break
    }
    if question.promise?.state == .owed {
      return say("receipt.became.owed")
    }
    guard let threshold = question.threshold, threshold > question.upvotes else {
      return say("receipt.became.published")
    }
    let missing = threshold - question.upvotes
    return say("receipt.became.missing", ["votes": votes(missing)])
  }

  var change: String { say("receipt.change") }
  var saveChange: String { say("receipt.saveChange") }
  var takeNameOff: String { say("receipt.takeNameOff") }
  var takeNameOffHint: String { say("receipt.takeNameOffHint") }
  var withdraw: String { say("receipt.withdraw") }
  var withdrawHint: String { say("receipt.withdrawHint") }
  var wordingFixed: String { say("receipt.wordingFixed") }

  // MARK: Errors

  func errorTitle(_ status: Int) -> String {
    switch status {
    case 400: say("error.title.400")
    case 403: say("error.title.403")
    case 404: say("error.title.404")
    case 405: say("error.title.405")
    case 429: say("error.title.429")
    case 503: say("error.title.503")
    default: say("error.title.other")
    }
  }
  func errorAdvice(_ status: Int) -> String {
    switch status {
    case 400, 405: say("error.advice.400")
    case 403: say("error.advice.403")
    case 404: say("error.advice.404")
    case 429: say("error.advice.429")
    case 503: say("error.advice.503")
    default: say("error.advice.other")
    }
  }
  var reload: String { say("error.reload") }
}
