internal import API

/// What the pages about privacy say: short, and true.
extension Sentences {
  var privacyTitle: String { say("Ce qui est gardé, et par qui", "What is kept, and by whom") }

  func controller(_ controller: String?, contact: String?) -> String {
    switch (controller, contact) {
    case (let controller?, let contact?):
      say(
        "Responsable : \(controller). Contact : \(contact).",
        "Responsible: \(controller). Contact: \(contact).")
    case (let controller?, nil): say("Responsable : \(controller).", "Responsible: \(controller).")
    case (nil, let contact?): say("Contact : \(contact).", "Contact: \(contact).")
    case (nil, nil):
      say(
        "L’organisation du sommet est responsable ; demandez-lui à l’accueil.",
        "The summit’s organizers are responsible; ask them at the desk.")
    }
  }

  var noAccount: String {
    say(
      "Pas de compte, pas d’e-mail, pas de mesure d’audience, aucun service tiers.",
      "No account, no e-mail, no analytics, no third party.")
  }

  /// One sentence for each thing that is kept.
  func kept(badges: Bool) -> [String] {
    [
      say(
        "Un jeton dans un cookie de votre téléphone (« tribune_attendee ») : il dit que deux gestes viennent de la même personne, pas laquelle.",
        "A token in a cookie on your phone (“tribune_attendee”): it says that two acts came from one person, not which person."
      ),
      badges
        ? say(
          "Une empreinte du code de votre badge, jamais le code ni votre nom : elle fait qu’un badge signe une fois.",
          "A digest of your badge’s code, never the code or your name: it makes one badge sign once.") : nil,
      say(
        "Vos questions, le nom que vous y mettez si vous en mettez un, ce que vous soutenez, ce que vous signalez, si une réponse vous a répondu et ce que vous pensez d’une session.",
        "Your questions, the name you put on them if you do, what you back, what you report, whether an answer answered you, and what you think of a session."
      ),
      say(
        "La session que vous suivez : ouvrir sa page vous compte dans la salle.",
        "The session you follow: opening its page counts you in the room."),
      say(
        "L’organisation voit ce que fait chaque jeton, pour écarter les votes en rafale ; elle ne voit pas qui le tient.",
        "The organizers see what each token does, to set stuffed votes aside; they do not see who holds it."),
      say(
        "Dans votre navigateur seulement : un brouillon de question et le choix papier ou nuit.",
        "In your browser only: a draft of a question, and paper or night."),
    ].compactMap(\.self)
  }

  func retention(_ days: Int?) -> String {
    guard let days else {
      return say(
        "L’organisation n’a pas fixé de durée : demandez l’effacement quand vous voulez.",
        "The organizers have set no period: ask for erasure whenever you like.")
    }
    let period = count(days, ("jour", "jours"), ("day", "days"))
    return say(
      "\(period) après le sommet, ou après votre arrivée si elle est plus tardive, ce que vous avez écrit et soutenu n’est plus relié à vous ; les comptes et les mots restent.",
      "\(period) after the summit, or after you joined where that was later, what you wrote and backed is unlinked from you; counts and words stay."
    )
  }

  var ledgerKeeps: String {
    say(
      "Le registre public ne contient que des empreintes de textes : vos mots peuvent être effacés, la chaîne se vérifie encore.",
      "The public ledger holds only digests of texts: your words can be erased and the chain still verifies.")
  }
  var keptTitle: String { say("Ce qui est gardé", "What is kept") }
  var durationTitle: String { say("Combien de temps", "For how long") }
  var whoTitle: String { say("Qui en répond", "Who answers for it") }
  var seeAndErase: String {
    say("Voir ce qui est gardé de moi, et l’effacer", "See what is held about me, and erase it")
  }

  // MARK: What is held about the reader

  var heldTitle: String { say("Ce qui est gardé de vous", "What is held about you") }
  var heldNothing: String {
    say(
      "Rien : ce téléphone n’a pas participé à ce sommet.",
      "Nothing: this phone has taken no part in this summit.")
  }
  func joined(at: API.Timestamp, now: API.Timestamp, badge: Bool) -> String {
    let when = moment(at, now: now)
    return badge
      ? say(
        "Ce téléphone participe avec un badge depuis \(when).",
        "This phone has taken part with a badge since \(when).")
      : say("Ce téléphone participe depuis \(when).", "This phone has taken part since \(when).")
  }
  var heldQuestions: String { say("Vos questions", "Your questions") }
  var heldUpvotes: String { say("Ce que vous soutenez", "What you back") }
  var heldReports: String { say("Ce que vous avez signalé", "What you reported") }
  var heldVerdicts: String { say("Vos avis sur les réponses", "Your verdicts on answers") }
  var heldRatings: String { say("Vos notes de sessions", "Your ratings of sessions") }
  var heldVisits: String { say("Les sessions que vous avez ouvertes", "Sessions you opened") }
  var heldYes: String { say("cela a répondu", "it answered") }
  var heldNo: String { say("cela n’a pas répondu", "it did not answer") }

  var eraseTitle: String { say("Tout effacer", "Erase everything") }
  var eraseMeans: String {
    say(
      "Vos questions sont retirées et leurs mots effacés, sauf celles à qui une réponse est due : elles sont à celles et ceux qui les soutiennent, et restent sans nom. Vos voix comptent encore, sans vous. Votre badge ne servira plus.",
      "Your questions are withdrawn and their words erased, except those that are owed an answer: they belong to those who back them, and stay without a name. Your votes still count, without you. Your badge will not work again."
    )
  }
  var eraseConfirm: String { say("Oui, pour de bon", "Yes, for good") }
  var eraseButton: String { say("Effacer", "Erase") }
  var eraseUnconfirmed: String {
    say(
      "Cochez la case pour confirmer : rien n’a été effacé.", "Tick the box to confirm: nothing was erased.")
  }
  var erased: String {
    say(
      "C’est effacé. Ce téléphone n’est plus personne ici.",
      "It is erased. This phone is nobody here any more.")
  }
}
