internal import API

/// What the ledger's page says.
extension Sentences {
  var ledgerTitle: String { say("ledger.title") }
  var ledgerIntro: String { say("ledger.intro") }
  var ledgerNothing: String { say("ledger.nothing") }
  var ledgerBytes: String { say("ledger.bytes") }
  var older: String { say("ledger.older") }
  var verifyTitle: String { say("ledger.verifyTitle") }
  var verifyRule: String { say("ledger.verifyRule") }
  var verifyHead: String { say("ledger.verifyHead") }

  /// What an entry says, as a sentence; nil for a kind that this page does not know.
  func story(_ entry: LedgerStory, _ places: LedgerPlaces) -> String? {
    let teller = LedgerNarrator(entry: entry, places: places, sentences: self)
    return teller.ofBoxes ?? teller.ofPromises ?? teller.ofQuestions ?? teller.ofAnswers ?? teller.ofPeople
  }
}

/// Says one entry, one group of kinds at a time.
private struct LedgerNarrator {
  let entry: LedgerStory
  let places: LedgerPlaces
  let sentences: Sentences

  private func say(_ key: String, _ values: [String: String] = [:]) -> String { sentences.say(key, values) }

  /// With a time of the entry's, where it has one.
  private func say(_ key: String, dated: String, _ time: String, _ values: [String: String]) -> String {
    guard let when = entry.time(time) else { return say(key, values) }
    return say(dated, values.merging(["when": sentences.date(when)]) { $1 })
  }

  // MARK: Sessions, organisations, the summit

  var ofBoxes: String? {
    switch entry.kind {
    case "box.opened":
      return sentences.count("ledger.box.opened", entry.number("threshold") ?? 0, ["session": session])
    case "box.paused": return say("ledger.box.paused", ["session": session])
    case "box.closed":
      return say("ledger.box.closed", dated: "ledger.box.closedOn", "closedAt", ["session": session])
    case "threshold.lowered":
      return say(
        "ledger.threshold.lowered",
        ["asked": asked, "from": number("from"), "to": sentences.votes(entry.number("to") ?? 0)])
    case "session.cancelled": return say("ledger.session.cancelled", ["session": session])
    case "session.restored": return say("ledger.session.restored", ["session": session])
    case "session.accepted": return say("ledger.session.accepted", ["session": session])
    case "session.released": return say("ledger.session.released", ["session": session])
    case "organisation.accepted": return say("ledger.organisation.accepted", ["organisation": organisation])
    case "programme.imported":
      let counts = ["added", "changed", "cancelled"].map { what in
        sentences.count("ledger.programme.\(what)", entry.number(what) ?? 0)
      }
      return say("ledger.programme.imported", ["counts": counts.joined(separator: ", ")])
    case "summit.changed":
      let fields = SummitField.allCases.filter { entry.fields.contains($0.rawValue) }
      return say(
        "ledger.summit.changed",
        ["fields": fields.map { say("ledger.field.\($0.rawValue)") }.joined(separator: ", ")])
    case "summit.closed":
      let outcomes = Question.Outcome.allCases.compactMap { outcome in
        entry.outcomes[outcome.rawValue].map { sentences.count("ledger.outcome.\(outcome.rawValue)", $0) }
      }
      return say("ledger.summit.closed", ["outcomes": outcomes.joined(separator: ", ")])
    default: return nil
    }
  }

  // MARK: Promises

  var ofPromises: String? {
    switch entry.kind {
    case "promise.met":
      return say(
        "ledger.promise.met", dated: "ledger.promise.metOn", "dueAt", ["question": question, "votes": votes])
    case "promise.inherited":
      return say(
        "ledger.promise.inherited", dated: "ledger.promise.inheritedOn", "dueAt", ["question": question])
    case "promise.void":
      return sentences.count(
        "ledger.promise.void", entry.number("upvotes") ?? 0,
        ["question": question, "threshold": number("threshold")])
    case "promise.restored":
      return sentences.count("ledger.promise.restored", entry.number("upvotes") ?? 0, ["question": question])
    case "promise.moved":
      return say("ledger.promise.moved", dated: "ledger.promise.movedOn", "to", ["session": session])
    case "promise.overdue":
      return say(
        "ledger.promise.overdue", dated: "ledger.promise.overdueOn", "scheduledAt", ["question": question])
    default: return nil
    }
  }

  // MARK: Curation

  var ofQuestions: String? {
    switch entry.kind {
    case "question.reject": return say("ledger.question.reject", ["question": question]) + reason
    case "question.hide": return say("ledger.question.hide", ["question": question]) + reason
    case "question.restore": return say("ledger.question.restore", ["question": question])
    case "question.correct": return say("ledger.question.correct", ["question": question]) + reason
    case "question.merged":
      let into = sentences.numbered(entry.number("intoNumber") ?? 0)
      return say("ledger.question.merged", ["question": question, "into": into]) + reason
    case "question.unmerged":
      let from = sentences.numbered(entry.number("fromNumber") ?? 0)
      return say("ledger.question.unmerged", ["question": question, "from": from])
    case "question.moved": return say("ledger.question.moved", ["question": question]) + reason
    default: return nil
    }
  }

  // MARK: Answers

  var ofAnswers: String? {
    switch entry.kind {
    case "answer.given":
      if let reason = entry.text("reason").flatMap(Petitions.Answer.Reason.init(rawValue:)) {
        let why = sentences.declinedBecause(reason)
        return say("ledger.answer.declined", ["question": question, "why": why])
      }
      if entry.text("until") != nil {
        return say(
          "ledger.answer.deferred", dated: "ledger.answer.deferredOn", "until", ["question": question])
      }
      return entry.number("edited") == 1
        ? say("ledger.answer.edited", ["question": question])
        : entry.text("answer") == "live"
          ? answered("ledger.answer.live")
          : answered("ledger.answer.given")
    case "answer.retracted": return say("ledger.answer.retracted", ["question": question])
    default: return nil
    }
  }

  // MARK: People

  var ofPeople: String? {
    switch entry.kind {
    case "attendees.quarantined":
      return sentences.count("ledger.attendees.quarantined", entry.number("count") ?? 0)
    case "attendees.released": return sentences.count("ledger.attendees.released", entry.number("count") ?? 0)
    case "people.unlinked": return sentences.count("ledger.people.unlinked", entry.number("attendees") ?? 0)
    default: return nil
    }
  }

  // MARK: Words

  private var session: String { quoted(entry.session.map { places.sessions[$0] ?? $0 } ?? "?") }

  /// Of a threshold: the session's, an organisation's, or else the summit's own.
  private var asked: String {
    if entry.session != nil { return session }
    return entry.organisation == nil ? say("ledger.place.organizers") : organisation
  }

  private var organisation: String { entry.organisation.map { places.organisations[$0] ?? $0 } ?? "?" }

  private func quoted(_ title: String) -> String { say("ledger.place.quoted", ["title": title]) }

  /// `La question n° 3 de « L’ouverture »`; several by their number.
  private var question: String {
    let several = entry.kind.hasPrefix("answer.") && entry.questions.count > 1
    if several { return sentences.questions(entry.questions.count) }
    guard let id = entry.questions.first, let place = places.questions[id] else {
      return say("ledger.place.someQuestion")
    }
    let number = sentences.numbered(place.number)
    let title =
      place.session.map { places.sessions[$0] ?? $0 }
      ?? place.organisation.map { places.organisations[$0] ?? $0 }
    guard let title else {
      return say("ledger.place.questionToOrganizers", ["number": number])
    }
    return say("ledger.place.questionOf", ["number": number, "quoted": quoted(title)])
  }

  private var votes: String { sentences.votes(entry.number("upvotes") ?? 0) }

  private var reason: String {
    entry.text("reason").flatMap(Petitions.Curation.Reason.init(rawValue:))
      .map { " " + sentences.curatedBecause($0) } ?? ""
  }

  private func number(_ key: String) -> String { sentences.number(entry.number(key) ?? 0) }

  /// One answer may be to several questions.
  private func answered(_ key: String) -> String {
    sentences.count(key, entry.questions.count, ["question": question])
  }
}

/// What of a summit itself the ledger tells the changes of, in the order in which they are said.
private enum SummitField: String, CaseIterable {
  case name, place, timeZone, startsOn, endsOn, languages, expectedAttendees
}
