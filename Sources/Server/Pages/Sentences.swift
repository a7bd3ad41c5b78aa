internal import API

/// Everything the pages say, one property or function a sentence, in both languages: a sentence that lacks one does
/// not compile. French is typeset on the way out.
struct Sentences: Sendable {
  let language: Language

  func say(_ french: String, _ english: String) -> String {
    switch language {
    case .fr: FrenchTypography.set(french)
    case .en: english
    }
  }

  /// `1 voix`, `12 questions`: the number and its noun, which do not break.
  func count(_ number: Int, _ french: (one: String, other: String), _ english: (one: String, other: String))
    -> String
  {
    switch language {
    case .fr:
      "\(self.number(number))\u{A0}\(FrenchTypography.plural(number, french.one, french.other))"
    case .en: "\(self.number(number))\u{A0}\(number == 1 ? english.one : english.other)"
    }
  }

  func number(_ number: Int) -> String {
    switch language {
    case .fr: FrenchTypography.number(number)
    case .en: grouped(number, separator: ",")
    }
  }

  func votes(_ number: Int) -> String { count(number, ("voix", "voix"), ("vote", "votes")) }
  func questions(_ number: Int) -> String {
    count(number, ("question", "questions"), ("question", "questions"))
  }

  /// What a person wrote: as typed, but its spaces before punctuation do not break. On a page in English as well:
  /// only French has such spaces.
  func typed(_ text: String) -> String { FrenchTypography.set(text) }

  /// The text of a question; of a person who was forgotten, nothing is left.
  func question(_ text: String) -> String {
    text.isEmpty ? say("(texte effacé)", "(text erased)") : typed(text)
  }

  // MARK: On every page

  var skipToContent: String { say("Aller au contenu", "Skip to content") }
  var privacy: String { say("Confidentialité", "Privacy") }
  var programme: String { say("Programme", "Programme") }
  var allSummits: String { say("Tous les sommets", "All summits") }
  var readOnPaper: String { say("Lire sur papier", "Paper") }
  var readAtNight: String { say("Lire de nuit", "Night") }
  var motto: String {
    say(
      "Une question que la salle soutient est une réponse due.",
      "A question the room backs is owed an answer.")
  }

  // MARK: Words of the domain

  var noName: String { say("sans nom affiché", "no name shown") }
  var unverified: String { say("non vérifié", "not verified") }
  var live: String { say("en direct", "live") }

  func inTheRoom(_ attendees: Int) -> String {
    say("\(number(attendees)) dans la salle", "\(number(attendees)) in the room")
  }

  func box(_ box: BoxState) -> String {
    switch box {
    case .scheduled: say("questions à venir", "questions later")
    case .open: say("questions ouvertes", "questions open")
    case .paused: say("en pause", "paused")
    case .closed: say("questions closes", "questions closed")
    case .cancelled: say("session annulée", "session cancelled")
    }
  }

  /// `votes`: have of need.
  func seats(_ have: Int, of need: Int) -> String {
    say(
      "\(number(have)) voix sur les \(number(need)) nécessaires",
      "\(number(have)) of the \(number(need)) votes needed")
  }
}

/// A session's question box as its pages show it: a cancelled session's is a state of its own.
enum BoxState: String, Sendable, CaseIterable {
  case scheduled, open, paused, closed, cancelled

  init(_ session: API.Session) {
    self = session.cancelled ? .cancelled : BoxState(rawValue: session.box) ?? .closed
  }
}
