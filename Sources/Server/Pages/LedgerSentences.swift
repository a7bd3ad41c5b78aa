internal import API

/// What the ledger's page says.
extension Sentences {
  var ledgerTitle: String { say("Le registre public", "The public ledger") }
  var ledgerIntro: String {
    say(
      "Tout ce qui a été décidé, dans l’ordre. Rien ne s’y efface : chaque entrée est scellée avec celle d’avant.",
      "Everything that was decided, in order. Nothing is erased: each entry is sealed with the one before.")
  }
  var ledgerNothing: String { say("Rien n’a encore été décidé.", "Nothing has been decided yet.") }
  var ledgerBytes: String { say("Octets scellés", "Sealed bytes") }
  var older: String { say("Plus anciennes", "Older") }
  var verifyTitle: String { say("Vérifier", "Verify it") }
  var verifyRule: String {
    say(
      "L’empreinte d’une entrée est SHA-256 sur les 32 octets de l’empreinte d’avant (des zéros pour la première), puis les octets UTF-8 de l’entrée.",
      "An entry’s hash is SHA-256 over the 32 bytes of the hash before (zeros for the first), then the entry’s UTF-8 bytes."
    )
  }
  var verifyHead: String {
    say(
      "Qui a noté la tête du registre peut prouver plus tard que rien n’en a été coupé :",
      "Whoever noted the ledger’s head can prove later that nothing was cut off:")
  }

  /// What an entry says, as a sentence; nil for a kind that this page does not know.
  func story(_ entry: LedgerStory, _ places: LedgerPlaces) -> String? {
    let teller = LedgerTeller(entry: entry, places: places, sentences: self)
    return teller.ofBoxes ?? teller.ofPromises ?? teller.ofQuestions ?? teller.ofAnswers ?? teller.ofPeople
  }
}

/// Says one entry, one group of kinds at a time.
private struct LedgerTeller {
  let entry: LedgerStory
  let places: LedgerPlaces
  let sentences: Sentences

  private func say(_ french: String, _ english: String) -> String { sentences.say(french, english) }

  // MARK: Sessions, organisations, the summit

  var ofBoxes: String? {
    switch entry.kind {
    case "box.opened":
      let threshold = entry.number("threshold").map(sentences.votes) ?? "?"
      return say(
        "\(session) : les questions sont ouvertes ; \(threshold) obligent à répondre.",
        "\(session): questions are open; \(threshold) oblige an answer.")
    case "box.paused":
      return say("\(session) : pause, les voix comptent.", "\(session): paused, votes count.")
    case "box.closed":
      return say(
        "\(session) : les questions sont closes\(at("closedAt", " depuis le ")).",
        "\(session): questions closed\(at("closedAt", " on ")).")
    case "threshold.lowered":
      return say(
        "\(asked) : le seuil est abaissé de \(number("from")) à \(number("to")) voix.",
        "\(asked): the threshold is lowered from \(number("from")) to \(number("to")) votes.")
    case "session.cancelled": return say("\(session) n’a plus lieu.", "\(session) no longer takes place.")
    case "session.restored": return say("\(session) a lieu de nouveau.", "\(session) takes place again.")
    case "session.accepted":
      return say(
        "\(session) : on y répondra en son nom.", "\(session): its speakers will answer in their name.")
    case "organisation.accepted":
      return say(
        "\(organisation) accepte de répondre en son nom.", "\(organisation) accepts to answer in its name.")
    case "programme.imported":
      return say(
        "Programme importé : \(number("added")) sessions ajoutées, \(number("changed")) changées, \(number("cancelled")) annulées.",
        "Programme imported: \(number("added")) sessions added, \(number("changed")) changed, \(number("cancelled")) cancelled."
      )
    case "summit.closed":
      let outcomes = entry.outcomes.sorted { $0.key < $1.key }
        .map { "\($0.key) \(sentences.number($0.value))" }.joined(separator: ", ")
      return say("Le sommet est clos : \(outcomes).", "The summit is closed: \(outcomes).")
    default: return nil
    }
  }

  // MARK: Promises

  var ofPromises: String? {
    switch entry.kind {
    case "promise.met":
      return say(
        "\(question) passe le seuil avec \(votes) : une réponse est due\(at("dueAt", " avant le ")).",
        "\(question) passes the threshold with \(votes): an answer is due\(at("dueAt", " by ")).")
    case "promise.inherited":
      return say(
        "\(question) reprend la réponse due à une question réunie avec elle\(at("dueAt", ", avant le ")).",
        "\(question) takes over the answer owed to a question joined with it\(at("dueAt", ", due by ")).")
    case "promise.void":
      return say(
        "\(question) n’oblige plus : il lui reste \(votes) qui comptent, sur \(number("threshold")).",
        "\(question) no longer obliges: \(votes) that count are left, of \(number("threshold")).")
    case "promise.restored":
      return say(
        "\(question) oblige de nouveau : \(votes) comptent.", "\(question) obliges again: \(votes) count.")
    case "promise.moved":
      return say(
        "\(session) finit à un autre moment : ses réponses suivent\(at("to", ", jusqu’au ")).",
        "\(session) ends at another time: its answers follow\(at("to", ", to ")).")
    case "promise.overdue":
      return say(
        "\(question) : la réponse est en retard\(at("scheduledAt", " depuis le ")).",
        "\(question): the answer is late\(at("scheduledAt", " since ")).")
    default: return nil
    }
  }

  // MARK: Curation

  var ofQuestions: String? {
    switch entry.kind {
    case "question.reject":
      return say("\(question) n’est pas publiée.\(reason)", "\(question) is not published.\(reason)")
    case "question.hide": return say("\(question) est masquée.\(reason)", "\(question) is hidden.\(reason)")
    case "question.restore": return say("\(question) est rétablie.", "\(question) is restored.")
    case "question.correct":
      return say(
        "Le texte de \(question) est corrigé.\(reason)", "The wording of \(question) is corrected.\(reason)")
    case "question.merged":
      let into = sentences.numbered(entry.number("intoNumber") ?? 0)
      return say(
        "\(question) est réunie avec la \(into).\(reason)", "\(question) is joined with \(into).\(reason)")
    case "question.unmerged":
      let from = sentences.numbered(entry.number("fromNumber") ?? 0)
      return say("\(question) est séparée de la \(from).", "\(question) is set apart from \(from).")
    case "question.moved":
      return say("\(question) a changé de place.\(reason)", "\(question) was moved.\(reason)")
    default: return nil
    }
  }

  // MARK: Answers

  var ofAnswers: String? {
    switch entry.kind {
    case "answer.given":
      if let reason = entry.text("reason") {
        let why = sentences.declinedBecause(reason)
        return say(
          "\(question) : la réponse est refusée. \(why)", "\(question): the answer is declined. \(why)")
      }
      if entry.text("until") != nil {
        return say(
          "\(question) : la réponse est reportée\(at("until", " au ")).",
          "\(question): the answer is deferred\(at("until", " to ")).")
      }
      return entry.number("edited") == 1
        ? say("\(question) : la réponse est reformulée.", "\(question): the answer is put in other words.")
        : entry.text("answer") == "live"
          ? say("\(question) a sa réponse, sur scène.", "\(question) is answered, on stage.")
          : say("\(question) a sa réponse.", "\(question) is answered.")
    case "answer.retracted":
      return say(
        "\(question) : la réponse est reprise, comme un geste de trop.",
        "\(question): the answer is taken back, as a slip of the finger.")
    default: return nil
    }
  }

  // MARK: People

  var ofPeople: String? {
    switch entry.kind {
    case "attendees.quarantined":
      return say(
        "\(people("count")) ne comptent plus : on dirait du bourrage d’urne.",
        "\(people("count")) no longer count: it looks like ballot stuffing.")
    case "attendees.released":
      return say("\(people("count")) comptent de nouveau.", "\(people("count")) count again.")
    case "people.unlinked":
      return say(
        "Le délai est passé : \(people("attendees")) ne sont plus liées à ce qu’elles ont écrit.",
        "The time has passed: \(people("attendees")) are no longer linked to what they wrote.")
    default: return nil
    }
  }

  // MARK: Words

  private var session: String { quoted(entry.session.map { places.sessions[$0] ?? $0 } ?? "?") }

  /// Of a threshold: the session's, an organisation's, or else the summit's own.
  private var asked: String {
    if entry.session != nil { return session }
    return entry.organisation == nil ? say("À l’organisation", "To the organizers") : organisation
  }

  private var organisation: String { entry.organisation.map { places.organisations[$0] ?? $0 } ?? "?" }

  private func quoted(_ title: String) -> String { say("« \(title) »", "“\(title)”") }

  /// `La question n° 3 de « L’ouverture »`; several by their number.
  private var question: String {
    let several = entry.kind.hasPrefix("answer.") && entry.questions.count > 1
    if several { return sentences.questions(entry.questions.count) }
    guard let id = entry.questions.first, let place = places.questions[id] else {
      return say("Une question", "A question")
    }
    let number = sentences.numbered(place.number)
    let title =
      place.session.map { places.sessions[$0] ?? $0 }
      ?? place.organisation.map { places.organisations[$0] ?? $0 }
    guard let title else {
      return say("La question \(number) à l’organisation", "Question \(number) to the organizers")
    }
    return say("La question \(number) de \(quoted(title))", "Question \(number) of \(quoted(title))")
  }

  private var votes: String { sentences.votes(entry.number("upvotes") ?? 0) }

  private var reason: String { entry.text("reason").map { " " + sentences.curatedBecause($0) } ?? "" }

  private func number(_ key: String) -> String { sentences.number(entry.number(key) ?? 0) }

  private func people(_ key: String) -> String {
    sentences.count(entry.number(key) ?? 0, ("personne", "personnes"), ("person", "people"))
  }

  /// A time, with the words before it where there is one.
  private func at(_ key: String, _ before: String) -> String {
    entry.time(key).map { before + sentences.date($0) } ?? ""
  }
}
