/// Sentences into which the modules of a page put numbers themselves: where `#` stands, and a second one at `@`.
extension Sentences {
  var oneVotePattern: String { pattern("page.votes", .one) }
  var votesPattern: String { pattern("page.votes", .other) }
  var newQuestionsPattern: String { pattern("session.newQuestions", .other) }
  var seatsPattern: String { say("page.seats", ["have": "#", "need": "@"]) }
  var inTheRoomPattern: String { say("page.inTheRoom", ["attendees": "#"]) }
  var wallMissingPattern: String { say("screen.missing", ["votes": "#"]) }
  var shortHeadPattern: String { "\(ledger) #:@" }
}
