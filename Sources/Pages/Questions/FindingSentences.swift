/// What the pages say of finding a question among others, and where none is found.
extension Sentences {
  var find: String { say("finding.find") }
  var search: String { say("finding.search") }
  var searchLabel: String { say("finding.searchLabel") }
  var searchPlaceholder: String { say("finding.searchPlaceholder") }
  var filter: String { say("finding.filter") }
  var allQuestions: String { say("finding.all") }
  var owedFilter: String { say("finding.owed") }
  var answeredFilter: String { say("finding.answered") }
  var askedByMe: String { say("finding.askedByMe") }
  var signedByMe: String { say("finding.signedByMe") }

  /// `3 questions pour « promesse »`; without their number where this is not all of them.
  func found(_ number: Int, _ words: String, more: Bool = false) -> String {
    if more { return say("finding.foundMany", ["words": words]) }
    return say("finding.found", ["questions": questions(number), "words": words])
  }
  var listMore: String { say("finding.more") }
  var listStart: String { say("finding.start") }
  var showAll: String { say("finding.showAll") }

  var nothingFound: String { say("finding.nothingFound") }
  var nothingOwed: String { say("finding.nothingOwed") }
  var nothingAnswered: String { say("finding.nothingAnswered") }
  var nothingSigned: String { say("finding.nothingSigned") }
}
