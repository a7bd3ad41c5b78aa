internal import API

/// What the pages of organisations and of the organizers say.
extension Sentences {
  var organisationsTitle: String { say("À qui demander", "Whom to ask") }
  var organisationsIntro: String {
    say(
      "Les organisations présentes qui répondent en leur nom, et celles et ceux qui organisent le sommet.",
      "Organisations here that answer in their own name, and those who organize the summit.")
  }
  var organisationIntro: String {
    say(
      "Répond en son nom aux questions que vous soutenez.",
      "Answers the questions that you back, in its own name.")
  }
  var toTheOrganizers: String { say("À l’organisation du sommet", "To the organizers of the summit") }
  var onTheBoard: String { say("Au tableau des réponses dues", "On the board of answers owed") }

  /// How many votes oblige an answer, where that is known.
  func stateOfAsking(_ threshold: Int?) -> String? {
    threshold.map {
      say("\(votes($0)) obligent à publier une réponse.", "\(votes($0)) oblige a published answer.")
    }
  }

  /// For the modules that ask and sign.
  var wordsOfQuestions: [String: String] {
    [
      "reconnecting": reconnecting, "upvoteWaits": upvoteWaits, "questionWaits": questionWaits,
      "sending": sending, "tooLate": notice(.arrivedTooLate),
      "failed": problem(API.Problem(status: 500, code: "", title: "")),
      "gone": problem(API.Problem(status: 409, code: "question_not_published", title: "")),
      "seats": seats(1, of: 2).replacing("1", with: "#").replacing("2", with: "@"),
    ]
  }
}
