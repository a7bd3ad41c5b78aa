internal import API

/// What the programme, the list of summits and the small pages say.
extension Sentences {
  var summitsTitle: String { say("Sommets", "Summits") }
  var noSummit: String {
    say(
      "Aucun sommet encore : l’organisation en importe un avec « tribune programme import ».",
      "No summit yet: organizers import one with “tribune programme import”.")
  }
  var now: String { say("En ce moment", "Now") }
  var noSession: String {
    say(
      "Le programme n’est pas encore publié : revenez bientôt.",
      "The programme is not out yet: come back soon.")
  }
  var closedSummit: String {
    say("Ce sommet est clos : tout se lit encore.", "This summit is closed: everything can still be read.")
  }

  // MARK: Receipt

  var receiptTitle: String { say("Ma question", "My question") }
  var receiptPrivate: String {
    say(
      "Cette adresse est la vôtre : qui l’a peut modifier ou retirer la question.",
      "This address is yours: whoever has it can change or withdraw the question.")
  }

  func becameOf(_ question: API.Question) -> String {
    if let answer = question.answer, question.promise?.state != "owed" {
      return switch answer.kind {
      case "declined":
        say("Une réponse a été refusée, avec un motif.", "An answer was declined, with a reason.")
      case "deferred":
        say("La réponse est reportée ; elle reste due.", "The answer is deferred; it is still owed.")
      default: say("Elle a eu sa réponse.", "It has its answer.")
      }
    }
    switch question.state {
    case "pending":
      return say(
        "Elle attend d’être relue ; vous seul la voyez.", "It waits to be read; only you can see it.")
    case "rejected": return say("Elle n’a pas été publiée.", "It was not published.")
    case "hidden": return say("Elle a été masquée.", "It has been hidden.")
    case "withdrawn": return say("Vous l’avez retirée.", "You withdrew it.")
    case "merged":
      let with = question.mergedInto.map(joined) ?? say("réunie avec une autre", "joined with another")
      return say("Elle est \(with), et ses voix aussi.", "It was \(with), and its votes too.")
    default: break
    }
    if question.promise?.state == "owed" {
      return say("Le seuil est passé : une réponse est due.", "It passed the threshold: an answer is owed.")
    }
    guard let threshold = question.threshold, threshold > question.upvotes else {
      return say("Elle est publiée.", "It is published.")
    }
    let missing = threshold - question.upvotes
    return say(
      "Elle est publiée ; \(votes(missing)) encore, et une réponse sera due.",
      "It is published; \(votes(missing)) more and an answer will be owed.")
  }

  var change: String { say("Modifier", "Change") }
  var saveChange: String { say("Enregistrer", "Save") }
  var takeNameOff: String { say("Retirer mon nom", "Take my name off") }
  var takeNameOffHint: String {
    say("La question reste, « sans nom affiché ».", "The question stays, with “no name shown”.")
  }
  var withdraw: String { say("Retirer la question", "Withdraw the question") }
  var withdrawHint: String {
    say("Elle quitte la liste et le mur pour de bon.", "It leaves the list and the wall for good.")
  }
  var wordingFixed: String {
    say(
      "Son texte ne change plus : d’autres l’ont soutenue telle quelle.",
      "Its wording is fixed: others backed it as it is.")
  }

  // MARK: Privacy

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
  var kept1: String {
    say(
      "Un jeton dans un cookie de votre téléphone (« tribune_attendee ») : il dit que deux gestes viennent de la même personne, pas laquelle.",
      "A token in a cookie on your phone (“tribune_attendee”): it says that two acts came from one person, not which person."
    )
  }
  var kept2: String {
    say(
      "Vos questions, le nom que vous y mettez si vous en mettez un, ce que vous soutenez, et votre avis sur les sessions.",
      "Your questions, the name you put on them if you do, what you back, and how you rate sessions.")
  }
  var kept3: String {
    say(
      "La session que vous suivez : ouvrir sa page vous compte dans la salle.",
      "The session you follow: opening its page counts you in the room.")
  }
  var kept4: String {
    say(
      "Dans votre navigateur seulement : un brouillon de question et le choix papier ou nuit.",
      "In your browser only: a draft of a question, and paper or night.")
  }
  func retention(_ days: Int?) -> String {
    guard let days else {
      return say(
        "L’organisation n’a pas fixé de durée : demandez l’effacement quand vous voulez.",
        "The organizers have set no period: ask for erasure whenever you like.")
    }
    return say(
      "\(count(days, ("jour", "jours"), ("day", "days"))) après le sommet, ce que vous avez écrit et soutenu n’est plus relié à vous ; les comptes restent.",
      "\(count(days, ("jour", "jours"), ("day", "days"))) after the summit, what you wrote and backed is unlinked from you; counts stay."
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

  // MARK: Errors

  func errorTitle(_ status: Int) -> String {
    switch status {
    case 400: say("Cette demande n’a pas été comprise.", "That request made no sense.")
    case 403: say("Ce geste n’est pas permis d’ici.", "That is not allowed from here.")
    case 404: say("Rien à cette adresse.", "Nothing at this address.")
    case 405: say("Cette adresse ne fait pas cela.", "This address does not do that.")
    case 429: say("C’est beaucoup d’un coup.", "That is a lot at once.")
    case 503: say("Tribune reprend son souffle.", "Tribune is catching its breath.")
    default: say("Quelque chose a cassé.", "Something broke.")
    }
  }
  func errorAdvice(_ status: Int) -> String {
    switch status {
    case 400, 405: say("Revenez en arrière et recommencez.", "Go back and try again.")
    case 403:
      say(
        "Ouvrez la page dans ce navigateur, puis recommencez.",
        "Open the page in this browser, then try again.")
    case 404:
      say(
        "Vérifiez l’adresse à l’écran, ou partez du programme.",
        "Check the address on the wall, or start from the programme.")
    case 429: say("Réessayez dans une minute.", "Try again in a minute.")
    case 503:
      say(
        "La base de données est injoignable ; rien n’est perdu. Rechargez dans quelques secondes.",
        "The database is out of reach; nothing is lost. Reload in a few seconds.")
    default: say("C’est noté de notre côté ; rechargez la page.", "It is noted on our side; reload the page.")
    }
  }
  var reload: String { say("Recharger", "Reload") }
}
