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
