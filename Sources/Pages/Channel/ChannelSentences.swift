internal import API

/// What the pages say of announcements and of feedback.
extension Sentences {
  var announcements: String { say("channel.announcements") }
  func formerAnnouncements(_ number: Int) -> String { count("channel.formerAnnouncements", number) }

  /// Whose word it is: of speakers their names.
  func from(_ from: String) -> String {
    switch from {
    case "organizers": fromOrganizers
    case "speakers": fromSpeakers
    default: typed(from)
    }
  }
  var fromOrganizers: String { say("channel.fromOrganizers") }
  var fromSpeakers: String { say("channel.fromSpeakers") }

  // MARK: Feedback

  var rateSession: String { say("channel.rateSession") }
  var rateLegend: String { say("channel.rateLegend") }
  var commentLabel: String { say("channel.commentLabel") }
  var feedbackHint: String { say("channel.feedbackHint") }

  func stars(_ number: Int) -> String { count("channel.stars", number) }
  func myStars(_ number: Int) -> String { say("channel.myStars", ["stars": stars(number)]) }

  /// `4,3 étoiles sur 5 · 12 avis`
  func averageStars(_ feedback: PublicFeedback) -> String {
    let tenths = Int((feedback.average * 10).rounded())
    let ratings = count("channel.ratings", feedback.ratings)
    let average = say("number.decimal", ["whole": "\(tenths / 10)", "tenths": "\(tenths % 10)"])
    return count("channel.averageStars", tenths / 10, ["average": average, "ratings": ratings])
  }

  var feedbackTooEarly: String { say("channel.feedbackTooEarly") }
  var chooseStars: String { say("channel.chooseStars") }
  var commentTooLong: String { say("channel.commentTooLong") }
}
