internal import API

/// What the pages say of promises, answers and verdicts.
extension Sentences {
  /// `Due par Ana Exemple (échéance : 13 juin, 10 h 15).`
  func owed(_ promise: API.Promise, now: Timestamp) -> String {
    let who = typed(promise.owedBy)
    guard promise.overdue else {
      let date = moment(promise.dueAt, now: now)
      return say("Réponse due par \(who) (échéance : \(date)).", "\(who) owes the answer (due \(date)).")
    }
    let date = moment(min(promise.firstDueAt, promise.dueAt), now: now)
    return say(
      "Réponse due par \(who), en retard (échéance : \(date)).", "\(who) owes the answer, late (due \(date))."
    )
  }

  func answered(_ answer: API.Answer, now: Timestamp) -> String {
    let when = moment(answer.answeredAt, now: now)
    return switch answer.kind {
    case "live": say("Répondu sur scène, \(when)", "Answered on stage, \(when)")
    case "deferred": say("Réponse reportée, \(when)", "Answer deferred, \(when)")
    case "declined": say("Réponse refusée, \(when)", "Answer declined, \(when)")
    default: say("Réponse écrite, \(when)", "Written answer, \(when)")
    }
  }

  func deferredUntil(_ date: Timestamp, now: Timestamp) -> String {
    say("Promise pour : \(moment(date, now: now)).", "Promised for \(moment(date, now: now)).")
  }

  /// As whom it was given, and since when it is in other words.
  func answeredBy(_ answer: API.Answer, now: Timestamp) -> String {
    let who =
      switch answer.by {
      case "speaker": say("Par la scène", "By the speakers")
      case "organisation": say("Par l’organisation interrogée", "By the organisation asked")
      default: say("Au nom du sommet", "For the summit")
      }
    guard let edited = answer.editedAt else { return "\(who)." }
    let when = moment(edited, now: now)
    return who + say(" · modifiée, \(when)", " · edited, \(when)")
  }

  func declinedBecause(_ reason: String) -> String {
    switch reason {
    case "confidential": say("Motif : confidentiel.", "Reason: confidential.")
    case "legal": say("Motif : juridique.", "Reason: legal.")
    case "not_ours": say("Motif : ne relève pas d’eux.", "Reason: not theirs to answer.")
    case "unknown": say("Motif : réponse inconnue.", "Reason: they do not know.")
    default: say("Sans commentaire.", "No comment.")
    }
  }

  // MARK: Verdicts

  var didItAnswer: String { say("Cela répond-il à la question ?", "Did this answer the question?") }
  var yes: String { say("Oui", "Yes") }
  var no: String { say("Non", "No") }
  var disputed: String { say("réponse contestée", "disputed") }

  func verdicts(_ verdicts: API.Verdicts) -> String {
    say(
      "Selon celles et ceux qui l’ont soutenue : \(number(verdicts.yes)) oui, \(number(verdicts.no)) non.",
      "Those who backed it say: \(number(verdicts.yes)) yes, \(number(verdicts.no)) no.")
  }
}
