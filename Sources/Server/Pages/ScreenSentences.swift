internal import API

/// What the wall says.
extension Sentences {
  var wall: String { say("écran", "screen") }
  var askYours: String { say("Posez votre question", "Ask your question") }
  var joinCode: String { say("Code à scanner pour poser une question", "Code to scan to ask a question") }
  var wallOffline: String { say("Hors ligne, reconnexion…", "Offline, reconnecting…") }
  var wallOwed: String { say("Une réponse est due", "An answer is owed") }
  var wallMoment: String {
    say("La salle l’a voulu : une réponse est due.", "The room asked: an answer is owed.")
  }

  func wallMissing(_ votes: Int) -> String {
    say("encore \(number(votes)) pour une réponse", "\(number(votes)) more for an answer")
  }

  /// Where a question stands: its promise, or how far it is from one.
  func wallStanding(_ question: API.LiveQuestion) -> String {
    if let promise = question.promise {
      return promise.state == "owed" && !promise.overdue ? wallOwed : self.promise(promise) ?? ""
    }
    guard let threshold = question.threshold, threshold > question.upvotes else { return "" }
    return wallMissing(threshold - question.upvotes)
  }

  func wallAfter(_ box: BoxState) -> String {
    switch box {
    case .open:
      say("Ce qui est promis reste public après la salle.", "What is promised stays public after the room.")
    case .scheduled:
      say(
        "Scannez déjà le code : la page s’ouvrira avec elles.",
        "Scan the code now: your page will open with them.")
    case .paused: say("Les voix comptent toujours.", "Votes still count.")
    case .closed:
      say(
        "Ce qui est promis reste public, à la même adresse.",
        "What was promised stays public, at the same address.")
    case .cancelled: say("Voyez le programme pour la suite.", "See the programme for what comes next.")
    }
  }

  func wallEmpty(_ box: BoxState) -> String {
    switch box {
    case .open: say("Posez la première question.", "Ask the first question.")
    case .scheduled: say("Les questions ouvrent avec la session.", "Questions open with the session.")
    case .paused: say("Les questions reprennent bientôt.", "Questions resume soon.")
    case .closed: say("Merci. À la prochaine session.", "Thank you. See you at the next session.")
    case .cancelled: say("Cette session n’a plus lieu.", "This session no longer takes place.")
    }
  }
}
