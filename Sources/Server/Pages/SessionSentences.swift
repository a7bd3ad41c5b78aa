internal import API

/// What the session's page on a phone says.
extension Sentences {
  var questionsTab: String { say("Questions", "Questions") }
  var mineTab: String { say("Les miennes", "Mine") }
  var topFirst: String { say("Les plus soutenues", "Most backed") }
  var newFirst: String { say("Les plus récentes", "Newest") }
  var order: String { say("Ordre", "Order") }
  var fresh: String { say("nouvelle", "new") }
  var askQuestion: String { say("Poser une question", "Ask a question") }

  func vouched(_ number: Int) -> String {
    say("Soutenir la question \(number) :", "Back question \(number):")
  }

  // MARK: The sentence over the list: what holds now, and what to do

  /// Owed by the summit's organizers until the speaker or organisation addressed accepted.
  func thresholdPromise(_ threshold: Int) -> String {
    say(
      "\(votes(threshold)) : l’organisation s’engage à publier une réponse.",
      "\(votes(threshold)): the organizers commit to publishing an answer.")
  }
  var thresholdAfter: String {
    say("Elle reste due après la salle, en public.", "It stays owed after the room has emptied, in public.")
  }
  var reviewedFirst: String {
    say("Chaque question est relue avant d’être publiée.", "Every question is read before it is published.")
  }

  func stateTitle(_ session: API.Session, box: BoxState, now: Timestamp) -> String {
    switch box {
    case .scheduled where now > session.endsAt:
      say("Cette session est passée sans questions.", "This session is over; it took no questions.")
    case .scheduled: say("Les questions ne sont pas encore ouvertes.", "Questions are not open yet.")
    case .open:
      session.threshold.map(thresholdPromise) ?? say("Les questions sont ouvertes.", "Questions are open.")
    case .paused: say("Pause : pas de nouvelle question pour l’instant.", "Paused: no new questions for now.")
    case .closed: say("Les questions sont closes.", "Questions are closed.")
    case .cancelled: say("Cette session n’a plus lieu.", "This session no longer takes place.")
    }
  }

  /// What to do about it, in one sentence.
  func stateAdvice(_ session: API.Session, box: BoxState, takesUpvotes: Bool, now: Timestamp) -> String {
    switch box {
    case .scheduled where now > session.endsAt:
      say("Le programme dit ce qui vient.", "The programme says what comes next.")
    case .scheduled where now > session.startsAt:
      say(
        "La session a commencé : gardez cette page, elle suivra.",
        "The session has begun: keep this page, it will follow.")
    case .scheduled:
      say(
        "Revenez pour la session, à \(moment(session.startsAt, now: now)) : l’adresse reste la même.",
        "Come back for the session, at \(moment(session.startsAt, now: now)): the address stays the same.")
    case .open: session.moderation == "reviewed" ? reviewedFirst : thresholdAfter
    case .paused:
      say(
        "Soutenez celles que vous voulez entendre : les voix comptent toujours.",
        "Back the ones you want to hear: votes still count.")
    case .closed where takesUpvotes:
      say(
        "Les voix comptent encore quelques minutes : c’est le moment.",
        "Votes still count for a few minutes: now is the time.")
    case .closed:
      say(
        "Relisez-les ici : ce qui est promis reste dû, en public.",
        "Read them here: what was promised stays owed, in public.")
    case .cancelled:
      say(
        "Ses questions sont gardées ; choisissez une autre session au programme.",
        "Its questions are kept; pick another session from the programme.")
    }
  }

  // MARK: Empty

  func nothingAsked(_ box: BoxState, isOver: Bool) -> String {
    switch box {
    case .scheduled where isOver: say("Aucune question n’a été posée.", "No question was asked.")
    case .open: say("Aucune question encore : posez la première.", "No question yet: ask the first.")
    case .scheduled: say("Préparez la vôtre pour l’ouverture.", "Have yours ready for the opening.")
    case .paused, .closed, .cancelled: say("Aucune question n’a été posée.", "No question was asked.")
    }
  }
  var nothingMine: String {
    say(
      "Vous n’avez encore rien demandé ici : vos questions seront gardées sous cet onglet.",
      "You have not asked anything here yet: your questions will be kept under this tab.")
  }

  // MARK: Asking

  var yourQuestion: String { say("Votre question", "Your question") }
  var yourName: String { say("Votre nom, si vous voulez qu’il s’affiche", "Your name, if you want it shown") }
  var nameHint: String {
    say(
      "Sinon : « sans nom affiché ». Vous pourrez le retirer.",
      "Otherwise “no name shown”. You can take it off later.")
  }
  var lengthHint: String {
    say("Une seule question, de 10 à 280 caractères.", "One question, 10 to 280 characters.")
  }
  var similarAsked: String {
    say("Déjà posées, et proches de la vôtre :", "Asked already, and close to yours:")
  }
  var similarOnes: String { say("Des questions proches :", "Similar questions:") }
  var signInstead: String { say("Soutenir plutôt celle-ci", "Back this one instead") }
  var signedAlready: String { say("Vous la soutenez déjà", "You back it already") }
  func numbered(_ number: String) -> String { say("n°\u{A0}\(number)", "no.\u{A0}\(number)") }
  func signedInstead(_ number: String) -> String {
    say(
      "Votre voix compte pour la question n°\u{A0}\(number) ; votre texte n’a pas été envoyé.",
      "Your vote counts for question no.\u{A0}\(number); your text was not sent.")
  }
  var send: String { say("Envoyer", "Send") }
  var cancel: String { say("Fermer", "Close") }
  func responsible(_ controller: String?) -> String {
    guard let controller else {
      return say("Sans compte, sans e-mail, sans tiers.", "No account, no e-mail, no third party.")
    }
    return say(
      "Sans compte, sans e-mail, sans tiers. Responsable : \(controller).",
      "No account, no e-mail, no third party. Responsible: \(controller).")
  }

  // MARK: A question

  func state(of question: API.Question) -> String? {
    switch question.state {
    case "pending": say("en relecture, visible de vous seul", "being read, shown to you alone")
    case "rejected": say("non publiée", "not published")
    case "hidden": say("masquée", "hidden")
    case "withdrawn": say("retirée par vous", "withdrawn by you")
    case "merged": say("réunie avec une autre", "joined with another")
    default: nil
    }
  }
  func joined(_ survivor: API.Survivor) -> String {
    say("réunie avec la n°\u{A0}\(survivor.number)", "joined with no.\u{A0}\(survivor.number)")
  }
  var corrected: String { say("corrigée", "corrected") }
  var edited: String { say("modifiée", "edited") }
  var owed: String { say("réponse due", "answer owed") }
  var overdue: String { say("réponse en retard", "answer late") }
  var kept: String { say("réponse donnée", "answered") }
  var declined: String { say("réponse refusée", "answer declined") }
  var void: String { say("promesse annulée", "promise void") }
  var onStageNow: String { say("sur scène", "on stage") }

  func promise(_ promise: API.Promise) -> String? {
    switch promise.state {
    case "owed": promise.overdue ? overdue : owed
    case "kept": kept
    case "declined": declined
    case "void": void
    default: nil
    }
  }

  func curatedBecause(_ reason: String) -> String {
    switch reason {
    case "duplicate": say("Déjà posée : soutenez l’autre.", "Already asked: back the other one.")
    case "off_topic": say("Hors sujet de la session.", "Off this session’s topic.")
    case "offensive": say("Propos blessants.", "Offensive.")
    case "personal": say("Met en cause une personne.", "About a private person.")
    case "advertising": say("Publicité.", "Advertising.")
    case "unclear": say("Pas assez claire : vous pouvez la récrire.", "Not clear enough: you may rewrite it.")
    case "answered_before": say("Une réponse a déjà été donnée.", "It has been answered before.")
    default: reason
    }
  }

  // MARK: What the modules say

  func newQuestions(_ number: Int) -> String {
    count(number, ("nouvelle question", "nouvelles questions"), ("new question", "new questions"))
  }
  var reconnecting: String {
    say(
      "Hors ligne. Reconnexion… Ce que vous lisez peut avoir vieilli.",
      "Offline. Reconnecting… What you read may be old.")
  }
  var upvoteWaits: String {
    say(
      "Votre voix n’est pas encore partie : elle partira dès que le réseau revient.",
      "Your vote has not left yet: it will as soon as the network is back.")
  }
  var questionWaits: String {
    say(
      "Hors ligne : votre question est gardée ici et partira dès que le réseau revient.",
      "Offline: your question is kept here and will leave as soon as the network is back.")
  }
  var sending: String { say("Envoi…", "Sending…") }
}
