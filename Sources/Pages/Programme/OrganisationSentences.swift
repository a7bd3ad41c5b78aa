internal import API

/// What the pages of organisations and of the organizers say.
extension Sentences {
  var organisationsTitle: String { say("organisation.organisationsTitle") }
  var organisationsIntro: String { say("organisation.organisationsIntro") }
  var organisationIntro: String { say("organisation.intro") }
  var toTheOrganizers: String { say("organisation.toTheOrganizers") }
  var onTheBoard: String { say("organisation.onTheBoard") }

  /// How many votes oblige an answer, where that is known.
  func stateOfAsking(_ threshold: Int?) -> String? {
    threshold.map { count("organisation.stateOfAsking", $0) }
  }

  /// For the modules that ask and sign.
  var wordsOfQuestions: [String: String] {
    [
      "reconnecting": reconnecting, "upvoteWaits": upvoteWaits, "questionWaits": questionWaits,
      "sending": sending, "liveAsks": liveAsks, "tooLate": notice(.arrivedTooLate),
      "failed": problem(API.Problem(status: 500, code: "", title: "")),
      "gone": problem(API.Problem(status: 409, code: "question_not_published", title: "")),
      "seats": seatsPattern, "noun": voteNoun(1), "nouns": voteNoun(2),
    ].merging(wordsOfOutbox) { $1 }
  }
}
