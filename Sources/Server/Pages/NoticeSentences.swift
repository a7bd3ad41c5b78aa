internal import API

/// What happened, and why something was refused: each says what to do next.
extension Sentences {
  func notice(_ notice: Notice) -> String {
    switch notice {
    case .asked(let number, false, _):
      say("Votre question n°\u{A0}\(number) est publiée.", "Your question no.\u{A0}\(number) is published.")
    case .asked(let number, true, _):
      say(
        "Votre question n°\u{A0}\(number) est reçue : elle sera relue, puis publiée.",
        "Your question no.\u{A0}\(number) has arrived: it will be read, then published.")
    case .edited(false): say("Votre question est modifiée.", "Your question has been changed.")
    case .edited(true):
      say(
        "Votre question est modifiée ; elle sera relue.", "Your question has been changed; it will be read.")
    case .nameTakenOff: say("Votre nom n’est plus affiché.", "Your name is no longer shown.")
    case .joinedWithBadge:
      say("Ce téléphone participe avec votre badge.", "This phone takes part with your badge.")
    case .withdrawn: say("Votre question est retirée.", "Your question has been withdrawn.")
    case .judged: say("Votre avis sur la réponse est noté.", "Your verdict on the answer is noted.")
    case .arrivedTooLate:
      say(
        "Votre voix est arrivée trop tard : elle ne compte plus.",
        "Your vote arrived too late: it no longer counts.")
    }
  }

  var followQuestion: String { say("Suivre cette question", "Follow this question") }
  var keepReceipt: String {
    say(
      "Gardez ce lien : il suffit pour la suivre, la modifier ou la retirer.",
      "Keep this link: it is all you need to follow, change or withdraw it.")
  }

  /// Of a problem as the API answers it: by rule, then by code, then by status.
  func problem(_ problem: API.Problem) -> String {
    if problem.field == "badge" { return badge(problem) }
    if let rule = problem.rule, let sentence = broken(rule: rule, field: problem.field) { return sentence }
    switch problem.code {
    case "box_scheduled":
      return say(
        "Les questions ne sont pas encore ouvertes : gardez la vôtre pour l’ouverture.",
        "Questions are not open yet: keep yours for the opening.")
    case "box_paused":
      return say(
        "Les questions sont en pause : réessayez dans un moment.",
        "Questions are paused: try again in a moment.")
    case "box_closed":
      return say(
        "Les questions sont closes : la vôtre est arrivée trop tard.",
        "Questions are closed: yours arrived too late.")
    case "arrived_too_late": return notice(.arrivedTooLate)
    case "session_cancelled":
      return say(
        "Cette session n’a plus lieu : posez votre question dans une autre.",
        "This session no longer takes place: ask in another one.")
    case "summit_closed":
      return say(
        "Ce sommet est clos : ses pages se lisent encore, rien ne s’y ajoute.",
        "This summit is closed: read on, but nothing can be added.")
    case "question_not_published", "question_not_found":
      return say("Cette question n’est plus publiée.", "This question is no longer published.")
    case "wording_locked":
      return say(
        "Trois personnes l’ont déjà soutenue : son texte ne change plus.",
        "Three others have backed it: its wording is fixed.")
    case "promise_latched":
      return say(
        "Une réponse est due : elle ne peut plus être retirée.",
        "An answer is owed: it can no longer be withdrawn.")
    case "not_upvoter":
      return say(
        "Seules les personnes qui ont soutenu la question jugent la réponse.",
        "Only those who backed the question judge the answer.")
    case "not_answered":
      return say(
        "Il n’y a plus de réponse à juger : rechargez la page.",
        "There is no answer to judge any more: reload the page.")
    case "feedback_too_early": return feedbackTooEarly
    case "attendee_unknown":
      return say(
        "Cet appareil n’est plus connu ici : rechargez la page et recommencez.",
        "This device is no longer known here: reload the page and try again.")
    default: break
    }
    switch problem.status {
    case 404:
      return say("Rien à cette adresse : voyez le programme.", "Nothing at this address: see the programme.")
    case 429:
      return say(
        "C’est beaucoup d’un coup : réessayez dans une minute.",
        "That is a lot at once: try again in a minute.")
    case 503:
      return say(
        "Le service se rétablit : votre texte est gardé, réessayez dans un instant.",
        "The service is recovering: your text is kept, try again in a moment.")
    default:
      return say(
        "Cela n’a pas marché : réessayez, votre texte est gardé.",
        "That did not work: try again, your text is kept.")
    }
  }

  private func badge(_ problem: API.Problem) -> String {
    switch problem.code {
    case "badge_unknown":
      say(
        "Aucun badge de ce sommet n’a ce code : relisez-le, ou demandez à l’accueil.",
        "No badge of this summit has this code: check it, or ask at the desk.")
    case "badge_erased":
      say(
        "Tout ce qui allait avec ce badge a été effacé : demandez-en un autre à l’accueil.",
        "Everything with this badge was erased: ask for another at the desk.")
    case "too_many_badge_tries":
      say(
        "Trop de codes inconnus d’ici : réessayez dans un instant.",
        "Too many unknown codes from here: try again in a moment.")
    default: say("Entrez le code de votre badge.", "Enter your badge’s code.")
    }
  }

  private func broken(rule: String, field: String?) -> String? {
    switch (rule, field) {
    case ("too_short", _):
      say(
        "Votre question est trop courte : dix caractères au moins.",
        "Your question is too short: at least ten characters.")
    case ("too_long", "name"):
      say(
        "Ce nom est trop long : soixante caractères au plus.",
        "That name is too long: at most sixty characters.")
    case ("too_long", "comment"): commentTooLong
    case ("range", "stars"), ("required", "stars"): chooseStars
    case ("too_long", _):
      say(
        "Votre question est trop longue : 280 caractères au plus.",
        "Your question is too long: at most 280 characters.")
    case ("control_character", _), ("format_character", _), ("line_separator", _),
      ("unassigned_character", _):
      say(
        "Un caractère invisible s’y cache : retapez le passage collé.",
        "An invisible character hides in it: retype what was pasted.")
    case ("too_many_combining_marks", _):
      say("Trop de signes sur une même lettre : retirez-en.", "Too many marks on one letter: take some off.")
    default: nil
    }
  }
}
