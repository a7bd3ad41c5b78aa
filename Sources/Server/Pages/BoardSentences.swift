internal import API

/// What the board says.
extension Sentences {
  var boardTitle: String { say("Les réponses dues", "Answers owed") }
  var boardIntro: String {
    say(
      "Une question que la salle soutient oblige à répondre. Voici ce qui est dû, et ce qu’il en est advenu.",
      "A question that the room backs obliges an answer. Here is what is owed, and what became of it.")
  }
  var noPromise: String {
    say(
      "Aucune question n’a encore passé le seuil : soutenez celles qui comptent.",
      "No question has passed the threshold yet: back those that matter.")
  }
  var noPromiseHere: String {
    say("Rien de tel au tableau.", "Nothing of the kind on the board.")
  }
  var wholeBoard: String { say("Tout le tableau", "The whole board") }
  var ledger: String { say("Registre", "Ledger") }
  var asTable: String { say("Tableau CSV", "CSV table") }
  var asFeed: String { say("Fil Atom", "Atom feed") }
  var next: String { say("Suite", "More") }

  // MARK: Numbers

  func owedCount(_ counts: API.PromiseCounts) -> String {
    let owed = count(counts.owed, ("due", "dues"), ("owed", "owed"))
    guard counts.overdue > 0 else { return owed }
    return say(
      "\(owed), dont \(number(counts.overdue)) en retard", "\(owed), \(number(counts.overdue)) of them late")
  }
  func keptCount(_ counts: API.PromiseCounts) -> String {
    let kept = count(counts.kept, ("donnée", "données"), ("answered", "answered"))
    guard counts.disputed > 0 else { return kept }
    return say(
      "\(kept), dont \(count(counts.disputed, ("contestée", "contestées"), ("", "")))",
      "\(kept), \(number(counts.disputed)) of them disputed")
  }
  func declinedCount(_ counts: API.PromiseCounts) -> String {
    count(counts.declined, ("refusée", "refusées"), ("declined", "declined"))
  }
  func voidCount(_ counts: API.PromiseCounts) -> String {
    count(counts.void, ("annulée", "annulées"), ("void", "void"))
  }
  func medianAnswer(_ seconds: Int) -> String {
    say(
      "La moitié des réponses est venue en moins de \(duration(seconds)).",
      "Half of the answers came within \(duration(seconds)).")
  }

  /// `40 minutes`, `7 heures`, `12 jours`, in the unit that people would use: whole ones, or so many at most.
  func duration(_ seconds: Int, roundedUp: Bool = true) -> String {
    func whole(_ unit: Int) -> Int { (seconds + (roundedUp ? unit - 1 : 0)) / unit }
    let (minutes, hours, days) = (whole(60), whole(3600), whole(86_400))
    if minutes < 120 { return count(max(1, minutes), ("minute", "minutes"), ("minute", "minutes")) }
    if hours < 48 { return count(hours, ("heure", "heures"), ("hour", "hours")) }
    return count(days, ("jour", "jours"), ("day", "days"))
  }

  // MARK: The table

  var byAddressee: String { say("Par session et par organisation", "By session and organisation") }
  var addressee: String { say("Question à", "Asked of") }
  var owedColumn: String { say("Dues", "Owed") }
  var overdueColumn: String { say("En retard", "Late") }
  var keptColumn: String { say("Données", "Answered") }
  var declinedColumn: String { say("Refusées", "Declined") }
  var voidColumn: String { say("Annulées", "Void") }
  var disputedColumn: String { say("Contestées", "Disputed") }
  var medianColumn: String { say("Délai médian", "Median time") }

  // MARK: One promise

  /// The heading over all promises of one kind.
  func heading(of kind: API.BoardPromise.Kind) -> String {
    switch kind {
    case .overdue: say("En retard", "Late")
    case .owed: say("Dues", "Owed")
    case .kept: say("Réponses données", "Answered")
    case .declined: say("Réponses refusées", "Declined")
    case .void: say("Promesses annulées", "Void")
    }
  }

  /// In two words, for a tag or a title.
  func state(of promise: API.BoardPromise) -> String {
    switch promise.kind {
    case .overdue: overdue
    case .owed: owed
    case .kept: promise.isDisputed ? say("réponse contestée", "answer disputed") : kept
    case .declined: declined
    case .void: void
    }
  }

  /// The question's words, or why they are not there.
  func words(of question: API.Question) -> String {
    question.text.isEmpty && question.state != "published"
      ? say("(texte retenu)", "(text withheld)") : self.question(question.text)
  }

  /// `n° 3 · L’ouverture`
  func place(of promise: API.BoardPromise) -> String {
    "\(numbered(promise.question.number)) · \(typed(promise.askedOf))"
  }

  func whenMet(_ promise: API.BoardPromise) -> String {
    guard let met = promise.question.promise?.metAt else { return "" }
    return say(
      "\(votes(promise.question.upvotes)) ; seuil passé le \(date(met)) avec \(votes(promise.metUpvotes))",
      "\(votes(promise.question.upvotes)); threshold passed on \(date(met)) with \(votes(promise.metUpvotes))"
    )
  }

  /// Who owes what until when, or what became of it. It changes when the promise does, and not with every minute.
  func standing(of promise: API.BoardPromise) -> String {
    guard let owed = promise.question.promise else { return "" }
    let settled = promise.settledAt.map(date) ?? ""
    switch promise.kind {
    case .overdue:
      let since = promise.lateSince.map(date) ?? ""
      return say(
        "Due par \(owed.owedBy), en retard depuis le \(since)", "Owed by \(owed.owedBy), late since \(since)")
    case .owed:
      return say(
        "Due par \(owed.owedBy), avant le \(date(owed.dueAt))",
        "Owed by \(owed.owedBy), due by \(date(owed.dueAt))")
    case .kept: return say("Répondu le \(settled)", "Answered on \(settled)")
    case .declined: return say("Refusé le \(settled)", "Declined on \(settled)")
    case .void:
      return say(
        "Annulée le \(settled) : les voix qui l’ont portée ne comptent plus.",
        "Void since \(settled): the votes that carried it no longer count.")
    }
  }

  func lateBy(_ seconds: Int) -> String {
    let duration = duration(seconds, roundedUp: false)
    return say("en retard de \(duration)", "late by \(duration)")
  }

  func disagreement(_ verdicts: API.Verdicts) -> String {
    let all = verdicts.yes + verdicts.no
    return say(
      "\(number(verdicts.no)) sur \(number(all)) disent que cela ne répond pas.",
      "\(number(verdicts.no)) of \(number(all)) say that it does not answer.")
  }

  // MARK: Times and the ledger's head

  /// `13 juin 2017, 9 h 30`: the board is read for years.
  func date(_ time: Timestamp) -> String {
    guard let day = time.day else { return time.description }
    return "\(shortDay(day)) \(day.year), \(hour(time))"
  }

  var ledgerEmpty: String { say("Registre : encore vide", "Ledger: still empty") }
  /// In full: what `tribune ledger verify --head` takes.
  func ledgerHead(_ head: API.LedgerHead) -> String {
    say("Registre : \(head.seq):\(head.hash)", "Ledger: \(head.seq):\(head.hash)")
  }
  /// `Registre 42:9f86d081884c`
  func shortHead(_ head: API.LedgerHead) -> String { "\(ledger) \(head.seq):\(head.hash.prefix(12))" }
}

extension API.BoardPromise {
  /// What colours a promise, and under which heading it stands.
  enum Kind: String, CaseIterable, Sendable { case overdue, owed, kept, declined, void }

  var kind: Kind {
    if lateSince != nil { return .overdue }
    return question.promise.flatMap { Kind(rawValue: $0.state) } ?? .void
  }

  var isDisputed: Bool { question.promise?.disputed == true }
}
