internal import API

/// What the pages say of announcements and of feedback.
extension Sentences {
  var announcements: String { say("Annonces", "Announcements") }
  func formerAnnouncements(_ number: Int) -> String {
    count(
      number, ("annonce précédente", "annonces précédentes"),
      ("earlier announcement", "earlier announcements"))
  }

  /// Whose word it is: of speakers their names.
  func from(_ from: String) -> String {
    switch from {
    case "organizers": fromOrganizers
    case "speakers": fromSpeakers
    default: typed(from)
    }
  }
  var fromOrganizers: String { say("L’organisation", "The organizers") }
  var fromSpeakers: String { say("La scène", "The stage") }

  // MARK: Feedback

  var rateSession: String { say("Votre avis sur cette session", "Rate this session") }
  var rateLegend: String { say("Combien d’étoiles ?", "How many stars?") }
  var commentLabel: String { say("Un mot, si vous voulez", "A word, if you like") }
  var feedbackHint: String {
    say(
      "Pour l’organisation et les intervenants, sans votre nom. Vous pourrez changer d’avis.",
      "For the organizers and the speakers, without your name. You can change it later.")
  }

  func stars(_ number: Int) -> String { count(number, ("étoile", "étoiles"), ("star", "stars")) }
  func myStars(_ number: Int) -> String {
    say("Votre avis : \(stars(number)) sur 5", "Your rating: \(stars(number)) out of 5")
  }

  /// `4,3 étoiles sur 5 · 12 avis`
  func averageStars(_ feedback: PublicFeedback) -> String {
    let tenths = Int((feedback.average * 10).rounded())
    let ratings = count(feedback.ratings, ("avis", "avis"), ("rating", "ratings"))
    return say(
      "\(tenths / 10),\(tenths % 10) étoiles sur 5 · \(ratings)",
      "\(tenths / 10).\(tenths % 10) stars out of 5 · \(ratings)")
  }

  var feedbackTooEarly: String {
    say(
      "Votre avis sera le bienvenu dix minutes avant la fin de la session.",
      "Your rating will be welcome ten minutes before the session ends.")
  }
  var chooseStars: String { say("Choisissez de une à cinq étoiles.", "Choose one to five stars.") }
  var commentTooLong: String {
    say(
      "Ce mot est trop long : mille caractères au plus.", "That is too long: at most a thousand characters.")
  }
}
