internal import API

/// What the phone says of one question: its page, its news, its report; and of a list that has moved.
extension Sentences {
  // MARK: A question's own page

  func pageOfQuestion(_ number: Int) -> String { say("question.page", ["number": "\(number)"]) }
  var allThere: String { say("question.allThere") }
  var promiseInFull: String { say("question.promiseInFull") }
  var report: String { say("question.report") }
  var reportRule: String { say("question.reportRule") }
  var reportIt: String { say("question.reportIt") }
  func reported(held: Bool) -> String { held ? say("question.reportedHeld") : say("question.reported") }

  // MARK: Since the last visit

  var sinceLastVisit: String { say("since.lastVisit") }
  var haveRead: String { say("since.haveRead") }
  func moreNews(_ number: Int) -> String { count("since.more", number) }

  /// What became of a question, as a tag: its kind and its words.
  func became(_ question: API.Question) -> (kind: String, said: String) {
    switch question.answer?.kind {
    case .declined: ("declined", declined)
    case .deferred: ("owed", say("question.deferred"))
    case .live, .written: ("kept", kept)
    case nil: ("owed", owed)
    }
  }

  // MARK: A list that has moved

  var reordered: String { say("list.reordered") }
  func announced(_ text: String) -> String { say("list.announced", ["text": text]) }
}
